"""Coordinates moved to the district, so that a map betrays no house, camp or checkpoint (design rule 10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import cos, hypot, radians
from typing import Protocol

from corroborate.model import Where

_FINE = ("exact", "near")
_FARTHEST = 400.0
"""Kilometres within which a division of that name must lie, so that no namesake elsewhere is taken."""
_ACROSS = 1_500.0
"""Kilometres within which the middle of a province may lie that a place is said to be in: Xinjiang is wide."""
_SAME = 25.0
"""Kilometres within which two points of one name are one place."""
_KILOMETRES = 111.2
"""A degree of latitude."""


class Division(Protocol):
    """A district or province of the gazetteer."""

    @property
    def level(self) -> str: ...
    @property
    def country(self) -> str | None: ...
    @property
    def latitude(self) -> float | None: ...
    @property
    def longitude(self) -> float | None: ...


class Divisions(Protocol):
    """Where divisions are looked up by name."""

    def named(self, name: str) -> Sequence[Division]: ...
    def holding(self, where: Where) -> Sequence[str]: ...


class Shipped:
    """The divisions of the shipped gazetteer."""

    def __init__(self) -> None:
        from corroborate.places import open_gazetteer

        self._gazetteer = open_gazetteer()

    def named(self, name: str) -> Sequence[Division]:
        """The districts and provinces of that name, districts first."""
        from corroborate.places.spelling import key_of

        key = key_of(name)
        found = [*self._gazetteer.districts(key), *self._gazetteer.under(key)]
        return sorted(
            (place for place in found if place.level in ("district", "province")),
            key=lambda place: place.level != "district",
        )

    def holding(self, where: Where) -> Sequence[str]:
        """The names of the divisions that hold a place, finest first, by the gazetteer; at last its own name.

        Many towns are named without their province, and many provinces have the name of their town.
        """
        from corroborate.places.spelling import key_of

        if where.name is None:
            return []
        found = [
            self._gazetteer.name_of(parent)
            for place in self._gazetteer.under(key_of(where.name))
            if place.country == where.country and _is_near(where, place)
            for parent in place.parents
        ]
        return [*dict.fromkeys(found), where.name]


@dataclass(slots=True)
class Coarsening:
    """Moves places to the district, and counts: `moved` to a district or province, `dropped` where neither is known."""

    divisions: Divisions = field(default_factory=Shipped)
    moved: int = 0
    dropped: int = 0

    def __call__(self, where: Where) -> Where:
        """The district that holds a place finer than one, or the province; without coordinates where neither is known."""
        if where.precision not in _FINE:
            return where
        found = self.told(where)
        self.moved += found.latitude is not None
        self.dropped += found.latitude is None and where.latitude is not None
        return found

    def told(self, where: Where) -> Where:
        """The same, not counted."""
        return _coarser(where, self.divisions) if where.precision in _FINE else where


def _coarser(where: Where, divisions: Divisions) -> Where:
    holding = [(name, where.within[at + 1 :]) for at, name in enumerate(where.within[:-1])]
    holding += [(name, where.within[-1:]) for name in divisions.holding(where)]
    for name, within in holding:
        place = _nearest(where, divisions.named(name), is_said=name in where.within)
        if place is not None:
            return replace(
                where,
                name=name,
                within=within,
                latitude=place.latitude,
                longitude=place.longitude,
                precision="district" if place.level == "district" else "province",
                wording=None,
                reason="moved to the district",
            )
    return Where(
        name=where.within[-1] if where.within else None,
        country=where.country,
        precision="country" if where.within else "unresolved",
        reason="its district is not known",
    )


def _nearest(where: Where, places: Sequence[Division], *, is_said: bool) -> Division | None:
    """The finest of the divisions in the same country that lies near; of several districts the nearest.

    A province that `is_said` to hold the place may be wide, where the country has no other of that name.
    """
    provinces = {place for place in places if place.country == where.country and place.level == "province"}
    fit = [
        (place.level != "district", apart, at, place)
        for at, place in enumerate(places)
        if place.country == where.country
        and (apart := _apart(where, place.latitude, place.longitude)) is not None
        and apart <= (_ACROSS if is_said and provinces == {place} else _FARTHEST)
    ]
    return min(fit)[3] if fit else None


def _is_near(where: Where, place: Division) -> bool:
    """Whether a place of that name is the one meant, and no namesake."""
    apart = _apart(where, place.latitude, place.longitude)
    return apart is not None and apart <= _SAME


@lru_cache(maxsize=65_536)
def _apart(where: Where, latitude: float | None, longitude: float | None) -> float | None:
    """Kilometres, near enough for what is nearer than a thousand; None where either is unknown."""
    if latitude is None or longitude is None or where.latitude is None or where.longitude is None:
        return None
    east = (where.longitude - longitude) * cos(radians(latitude))
    return hypot(where.latitude - latitude, east) * _KILOMETRES
