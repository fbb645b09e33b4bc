"""How likely a telling is of an incident told before: what speaks for and against, weighed as learned.

The weights in joining.yaml are those of a logistic regression over the tellings of the open example stories
(training/joining.py); what rules it out altogether is ruled here.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from corroborate.extraction.attribution import attribution_at
from corroborate.extraction.deed import Deed
from corroborate.extraction.kinds import likeness
from corroborate.extraction.passage import Passage
from corroborate.extraction.thread import Thread, figures_of, parties_of, things_of
from corroborate.model import When, Where

NEVER = -9.0
"""The log-odds of what is ruled out."""
_FINE = frozenset({"exact", "near", "district"})
_COARSE = frozenset({"province", "region", "country", "unresolved"})
_FARTHEST = 8
"""Sentences between two tellings from which on more make no difference."""


@cache
def weights() -> dict[str, float]:
    """What each trait adds to the log-odds, `bias` always."""
    stored = yaml.safe_load((files("corroborate.extraction") / "joining.yaml").read_text(encoding="utf-8"))
    return {name: float(weight) for name, weight in stored["weights"].items()}


def fit(
    passage: Passage,
    deed: Deed,
    when: When | None,
    where: Where | None,
    thread: Thread,
    threads: list[Thread],
) -> float:
    """The log-odds that a telling of this day and place is of the incident that `thread`, one of `threads`, tells."""
    if is_ruled_out(deed, when, where, thread, threads):
        return NEVER
    known = weights()
    found = traits(passage, deed, when, where, thread, threads)
    return known["bias"] + sum(known[name] * value for name, value in found.items() if value)


def is_ruled_out(
    deed: Deed, when: When | None, where: Where | None, thread: Thread, threads: list[Thread]
) -> bool:
    """Whether the text itself says that the telling is of another incident."""
    last = thread.deeds[-1]
    if deed.separate and not deed.headline and thread is threads[-1]:
        return True
    if last.sentence == deed.sentence and last.begin < deed.begin and where is not None:
        return True  # "…; and a grenade damaged a bank in Pattani"
    if deed.after and likeness(deed.type, thread.type) < 0.8 and (when is not None or where is not None):
        return True
    if deed.section and not deed.anaphoric and all(d.section not in (0, deed.section) for d in thread.deeds):
        return True  # each stands under its own day and place
    if deed.plural != thread.umbrella and not (deed.anaphoric and deed.plural):
        return True
    return deed.plural and deed.sentence - thread.last > 3 and thread is threads[-1] and when is None


def traits(
    passage: Passage,
    deed: Deed,
    when: When | None,
    where: Where | None,
    thread: Thread,
    threads: list[Thread],
) -> dict[str, float]:
    """What speaks for and against one incident, each 0 where it does not hold."""
    return {
        **_kind_traits(deed, thread),
        **_day_traits(passage, deed, when, thread),
        **_place_traits(where, thread),
        **_content_traits(passage, deed, thread),
        **_text_traits(passage, deed, deed.lent or (when is None and where is None), thread, threads),
        "also": where is not None
        and "also" in passage.sentences[deed.sentence].lowers[max(0, deed.at - 4) : deed.at],
    }


def _kind_traits(deed: Deed, thread: Thread) -> dict[str, float]:
    kind = likeness(deed.type, thread.type)
    if "other" in (deed.type, thread.type):
        kind = max(kind, 0.4)
    if deed.anaphoric:
        return {}  # "in the attack" is said of blasts and ambushes too
    return {"kind_same": kind == 1.0, "kind_like": kind == 0.8, "kind_loose": kind == 0.4}


def _day_traits(passage: Passage, deed: Deed, when: When | None, thread: Thread) -> dict[str, float]:
    """The next day speaks half as much against a telling that goes on about what was told."""
    goes_on = deed.anaphoric or deed.resumed
    old = thread.when is None and not deed.anaphoric and _is_old(passage, when)
    apart = days_apart(when, thread.when)
    if apart is None or when is None or thread.when is None:
        return {"old": old}
    spans = [(w.latest - w.earliest).days for w in (when, thread.when) if w.latest and w.earliest]
    return {
        "old": old,
        "same_days": apart == 0 and max(spans) <= 6,
        "same_weeks": apart == 0 and max(spans) > 6,
        "other_days": (0.5 if apart == 1 and goes_on else 1.0) if apart else 0.0,
    }


_OLD = 45
"""A deed so many days before its report is background: it is not what a text without a day of its own tells of."""


def _is_old(passage: Passage, when: When | None) -> bool:
    published = passage.document.published_on
    return bool(published and when is not None and when.latest and (published - when.latest).days > _OLD)


def days_apart(a: When | None, b: When | None) -> int | None:
    """Days between two times, 0 where they overlap, None where one is unknown."""
    if a is None or b is None or not (a.earliest and a.latest and b.earliest and b.latest):
        return None
    return max(0, (a.earliest - b.latest).days, (b.earliest - a.latest).days)


def _place_traits(where: Where | None, thread: Thread) -> dict[str, float]:
    """A village that no gazetteer knows may be the finer word for a district named before."""
    fits = places_fit(where, thread.wheres)
    finer = (
        where is not None
        and where.precision == "near"
        and thread.wheres[-1:]
        and thread.wheres[-1].precision == "district"
    )
    return {
        "place_for": max(0.0, fits),
        "place_finer": fits == -1.0 and bool(finer),
        "place_unsure": fits == -1.0 and not finer,
        "place_against": fits < -1.0,
    }


def places_fit(a: Where | None, others: list[Where]) -> float:
    """The same place speaks for one incident, a place inside the other less so, two fine places against it."""
    if a is None or not others:
        return 0.0
    known = [b for b in others if b.precision in _FINE] if a.precision in _FINE else []
    return max(_place_fit(a, b) for b in known or others)


def _place_fit(a: Where, b: Where) -> float:
    if a.name == b.name:
        return 2.5 if a.precision not in _COARSE else 0.5
    if a.name in b.within or b.name in a.within:
        return 1.2 if (a if a.name in b.within else b).precision not in _COARSE else 0.2
    if a.country and b.country and a.country != b.country:
        return -6.0
    if {a.precision, b.precision} <= {"exact", "district"}:
        return -2.5  # both are known, and neither holds the other
    if "exact" not in (a.precision, b.precision) or (a.precision == "exact") != (b.precision == "exact"):
        return -1.0  # a village that no gazetteer knows may lie in the other
    if a.precision in _COARSE or b.precision in _COARSE:
        return (
            0.0
            if a.precision in ("country", "region", "unresolved")
            or b.precision in ("country", "region", "unresolved")
            else -1.0
        )
    return -2.5


def _content_traits(passage: Passage, deed: Deed, thread: Thread) -> dict[str, float]:
    figures, parties = _figures_fit(deed, thread), _parties_fit(passage, deed, thread)
    return {
        "figures_same": max(0.0, figures),
        "figures_other": figures < 0,
        "parties_same": max(0.0, parties),
        "parties_other": parties < 0,
        "things_same": bool(things_of(deed, ("object",)) & thread.things),
        "bond": _bond(passage, deed, thread),
        **_voice_traits(passage, deed, thread),
    }


def _figures_fit(deed: Deed, thread: Thread) -> float:
    told, said = thread.figures, figures_of(deed)
    if not told or not said:
        return 0.0
    if told & said:
        return 1.5 if any(low > 1 for _, low in told & said) else 0.7
    pairs = [(x, y) for effect, x in told for other, y in said if effect == other]
    if not deed.dates and not deed.places and any(_is_revised(x, y) for x, y in pairs):
        return 0.8
    return -1.0 if pairs and all(min(pair) < 0.5 * max(pair) for pair in pairs) else 0.0


def _is_revised(a: int, b: int) -> bool:
    """Whether one figure may be a revision of the other: 22 of 25, not 2."""
    return min(a, b) >= 5 and max(a, b) <= 1.6 * min(a, b)


def _parties_fit(passage: Passage, deed: Deed, thread: Thread) -> float:
    mine, theirs = parties_of(deed), thread.parties
    if not mine or not theirs:
        return 0.0
    if mine & theirs:
        return 0.5
    related = passage.tools.registry.is_within
    return 0.3 if any(related(x, y) or related(y, x) for x in mine for y in theirs) else -1.0


def _voice_traits(passage: Passage, deed: Deed, thread: Thread) -> dict[str, float]:
    """Whether both are told on the same word, or on the words of two."""
    voices = [
        attribution_at(passage, *passage.stretch(d.sentence, d.begin, d.end))
        for d in (deed, thread.deeds[-1])
    ]
    if not all(voices):
        return {}
    one, other = ((v[0].actor or v[0].name.lower()) for v in voices)
    return {"voice_same": one == other, "voice_other": one != other}


def _bond(passage: Passage, deed: Deed, thread: Thread) -> float:
    """The mean log-odds by a second reader that the words of both tell of one incident."""
    if passage.bond is None:
        return 0.0
    at, *others = (passage.stretch(d.sentence, d.begin, d.end) for d in (deed, *thread.deeds))
    said = [passage.bond(at, other) for other in others]
    return sum(said) / len(said)


def _text_traits(
    passage: Passage, deed: Deed, is_unset: bool, thread: Thread, threads: list[Thread]
) -> dict[str, float]:
    """How the text goes from one telling to the other; `is_unset` if this one names neither day nor place."""
    is_last = thread is threads[-1]
    is_only = len(threads) == 1 and likeness(deed.type, thread.type) > 0
    paragraphs = {passage.sentences[at].paragraph for at in (deed.sentence, thread.last)}
    return {
        "last": is_last,
        "paragraph": is_last and len(paragraphs) == 1,
        "undated": is_last and len(paragraphs) == 1 and not deed.dates and not deed.anaphoric,
        "refers_last": deed.anaphoric and is_last,
        "refers_back": deed.anaphoric and not is_last,
        "resumed": deed.resumed and is_unset and is_last,
        "announced": is_only and _is_announced(thread),
        "only": is_only and not deed.separate,
        "unset_last": is_unset and not deed.anaphoric and is_last,
        "unset_back": is_unset and not deed.anaphoric and not is_last,
        "distance": min(_FARTHEST, deed.sentence - thread.last) / _FARTHEST,
        "harmless": not deed.harms,
    }


def _is_announced(thread: Thread) -> bool:
    """Whether only headlines, and figures without a day or place, have told of an incident so far."""
    bare = (not d.dates and not d.places for d in thread.deeds if not d.headline)
    return thread.deeds[0].headline and thread.when is None and all(bare)
