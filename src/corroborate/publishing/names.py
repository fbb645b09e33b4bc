"""Names of private people, held back unless asked for (design rule 10)."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from corroborate.model import Attribution, Party, Report
from corroborate.model.encoding import attribution_from_json
from corroborate.model.held import ClaimCells, HeldClaim

HELD_BACK = "[name held back]"
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


@dataclass(frozen=True, slots=True)
class Names:
    """Which names may be shown: all of them, or none of those in `private`."""

    private: frozenset[str] = frozenset()
    shown: bool = False

    def in_text(self, text: str | None) -> str | None:
        """A text with every private name in it held back."""
        if self.shown or not text or not any(name in text for name in self.private):
            return text
        return _pattern(self.private).sub(HELD_BACK, text)

    def in_value(self, value: Any) -> Any:
        """A JSON value with every private name in it held back."""
        if isinstance(value, str):
            return self.in_text(value)
        if isinstance(value, dict):
            held = {key: self.in_value(each) for key, each in value.items()}
            role = PRIVATE_ROLES.get(value.get("role", ""))
            is_shown = self.shown or role is None or not _is_a_name(value.get("name") or "")
            return held if is_shown else {**held, "name": role}
        if isinstance(value, list):
            return [self.in_value(each) for each in value]
        return value

    def of_party(self, party: Party) -> str:
        """A speaker's name; a private person's role instead."""
        role = PRIVATE_ROLES.get(party.role)
        if self.shown or role is None or not _is_a_name(party.name):
            return self.in_text(party.name) or ""
        return role


ALL_SHOWN = Names(shown=True)


def private_names(reports: Iterable[Report]) -> frozenset[str]:
    """The names of victims, of witnesses and of accused individuals who hold no office and are in no registry."""
    found: set[str] = set()
    for report in reports:
        for target in report.targets:
            if _is_private_target(target.kind, target.group):
                found.add(target.name)
        for who in report.perpetrators:
            if _is_private_suspect(who.kind, who.actor):
                found.add(who.name)
        for said in (report.perpetrators, report.targets, report.casualties):
            for each in said:
                found.update(_private_speakers(each.attribution))
    return frozenset(name for name in found if _is_a_name(name))


def names_by_document(held: Iterable[HeldClaim]) -> dict[str, Names]:
    """For each document the names that its claims make known as private, as `private_names` has them."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim, document in ((each.claim, each.source.id) for each in held):
        value = claim.value
        is_target = claim.field == "target" and _is_private_target(value["kind"], value["group"])
        if is_target or (claim.field == "perpetrator" and _is_private_suspect(value["kind"], value["actor"])):
            found[document].add(value["name"])
        found[document].update(_private_speakers(claim.attribution))
    return {
        document: Names(private=frozenset(name for name in names if _is_a_name(name)))
        for document, names in found.items()
    }


def names_of_cells(held: Iterable[ClaimCells]) -> dict[str, Names]:
    """The same from claims as plain cells, of which those that name nobody private may be left out."""
    found: dict[str, set[str]] = defaultdict(set)
    speakers = lru_cache(_speakers_of_text)
    for each in held:
        value = json.loads(each.value) if each.field in ("target", "perpetrator") else {}
        is_target = each.field == "target" and _is_private_target(value["kind"], value["group"])
        if is_target or (each.field == "perpetrator" and _is_private_suspect(value["kind"], value["actor"])):
            found[each.document].add(value["name"])
        found[each.document].update(speakers(each.attribution))
    return {
        document: Names(private=frozenset(name for name in names if _is_a_name(name)))
        for document, names in found.items()
    }


def speaks_privately(attribution: str) -> bool:
    """Whether a chain of speakers, as JSON text, holds a private person."""
    return any(f'"role":"{role}"' in attribution for role in PRIVATE_ROLES)


def _speakers_of_text(attribution: str) -> list[str]:
    return _private_speakers(attribution_from_json(json.loads(attribution)))


def _is_private_target(kind: str, group: str) -> bool:
    return kind == "person" and group != "officials"


def _is_private_suspect(kind: str, actor: str | None) -> bool:
    return kind == "individual" and actor is None


def _private_speakers(attribution: Attribution) -> list[str]:
    return [party.name for party in attribution if party.role in PRIVATE_ROLES]


def _is_a_name(name: str) -> bool:
    """Does a description hold a proper name: a capital in a word that is no common one and does not merely begin it?"""
    words = re.findall(r"\w[\w'’-]*", name)
    capital = [word for word in words if word[:1].isupper() and word.casefold() not in _NAMELESS]
    if len(words) > 1 and words[0] in capital and words[1].islower():
        capital.remove(words[0])  # "One assailant" at the head of its sentence
    return bool(capital)


@lru_cache(maxsize=4096)
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")
