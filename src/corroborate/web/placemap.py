"""A small map of one place, drawn with how finely it is known; it needs no script and no other machine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from corroborate.publishing.report.maps import Frame, land

_KILOMETRES = 111.2
_REACH = {"exact": 0.0, "near": 8.0, "district": 25.0, "province": 75.0, "region": 150.0, "country": 0.0}
"""How far around its mark an incident may lie, in kilometres as they are drawn."""
_SPAN = {"exact": 5.0, "near": 5.0, "district": 6.0, "province": 8.0, "region": 12.0, "country": 22.0}
"""Degrees of latitude that are drawn, by precision."""
_SHAPE = 1.5

PRECISIONS = {
    "exact": "the place itself",
    "near": "near the place",
    "district": "somewhere in the district",
    "province": "somewhere in the province",
    "region": "somewhere in the region",
    "country": "somewhere in the country",
    "unresolved": "no gazetteer knows where this is",
}
"""How finely a place is known, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMap:
    """A drawing `width` by `height`: the land as the data of a path, countries' names, and the mark with its reach."""

    width: float
    height: float
    land: str
    names: tuple[tuple[str, float, float], ...]
    x: float
    y: float
    reach: float
    precision: str


@lru_cache(maxsize=4096)
def place_map(latitude: float, longitude: float, precision: str) -> PlaceMap:
    """The map around a place, in degrees WGS 84."""
    high = _SPAN.get(precision, _SPAN["country"])
    south = max(-89.0, min(latitude - high / 2, 89.0 - high))
    square = Frame(west=longitude - 1, south=south, east=longitude + 1, north=south + high)
    wide = high * _SHAPE / square.stretch
    frame = Frame(west=longitude - wide / 2, south=south, east=longitude + wide / 2, north=south + high)
    outline, names = land(frame)
    x, y = frame.at(longitude, latitude)
    return PlaceMap(
        width=round(frame.at(frame.east, frame.south)[0]),
        height=round(frame.height),
        land=outline,
        names=tuple((name, round(left), round(top)) for name, left, top in names),
        x=round(x, 1),
        y=round(y, 1),
        reach=round(_REACH.get(precision, 0.0) / _KILOMETRES * frame.scale, 1),
        precision=precision,
    )
