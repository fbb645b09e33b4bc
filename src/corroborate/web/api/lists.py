"""Incidents and what is said of them, in lists and one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from corroborate.account import shown_to_json
from corroborate.filters import selection_of
from corroborate.tabling import Asked as Table
from corroborate.tabling import rows
from corroborate.web.access import desk_of
from corroborate.web.api.answering import part, told
from corroborate.web.api.asking import AsOf, Names, OfIncidents, Rule, Shared, plain
from corroborate.web.api.schemas import (
    ClaimRow,
    DocumentRow,
    DocumentWhole,
    HitRow,
    IncidentRow,
    IncidentWhole,
    StanceRow,
    TotalRow,
    list_of,
)
from corroborate.web.asked import Asked
from corroborate.web.downloads import incident_rows
from corroborate.web.listing import listing_of
from corroborate.web.pages.totals import total_rows
from corroborate.web.remembered import remembered

router = APIRouter()

_AT_ONCE = 500

Id = Annotated[
    str, Path(min_length=1, max_length=100, description="the id, or at least six characters of its beginning")
]


@router.get("/incidents", response_model=list_of(IncidentRow), tags=["incidents"], summary="List incidents")
def list_incidents(request: Request, asked: OfIncidents) -> Response:
    """The incidents that match, the newest day first, each with the range of its figures and how it is attested."""
    record = desk_of(request).record

    def make() -> Any:
        found, total = incident_rows(record, listing_of(record, asked), asked)
        return part(request, found, total, (asked.offset, asked.limit))

    return told(request, make)


@router.get(
    "/incidents/{name}", response_model=IncidentWhole, tags=["incidents"], summary="Show one incident"
)
def show_incident(
    request: Request, name: Id, as_of: AsOf = None, rule: Rule = None, names: Names = "no"
) -> Response:
    """An incident with every claim, the sentence it stands in and who makes it, by the id of any of its reports.

    After a merge the ids of both find it.
    """
    record = desk_of(request).record
    return told(
        request,
        lambda: shown_to_json(
            record.show(name, rule=rule, as_of=as_of or None), names == "yes", as_of or None
        ),
    )


@router.get("/claims", response_model=list_of(ClaimRow), tags=["incidents"], summary="List claims")
def list_claims(
    request: Request, shared: Shared, names: Names = "no",
    field: Annotated[
        list[str] | None,
        Query(description="type, stage, tactic, when, where, perpetrator, target, weapon, casualty or silence; any of several"),
    ] = None,
) -> Response:  # fmt: skip
    """Every claim of the reports that match: a figure, a party or another field, who says so and in which words."""
    return _table(request, "claims", shared, names, tuple(field or ()))


@router.get("/totals", response_model=list_of(TotalRow), tags=["totals"], summary="List quoted totals")
def list_totals(request: Request, shared: Shared, names: Names = "no") -> Response:
    """Sums that sources give for a period or a place, each with all who quote it, held against the record."""
    record, filters = desk_of(request).record, plain(shared)
    cut = (filters.pop("offset"), filters.pop("limit"))

    def make() -> Any:
        ledger = request.app.state.accounts.ledger()
        key = ("quoted totals", *_chosen(filters))
        found = remembered(request, key, lambda: record.quoted_totals(ledger=ledger, **filters))
        shown = total_rows(request, found[cut[0] : sum(cut)], names == "yes")
        return part(request, shown, len(found), cut)

    return told(request, make)


@router.get("/stances", response_model=list_of(StanceRow), tags=["incidents"], summary="List stances")
def list_stances(request: Request, shared: Shared, names: Names = "no") -> Response:
    """Who condemns, denies, accuses, demands or promises what; `since` and `until` are days of publication."""
    return _table(request, "stances", shared, names)


@router.get("/documents", response_model=list_of(DocumentRow), tags=["documents"], summary="List documents")
def list_documents(request: Request, shared: Shared, names: Names = "no") -> Response:
    """The documents in the order in which they were added; `since` and `until` are days of publication."""
    return _table(request, "documents", shared, names)


@router.get(
    "/documents/{name}", response_model=DocumentWhole, tags=["documents"], summary="Show one document"
)
def show_document(request: Request, name: Id, names: Names = "no") -> Response:
    """A document and all claims that stand in it; with names=yes also its text, which their offsets refer to."""
    record, is_named = desk_of(request).record, names == "yes"

    def make() -> Any:
        found = record.document(name)
        table = Table(filters={"document": found.id}, include_names=is_named)
        (row,) = rows(record, "documents", table)
        claims = list(rows(record, "claims", table))
        return {"document": row, "text": found.text if is_named else None, "claims": claims}

    return told(request, make)


@router.get("/search", response_model=list_of(HitRow), tags=["documents"], summary="Search documents")
def search(
    request: Request,
    q: Annotated[
        str, Query(min_length=1, max_length=400, description='all these words; "phrases" whole, begin*')
    ],
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    as_of: AsOf = None,
) -> Response:
    """Documents that hold all the words, best first, with the words found in brackets."""
    record = desk_of(request).record

    def make() -> Any:
        found = list(record.search(q.replace("\x00", " "), limit=limit, as_of=as_of or None))
        return part(request, found, len(found), (0, limit))

    return told(request, make)


def _table(request: Request, kind: str, shared: Asked, names: str, fields: tuple[str, ...] = ()) -> Response:
    """Part of one of the record's tables."""
    record, filters = desk_of(request).record, plain(shared)

    def make() -> Any:
        asked = Table(filters=filters, fields=fields, include_names=names == "yes")
        made = (
            row for part in _in_parts(filters) for row in rows(record, kind, replace(asked, filters=part))
        )
        total = remembered(
            request,
            ("count", kind, fields, *_chosen(filters)),
            lambda: record.store.count(kind, selection_of(filters), fields),
        )
        return part(request, made, total, (shared.offset, shared.limit))

    return told(request, make)


def _in_parts(filters: Any) -> Iterator[Any]:
    """The same filters for some hundred rows at a time: names to hold back are looked up for few documents quickly."""
    end = filters["offset"] + filters["limit"]
    for offset in range(filters["offset"], end, _AT_ONCE):
        yield {**filters, "offset": offset, "limit": min(_AT_ONCE, end - offset)}


def _chosen(filters: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """The filters that choose, whatever part of the list is wanted."""
    return tuple(sorted((name, value) for name, value in filters.items() if name not in ("offset", "limit")))
