"""Which deeds of a document are one incident: each telling joins the thread it fits best, or begins one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

from corroborate.extraction.deed import Deed
from corroborate.extraction.kinds import likeness
from corroborate.extraction.passage import Passage
from corroborate.language.dates import DateMention
from corroborate.model import When, Where
from corroborate.model.vocabulary import EventType
from corroborate.places import PlaceMention

JOIN = 1.0
"""A telling joins a thread from this score on; set on the open example stories, where 0.5 to 1.5 differ little."""

UNSET = -0.5
"""A telling that names neither day nor place goes on about what was told before, down to this score."""

BOND, BOND_WEIGHT = 3.0, 1.0
"""The most that a second reader's word counts in points, and points for each of its log-odds."""

_MEMORY = 120
"""Incidents before it that a telling is compared with: no text goes back further, and digests run to thousands."""

_FINE = frozenset({"exact", "near", "district"})
_COARSE = frozenset({"province", "region", "country", "unresolved"})


@dataclass(slots=True)
class Thread:
    """The tellings of one incident, in the order of the text."""

    deeds: list[Deed] = field(default_factory=list)
    when: When | None = None
    wheres: list[Where] = field(default_factory=list)
    lent: bool = False
    umbrella: bool = False
    nearby: list[PlaceMention] = field(default_factory=list)
    figures: set[tuple[str, int]] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    things: set[str] = field(default_factory=set)

    @property
    def type(self) -> EventType:
        """The type of the first telling that says one."""
        return next((deed.type for deed in self.deeds if deed.type != "other"), self.deeds[0].type)

    @property
    def last(self) -> int:
        """The sentence of the latest telling."""
        return self.deeds[-1].sentence


def weave(passage: Passage, deeds: list[Deed]) -> list[Thread]:
    """The threads of a document, in the order in which they begin."""
    threads: list[Thread] = []
    for deed in deeds:
        if (
            not deed.recalled
            and not (deed.summed and not deed.plural)
            and not (deed.plural and deed.anaphoric and not threads)
        ):
            _place(passage, deed, threads)
    umbrellas = [thread for thread in threads if thread.umbrella]
    details = [thread for thread in threads if not thread.umbrella]
    _lend_dates(passage, details, umbrellas)
    kept = [thread for thread in threads if not thread.umbrella or _is_wave(thread, details)]
    _look_around(passage, kept)
    return kept


def _look_around(passage: Passage, threads: list[Thread]) -> None:
    """An incident told without its day or place takes them from the next sentence that tells of no other."""
    told = {deed.sentence for thread in threads for deed in thread.deeds}
    for thread in threads:
        first = thread.deeds[0].sentence
        around = [
            i for i in (first + 1, first - 1, first + 2) if 0 <= i < len(passage.sentences) and i not in told
        ]
        if thread.when is None:
            days = [
                d.when
                for i in around
                for d in passage.dates[i]
                if d.kind == "point" and d.when.precision == "day"
            ]
            thread.when, thread.lent = (days[0], True) if days else (None, thread.lent)
        if all(where.precision in ("country", "region", "unresolved") for where in thread.wheres):
            found = [
                (place, passage.tools.gazetteer.resolve(place, passage.context))
                for i in (*around, first)
                for place in passage.places[i]
            ]
            thread.nearby = [place for place, where in found if where.precision not in _COARSE][:1]


def _place(passage: Passage, deed: Deed, threads: list[Thread]) -> None:
    """Puts a telling into the thread it fits best, into a new one, or nowhere."""
    when, where = when_of(passage, deed), where_of(passage, deed)
    if is_comparison(passage.sentences[deed.sentence].lowers):
        when, deed.anaphoric = None, True
    recent = range(max(0, len(threads) - _MEMORY), len(threads))
    scored = [(fit(passage, deed, when, where, threads[n], threads), n) for n in recent]
    best = max(scored, default=(-9.0, -1))
    if best[0] >= JOIN or (when is None and where is None and best[0] >= UNSET and not deed.plural):
        _join(threads[best[1]], deed, when, where)
    elif _may_begin(deed, when, where, threads):
        thread = Thread(umbrella=deed.plural)
        _join(thread, deed, when, where)
        threads.append(thread)
    elif _goes_with_last(passage, deed, threads):
        _join(threads[-1], deed, when, where)


def is_comparison(lowers: list[str]) -> bool:
    """Whether a sentence only measures what was told: "It was the deadliest attack since the war ended in May"."""
    if lowers[0] not in ("it", "this", "that") or not {"was", "is"}.intersection(lowers[1:3]):
        return False
    return lowers[2:3] == ["the"] and bool(_MOST.intersection(lowers[3:6]))


def _goes_with_last(passage: Passage, deed: Deed, threads: list[Thread]) -> bool:
    """Whether figures that fit nothing and name no day or place of their own belong to what was told just before."""
    if not threads or deed.plural or deed.summed or deed.separate:
        return False
    sentences, last = passage.sentences, threads[-1].last
    counted = any(h.people.count.low for h in deed.harms)
    return (
        counted
        and deed.sentence - last <= 2
        and sentences[last].paragraph == sentences[deed.sentence].paragraph
    )


def _join(thread: Thread, deed: Deed, when: When | None, where: Where | None) -> None:
    thread.deeds.append(deed)
    thread.figures |= _figures(deed)
    thread.parties |= _parties(deed)
    thread.things |= {word for hit in deed.hits for word in hit.name.lower().split() if len(word) > 3}
    if (
        when is not None
        and (thread.when is None or (thread.when.earliest is None and when.earliest is not None))
    ) or (when is not None and thread.when is not None and _is_finer(when, thread.when)):
        thread.when = when
    if where is not None and where not in thread.wheres:
        thread.wheres.append(where)


def _is_finer(a: When, b: When) -> bool:
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return False
    inside = b.earliest <= a.earliest and a.latest <= b.latest
    return inside and (a.latest - a.earliest) < (b.latest - b.earliest)


def _may_begin(deed: Deed, when: When | None, where: Where | None, threads: list[Thread]) -> bool:
    """Whether a telling that fits no thread is an incident of its own."""
    if deed.plural:
        return not deed.anaphoric and (when is not None or where is not None or bool(deed.said_on))
    if threads and deed.anaphoric and when is None and not deed.harms:
        return False
    if when is not None or where is not None:
        return True
    if threads and (deed.weak or deed.anaphoric):
        return False
    return not threads or deed.separate


def when_of(passage: Passage, deed: Deed) -> When | None:
    """The date that a telling gives: the nearest to its main word, those of its own clause first."""
    lowers = passage.sentences[deed.sentence].lowers
    points = [
        d
        for d in deed.dates
        if d.kind != "duration"
        and not (d.when.wording or "").lower().startswith("since")
        and not _is_since(lowers, d.begin, deed.at)
        and "by" not in lowers[max(0, d.begin - 1) : d.begin + 1]  # "27 had been killed by Wednesday morning"
    ]
    if not points:
        return None

    def rank(date: DateMention) -> tuple[bool, bool, bool, bool, int]:
        begin, end = sorted((date.begin, deed.at))
        apart = bool(_CLAUSES.intersection(lowers[begin + 1 : end]))
        return date.when.earliest is None, apart, date.kind == "period", date.kind == "relative", end - begin

    return min(points, key=rank).when


def _is_since(lowers: list[str], date: int, at: int) -> bool:
    """Whether a deed is only measured from a date: "the deadliest since rebels took the town in March"."""
    before = lowers[max(0, date - 12) : date]
    if "since" not in before:
        return False
    since = date - before[::-1].index("since") - 1
    return at < since and bool(_MOST.intersection(lowers[max(0, since - 12) : since]))


_MOST = frozenset("worst deadliest biggest heaviest largest bloodiest most first fiercest gravest".split())
_CLAUSES = frozenset("who which that when after as where while ; but because although".split())


def where_of(passage: Passage, deed: Deed) -> Where | None:
    """The place that a telling gives."""
    places = deed.places[:4] or deed.there
    if not places:
        return None
    found = [passage.tools.gazetteer.resolve(place, passage.context) for place in places]
    fine = [where for where in found if where.precision not in ("country", "region")]
    return (fine or found)[0]


def fit(
    passage: Passage,
    deed: Deed,
    when: When | None,
    where: Where | None,
    thread: Thread,
    threads: list[Thread],
) -> float:
    """How well a telling fits a thread: points for and against, each documented where it is given."""
    if deed.separate and not deed.headline and thread is threads[-1]:
        return -5.0
    last = thread.deeds[-1]
    if last.sentence == deed.sentence and last.begin < deed.begin and where is not None:
        return -5.0  # "…; and a grenade damaged a bank in Pattani"
    if deed.after and likeness(deed.type, thread.type) < 0.8 and (when is not None or where is not None):
        return -5.0
    if (
        deed.section
        and not deed.anaphoric
        and all(d.section and d.section != deed.section for d in thread.deeds)
    ):
        return -5.0  # each stands under its own day and place
    if deed.plural != thread.umbrella and not (deed.anaphoric and deed.plural):
        return -5.0
    if deed.plural and deed.sentence - thread.last > 3 and thread is threads[-1] and when is None:
        return -5.0
    kind = likeness(deed.type, thread.type)
    if deed.type == "other" or thread.type == "other":
        kind = max(kind, 0.4)
    score = {1.0: 1.0, 0.8: 0.8, 0.4: 0.2, 0.2: -0.8}.get(kind, -2.5)
    score += _dates_fit(when, thread.when, 4.0 if deed.anaphoric else 8.0, deed.anaphoric or deed.resumed)
    score -= 1.5 * (thread.when is None and _is_old(passage, when) and not deed.anaphoric)
    score += places_fit(where, thread.wheres)
    score += _figures_fit(deed, thread) + _parties_fit(passage, deed, thread) + _targets_fit(deed, thread)
    score += _bonds_fit(passage, deed, thread)
    if thread is threads[-1]:
        score += 0.8 + 0.4 * (
            passage.sentences[deed.sentence].paragraph == passage.sentences[thread.last].paragraph
        )
    if deed.anaphoric:
        score += 1.5 if thread is threads[-1] else 0.8
    if deed.resumed and when is None and thread is threads[-1]:
        score += 1.5
    if len(threads) == 1 and kind > 0 and _is_announced(thread):
        score += 1.5  # a headline tells of what the text goes on to tell
    if where is not None and "also" in passage.sentences[deed.sentence].lowers[max(0, deed.at - 4) : deed.at]:
        score -= 1.0  # "the group also ambushed a convoy at …"
    if len(threads) == 1 and kind > 0 and not deed.separate:
        score += 0.6  # most reports tell of one incident
    if when is None and where is None and not deed.anaphoric:
        score += 0.7 if thread is threads[-1] else -0.5
    return score


_OLD = 45
"""A deed so many days before its report is background: it is not what a text without a day of its own tells of."""


def _is_old(passage: Passage, when: When | None) -> bool:
    published = passage.document.published_on
    return bool(
        published and when is not None and when.latest is not None and (published - when.latest).days > _OLD
    )


def _dates_fit(a: When | None, b: When | None, apart: float = 4.0, goes_on: bool = False) -> float:
    """Overlapping days speak for one incident, disjoint ones against it by `apart`.

    The next day speaks less against one that goes on about what was told.
    """
    if (
        a is None
        or b is None
        or a.earliest is None
        or b.earliest is None
        or a.latest is None
        or b.latest is None
    ):
        return 0.0
    if a.earliest > b.latest or b.earliest > a.latest:
        days = (a.earliest - b.latest).days if a.earliest > b.latest else (b.earliest - a.latest).days
        return -apart / 2 if goes_on and days == 1 else -apart
    coarse = max((a.latest - a.earliest).days, (b.latest - b.earliest).days) > 6
    return 0.3 if coarse else 1.5


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


def _is_announced(thread: Thread) -> bool:
    """Whether only headlines, and figures without a day or place, have told of an incident so far."""
    bare = (not d.dates and not d.places for d in thread.deeds if not d.headline)
    return thread.deeds[0].headline and thread.when is None and all(bare)


def _figures_fit(deed: Deed, thread: Thread) -> float:
    told, said = thread.figures, _figures(deed)
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


def _figures(deed: Deed) -> set[tuple[str, int]]:
    return {(h.effect, h.people.count.low) for h in deed.harms if h.people.count.low}


def _parties(deed: Deed) -> set[str]:
    return {agent.actor for agent in deed.agents if agent.actor}


def _parties_fit(passage: Passage, deed: Deed, thread: Thread) -> float:
    mine, theirs = _parties(deed), thread.parties
    if not mine or not theirs:
        return 0.0
    if mine & theirs:
        return 0.5
    related = passage.tools.registry.is_within
    return 0.3 if any(related(x, y) or related(y, x) for x in mine for y in theirs) else -1.2


def _targets_fit(deed: Deed, thread: Thread) -> float:
    mine = {
        word
        for hit in deed.hits
        if hit.kind == "object"
        for word in hit.name.lower().split()
        if len(word) > 3
    }
    return 0.6 if mine & thread.things else 0.0


def _bonds_fit(passage: Passage, deed: Deed, thread: Thread) -> float:
    """What a second reader says of the words: the mean log-odds that they tell of one incident, up to BOND either way."""
    if passage.bond is None:
        return 0.0
    at, *others = (passage.stretch(d.sentence, d.begin, d.end) for d in (deed, *thread.deeds))
    said = [passage.bond(at, other) for other in others]
    return max(-BOND, min(BOND, BOND_WEIGHT * sum(said) / len(said)))


def _lend_dates(passage: Passage, threads: list[Thread], umbrellas: list[Thread]) -> None:
    """Undated incidents take the date of the one they followed, or of the summary that announced them."""
    for before, thread in pairwise(threads):
        if thread.when is None and before.when is not None and thread.deeds[0].after:
            thread.when, thread.lent = before.when, True
    for umbrella in umbrellas:
        for thread in threads:
            after = thread.deeds[0].sentence >= umbrella.deeds[0].sentence
            announced = _all_places(passage, umbrella)
            if (
                thread.when is None
                and after
                and any(places_fit(where, announced) > 0 for where in thread.wheres)
            ):
                thread.when, thread.lent = umbrella.when, umbrella.when is not None
    for before, thread in pairwise(threads):
        first = thread.deeds[0]
        if thread.when is None and before.when is not None and first.following and not first.earlier:
            thread.when, thread.lent = before.when, True
        elif thread.when is None and first.earlier:
            thread.when = _days_before(passage, first, before.when)


def _days_before(passage: Passage, deed: Deed, when: When | None) -> When | None:
    """The day of a deed after which another came: "it came two days after the raid", "… a week after"."""
    if when is None or when.earliest is None or when.latest is None:
        return None
    lowers = passage.sentences[deed.sentence].lowers[deed.begin : deed.at]
    if "after" not in lowers:
        return None
    at = lowers.index("after")
    unit = lowers[at - 1].removesuffix("s") if at else ""
    number = _NUMBERS.get(lowers[at - 2]) if at > 1 else None
    if unit == "hour":
        return when
    if unit not in ("day", "week") or number is None:
        return None
    days, slack = (number, 2 * (lowers[at - 2] == "few")) if unit == "day" else (7 * number, 1)
    return When(
        earliest=when.earliest - timedelta(days=days + slack),
        latest=when.latest - timedelta(days=days - slack),
        precision="day" if not slack and when.earliest == when.latest else "days",
        wording=" ".join(lowers[at - 2 : at + 1]),
    )


_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "few": 4}


def _all_places(passage: Passage, thread: Thread) -> list[Where]:
    return [
        passage.tools.gazetteer.resolve(place, passage.context)
        for deed in thread.deeds
        for place in deed.places
    ]


def _is_wave(thread: Thread, details: list[Thread]) -> bool:
    """Whether a telling of several deeds stays one incident: the document does not tell them apart."""
    if all(deed.weak for deed in thread.deeds) or not thread.wheres:
        return False
    if not details:
        return any(deed.agents for deed in thread.deeds)  # there is nothing else that the document tells
    if all(deed.summed for deed in thread.deeds):
        return False
    if thread.when is None and not any(deed.said_on for deed in thread.deeds):
        return False
    inside = [t for t in details if any(places_fit(where, thread.wheres) > 0 for where in t.wheres)
              and _dates_fit(t.when, thread.when) >= 0]  # fmt: skip
    return not inside
