"""Numbers that lean on others: parts of a figure told, numbers without a verb or a noun of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from corroborate.extraction.harm import Harm
from corroborate.extraction.passage import Passage
from corroborate.extraction.people import People, find_people
from corroborate.model.vocabulary import Group

_EFFECT_WORDS = frozenset(
    "killed wounded injured hurt dead died arrested detained captured abducted missing".split()
)
_PRONOUNS = frozenset({"them", "whom"})


def gapped_numbers(lowers: list[str], people: list[People], found: list[Harm]) -> list[Harm]:
    """Numbers whose verb is left out: "seven died on the spot and two in hospital", "… and four in Talousa"."""
    told: list[Harm] = []
    taken = {h.people.begin for h in found}
    for p in people:
        if not p.bare or p.begin in taken or lowers[p.begin - 1] != "and" or p.end >= len(lowers):
            continue
        if lowers[p.end] not in ("in", "at", "on", "near") or not p.count.low or "them" in lowers[: p.begin]:
            continue
        before = [h for h in found if h.people.end < p.begin and h.at < p.begin and p.begin - h.at < 14]
        if before and not (_EFFECT_WORDS & set(lowers[p.end :])):
            last = max(before, key=lambda h: h.at)
            told.append(replace(last, people=replace(p, group=last.people.group, additional=True)))
    return told


def without_shares(lowers: list[str], found: list[Harm]) -> list[Harm]:
    """Without those who only are a share of a figure just told: "wounded 12, three of them critically"."""
    return [
        harm
        for harm in found
        if not (
            lowers[harm.people.head] in _PRONOUNS
            and any(h.effect == harm.effect and h.people.end <= harm.people.begin for h in found)
        )
    ]


def of_antecedents(passage: Passage, i: int, found: list[Harm]) -> list[Harm]:
    """Those who are "four of them" are of the group that was spoken of last."""
    lowers = passage.sentences[i].lowers
    settled = []
    for harm in found:
        people = harm.people
        if people.group == "unknown" and lowers[people.head] in _PRONOUNS and people.end > people.begin + 1:
            before = [p for p in find_people(passage, i) if p.end <= people.begin]
            if harm.at < people.begin:  # whoever shot them is not of them
                doers = [p for p in before if _is_doer(lowers, p, harm.at)]
                before = [p for p in before if p not in doers[:1]]
            if not before and i:
                before = find_people(passage, i - 1)
            group = next((p.group for p in reversed(before) if not p.bare and _is_several(p)), "unknown")
            harm = replace(harm, people=replace(people, group=cast(Group, group), bare=not before))
        settled.append(harm)
    return settled


def _is_doer(lowers: list[str], people: People, at: int) -> bool:
    """Whether people stand before the verb at `at` with nothing between that would end their clause."""
    return people.end <= at and not {",", ";", ":", "as", "when", "while", "after", "before"} & set(
        lowers[people.end : at]
    )


def _is_several(people: People) -> bool:
    return (people.count.low, people.count.high) != (1, 1)


def spoken_of_before(passage: Passage, i: int, found: list[Harm]) -> Group:
    """The group that the sentence before counted: "Seven soldiers were killed. Five died in an ambush"."""
    if i == 0 or not any(h.people.bare and h.people.group == "unknown" for h in found):
        return "unknown"
    counted = [
        p for p in find_people(passage, i - 1) if p.count.low is not None and not p.bare and p.begin < p.head
    ]
    return counted[0].group if counted else "unknown"


def with_inherited_groups(found: list[Harm], group: Group) -> list[Harm]:
    """Bare numbers take the group of the people before them: "two policemen died and five were hurt"."""
    settled = []
    told_by = -1
    for harm in sorted(found, key=lambda harm: harm.people.begin):
        if harm.people.bare and harm.people.group == "unknown":
            harm = replace(harm, people=replace(harm.people, group=group))
        elif not harm.people.part:
            mixed = harm.at == told_by and group != harm.people.group
            group = "unknown" if mixed else harm.people.group
            told_by = harm.at
        settled.append(harm)
    return settled
