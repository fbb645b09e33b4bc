"""Which country, province and district a place lies in, told from the chain of names that hold it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from corroborate.model.flat import FlatPlace

LEVELS = ("country", "province", "district", "place")
"""From coarse to fine: a state, its first and second divisions, and what lies in them."""

LevelsOf = Callable[[str, str], frozenset[str]]
"""The levels at which a gazetteer knows a name in a country (ISO 3166-1): ("Kech", "PK") → {"district"}."""


class Divisions(NamedTuple):
    """The name at each level with what holds it ("Kech, Balochistan, Pakistan"), None where unknown."""

    country: str | None = None
    province: str | None = None
    district: str | None = None
    place: str | None = None


NOWHERE = Divisions()


def nothing_known(name: str, country: str) -> frozenset[str]:
    """A gazetteer that knows no place: levels are told from the order of the chain alone."""
    return frozenset()


def divisions_of(place: FlatPlace, levels: LevelsOf = nothing_known) -> Divisions:
    """The divisions of a place.

    Holders are placed by the levels at which the gazetteer knows their names; where it knows none of them,
    the coarsest below the country counts as the province and the next as the district. A town that nothing
    but its country holds bears the name of its province.
    """
    if not place.chain:
        return NOWHERE
    if place.country is None:
        return Divisions(place=", ".join(place.chain))
    below = place.chain[:-1]
    province = _province(place, below, levels)
    district = _district(place, below, province, levels)
    finest = _finest(place, below, (province, district))
    return Divisions(*(_named(place.chain, at) for at in (len(below), province, district, finest)))


def _province(place: FlatPlace, below: tuple[str, ...], levels: LevelsOf) -> int | None:
    """The index of the province among the names, None where none is known."""
    for at in range(len(below) - 1, -1, -1):
        if "province" in levels(below[at], place.country or ""):
            return at
    if place.precision in ("country", "region", "unresolved") or not below:
        return None
    is_lone_district = place.precision == "district" and len(below) == 1
    return None if is_lone_district else len(below) - 1


def _district(place: FlatPlace, below: tuple[str, ...], province: int | None, levels: LevelsOf) -> int | None:
    holders = range((len(below) if province is None else province) - 1, -1, -1)
    for at in holders:
        if "district" in levels(below[at], place.country or ""):
            return at
    told_so = place.precision == "district"
    is_held = place.precision in ("exact", "near") and len(holders) >= 2
    return holders[0] if holders and (told_so or is_held) else None


def _finest(place: FlatPlace, below: tuple[str, ...], taken: tuple[int | None, ...]) -> int | None:
    """The index of what is finer than a division: the first name, where it is none of them."""
    if not below or place.precision == "region":
        return None
    if 0 not in taken:
        return 0
    return 0 if place.precision in ("exact", "near") else None


def _named(chain: tuple[str, ...], at: int | None) -> str | None:
    return None if at is None else ", ".join(chain[at:])
