"""Distances between places, and whether one place can hold another."""

from __future__ import annotations

from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

from corroborate.places.place import Place

# How far from its point a place still reaches, in kilometres: generous, as points are seats and middles.
_REACH = {"place": 60.0, "district": 120.0, "province": 450.0, "region": 700.0, "world": 1e9}


def distance_km(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Kilometres along the great circle."""
    phi, psi = radians(latitude), radians(to_latitude)
    a = sin((psi - phi) / 2) ** 2 + cos(phi) * cos(psi) * sin(radians(to_longitude - longitude) / 2) ** 2
    return 12742.0 * asin(min(1.0, sqrt(a)))


def apart_km(one: Place, other: Place) -> float:
    """Kilometres between two places; infinite where one has no point."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return float("inf")
    return distance_km(one.latitude, one.longitude, other.latitude, other.longitude)


def can_hold(holder: Place, place: Place) -> bool:
    """Whether `place` may lie in `holder`: by its parents or country, or near enough where those are silent."""
    if holder.id == place.id:
        return False
    if holder.id in place.parents:
        return True
    if holder.level == "country":
        return holder.country == place.country
    if holder.country and place.country and holder.country != place.country:
        return False
    if place.level in ("country", "world") or holder.level == place.level != "place":
        return False
    if holder.level == "province" and place.parents:
        return False
    if holder.level in ("district", "place") and place.level in ("province", "region"):
        return False
    return apart_km(holder, place) <= _REACH[holder.level]


def any_can_hold(holders: Iterable[Place], places: Iterable[Place]) -> bool:
    """Whether some of `holders` may hold some of `places`."""
    places = tuple(places)
    return any(can_hold(holder, place) for holder in holders for place in places)
