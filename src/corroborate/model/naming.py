"""Names that a person explains once, so that all that bear them follow: unknown parties, places on no map.

A decision of kind "correct" is about a name where its subject is a key of this module: `actor:the local militia`
with field "actor" and value `{"name", "actor"}`, or `place:PK:gomal kalay` with field "where" and a place as value.
Of several decisions about one name the latest counts; a name that leads to another explained one leads on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from corroborate.model.decision import Decision
from corroborate.model.report import Report
from corroborate.model.selection import folded
from corroborate.model.where import Where

ACTOR, PLACE = "actor:", "place:"
_NO_COUNTRY = "ZZ"

Party = tuple[str, str | None]
"""A party's name and the registry's id, None where no registry knows it."""


def actor_key(name: str) -> str:
    """The key of an unregistered party, however its name is capitalised."""
    return ACTOR + folded(name)


def place_key(name: str, country: str | None) -> str:
    """The key of a place without coordinates; `country` is ISO 3166-1 alpha-2, None (written ZZ) where nobody knows it."""
    return f"{PLACE}{(country or _NO_COUNTRY).upper()}:{folded(name)}"


def is_name(subject: str) -> bool:
    """Is a decision's subject a name, rather than a report or a claim?"""
    return subject.startswith((ACTOR, PLACE))


def tidied(subject: str) -> str:
    """A key as this module writes it, however a person typed it: `place:gomal kalay` has no country."""
    if subject.startswith(ACTOR):
        return actor_key(subject.removeprefix(ACTOR))
    country, colon, name = subject.removeprefix(PLACE).partition(":")
    return (
        place_key(name, country if country.upper() != _NO_COUNTRY else None)
        if colon
        else place_key(country, None)
    )


def names_in(report: Report) -> set[str]:
    """The keys of the unregistered parties and of the place without coordinates that a report names."""
    found = {actor_key(who.name) for who in report.perpetrators if who.actor is None}
    said = (
        *(each.attribution for each in report.perpetrators),
        *(each.attribution for each in report.targets),
        *(each.attribution for each in report.casualties),
    )
    found.update(actor_key(party.name) for chain in said for party in chain if party.actor is None)
    if is_unplaced(report.where):
        found.add(place_key(report.where.name or "", report.where.country))
    return found


def is_unplaced(where: Where) -> bool:
    """Is it a name that no map knows?"""
    return bool(where.name) and where.latitude is None


def name_given(decision: Decision) -> str | None:
    """The key of the name that a correction gives an actor; None where it gives none, or a registered actor."""
    is_given = decision.kind == "correct" and decision.field == "actor" and not decision.value.get("actor")
    return actor_key(decision.value["name"]) if is_given else None


class Explained:
    """What decisions in force say of names."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._said: dict[str, Mapping[str, Any]] = {}
        for each in decisions:
            if each.kind == "correct" and each.withdrawn_at is None:
                for subject in filter(is_name, each.subjects):
                    self._said.pop(subject, None)
                    self._said[subject] = each.value
        self._parties: dict[Party, Party] = {}

    def __bool__(self) -> bool:
        return bool(self._said)

    def party(self, name: str, actor: str | None) -> Party:
        """Who is meant by a name; a registered party is meant as it was read."""
        known = (name, actor)
        if actor is not None or not self._said:
            return known
        if known not in self._parties:
            self._parties[known] = self._led_on(name)
        return self._parties[known]

    def place(self, name: str | None, country: str | None) -> Mapping[str, Any] | None:
        """Where a name without coordinates lies, as the JSON of a place; None where nobody said."""
        return self._said.get(place_key(name, country)) if name and self._said else None

    def _led_on(self, name: str) -> Party:
        actor: str | None = None
        passed = set()
        while actor is None and (key := actor_key(name)) in self._said and key not in passed:
            passed.add(key)
            name, actor = self._said[key]["name"], self._said[key].get("actor")
        return name, actor
