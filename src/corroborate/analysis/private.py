"""Who of the people in a report is private: victims, witnesses and suspects without office (design rule 10)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corroborate.model import Attribution, Report

PRIVATE_ROLES = {"witness": "a witness", "local_source": "a local source"}
_NAMELESS = frozenset(
    [
        "a",
        "an",
        "the",
        "some",
        "several",
        "many",
        "other",
        "local",
        "locals",
        "area",
        "nearby",
        "hospital",
        "medical",
        "medics",
        "rescue",
        "tribal",
        "village",
        "resident",
        "residents",
        "witness",
        "witnesses",
        "eyewitness",
        "eyewitnesses",
        "villager",
        "villagers",
        "people",
        "sources",
        "source",
        "neighbours",
        "neighbors",
        "relatives",
        "survivors",
        "family",
        "families",
        "elders",
        "doctors",
        "police",
        "official",
        "officials",
    ]
)


def private_names(reports: Iterable[Report]) -> frozenset[str]:
    """The names of victims, of witnesses and of accused individuals who hold no office and are in no registry."""
    found: set[str] = set()
    for report in reports:
        for target in report.targets:
            if is_private_target(target.kind, target.group):
                found.add(target.name)
        for who in report.perpetrators:
            if is_private_suspect(who.kind, who.actor):
                found.add(who.name)
        for said in (report.perpetrators, report.targets, report.casualties):
            for each in said:
                found.update(private_speakers(each.attribution))
    return frozenset(name for name in found if is_a_name(name))


def is_private_target(kind: str, group: str) -> bool:
    """Whether somebody hit is a private person: one without office."""
    return kind == "person" and group != "officials"


def is_private_suspect(kind: str, actor: str | None) -> bool:
    """Whether somebody accused is a private person: one in no registry."""
    return kind == "individual" and actor is None


def private_speakers(attribution: Attribution) -> list[str]:
    """The names of the witnesses and local sources among speakers."""
    return [party.name for party in attribution if party.role in PRIVATE_ROLES]


def is_a_name(name: str) -> bool:
    """Does a description hold a proper name: a capital in a word that is no common one and does not merely begin it?"""
    words = re.findall(r"\w[\w'’-]*", name)
    capital = [word for word in words if word[:1].isupper() and word.casefold() not in _NAMELESS]
    if len(words) > 1 and words[0] in capital and words[1].islower():
        capital.remove(words[0])  # "One assailant" at the head of its sentence
    return bool(capital)
