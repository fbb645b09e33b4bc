"""Lethal incidents in the shape of the UCDP Georeferenced Event Dataset: 49 columns and its codes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from corroborate.analysis import Figure, View
from corroborate.datasets import Country, countries
from corroborate.publishing.divisions import levels
from corroborate.publishing.rows import Showing
from corroborate.publishing.sides import Side, home, sides

Row = dict[str, Any]

_WHERE = {"exact": 1, "near": 2, "district": 3, "province": 4, "region": 5, "country": 6}
_DAYS = ((1, 1), (6, 2), (7, 3), (31, 4))
"""The longest interval in days for each date_prec below 5."""
_COLUMNS = 720
"""Cells of half a degree around the globe."""


class Deaths(NamedTuple):
    """The dead of each side, civilians, those of no known side, and the three estimates."""

    a: int
    b: int
    civilians: int
    unknown: int
    best: int
    high: int
    low: int


def is_lethal(view: View) -> bool:
    """Whether UCDP would have a row: on a known day, and some source says that somebody was killed."""
    killed = [each for each in view.figures if each.effect == "killed"]
    return (
        view.when.earliest is not None and view.stage == "carried_out" and any(each.high for each in killed)
    )


def ged_row(view: View, how: Showing) -> Row:
    """One incident. Numbers of conflicts, dyads and sides are made from their names: they are not UCDP's."""
    a, b, violence = _sides(view, how)
    where, country = how.placed(view.where), home(view)
    assert view.when.earliest is not None
    return {
        "id": int(view.incident.id[:12], 16),
        "relid": view.incident.id,
        "year": view.when.earliest.year,
        "active_year": None,
        "code_status": "Check" if view.grade.name in ("contested", "denied") else "Clear",
        "type_of_violence": violence,
        **_conflict(a, b, violence, country),
        **_sources(view, how),
        **_place(view, how),
        "latitude": where.latitude,
        "longitude": where.longitude,
        "geom_wkt": _point(where.latitude, where.longitude),
        "priogrid_gid": priogrid_cell(where.latitude, where.longitude),
        "country": country.ucdp_name if country else "",
        "country_id": country.gw if country else None,
        "region": country.ucdp_region if country else "",
        "event_clarity": 1 if view.when.precision in ("day", "days") else 2,
        "date_prec": date_precision(view.when.earliest, view.when.latest),
        "date_start": _midnight(view.when.earliest),
        "date_end": _midnight(view.when.latest or view.when.earliest),
        **{
            f"deaths_{name}" if name in ("a", "b", "civilians", "unknown") else name: number
            for name, number in deaths_of(view, a, b)._asdict().items()
        },
        "gwnoa": _gw(a),
        "gwnob": _gw(b),
    }


def priogrid_cell(latitude: float | None, longitude: float | None) -> int | None:
    """The PRIO-GRID cell of a point: half a degree, numbered from 1 in the south-west, row by row eastward."""
    if latitude is None or longitude is None:
        return None
    row = min(int((latitude + 90) * 2), 359)
    column = min(int((longitude + 180) * 2), _COLUMNS - 1)
    return row * _COLUMNS + column + 1


def date_precision(first: date, last: date | None) -> int:
    """UCDP's date_prec by the length of the interval: 1 a day, 2 to six days, 3 a week, 4 a month, 5 longer."""
    days = ((last or first) - first).days + 1
    return next((code for most, code in _DAYS if days <= most), 5)


def deaths_of(view: View, a: Side, b: Side) -> Deaths:
    """The dead by side, by the rule where it chooses a figure, else by the least.

    The forces of a state are its side's dead, fighters those of the side that is no state; what no side can be
    given is unknown. The estimates are never below what the groups come to.
    """
    killed = {each.group: each for each in view.figures if each.effect == "killed"}
    best = {group: _best(each) for group, each in killed.items()}
    forces, fighters, civilians = _parts(best)
    a_is, b_is = _is_state(a), _is_state(b)
    a_dead = forces if a_is else fighters if b_is or b.kind == "civilians" else 0
    b_dead = fighters if a_is and not b_is else forces if b_is and not a_is else 0
    known = a_dead + b_dead + civilians
    every = _total(best)
    low = _total({group: each.low or 0 for group, each in killed.items()})
    high = _total({group: each.high or _best(each) for group, each in killed.items()})
    return Deaths(
        a=a_dead,
        b=b_dead,
        civilians=civilians,
        unknown=every - known,
        best=every,
        high=max(high, every),
        low=min(low, every),
    )


def _parts(numbers: Mapping[str, int]) -> tuple[int, int, int]:
    """The dead of a state's forces, fighters, and civilians with officials."""
    parts = sum(numbers.get(group, 0) for group in ("military", "police", "paramilitary"))
    forces = max(numbers.get("security_forces", 0), parts)
    return forces, numbers.get("militants", 0), numbers.get("civilians", 0) + numbers.get("officials", 0)


def _total(numbers: Mapping[str, int]) -> int:
    """What the groups come to; people of no said group are a sum already, which stands where it is greater."""
    return max(sum(_parts(numbers)), numbers.get("unknown", 0))


def _best(figure: Figure) -> int:
    return next((number for number in (figure.best, figure.low, figure.high) if number is not None), 0)


def _sides(view: View, how: Showing) -> tuple[Side, Side, int]:
    """Side A, side B and the type of violence: 1 a state against a group, 2 groups, 3 one-sided."""
    first, second = sides(view, how.names)
    if second is None or second.kind in ("civilians", "protesters"):
        name = Side(name="Civilians", kind="civilians", is_named=False)
        return _as_state(first), name, 3
    a, b = (second, first) if _is_state(second) and not _is_state(first) else (first, second)
    return _as_state(a), _as_state(b), 1 if _is_state(a) or _is_state(b) else 2


def _is_state(side: Side) -> bool:
    return side.state is not None or side.kind == "state"


def _as_state(side: Side) -> Side:
    """The government that a force belongs to, as UCDP names it."""
    country = countries().get(side.state or "")
    if country is None:
        return side
    return Side(name=f"Government of {country.ucdp_name}", kind=side.kind, actor=side.actor, state=side.state)


def _conflict(a: Side, b: Side, violence: int, country: Country | None) -> Row:
    dyad = f"{a.name} - {b.name}"
    there = country.ucdp_name if country else ""
    name = f"{there}: {b.name}" if violence == 1 and there else dyad
    return {
        "conflict_dset_id": "",
        "conflict_new_id": number_of(name),
        "conflict_name": name,
        "dyad_dset_id": "",
        "dyad_new_id": number_of(dyad),
        "dyad_name": dyad,
        "side_a_dset_id": "",
        "side_a_new_id": number_of(a.name),
        "side_a": a.name,
        "side_b_dset_id": "",
        "side_b_new_id": number_of(b.name),
        "side_b": b.name,
    }


def number_of(name: str) -> int:
    """A number below two thousand million made from a name, the same wherever it is made."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:7], 16)


def _sources(view: View, how: Showing) -> Row:
    held = view.incident.sources
    heads = [how.names.in_text(each.title) or "" for each in held]
    days = [(each.published or "")[:10] for each in held]
    papers = [each.publisher or "" for each in held]
    articles = [f'"{paper},{day},{head}"' for paper, day, head in zip(papers, days, heads, strict=True)]
    return {
        "number_of_sources": len(view.voices),
        "source_article": ";".join(articles),
        "source_office": ";".join(papers),
        "source_date": ";".join(days),
        "source_headline": ";".join(heads),
        "source_original": ";".join(how.names.in_text(voice.name) or "" for voice in view.voices),
    }


def _place(view: View, how: Showing) -> Row:
    where = how.placed(view.where)
    level = levels(where)
    return {
        "where_prec": _WHERE.get(where.precision, 6 if where.country else 7),
        "where_coordinates": level.location,
        "where_description": how.names.in_text(where.wording) or level.location,
        "adm_1": level.admin1,
        "adm_2": level.admin2,
    }


def _point(latitude: float | None, longitude: float | None) -> str:
    return "" if latitude is None or longitude is None else f"POINT ({longitude} {latitude})"


def _midnight(day: date) -> str:
    return f"{day.isoformat()} 00:00:00.000"


def _gw(side: Side) -> int | None:
    country = countries().get(side.state or "")
    return country.gw if country else None
