"""Following a record: what is new or different since a moment, and where what is gone went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from corroborate.analysis import as_decided, view
from corroborate.errors import BadRequest
from corroborate.filters import selection_of
from corroborate.model.change import CHANGE_KINDS, Change, Place
from corroborate.model.selection import Selection
from corroborate.publishing import Showing, decision_row, incident_row, names_to_show
from corroborate.record import Record
from corroborate.store.rows import stamp_of
from corroborate.tabling import Asked as Table
from corroborate.tabling import rows
from corroborate.web.access import desk_of
from corroborate.web.api.answering import told
from corroborate.web.api.asking import Limit
from corroborate.web.api.asking import Names as NamesAsked
from corroborate.web.api.schemas import Changes

router = APIRouter(tags=["changes"])

_BEGINNING = Place("")


@router.get("/changes", response_model=Changes, summary="What changed since a moment")
def list_changes(
    request: Request,
    since: Annotated[
        str | None, Query(max_length=40, description="a day or time, UTC; the beginning where none is given", examples=["2025-03-11T08:00Z"])
    ] = None,
    cursor: Annotated[str | None, Query(max_length=80, description="from `next`: goes on behind the last change told")] = None,
    limit: Limit = 100,
    names: NamesAsked = "no",
) -> Response:  # fmt: skip
    """Documents added, decisions made and withdrawn, incidents new or different, and those that are gone.

    In the order in which it happened, so that whoever goes on from `next` misses nothing. An incident that changed
    several times is told once, at its last change. Of one that was merged away `successor` is the incident that
    holds its report now.
    """
    place = _place(since, cursor)
    record = desk_of(request).record

    def make() -> Any:
        found = record.store.changes(place, limit + 1)
        shown = found[:limit]
        last = shown[-1].place if shown else place
        following = request.url.remove_query_params(["since"]).include_query_params(
            cursor=f"{last.at}~{last.kind}~{last.number}"
        )
        return {
            "items": list(_items(record, shown, names == "yes")),
            "is_complete": len(found) <= limit,
            "next": str(following),
        }

    return told(request, make)


def _place(since: str | None, cursor: str | None) -> Place:
    """Where to go on. Raises BadRequest for what is no moment and no cursor."""
    if cursor:
        at, *numbers = cursor.split("~")
        if len(numbers) != 2 or not all(_is_number(each) for each in numbers):
            raise BadRequest("cursor: is not one that `next` gave; ask from a moment with since")
        kind, number = (int(each) for each in numbers)
        return Place(at, min(kind, len(CHANGE_KINDS)), number)
    if not since:
        return _BEGINNING
    moment = selection_of({"as_of": since}).as_of
    assert moment is not None
    is_time = isinstance(moment, datetime)
    return Place(stamp_of(moment) if is_time else f"{moment.isoformat()}T00:00:00.000000Z")


def _is_number(said: str) -> bool:
    return said == "-1" or (said.isascii() and said.isdigit() and len(said) < 16)


def _items(record: Record, found: Sequence[Change], has_names: bool) -> Iterator[dict[str, Any]]:
    rows_of = {
        "incident": _incidents(record, [each.id for each in found if each.kind == "incident"], has_names),
        "document": _documents(record, [each.id for each in found if each.kind == "document"], has_names),
        "decision": _decisions(record, {each.id for each in found if each.kind == "decision"}),
        "gone": {},
    }
    for each in found:
        row = rows_of[each.kind].get(each.id)
        yield {"kind": each.kind, "id": each.id, "at": each.place.at, "successor": each.successor, "row": row}


def _incidents(record: Record, ids: Sequence[str], has_names: bool) -> Mapping[str, Any]:
    found = record.store.incidents(Selection(reports=tuple(ids))) if ids else []
    decided = [each for each in map(as_decided, found) if each.reports]
    shown = {each.id: Showing(names=names_to_show(each.reports, has_names)) for each in decided}
    return {each.id: incident_row(view(each, record.rule), shown[each.id]) for each in decided}


def _documents(record: Record, ids: Sequence[str], has_names: bool) -> Mapping[str, Any]:
    asked = Table(filters={"document": tuple(ids)}, include_names=has_names)
    return {row["id"]: row for row in rows(record, "documents", asked)} if ids else {}


def _decisions(record: Record, ids: set[str]) -> Mapping[str, Any]:
    return {
        each.id: decision_row(each, Showing())
        for each in (record.store.decisions() if ids else [])
        if each.id in ids
    }
