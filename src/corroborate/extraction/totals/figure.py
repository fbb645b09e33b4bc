"""A figure that may be a sum: how many of what, among which people, where in the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from corroborate.extraction.people import People
from corroborate.language.lexicon import Match
from corroborate.model import Count
from corroborate.model.vocabulary import Group, Measure

if TYPE_CHECKING:
    from corroborate.extraction.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`count` of `measure` in tokens `begin` to `end` of a sentence; `at` is the word that says the measure.

    `part` is a breakdown of the figure before it ("35 soldiers among them", "61 in the west"); `bare` has no
    noun of its own ("and 50 others wounded"); `is_definite` was spoken of before ("the three states").
    """

    measure: Measure
    count: Count
    group: Group
    begin: int
    end: int
    at: int
    part: bool = False
    bare: bool = False
    is_definite: bool = False


STOPS = frozenset(
    ". , ; : ( ) — – - in on at by of to from for with and or but that which who were was are is have has had been "
    "during since after before while as than including between when where the its their his killed injured wounded "
    "said dead died left leaving".split()
)


def is_number(count: Count) -> bool:
    """Whether at least one bound is known and it is no zero."""
    return bool(count.low) or bool(count.high)


def figure_of(measure: Measure, whom: People, at: int, part: bool = False) -> Figure:
    return Figure(
        measure=measure,
        count=whom.count,
        group=whom.group,
        begin=whom.begin,
        end=whom.end,
        at=at,
        part=part,
        bare=whom.bare,
    )


def group_near(passage: Passage, i: int, begin: int, noun: Match) -> Group:
    """The group in 'civilian deaths', 'deaths among soldiers', 'fatalities of police'."""
    lowers = passage.sentences[i].lowers
    after = lowers[noun.end] if noun.end < len(lowers) else ""
    is_share = not {"up", "for", "comprised", "constituted"}.isdisjoint(lowers[max(0, begin - 3) : begin])
    for match in passage.people[i]:
        if is_share and match.end in (begin - 3, begin - 2, begin - 4):
            return cast(Group, match.kind.removeprefix("people."))
        is_before = begin <= match.begin < noun.end
        is_after = after in ("of", "among", "amongst", "in", "to") and noun.end < match.begin <= noun.end + 4
        if is_before or is_after:
            kind = match.kind.removeprefix("people.")
            if kind not in ("member", "unknown"):
                return cast(Group, kind)
    for at in range(max(begin, noun.begin - 3), noun.end):
        if lowers[at] in _ADJECTIVES:
            return _ADJECTIVES[lowers[at]]
    return "unknown"


_ADJECTIVES: dict[str, Group] = {
    "civilian": "civilians",
    "military": "military",
    "army": "military",
    "troop": "military",
    "police": "police",
    "paramilitary": "paramilitary",
    "security": "security_forces",
    "militant": "militants",
    "insurgent": "militants",
    "rebel": "militants",
    "terrorist": "militants",
    "child": "civilians",
}
