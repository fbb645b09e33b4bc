"""Rows of ACLED as reports: what ACLED codes is what ACLED claims."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta

from corroborate.datasets.countries import by_name, by_number
from corroborate.datasets.parties import actor_of, group_of, is_nameless
from corroborate.datasets.table import Cells
from corroborate.datasets.types import type_of
from corroborate.model import Casualty, Count, Perpetrator, Report, Target, When, Where, report_id
from corroborate.model.selection import folded
from corroborate.model.vocabulary import WherePrecision

KNOWN_BY = ("event_id_cnty", "event_date", "sub_event_type", "actor1", "fatalities")
_PRECISION: dict[str, WherePrecision] = {"1": "exact", "2": "near", "3": "province"}
_DATES = ("%Y-%m-%d", "%d %B %Y", "%d-%b-%Y", "%d/%m/%Y")


def report_of(cells: Cells, document: str) -> Report:
    """One event. Raises ValueError for a date, a number or a type that ACLED does not have.

    Fatalities of 0 make no claim: ACLED writes 0 where none were reported and where the number is unknown.
    In the monadic form the second row of an event is the same report and falls together with the first.
    """
    kind = type_of(cells["sub_event_type"])
    if kind is None:
        raise ValueError(f"sub_event_type {cells['sub_event_type']!r} is none of ACLED's")
    words = cells.span_of("notes" if cells["notes"] else "sub_event_type")
    return Report(
        id=report_id(document, cells["event_id_cnty"]),
        document=document,
        type=kind,
        evidence=(words,),
        when=_when(cells),
        where=_where(cells),
        perpetrators=_perpetrators(cells),
        targets=_targets(cells),
        casualties=_casualties(cells),
    )


def day_of(said: str, column: str) -> date:
    """A day as ACLED and UCDP write it. Raises ValueError."""
    for form in _DATES:
        try:
            return datetime.strptime(said[:10] if form == "%Y-%m-%d" else said, form).date()
        except ValueError:
            continue
    raise ValueError(f"{column} {said!r} is no day; write it as 2025-06-05")


def number_of(said: str, column: str) -> int | None:
    """A whole number of at least 0, None where the cell is empty. Raises ValueError."""
    try:
        number = float(said) if said else None
    except ValueError:
        number = -1.0
    if number is None:
        return None
    if number < 0 or number != int(number):
        raise ValueError(f"{column} {said!r} is no whole number")
    return int(number)


def degrees_of(said: str, column: str, most: float) -> float | None:
    """Degrees, None where the cell is empty. Raises ValueError."""
    try:
        degrees = float(said) if said else None
    except ValueError:
        raise ValueError(f"{column} {said!r} is no number of degrees") from None
    if degrees is not None and not -most <= degrees <= most:
        raise ValueError(f"{column} {said!r} lies outside -{most:g} to {most:g}")
    return degrees


def _when(cells: Cells) -> When:
    day = day_of(cells["event_date"], "event_date")
    said = cells["event_date"]
    precision = cells["time_precision"] or "1"
    if precision == "2":
        week = timedelta(days=3)
        return When(earliest=day - week, latest=day + week, precision="week", wording=said)
    if precision == "3":
        last = monthrange(day.year, day.month)[1]
        return When(
            earliest=day.replace(day=1), latest=day.replace(day=last), precision="month", wording=said
        )
    return When(earliest=day, latest=day, precision="day", wording=said)


def _where(cells: Cells) -> Where:
    code = number_of(cells["iso"], "iso")
    country = by_number().get(code) if code else by_name().get(folded(cells["country"]))
    holding = (cells["admin3"], cells["admin2"], cells["admin1"], cells["country"])
    name = cells["location"] or next((each for each in holding if each), None)
    within = tuple(dict.fromkeys(each for each in holding if each and each != name))
    latitude = degrees_of(cells["latitude"], "latitude", 90)
    return Where(
        name=name,
        within=within,
        country=country.code if country else None,
        latitude=latitude,
        longitude=degrees_of(cells["longitude"], "longitude", 180),
        precision=_PRECISION.get(cells["geo_precision"] or "1", "province")
        if latitude is not None
        else "unresolved",
        wording=cells["location"] or None,
        reason="as the dataset has it",
    )


def _perpetrators(cells: Cells) -> tuple[Perpetrator, ...]:
    """The first actor and those with it; of protests and of nobody named there is none."""
    if cells["inter1"] in ("Civilians", "Protesters", "7", "6"):
        return ()
    found = []
    for column in ("actor1", "assoc_actor_1"):
        for name in _named(cells[column]):
            found.append(
                Perpetrator(
                    name=name, kind="group" if is_nameless(name) else "organization", responsibility="fact",
                    actor=actor_of(name), span=cells.span_of(column),
                )
            )  # fmt: skip
    return tuple(found)


def _targets(cells: Cells) -> tuple[Target, ...]:
    return tuple(
        Target(
            name=name,
            kind="people" if is_nameless(name) else "organization",
            group=group_of(name, cells["inter2"]),
            effect="unknown",
            span=cells.span_of("actor2"),
        )
        for name in _named(cells["actor2"])
    )


def _casualties(cells: Cells) -> tuple[Casualty, ...]:
    dead = number_of(cells["fatalities"], "fatalities")
    if not dead:
        return ()
    count = Count(low=dead, high=dead, wording=cells["fatalities"])
    return (Casualty(effect="killed", group="unknown", count=count, span=cells.span_of("fatalities")),)


def _named(said: str) -> list[str]:
    return [name for part in said.split(";") if (name := part.strip())]
