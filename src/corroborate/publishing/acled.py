"""Incidents in the shape of ACLED's table: 31 columns, its codes and its hierarchy of types."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from corroborate.analysis import View
from corroborate.datasets import HIERARCHY, Placed
from corroborate.publishing.divisions import levels
from corroborate.publishing.rows import Showing
from corroborate.publishing.scales import source_scale
from corroborate.publishing.sides import Kind, Side, home, sides

Row = dict[str, Any]

INTER: dict[Kind, str] = {
    "state": "State forces",
    "rebels": "Rebel group",
    "militia": "Political militia",
    "identity": "Identity militia",
    "rioters": "Rioters",
    "protesters": "Protesters",
    "civilians": "Civilians",
    "external": "External/Other forces",
}
"""ACLED's name for each kind of party, in the order in which it joins them."""
ESTIMATES = {"hundred": 100, "dozen": 12, "scores": 12}
"""ACLED's numbers for fatalities told of in words."""
SEVERAL = 3
"""ACLED's number where more than one person died and nothing else is known; ACLED writes 10 in wars, which the
record does not know."""
_ORDER = list(INTER)
_TIME = {"day": 1, "days": 2, "week": 2}
_GEO = {"exact": 1, "near": 2, "district": 2}
_QUOTED = 2
"""Documents quoted in the notes."""


def is_coded(view: View) -> bool:
    """Whether ACLED would have a row: it has a day, and more than a threat was made."""
    return view.when.earliest is not None and view.stage != "threatened"


def acled_row(view: View, how: Showing, *, estimates: bool = False) -> Row:
    """One incident in the dyadic form: both sides in one row.

    `estimates` writes ACLED's numbers for "several" and "dozens" where no source gives a figure.
    """
    return _estimated(_row(view, how, sides(view, how.names)), view, estimates)


def monadic_rows(view: View, how: Showing, *, estimates: bool = False) -> Iterator[Row]:
    """One incident in the monadic form: a row for each side, which stands first in its own."""
    first, second = sides(view, how.names)
    yield _estimated(_row(view, how, (first, second)), view, estimates)
    if second is not None:
        yield _estimated(_row(view, how, (second, first)), view, estimates)


def _row(view: View, how: Showing, told: tuple[Side, Side | None]) -> Row:
    first, second = told
    where, country, placed = how.placed(view.where), home(view), _placed(view)
    level = levels(where)
    day = _reference_day(view)
    return {
        "event_id_cnty": f"{country.alpha3 if country else 'XXX'}{view.incident.id[:12]}",
        "event_date": day.isoformat(),
        "year": day.year,
        "time_precision": _TIME.get(view.when.precision, 3),
        "disorder_type": placed.disorder_type,
        "event_type": placed.event_type,
        "sub_event_type": placed.sub_event_type,
        "actor1": first.name,
        "assoc_actor_1": "; ".join(first.others),
        "inter1": INTER[first.kind],
        "actor2": second.name if second else "",
        "assoc_actor_2": "; ".join(second.others) if second else "",
        "inter2": INTER[second.kind] if second else "",
        "interaction": _interaction(first, second),
        "civilian_targeting": _civilian_targeting(placed, (first, second)),
        "iso": country.number if country else None,
        "region": country.acled_region if country else "",
        "country": country.name if country else "",
        **level._asdict(),
        "latitude": where.latitude,
        "longitude": where.longitude,
        "geo_precision": _GEO.get(where.precision, 3),
        "source": "; ".join(
            dict.fromkeys(each.publisher for each in view.incident.sources if each.publisher)
        ),
        "source_scale": source_scale(view),
        "notes": _notes(view, how),
        "fatalities": _fatalities(view),
        "tags": _tags(view, placed),
        "timestamp": _timestamp(view),
    }


def _reference_day(view: View) -> date:
    """The day; of a longer interval the middle one, as ACLED has it."""
    first = view.when.earliest
    assert first is not None
    return first + ((view.when.latest or first) - first) // 2


def _placed(view: View) -> Placed:
    """The type; a bomb that was found, or an attack foiled, is a disrupted use of weapons."""
    placed = HIERARCHY[view.type]
    is_disrupted = view.stage == "foiled" and placed.disorder_type == "Political violence"
    return HIERARCHY["disrupted_weapons_use"] if is_disrupted else placed


def _interaction(first: Side, second: Side | None) -> str:
    if second is None:
        return f"{INTER[first.kind]} only"
    ordered = sorted((first, second), key=lambda side: _ORDER.index(side.kind))
    return "-".join(INTER[side.kind] for side in ordered)


def _civilian_targeting(placed: Placed, told: tuple[Side, Side | None]) -> str:
    is_violence = placed.event_type not in ("Battles", "Strategic developments", "Protests") or (
        placed.sub_event_type == "Excessive force against protesters"
    )
    is_civil = any(side is not None and side.kind in ("civilians", "protesters") for side in told)
    return "Civilian targeting" if is_violence and is_civil else ""


def _fatalities(view: View) -> int:
    """People killed by the rule; the least figure where the rule chooses none; 0 where there is no figure."""
    killed = view.killed
    return next((number for number in (killed.best, killed.low, killed.high) if number is not None), 0)


def _estimated(row: Row, view: View, is_wanted: bool) -> Row:
    """The row with ACLED's number for what sources say without one, and a tag that says so."""
    if not is_wanted or view.killed.high is not None or view.killed.low is not None:
        return row
    told = (each for report in view.incident.reports for each in report.casualties)
    said = " ".join(
        (each.count.wording or "") for each in told if each.effect == "killed" and not each.denied
    )
    if not said.strip():
        return row
    number = next((number for word, number in ESTIMATES.items() if word in said.casefold()), SEVERAL)
    return {**row, "fatalities": number, "tags": f"{row['tags']}; fatalities=estimate"}


def _notes(view: View, how: Showing) -> str:
    """What the first documents say in their words, and whose figure for people killed stands in the row."""
    told = []
    for report in view.incident.reports[:_QUOTED]:
        source = view.incident.source_of(report)
        head = ", ".join(part for part in (source.publisher, (source.published or "")[:10]) if part)
        told.append(f"{head or 'Undated'}: “{how.names.in_text(report.evidence[0].quote)}”")
    return f"{' '.join(told)} Killed: {how.names.in_text(view.killed.reason)}."


def _tags(view: View, placed: Placed) -> str:
    crowd = "crowd size=no report" if "Demonstrations" in placed.disorder_type else ""
    stage = "" if view.stage == "carried_out" else f"stage={view.stage}"
    return "; ".join(tag for tag in (crowd, f"grade={view.grade.name}", stage) if tag)


def _timestamp(view: View) -> int | None:
    newest = max((each.published for each in view.incident.sources if each.published), default=None)
    if newest is None:
        return None
    at = datetime.fromisoformat(newest)
    return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp())
