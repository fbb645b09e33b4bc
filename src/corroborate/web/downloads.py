"""Listings as files for programs: the rows of the exports, incidents given on as they are made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fastapi import Response
from starlette.responses import StreamingResponse

from corroborate.analysis import best, view
from corroborate.errors import BadRequest
from corroborate.exports import ExportOptions, head_of
from corroborate.filters import selection_of
from corroborate.publishing import FORMS, Showing, incident_row, names_to_show
from corroborate.record import Record
from corroborate.table import Table
from corroborate.tabling import Asked as Tabled
from corroborate.web.asked import Asked
from corroborate.web.listing import OWN, Listing

MEDIA = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
}
NAMED = ("names", "rule")
"""What a download takes besides filters: names=yes shows private names, rule chooses best figures."""


def download(record: Record, listing: Listing, asked: Asked, form: str) -> Response:
    """All rows of a view, in its order, as json, csv or geojson."""
    rows = incident_rows(record, listing, asked)
    head = _head(record, asked)
    lines = _array(rows) if form == "json" else FORMS[form](rows, "incidents", head)
    name = f"incidents.{form}"
    return StreamingResponse(
        lines, media_type=MEDIA[form], headers={"Content-Disposition": f'inline; filename="{name}"'}
    )


def table_download(record: Record, table: Table, form: str) -> Response:
    """A table as json or csv. Raises BadRequest for other forms."""
    if form not in ("json", "csv"):
        raise BadRequest(f".{form}: {table.kind} come as .json or .csv")
    lines = _array(table) if form == "json" else record.lines(table, form)
    return StreamingResponse(lines, media_type=MEDIA[form])


def incident_rows(record: Record, listing: Listing, asked: Asked) -> Iterator[dict[str, Any]]:
    """The incidents as the exports have them; names of private people held back unless names=yes."""
    rule = best([], asked.more.get("rule") or record.rule).rule
    as_of = selection_of({"as_of": asked.filters.get("as_of")}).as_of
    shows_all = asked.more.get("names") == "yes"

    def rows() -> Iterator[dict[str, Any]]:
        for incident in listing.incidents(asked):
            names = names_to_show(incident.reports, shows_all)
            how = Showing(names=names, as_of=as_of.isoformat() if as_of else None)
            yield incident_row(view(incident, rule), how)

    return rows()


def _head(record: Record, asked: Asked) -> Mapping[str, Any]:
    """What the rows go by, as the exports write it beside theirs; filters that only cards take stand beside."""
    shared: Any = {name: value for name, value in asked.filters.items() if name not in OWN}
    told = Tabled(
        filters=shared,
        rule=asked.more.get("rule") or record.rule,
        include_names=asked.more.get("names") == "yes",
    )
    head = head_of(told, ExportOptions())
    own = {name: list(value) for name, value in asked.filters.items() if name in OWN}
    return {**head, "filters": {**head["filters"], **own}}


def _array(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    yield "["
    between = "\n"
    for row in rows:
        yield between + json.dumps(row, ensure_ascii=False)
        between = ",\n"
    yield "\n]\n"
