"""Parties and places: what the program knows of them, and what the record tells."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from corroborate.actors import Actor, Registry, load_registry
from corroborate.errors import UnknownSubject
from corroborate.model.card import CardCount
from corroborate.model.selection import folded
from corroborate.places import Gazetteer, open_gazetteer
from corroborate.places.place import Place
from corroborate.record import Record
from corroborate.web.access import desk_of
from corroborate.web.api.answering import part, told
from corroborate.web.api.asking import Limit, Offset
from corroborate.web.api.schemas import ActorRow, ActorWhole, PlaceRow, PlaceWhole, list_of

router = APIRouter()

_COUNTED = ("year", "type", "grade")
Name = Annotated[str, Path(min_length=1, max_length=200, pattern=r"^[^\x00]+$")]


@router.get("/actors", response_model=list_of(ActorRow), tags=["actors"], summary="List parties")
def list_actors(
    request: Request,
    q: Annotated[str, Query(max_length=200, description="words of a name or an alias")] = "",
    kind: Annotated[str | None, Query(description="armed_group, military, police, media, monitor, …")] = None,
    country: Annotated[str | None, Query(description="ISO 3166-1 alpha-2", examples=["ML"])] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    """The parties of the registry that match."""
    words, registry = folded(q).split(), _registry(request)

    def make() -> Any:
        found = [
            actor_row(each)
            for each in registry
            if kind in (None, each.kind)
            and (country is None or country in (each.country, *each.also))
            and _is_called(each, words)
        ]
        return part(request, found[offset : offset + limit], len(found), (offset, limit))

    return told(request, make)


@router.get("/actors/{name}", response_model=ActorWhole, tags=["actors"], summary="Show one party")
def show_actor(request: Request, name: Name) -> Response:
    """A party by its id or name, and the incidents of it and of all that belongs to it, counted."""
    registry, record = _registry(request), desk_of(request).record
    found = registry.get(name) or registry.resolve(name)
    if found is None:
        raise UnknownSubject(f"{name!r}: no one party bears this name; try /api/v1/actors?q=")
    return told(request, lambda: {"actor": actor_row(found), "counts": _counts(record, actor=found.id)})


@router.get("/places", response_model=list_of(PlaceRow), tags=["places"], summary="Look up places")
def list_places(
    request: Request,
    q: Annotated[
        str, Query(min_length=1, max_length=200, description="a name, however it is spelt", examples=["Kech"])
    ],
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    """The places of the gazetteer that bear a name, the largest first."""
    gazetteer = _gazetteer(request)

    def make() -> Any:
        found = gazetteer.lookup(q)
        rows = [place_row(each, gazetteer) for each in found[offset : offset + limit]]
        return part(request, rows, len(found), (offset, limit))

    return told(request, make)


@router.get("/places/{name}", response_model=PlaceWhole, tags=["places"], summary="Show a place")
def show_place(request: Request, name: Name) -> Response:
    """What bears a name, and the incidents that happened there or within it, counted."""
    record, gazetteer = desk_of(request).record, _gazetteer(request)

    def make() -> Any:
        places = [place_row(each, gazetteer) for each in gazetteer.lookup(name)]
        return {"name": name, "places": places, "counts": _counts(record, place=name)}

    return told(request, make)


def actor_row(actor: Actor) -> dict[str, Any]:
    """A party as programs get it."""
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "role": actor.role,
        "country": actor.country,
        "also": list(actor.also),
        "parent": actor.parent,
        "aliases": list(actor.aliases),
    }


def place_row(place: Place, gazetteer: Gazetteer) -> dict[str, Any]:
    """A place as programs get it."""
    country = [gazetteer.country_name(place.country)] if place.country else []
    within = dict.fromkeys([*(gazetteer.name_of(parent) for parent in place.parents), *country])
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "level": place.level,
        "country": place.country,
        "within": list(within),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "population": place.population,
    }


def _is_called(actor: Actor, words: list[str]) -> bool:
    names = [folded(name) for name in (actor.id, actor.name, *actor.aliases)]
    return all(any(word in name for name in names) for word in words)


def _counts(record: Record, **chosen: Any) -> dict[str, Any]:
    counts = record.card_counts(_COUNTED, **chosen)
    return {"incidents": sum(each.incidents for each in counts["grade"]), **_plain(counts)}


def _plain(counts: dict[str, list[CardCount]]) -> dict[str, Any]:
    return {part: [each._asdict() for each in held] for part, held in counts.items()}


def _registry(request: Request) -> Registry:
    return load_registry(desk_of(request).settings.registry)


def _gazetteer(request: Request) -> Gazetteer:
    settings = desk_of(request).settings
    return _opened(settings.gazetteer, settings.loaded_gazetteer)


_opened = lru_cache(maxsize=1)(lambda path, loaded: open_gazetteer(path, loaded=loaded))
