"""Names of private people, held back unless asked for (design rule 10)."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from corroborate.analysis.private import (
    PRIVATE_ROLES,
    is_a_name,
    is_private_suspect,
    is_private_target,
    private_names,
    private_speakers,
)
from corroborate.model import Party, Report
from corroborate.model.encoding import attribution_from_json
from corroborate.model.held import ClaimCells, HeldClaim

HELD_BACK = "[name held back]"


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
            is_shown = self.shown or role is None or not is_a_name(value.get("name") or "")
            return held if is_shown else {**held, "name": role}
        if isinstance(value, list):
            return [self.in_value(each) for each in value]
        return value

    def of_party(self, party: Party) -> str:
        """A speaker's name; a private person's role instead."""
        role = PRIVATE_ROLES.get(party.role)
        if self.shown or role is None or not is_a_name(party.name):
            return self.in_text(party.name) or ""
        return role


ALL_SHOWN = Names(shown=True)


def names_to_show(reports: Iterable[Report], include_private: bool) -> Names:
    """Which names of these reports may be shown: all, or none of private people."""
    return ALL_SHOWN if include_private else Names(private=private_names(reports))


def names_by_document(held: Iterable[HeldClaim]) -> dict[str, Names]:
    """For each document the names that its claims make known as private, as `private_names` has them."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim, document in ((each.claim, each.source.id) for each in held):
        value = claim.value
        is_target = claim.field == "target" and is_private_target(value["kind"], value["group"])
        if is_target or (claim.field == "perpetrator" and is_private_suspect(value["kind"], value["actor"])):
            found[document].add(value["name"])
        found[document].update(private_speakers(claim.attribution))
    return {
        document: Names(private=frozenset(name for name in names if is_a_name(name)))
        for document, names in found.items()
    }


def names_of_cells(held: Iterable[ClaimCells]) -> dict[str, Names]:
    """The same from claims as plain cells, of which those that name nobody private may be left out."""
    found: dict[str, set[str]] = defaultdict(set)
    speakers = lru_cache(_speakers_of_text)
    for each in held:
        value = json.loads(each.value) if each.field in ("target", "perpetrator") else {}
        is_target = each.field == "target" and is_private_target(value["kind"], value["group"])
        if is_target or (each.field == "perpetrator" and is_private_suspect(value["kind"], value["actor"])):
            found[each.document].add(value["name"])
        found[each.document].update(speakers(each.attribution))
    return {
        document: Names(private=frozenset(name for name in names if is_a_name(name)))
        for document, names in found.items()
    }


def speaks_privately(attribution: str) -> bool:
    """Whether a chain of speakers, as JSON text, holds a private person."""
    return any(f'"role":"{role}"' in attribution for role in PRIVATE_ROLES)


def _speakers_of_text(attribution: str) -> list[str]:
    return private_speakers(attribution_from_json(json.loads(attribution)))


@lru_cache(maxsize=4096)
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")
