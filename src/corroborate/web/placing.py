"""Places that a name may mean, for a person who puts it on the map, and what the form says of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from corroborate.errors import BadRequest
from corroborate.settings import Settings
from corroborate.web.deciding import Given

if TYPE_CHECKING:
    from corroborate.places import Gazetteer, Place

_MOST = 8
_ONE_AT_A_TIME = Lock()
"""One thread at a time looks into the gazetteer."""

PRECISIONS = {
    "place": "exact",
    "district": "district",
    "province": "province",
    "region": "region",
    "country": "country",
    "world": "region",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place of the gazetteer that a name may mean; `value` is what a decision for it says."""

    id: str
    said: str
    value: dict[str, Any]


def candidates(settings: Settings, name: str, country: str | None) -> list[Candidate]:
    """The places so called or spelt like it, those of the country first, then the largest."""
    if not name.strip():
        return []
    with _ONE_AT_A_TIME:
        gazetteer = _gazetteer(settings.gazetteer, settings.loaded_gazetteer)
        found = gazetteer.lookup(name)
        if country:
            found += gazetteer.spelt_like(name, country)
        known = {place.id: place for place in found if place.latitude is not None}
        ordered = sorted(known.values(), key=lambda place: (place.country != country, -place.population))
        return [_candidate(place, gazetteer) for place in ordered[:_MOST]]


def middle_of(settings: Settings, country: str | None) -> tuple[float, float] | None:
    """A point in a country (ISO 3166-1 alpha-2) to begin with on a map: its own, else that of its capital."""
    if not country:
        return None
    with _ONE_AT_A_TIME:
        gazetteer = _gazetteer(settings.gazetteer, settings.loaded_gazetteer)
        named = gazetteer.lookup(gazetteer.country_name(country))
        own = [place for place in named if place.level == "country" and place.country == country]
        for place in (*own, gazetteer.capital_of(country)):
            if place is not None and place.latitude is not None and place.longitude is not None:
                return place.latitude, place.longitude
    return None


def place_given(settings: Settings, form: Given) -> dict[str, Any]:
    """What a form says of a place: one of the candidates, else a name with a point, or a name alone.

    Raises BadRequest where the name is missing or the degrees are none.
    """
    name, country = form.one("place_name"), form.one("country").upper()
    chosen = form.one("candidate")
    if chosen:
        for each in candidates(settings, form.one("asked") or name, country or None):
            if each.id == chosen:
                return each.value
        raise BadRequest(f"place {chosen!r}: is none of those offered; choose again")
    if not name:
        raise BadRequest("a place needs a name")
    latitude, longitude = _degrees(form.one("lat")), _degrees(form.one("lon"))
    if country and (len(country) != 2 or not country.isalpha()):
        raise BadRequest(f"country {country!r}: write the two letters of ISO 3166-1, as PK")
    within = [part.strip() for part in form.one("within").split(",") if part.strip()]
    return {
        "name": name, "within": within, "country": country or None, "latitude": latitude, "longitude": longitude,
        "precision": "unresolved" if latitude is None else "exact", "wording": None,
        "reason": "put on the map by a person",
    }  # fmt: skip


def _degrees(said: str) -> float | None:
    if not said:
        return None
    try:
        return round(float(said.replace(",", ".")), 5)
    except ValueError:
        raise BadRequest(f"{said!r} is no number of degrees; write it as 32.5") from None


def _candidate(place: Place, gazetteer: Gazetteer) -> Candidate:
    country = [gazetteer.country_name(place.country)] if place.country else []
    held = [gazetteer.name_of(parent) for parent in place.parents]
    within = [name for name in dict.fromkeys([*held, *country]) if name != place.name]
    people = f", {place.population:,} people" if place.population else ""
    value = {
        "name": place.name, "within": within, "country": place.country, "latitude": place.latitude,
        "longitude": place.longitude, "precision": PRECISIONS[place.level], "wording": None,
        "reason": "chosen by a person among the places so called",
    }  # fmt: skip
    return Candidate(
        id=place.id, said=f"{place.name}, {', '.join(within)} ({place.kind}{people})", value=value
    )


@lru_cache(maxsize=1)
def _gazetteer(path: Path | None, loaded: Path) -> Gazetteer:
    from corroborate.places import open_gazetteer

    return open_gazetteer(path, loaded=loaded)
