"""What each name of a document most likely means, all names weighed together: towns near one another, one state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import cos, exp, log10, radians

from corroborate.places.geometry import apart_km
from corroborate.places.place import Level, Place

PRIORS: dict[Level, float] = {
    "place": 0.0, "district": 3.5, "province": 5.5, "region": 4.5, "country": 7.0, "world": 6.0
}  # fmt: skip
CAPITAL = "capital"
METROPOLIS = 1_000_000
"""Inhabitants from which a city is spoken of the world over."""
_COUNTRY = 5.0
_MOST = 10
"""Meanings of one name that speak for others."""
_LEAST = 0.02
_ROUNDS = 2
_SHARPNESS = 0.9
"""How surely a lead of one point decides."""
_NEAR, _NEAR_KM = 3.0, 60.0
_REGION = 3.0
_DEGREE_KM = 111.2
_CERTAIN, _ONE_SPOT_KM = 0.8, 50.0


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a name, and how likely it is."""

    place: Place
    weight: float


Senses = Mapping[str, tuple[Sense, ...]]


def prominence(place: Place) -> float:
    """Points of a place by what it is alone."""
    points = PRIORS[place.level]
    if place.level == "place":
        points += 3.0 if place.is_added else 0.6 * log10(place.population + 10)
        points += 2.0 if _is_spoken_of(place) else 0.0
    if not place.is_main_name:
        points -= 0.5 if place.population > 1_000_000 else 1.5
    return points


def _is_spoken_of(place: Place) -> bool:
    return (place.population >= METROPOLIS and place.is_main_name) or place.kind == CAPITAL


def weigh(named: Mapping[str, tuple[Place, ...]], shares: Mapping[str, Mapping[str, float]]) -> Senses:
    """The senses of all names of a document.

    `shares` tells for each name the part of the document, 0 to 1, that lies on each country without it.
    """
    base: dict[str, list[tuple[Place, float]]] = {}
    for key, found in named.items():
        share = shares[key]
        rated = [(p, prominence(p) + _COUNTRY * share.get(p.country or "", 0.0)) for p in found]
        base[key] = rated
    senses = {key: _likelihoods(rated) for key, rated in base.items()}
    for _ in range(_ROUNDS):
        senses = {
            key: _likelihoods([(p, points + support(p, senses, key)) for p, points in rated])
            if len(rated) > 1 else senses[key]
            for key, rated in base.items()
        }  # fmt: skip
    return senses


def support(place: Place, senses: Senses, own: str) -> float:
    """Points of a place for what stands near it, and for what lies in its first-level division."""
    if place.latitude is None or place.longitude is None or place.level in ("country", "world"):
        return 0.0
    region = region_of(place)
    near = same = 0.0
    squeeze = cos(radians(place.latitude))
    for key, each in senses.items():
        if key == own:
            continue
        for sense in each:
            other = sense.place
            if other.level == "country" or other.id == place.id or other.country != place.country:
                continue
            if region is not None and region_of(other) == region:
                same += sense.weight
            if other.level == "province" or other.latitude is None or other.longitude is None:
                continue
            north = other.latitude - place.latitude
            if -3.0 < north < 3.0:
                east = (other.longitude - place.longitude) * squeeze
                near += sense.weight * exp(-_DEGREE_KM / _NEAR_KM * (north * north + east * east) ** 0.5)
    return _NEAR * (1.0 - exp(-near)) + _REGION * (1.0 - exp(-same))


def certain(each: tuple[Sense, ...]) -> Place | None:
    """The place that a name means beyond doubt, be it as a town or as the district around it; no country."""
    if not each or each[0].place.level == "country" or each[0].place.latitude is None:
        return None
    best = max(each, key=lambda sense: sense.weight).place
    here = sum(s.weight for s in each if s.place is best or apart_km(s.place, best) < _ONE_SPOT_KM)
    return best if here > _CERTAIN else None


def region_of(place: Place) -> str | None:
    """The id of the first-level division that a place is or lies in."""
    if place.level == "province":
        return place.id
    return place.parents[-1] if place.parents else None


def _likelihoods(rated: Iterable[tuple[Place, float]]) -> tuple[Sense, ...]:
    rated = list(rated)
    best = max((points for _, points in rated), default=0.0)
    raised = [Sense(place, exp(_SHARPNESS * (points - best))) for place, points in rated]
    total = sum(sense.weight for sense in raised)
    kept = [Sense(s.place, s.weight / total) for s in raised if s.weight > _LEAST * total]
    return tuple(sorted(kept, key=lambda sense: -sense.weight)[:_MOST])
