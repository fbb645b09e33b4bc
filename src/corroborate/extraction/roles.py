"""To whom and to what it was done: the people and things that a stretch of a sentence says were hit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.extraction.harm import Harm
from corroborate.extraction.passage import Passage
from corroborate.extraction.people import People
from corroborate.language.lexicon import Match
from corroborate.model import UNKNOWN, Count
from corroborate.model.vocabulary import Group, TargetEffect, TargetKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Somebody or something that was hit or meant to be hit."""

    begin: int
    end: int
    name: str
    kind: TargetKind
    group: Group
    effect: TargetEffect
    count: Count = UNKNOWN


_SPEECH = frozenset(
    "said say says told tell announced announces reported reports stated confirmed confirms added claimed claim claims alleged "
    "wrote tweeted according accused blamed".split()
)
_DESTROYED = frozenset(
    "destroyed destroying torched torching burnt burned ablaze demolished gutted razed flattened fire".split()
)
_DAMAGED = frozenset("damaged damaging damage struck hit".split())
_SEIZED = frozenset("seized seizing occupied occupying captured snatched took".split())


_HITTING = frozenset(
    "v.attack v.ambush v.explode v.shell v.airstrike v.arson v.hijack v.overtake v.capture v.seize v.kill v.abduct v.suicide "
    "n.attack n.ambush n.explosion n.suicide n.grenade n.shelling n.airstrike n.arson v.foil v.defuse v.injure v.arrest".split()
)


def find_hits(
    passage: Passage,
    i: int,
    main: Match,
    people: Sequence[People],
    harms: Sequence[Harm],
    reach: tuple[int, int],
) -> list[Hit]:
    """Whom and what the deed hit: people harmed or attacked, vehicles, buildings, infrastructure."""
    begin, end = reach
    harmed = {h.people.begin for h in harms}
    words = [m for m in passage.triggers[i] if begin <= m.begin < end and m.kind in _HITTING] or [main]
    found = [
        _things(passage, i, thing)
        for thing in passage.things[i]
        if thing.kind.startswith("object")
        and begin <= thing.begin < end
        and any(_is_hit(passage, i, thing, m) for m in words)
    ]
    for p in people:
        free = begin <= p.begin < end and p.begin not in harmed and not p.bare
        if free and any(_is_object(passage, i, p, m) for m in words):
            found.append(_people_hit(passage, i, p))
    return found


def _is_hit(passage: Passage, i: int, thing: Match, main: Match) -> bool:
    """Whether a thing is what was hit: the object right of the verb, or the subject of a passive."""
    lowers = passage.sentences[i].lowers
    if thing.begin >= main.end:
        between = lowers[main.end : thing.begin]
        return len(between) <= 12 and not {"said", "told", "when", "while", "from", "who"} & set(between)
    passive = {"was", "were", "been", "being"} & set(lowers[thing.end : main.begin])
    came = lowers[main.begin : main.begin + 1] in (["came"], ["comes"], ["come"])
    return (bool(passive) or came) and main.begin - thing.end <= 8


def _things(passage: Passage, i: int, thing: Match) -> Hit:
    sentence = passage.sentences[i]
    lowers = sentence.lowers
    begin = thing.begin
    verbs = {t for m in passage.triggers[i] if m.kind.startswith("v.") for t in range(m.begin, m.end)}
    while (
        begin > 0
        and thing.begin - begin < 4
        and lowers[begin - 1].isalpha()
        and lowers[begin - 1] not in _STOPS
        and begin - 1 not in verbs
    ):
        begin -= 1
    near = set(lowers[max(0, thing.begin - 6) : thing.end + 7])
    effect: TargetEffect = "unknown"
    if near & _DESTROYED:
        effect = "destroyed"
    elif near & _SEIZED:
        effect = "seized"
    elif near & _DAMAGED:
        effect = "damaged"
    group: Group = "unknown"
    said = " ".join(lowers[begin : thing.end])
    for word, of in (
        ("police", "police"),
        ("military", "military"),
        ("army", "military"),
        ("security", "security_forces"),
        ("paramilitary", "paramilitary"),
        ("checkpoint", "security_forces"),
        ("convoy", "unknown"),
    ):
        if word in said:
            group = of  # type: ignore[assignment]
            break
    count = next(
        (c.count for c in passage.counts[i] if begin - 1 <= c.end <= thing.begin and c.begin >= begin - 3),
        UNKNOWN,
    )
    name = passage.document.text[sentence.starts[begin] : sentence.ends[thing.end - 1]]
    return Hit(begin=begin, end=thing.end, name=name, kind="object", group=group, effect=effect, count=count)


_STOPS = frozenset(
    "had have has be been being is are as the a an its their his her on in at of to by with from and or near into two three four five six several a "
    "targeted targeting attacked attacking hit struck destroyed torched burned set stormed raided ambushed that "
    "was were bombed blew up exploded seized occupying occupied this".split()
)


def _is_object(passage: Passage, i: int, people: People, main: Match) -> bool:
    """Whether people are the object of the attack: right of the verb, or after "on" and "against"."""
    lowers = passage.sentences[i].lowers
    if people.begin < main.end:
        return (
            main.kind == "v.arrest"
            and bool({"was", "were", "been", "being"}.intersection(lowers[people.end : main.begin]))
            and people.end <= main.begin
        )
    between = lowers[main.end : people.begin]
    if _SPEECH.intersection(lowers[people.end : people.end + 4]):
        return False  # "…, the minister told reporters"
    if any(
        word in ("by", "said", "who", ".", ";", "after", "when", "while", "as", "told", "according")
        for word in between
    ):
        return False
    return len(between) <= 5 and (
        not between
        or between[0] in ("on", "against", "at", "with", "the", "a", "an", "of", "targeting", "between")
        or main.kind.startswith("v.")
    )


def _people_hit(passage: Passage, i: int, people: People) -> Hit:
    span = passage.span(i, people.begin, people.end)
    kind: TargetKind = "person" if people.count.low == 1 and people.count.high == 1 else "people"
    return Hit(
        begin=people.begin,
        end=people.end,
        name=span.quote,
        kind=kind,
        group=people.group,
        effect="unknown",
        count=people.count,
    )
