"""Listings as files for programs: the rows of the exports, incidents given on as they are made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fastapi import Response
from starlette.responses import StreamingResponse

from corroborate.analysis import best, view
from corroborate.cards import query_of
from corroborate.errors import BadRequest
from corroborate.exports import ExportOptions, head_of
from corroborate.filters import selection_of
from corroborate.publishing import ALL_SHOWN, FORMS, Showing, incident_row, names_to_show
from corroborate.publishing.card_rows import card_row, names_on
from corroborate.record import Record
from corroborate.table import Table
from corroborate.tabling import Asked as Tabled
from corroborate.web.asked import Asked
from corroborate.web.listing import NEWEST, OWN, Listing

MEDIA = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
}
_AT_ONCE = 500
NAMED = ("names", "rule")
"""What a download takes besides filters: names=yes shows private names, rule chooses best figures."""


def download(record: Record, listing: Listing, asked: Asked, form: str) -> Response:
    """All rows of a view, in its order, as json, csv or geojson."""
    rows, _ = incident_rows(record, listing, asked)
    head = _head(record, asked)
    lines = as_array(rows) if form == "json" else FORMS[form](rows, "incidents", head)
    name = f"incidents.{form}"
    return StreamingResponse(
        lines, media_type=MEDIA[form], headers={"Content-Disposition": f'inline; filename="{name}"'}
    )


def table_download(record: Record, table: Table, form: str) -> Response:
    """A table as json or csv. Raises BadRequest for other forms."""
    if form not in ("json", "csv"):
        raise BadRequest(f".{form}: {table.kind} come as .json or .csv")
    lines = as_array(table) if form == "json" else record.lines(table, form)
    return StreamingResponse(lines, media_type=MEDIA[form])


def incident_rows(record: Record, listing: Listing, asked: Asked) -> tuple[Iterator[dict[str, Any]], int]:
    """The incidents as the exports have them, and how many match; private names held back unless names=yes."""
    rule = best([], asked.more.get("rule") or record.rule).rule
    if asked.filters.get("as_of"):
        return _looked_at(listing, asked, rule), listing.page(asked).total
    first, total = _part(record, asked, asked.offset, 0 if asked.is_whole else asked.limit, rule)
    return (_carded(record, asked, total, rule) if asked.is_whole else iter(first)), total


def _looked_at(listing: Listing, asked: Asked, rule: str) -> Iterator[dict[str, Any]]:
    """Rows of incidents that are whole at hand."""
    as_of = selection_of({"as_of": asked.filters["as_of"]}).as_of
    for incident in listing.incidents(asked):
        names = names_to_show(incident.reports, _shows_all(asked))
        how = Showing(names=names, as_of=as_of.isoformat() if as_of else None)
        yield incident_row(view(incident, rule), how)


def _carded(record: Record, asked: Asked, total: int, rule: str) -> Iterator[dict[str, Any]]:
    """Rows of all incidents that match, some hundred at a time, from their cards."""
    for offset in range(asked.offset, total, _AT_ONCE):
        yield from _part(record, asked, offset, _AT_ONCE, rule)[0]


def _part(
    record: Record, asked: Asked, offset: int, limit: int, rule: str
) -> tuple[list[dict[str, Any]], int]:
    """Some rows, and how many there are."""
    wanted: Any = asked.page(order=asked.order or NEWEST, offset=offset, limit=limit)
    found, total = record.store.card_page_rows(query_of(wanted))
    hidden = (ALL_SHOWN if _shows_all(asked) else names_on(told, card) for card, told in found)
    rows = (
        card_row(card, told, rule, Showing(names=names))
        for (card, told), names in zip(found, hidden, strict=True)
    )
    return list(rows), total


def _shows_all(asked: Asked) -> bool:
    return asked.more.get("names") == "yes"


def _head(record: Record, asked: Asked) -> Mapping[str, Any]:
    """What the rows go by, as the exports write it beside theirs; filters that only cards take stand beside."""
    shared: Any = {name: value for name, value in asked.filters.items() if name not in OWN}
    told = Tabled(
        filters=shared,
        rule=asked.more.get("rule") or record.rule,
        include_names=_shows_all(asked),
    )
    head = head_of(told, ExportOptions())
    own = {name: list(value) for name, value in asked.filters.items() if name in OWN}
    return {**head, "filters": {**head["filters"], **own}}


def as_array(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    yield "["
    between = "\n"
    for row in rows:
        yield between + json.dumps(row, ensure_ascii=False)
        between = ",\n"
    yield "\n]\n"
