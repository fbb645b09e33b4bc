"""Whether the state, the district and the village of a coded report are among the places that were found."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from typing import Any

from bench.bootstrap import mean_interval
from bench.results import mean
from bench.scoring import is_close_name
from corroborate.model import Where
from corroborate.places.geometry import distance_km

LEVELS = ("state", "district", "place")
NEAR_KM = 25.0
"""A point is right within this distance: about the half of a district."""


def found_places(found: Sequence[Where], gold: Mapping[str, Any], level: str) -> bool | None:
    """Whether a found place has the gold's name of a level; None where the gold has none. `place` is the finest."""
    finest = [gold.get("village"), gold.get("other_areas"), gold.get("block")]
    wanted = [name for name in (finest if level == "place" else [gold.get(level)]) if name]
    if not wanted:
        return None
    names = [name for where in found for name in (where.name, *where.within) if name]
    return any(is_close_name(name, each) for name in names for each in wanted)


def places_measured(pairs: Sequence[tuple[Sequence[Where], Mapping[str, Any]]]) -> dict[str, Any]:
    """In percent of the reports that are coded so finely: names found, and points within NEAR_KM."""
    out: dict[str, Any] = {}
    for level in LEVELS:
        judged = [found_places(found, gold, level) for found, gold in pairs]
        out[f"{level} found"] = _share([100.0 * each for each in judged if each is not None])
    errors = [_error(found, gold) for found, gold in pairs if gold.get("latitude") is not None]
    located = [each for each in errors if each is not None]
    near = [100.0 * (each is not None and each <= NEAR_KM) for each in errors]
    out["point"] = {**_share(near), "located": len(located)}
    out["point"]["median km"] = round(statistics.median(located), 1) if located else None
    return out


def _share(right: Sequence[float]) -> dict[str, Any]:
    return {"accuracy": round(mean(right), 2), "of": len(right), "interval": mean_interval(right)}


def _error(found: Sequence[Where], gold: Mapping[str, Any]) -> float | None:
    """Kilometres from the nearest place found; None where none has a point."""
    points = [(where.latitude, where.longitude) for where in found]
    return min(
        (
            distance_km(latitude, longitude, gold["latitude"], gold["longitude"])
            for latitude, longitude in points
            if latitude is not None and longitude is not None
        ),
        default=None,
    )
