"""The incidents of the record: filtered, listed, counted, on a map, on a timeline, and as files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from corroborate import words
from corroborate.model.card import GRADE_ORDER, CardCount, CardPage, CardPoint, CardPoints
from corroborate.model.vocabulary import Group, Stage
from corroborate.record import Record
from corroborate.web.access import desk_of
from corroborate.web.asked import Asked, asked
from corroborate.web.downloads import NAMED, download
from corroborate.web.drawing import Months, months_drawn
from corroborate.web.facets import ONLY, Chip, Facet, chips_of, facets_of, said_of
from corroborate.web.incidentmap import incident_map
from corroborate.web.listing import NEWEST, Listing, Whole, listing_of
from corroborate.web.remembered import remembered
from corroborate.web.rendering import page, query

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

PATH = "/incidents"
_FOLDED = frozenset({"group", "tactic", "stage", "source", "as_of", "only", "order"})
"""Filters that the form shows where one of them is in force."""
_PARTS = ("month", "type", "grade", "country", "group")
_MOST_NAMED = 200
ORDERS = {
    "-day": "latest day first",
    "day": "earliest day first",
    "-killed": "most killed first",
    "killed": "fewest killed first",
    "grade": "best attested first",
    "-grade": "least attested first",
    "-recorded": "newest in the record first",
    "-changed": "last changed first",
}


Pairs = Sequence[tuple[str, str]]
"""Values of a filter, each with its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the form of filters offers."""

    types: Pairs
    groups: Pairs
    stages: Pairs
    grades: Pairs
    tactics: Pairs
    sources: Sequence[str]
    only: Mapping[str, str]
    orders: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """The incidents of one view: its page, what it may be narrowed by, its months, and what has no day or place."""

    page: CardPage
    facets: Sequence[Facet]
    chips: Sequence[Chip]
    months: Months
    undated: int
    unplaced: int


@router.get("/incidents")
def incidents(request: Request) -> Response:
    """The list, with all that narrows it."""
    wanted = asked(request.query_params, NAMED)
    if "" in request.query_params.values():  # a form says what it leaves empty, too; a permalink does not
        return RedirectResponse(PATH + query(wanted.given), 303)
    listing = _listing(request, wanted)
    found = remembered(
        request, ("incidents", query(wanted.given), wanted.offset), lambda: picked(listing, wanted)
    )
    return page(
        request,
        "incidents.html",
        title="Incidents",
        found=found,
        asked=wanted,
        choices=remembered(request, "choices", lambda: choices_of(desk_of(request).record)),
        order=wanted.order or NEWEST,
        is_wide=bool(_FOLDED & {*wanted.filters, *(("order",) if wanted.order else ())}),
    )


@router.get("/incidents.json")
def incidents_json(request: Request) -> Response:
    """The same rows as an array."""
    return _file(request, "json")


@router.get("/incidents.csv")
def incidents_csv(request: Request) -> Response:
    """The same rows as a table."""
    return _file(request, "csv")


@router.get("/incidents.geojson")
def incidents_geojson(request: Request) -> Response:
    """The same rows as features."""
    return _file(request, "geojson")


@router.get("/incidents.points.json")
def incidents_points(request: Request) -> Response:
    """The same incidents on a map and on a timeline, for the scripts of the page."""
    wanted = asked(request.query_params, NAMED)
    listing = _listing(request, wanted)
    found = remembered(
        request,
        ("points", query({**wanted.given, "order": "", "limit": ""})),
        lambda: points_shown(listing, wanted),
    )
    return JSONResponse(found)


@router.get("/incidents.map.svg")
def incidents_map(request: Request) -> Response:
    """The same incidents on a map that needs no script."""
    wanted = asked(request.query_params, NAMED)
    listing = _listing(request, wanted)
    key = ("map", query({**wanted.given, "order": "", "limit": ""}))
    drawn = remembered(request, key, lambda: incident_map(listing.points(wanted)))
    policy = "default-src 'none'; style-src 'unsafe-inline'"  # a picture brings its own style along
    return Response(drawn, media_type="image/svg+xml", headers={"Content-Security-Policy": policy})


def _listing(request: Request, wanted: Asked) -> Listing:
    desk = desk_of(request)
    record = desk.record
    if desk.is_site:
        return Whole(listing_of(record, wanted), desk.shown)
    if not wanted.filters.get("as_of"):
        return listing_of(record, wanted)
    key = ("past", query({**wanted.given, "limit": ""}))
    return remembered(request, key, lambda: listing_of(record, wanted))


def _file(request: Request, form: str) -> Response:
    wanted = asked(request.query_params, NAMED)
    listing = _listing(request, wanted)
    return download(desk_of(request).record, listing, wanted, form)


def picked(listing: Listing, wanted: Asked) -> Picked:
    """All that the page shows of a view."""
    found = listing.page(wanted)
    counts = listing.counts(wanted, _PARTS)
    only: tuple[str, ...] = wanted.filters.get("only", ())
    return Picked(
        page=found,
        facets=facets_of(listing, wanted, counts, PATH),
        chips=chips_of(wanted, PATH),
        months=months_drawn(counts["month"]),
        undated=sum(each.incidents for each in counts["month"] if not each.value)
        if "undated" not in only
        else 0,
        unplaced=listing.unplaced(wanted) if "unplaced" not in only else 0,
    )


def points_shown(listing: Listing, wanted: Asked) -> dict[str, Any]:
    """All incidents by columns, or cells where they are too many, with the months of the view."""
    found = listing.points(wanted)
    return (
        _cells(found, listing.counts(wanted, ("month",))["month"]) if found.width else _points(found.points)
    )


def _cells(found: CardPoints, months: Sequence[CardCount]) -> dict[str, Any]:
    return {
        "cells": [
            {"lat": each.latitude, "lon": each.longitude, "n": each.incidents,
             "killed_low": each.killed_low, "killed_high": each.killed_high}
            for each in found.cells
        ],
        "unplaced": found.unplaced,
        "total": found.placed + found.unplaced,
        "months": [
            {"month": each.value, "n": each.incidents, "killed_low": each.killed_low, "killed_high": each.killed_high}
            for each in months
            if each.value
        ],
    }  # fmt: skip


def _points(points: Sequence[CardPoint]) -> dict[str, Any]:
    """Columns; `place` and `type` refer to `places` and `types`, where each word stands once."""
    places = {name: at for at, name in enumerate(dict.fromkeys(each.place for each in points if each.place))}
    types = {name: at for at, name in enumerate(dict.fromkeys(each.type for each in points))}
    return {
        "ids": [each.id for each in points],
        "lat": [each.latitude for each in points],
        "lon": [each.longitude for each in points],
        "precision": [each.precision for each in points],
        "day": [each.day for each in points],
        "killed": [[each.killed_low, each.killed_high] for each in points],
        "grade": [each.grade for each in points],
        "type": [types[each.type] for each in points],
        "types": [words.sentence_case(words.TYPES.get(name, name)) for name in types],
        "place": [places.get(each.place or "") for each in points],
        "places": list(places),
    }


def choices_of(record: Record) -> Choices:
    """What the form offers: all that the program knows, and what this record holds."""
    counts = record.card_counts(("tactic", "source"))
    return Choices(
        types=[(name, said_of("type", name)) for name in words.TYPES],
        groups=[(name, said_of("group", name)) for name in get_args(Group)],
        stages=[(name, name.replace("_", " ")) for name in get_args(Stage)],
        grades=[(name, said_of("grade", name)) for name in GRADE_ORDER],
        tactics=[
            (each.value, f"{each.value} ({each.incidents:,})") for each in counts["tactic"] if each.value
        ],
        sources=[each.value for each in counts["source"] if each.value][:_MOST_NAMED],
        only=ONLY,
        orders=ORDERS,
    )
