"""Names of private people, held back unless asked for (design rule 10)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from corroborate.analysis.private import (
    PRIVATE_ROLES,
    is_a_name,
    is_private_suspect,
    is_private_target,
    private_names,
    public_names,
)
from corroborate.model import Attribution, Party, Report, Where
from corroborate.model.encoding import attribution_from_json, where_from_json
from corroborate.model.held import ClaimCells, HeldClaim
from corroborate.publishing.withholding import HELD_BACK, withholding

__all__ = [
    "ALL_SHOWN",
    "HELD_BACK",
    "Names",
    "finer_places",
    "names_by_document",
    "names_of_cells",
    "names_to_show",
]


@dataclass(frozen=True, slots=True)
class Names:
    """Which names may be shown: all of them, or none of those in `private`; those in `public` always.

    `places` are finer than what is told of places; no text names them.
    """

    private: frozenset[str] = frozenset()
    shown: bool = False
    public: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()

    def in_text(self, text: str | None) -> str | None:
        """A text with every private name in it held back, and words of those names where they stand for the person."""
        if not text or self.is_open:
            return text
        return withholding(self.private if not self.shown else _NOBODY, self.public, self.places).held(text)

    @property
    def is_open(self) -> bool:
        """Whether nothing is held back."""
        return not self.places and (self.shown or not self.private)

    def and_places(self, places: frozenset[str]) -> Names:
        """The same, with places to hold back as well."""
        return replace(self, places=places) if places else self

    @classmethod
    def together(cls, several: Iterable[Names]) -> Names:
        """What holds back the names that any of several hold back."""
        told = list(several)
        return cls(
            private=frozenset().union(*(each.private for each in told)),
            shown=bool(told) and all(each.shown for each in told),
            public=frozenset().union(*(each.public for each in told)),
            places=frozenset().union(*(each.places for each in told)),
        )

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


_NOBODY: frozenset[str] = frozenset()
ALL_SHOWN = Names(shown=True)
_NONE = Names()


def names_to_show(reports: Iterable[Report], include_private: bool) -> Names:
    """Which names of these reports may be shown: all, or none of private people."""
    if include_private:
        return ALL_SHOWN
    told = list(reports)
    private = private_names(told)
    return Names(private=private, public=public_names(told)) if private else _NONE


@dataclass(slots=True)
class _Found:
    """The names that the claims of a document tell, private and public."""

    private: set[str] = field(default_factory=set)
    public: set[str] = field(default_factory=set)
    places: list[tuple[Where, Where]] = field(default_factory=list)

    def add(self, name: str, is_private: bool) -> None:
        (self.private if is_private else self.public).add(name)

    def names(self) -> Names:
        private = frozenset(name for name in self.private if is_a_name(name))
        names = Names(private=private, public=frozenset(self.public)) if private else _NONE
        return names.and_places(finer_places(self.places))


def names_by_document(
    held: Iterable[HeldClaim], moved: Callable[[Where], Where] | None = None
) -> dict[str, Names]:
    """For each document the names that its claims make known as private, as `private_names` has them.

    Where places are `moved` to coarser ones, the finer ones that its claims tell are held back as well.
    """
    found: dict[str, _Found] = defaultdict(_Found)
    for each in held:
        told = found[each.source.id]
        if each.claim.field in ("target", "perpetrator"):
            _add_named(told, each.claim.field, each.claim.value)
        if moved is not None and each.claim.field == "where":
            where = where_from_json(each.claim.value)
            told.places.append((where, moved(where)))
        for party in each.claim.attribution:
            told.add(party.name, party.role in PRIVATE_ROLES)
    return {document: each.names() for document, each in found.items()}


def names_of_cells(held: Iterable[ClaimCells]) -> dict[str, Names]:
    """The same from claims as plain cells, of which those that name nobody private may be left out."""
    found: dict[str, _Found] = defaultdict(_Found)
    speakers = lru_cache(_speakers_of_text)
    for each in held:
        told = found[each.document]
        if each.field in ("target", "perpetrator"):
            _add_named(told, each.field, json.loads(each.value))
        for party in speakers(each.attribution):
            told.add(party.name, party.role in PRIVATE_ROLES)
    return {document: each.names() for document, each in found.items()}


def _add_named(told: _Found, field: str, value: Mapping[str, Any]) -> None:
    if field == "target" and is_private_target(value["kind"], value["group"]):
        told.add(value["name"], True)
    elif field == "perpetrator":
        told.add(value["name"], is_private_suspect(value["kind"], value["actor"]))


def finer_places(moved: Iterable[tuple[Where, Where]]) -> frozenset[str]:
    """The names that places have and the coarser ones do not which are told in their stead."""
    finer: set[str] = set()
    told: set[str] = set()
    for where, shown in moved:
        # Where no district is known the province is not told as a place, but it betrays none.
        told.update(name for name in (shown.name, *shown.within, *where.within[-2:]) if name)
        finer.update(name for name in (where.name, *where.within) if name and where != shown)
    return frozenset(finer - told)


def _speakers_of_text(attribution: str) -> Attribution:
    return attribution_from_json(json.loads(attribution))
