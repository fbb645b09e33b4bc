"""Small reports' worth of material, from the worlds of the analysis tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from corroborate.analysis import as_decided, view
from corroborate.analysis.counted import count_incidents
from corroborate.analysis.dimensions import Cutting
from corroborate.model.incident import Incident
from corroborate.publishing import Names, Showing, incident_row, private_names
from corroborate.publishing.report import Material, Scope, parted
from worlds import flat

YEAR = Scope(since=date(2024, 1, 1), until=date(2024, 12, 31), unit="year")


def material_of(held: Sequence[Incident], scope: Scope = YEAR, **more: Any) -> Material:
    """Incidents as the material of a report, without series of the past."""
    laid = flat(*held)
    inside, apart, threatened = parted(count_incidents(laid), scope)
    chosen = {each.id for each in (*inside, *apart)}
    rows = [row_of(each, scope.rule) for each in held if each.id in chosen]
    said: dict[str, Any] = {
        "scope": scope,
        "incidents": inside,
        "apart": apart,
        "threatened": threatened,
        "flat": laid,
        "cutting": Cutting(since=scope.since, until=scope.until),
        "rows": rows,
        "sources": {},
    }
    return Material(**{**said, **more})


def row_of(incident: Incident, rule: str) -> dict[str, Any]:
    """The row of one incident, as reports show it."""
    seen = view(as_decided(incident), rule)
    contests = [
        {"field": each.field, "said": [(said.name, said.value) for said in each.statements]}
        for each in seen.contests
    ]
    names = Names(private=private_names(incident.reports))
    return {**incident_row(seen, Showing(names=names)), "contests": contests}


def ids(figures: Iterable[Any]) -> set[str]:
    """All incidents behind some figures."""
    return {id_ for figure in figures for id_ in figure.incidents}
