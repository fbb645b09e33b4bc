"""Rows of the UCDP Georeferenced Event Dataset as reports: what UCDP codes is what UCDP claims."""

from __future__ import annotations

from datetime import date

from corroborate.datasets.acled import day_of, degrees_of, number_of
from corroborate.datasets.countries import by_gw, by_name
from corroborate.datasets.parties import actor_of, is_nameless
from corroborate.datasets.table import Cells
from corroborate.model import Casualty, Count, Perpetrator, Report, Target, When, Where, report_id
from corroborate.model.selection import folded
from corroborate.model.vocabulary import EventType, Group, WhenPrecision, WherePrecision

KNOWN_BY = ("id", "relid", "type_of_violence", "side_a", "side_b", "best", "high", "low", "where_prec")
_TELLING = ("source_headline", "source_article", "conflict_name", "dyad_name")
"""The columns that may say in words what happened; the whole row would give coordinates away."""
_TYPES: dict[str, EventType] = {"1": "armed_clash", "2": "armed_clash", "3": "attack"}
_WHERE: dict[str, WherePrecision] = {
    "1": "exact", "2": "near", "3": "district", "4": "province", "5": "region", "6": "country", "7": "unresolved",
}  # fmt: skip
_WHEN: dict[str, WhenPrecision] = {"1": "day", "2": "days", "3": "week", "4": "month", "5": "longer"}


def report_of(cells: Cells, document: str) -> Report:
    """One event. Raises ValueError for a date, a number or a code that UCDP does not have.

    Deaths of each side are claims about their group; the estimates low to high are one about people of no said
    group. Zeros make no claim, as UCDP writes 0 where nothing is known of a group.
    """
    kind = _TYPES.get(cells["type_of_violence"])
    if kind is None:
        raise ValueError(f"type_of_violence {cells['type_of_violence']!r} is none of 1, 2 and 3")
    return Report(
        id=report_id(document, cells["id"]),
        document=document,
        type=kind,
        evidence=(cells.span_of(next((name for name in _TELLING if cells[name]), "relid")),),
        when=_when(cells),
        where=_where(cells),
        perpetrators=_perpetrators(cells),
        targets=_targets(cells),
        casualties=_casualties(cells),
    )


def _when(cells: Cells) -> When:
    first, last = day_of(cells["date_start"], "date_start"), day_of(cells["date_end"], "date_end")
    if last < first:
        raise ValueError(f"date_end {cells['date_end']!r} lies before date_start")
    said = cells["date_start"]
    return When(
        earliest=first, latest=last, precision=_when_precision(cells["date_prec"], first, last), wording=said
    )


def _when_precision(code: str, first: date, last: date) -> WhenPrecision:
    if code not in _WHEN:
        raise ValueError(f"date_prec {code!r} is none of 1 to 5")
    return "days" if code == "1" and first != last else _WHEN[code]


def _where(cells: Cells) -> Where:
    number = number_of(cells["country_id"], "country_id")
    country = by_gw().get(number) if number else by_name().get(folded(cells["country"]))
    holding = (cells["adm_2"], cells["adm_1"], cells["country"])
    name = cells["where_coordinates"] or next((each for each in holding if each), None)
    code = cells["where_prec"]
    if code not in _WHERE:
        raise ValueError(f"where_prec {code!r} is none of 1 to 7")
    return Where(
        name=name,
        within=tuple(dict.fromkeys(each for each in holding if each and each != name)),
        country=country.code if country else None,
        latitude=degrees_of(cells["latitude"], "latitude", 90),
        longitude=degrees_of(cells["longitude"], "longitude", 180),
        precision=_WHERE[code],
        wording=cells["where_coordinates"] or None,
        reason="as the dataset has it",
    )


def _perpetrators(cells: Cells) -> tuple[Perpetrator, ...]:
    """In one-sided violence side A; in a battle both sides, as UCDP does not say who began."""
    sides = ("side_a",) if cells["type_of_violence"] == "3" else ("side_a", "side_b")
    return tuple(
        Perpetrator(
            name=cells[side],
            kind="group" if is_nameless(cells[side]) else "organization",
            responsibility="fact",
            actor=actor_of(cells[side]),
            span=cells.span_of(side),
        )
        for side in sides
        if cells[side]
    )


def _targets(cells: Cells) -> tuple[Target, ...]:
    if cells["type_of_violence"] != "3":
        return ()
    span = cells.span_of("side_b")
    return (
        Target(
            name=cells["side_b"] or "Civilians", kind="people", group="civilians", effect="unknown", span=span
        ),
    )


def _casualties(cells: Cells) -> tuple[Casualty, ...]:
    parts: dict[str, Group] = {
        "deaths_a": _group(cells["side_a"]), "deaths_b": _group(cells["side_b"]), "deaths_civilians": "civilians",
    }  # fmt: skip
    found = []
    for column, group in parts.items():
        dead = number_of(cells[column], column)
        if dead:
            count = Count(low=dead, high=dead, wording=cells[column])
            found.append(Casualty(effect="killed", group=group, count=count, span=cells.span_of(column)))
    low, best, high = (number_of(cells[name], name) for name in ("low", "best", "high"))
    if best or high:
        count = Count(low=low, high=high, wording=f"{cells['low']}–{cells['high']}, best {cells['best']}")
        found.append(Casualty(effect="killed", group="unknown", count=count, span=cells.span_of("best")))
    return tuple(found)


def _group(side: str) -> Group:
    return (
        "military"
        if side.startswith("Government of")
        else "civilians"
        if side == "Civilians"
        else "militants"
    )
