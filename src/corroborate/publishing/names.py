"""Names of private people, held back unless asked for (design rule 10)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from corroborate.model import Claim, Party
from corroborate.model.held import HeldClaim

HELD_BACK = "[name held back]"
_PRIVATE_ROLES = {"witness": "a witness", "local_source": "a local source"}
_NAMELESS = frozenset(
    ["a", "an", "the", "some", "several", "many", "other", "local", "locals", "area", "nearby", "hospital", "medical", "medics", "rescue", "tribal", "village", "resident", "residents", "witness", "witnesses", "eyewitness", "eyewitnesses", "villager", "villagers", "people", "sources", "source", "neighbours", "neighbors", "relatives", "survivors", "family", "families", "elders", "doctors", "police", "official", "officials"]
)


@dataclass(frozen=True, slots=True)
class Names:
    """Which names may be shown: all of them, or none of those in `private`."""

    private: frozenset[str] = frozenset()
    shown: bool = False

    def in_text(self, text: str | None) -> str | None:
        """A text with every private name in it held back."""
        if self.shown or not text or not self.private:
            return text
        return _pattern(self.private).sub(HELD_BACK, text)

    def in_value(self, value: Any) -> Any:
        """A JSON value with every private name in it held back."""
        if isinstance(value, str):
            return self.in_text(value)
        if isinstance(value, dict):
            return {key: self.in_value(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.in_value(each) for each in value]
        return value

    def of_party(self, party: Party) -> str:
        """A speaker's name; a private person's role instead."""
        role = _PRIVATE_ROLES.get(party.role)
        if self.shown or role is None or not _is_a_name(party.name):
            return self.in_text(party.name) or ""
        return role


ALL_SHOWN = Names(shown=True)


def private_names(claims: Iterable[Claim]) -> frozenset[str]:
    """The names of victims, of witnesses and of accused individuals who hold no office and are in no registry."""
    found: set[str] = set()
    for claim in claims:
        if _is_of_private_person(claim):
            found.add(claim.value["name"])
        found.update(party.name for party in claim.attribution if party.role in _PRIVATE_ROLES)
    return frozenset(name for name in found if _is_a_name(name))


def names_by_document(held: Iterable[HeldClaim]) -> dict[str, Names]:
    """For each document the names that its claims make known as private."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for each in held:
        claims[each.source.id].append(each.claim)
    return {document: Names(private=private_names(told)) for document, told in claims.items()}


def _is_of_private_person(claim: Claim) -> bool:
    if claim.field == "target":
        return bool(claim.value["kind"] == "person" and claim.value["group"] != "officials")
    if claim.field == "perpetrator":
        return bool(claim.value["kind"] == "individual" and claim.value["actor"] is None)
    return False


def _is_a_name(name: str) -> bool:
    """Does a description hold a proper name: a capital letter in a word that is not a common one?"""
    return any(
        word[:1].isupper() and word.casefold() not in _NAMELESS for word in re.findall(r"\w[\w'’-]*", name)
    )


def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")
