"""Reports laid out as rows of columns, as the comparisons read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeAlias

from corroborate.linkage.blocks import FINE, PRECISE, block_keys
from corroborate.linkage.facts import ReportFacts

_GROUPS = ("military", "police", "paramilitary", "security_forces", "militants", "civilians", "officials")
_PLACE_CLASSES = {
    "exact": 0,
    "near": 1,
    "district": 2,
    "province": 3,
    "region": 4,
    "country": 5,
    "unresolved": 6,
}
_EFFECTS = ("killed", "injured", "captured")
COLUMNS = {
    "number": "INTEGER", "unique_id": "VARCHAR", "document": "VARCHAR", "fresh": "BOOLEAN", "component": "VARCHAR", "keys": "INTEGER[]",
    "wording": "VARCHAR", "copy_group": "VARCHAR", "early": "INTEGER", "late": "INTEGER", "date_class": "INTEGER",
    "finest": "VARCHAR", "chain": "VARCHAR[]", "is_presumed": "BOOLEAN", "fine": "VARCHAR[]", "said": "VARCHAR[]", "told": "VARCHAR[]", "story": "VARCHAR[]", "area": "VARCHAR", "country": "VARCHAR", "latitude": "DOUBLE",
    "longitude": "DOUBLE", "place_class": "INTEGER", "actors": "VARCHAR[]", "line": "VARCHAR[]", "type": "VARCHAR",
    "family": "VARCHAR", "targets": "VARCHAR[]", "names": "VARCHAR[]", "all_names": "VARCHAR[]",
    "landmarks": "VARCHAR[]", "sites": "VARCHAR[]", "tactics": "VARCHAR[]", "background": "BOOLEAN", "lead": "BOOLEAN",
    "people": "INTEGER", "weapons": "VARCHAR[]", "killed_low": "DOUBLE", "killed_high": "DOUBLE",
    "injured_low": "DOUBLE", "injured_high": "DOUBLE", "captured_low": "DOUBLE", "captured_high": "DOUBLE",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One report to be compared: is it new, and which component is it in."""

    facts: ReportFacts
    fresh: bool = True
    component: str = ""


Shared: TypeAlias = Mapping[str, list[int]]
"""The keys of each report, by number, that another report has too, one of the two being new."""


def shared_keys(rows: Sequence[Row]) -> Shared:
    """The keys that bring a new report together with any other; reports without one are left out."""
    numbers: dict[str, int] = {}
    own: dict[str, list[int]] = {}
    for row in rows:
        if row.fresh:
            keys = block_keys(row.facts)
            own[row.facts.report] = [numbers.setdefault(key, len(numbers)) for key in keys]
    for row in rows:
        if not row.fresh:
            own[row.facts.report] = [numbers[key] for key in block_keys(row.facts) if key in numbers]
    held = Counter(chain.from_iterable(own.values()))
    found = {report: sorted(key for key in keys if held[key] > 1) for report, keys in own.items()}
    return {report: keys for report, keys in found.items() if keys}


def table_of(
    rows: Sequence[Row], ancestors: Mapping[str, frozenset[str]], keys: Shared | None = None
) -> Iterator[dict[str, Any]]:
    """A row of columns for each report (with `keys`: that has some), numbered in the order of their ids."""
    kept = (row for row in rows if keys is None or row.facts.report in keys)
    for number, row in enumerate(sorted(kept, key=lambda row: row.facts.report)):
        shared = keys[row.facts.report] if keys else []
        yield {"number": number, "keys": shared, **_columns(row, ancestors)}


def _columns(row: Row, ancestors: Mapping[str, frozenset[str]]) -> dict[str, Any]:
    facts = row.facts
    line = {*facts.actors}.union(*(ancestors.get(actor, frozenset()) for actor in facts.actors))
    columns: dict[str, Any] = {
        "unique_id": facts.report,
        "document": facts.document,
        "fresh": row.fresh,
        "component": row.component,
        "wording": facts.wording or None,
        "copy_group": facts.copy_group,
        "early": facts.earliest,
        "late": facts.latest,
        "is_presumed": facts.date_precision == "presumed",
        "date_class": date_class(facts),
        "people": sum(1 << _GROUPS.index(group) for group in facts.groups if group in _GROUPS),
        "type": facts.type,
        "family": facts.family,
        "background": facts.background,
        "lead": facts.lead,
        "actors": _list(facts.actors),
        "line": _list(sorted(line)),
        "weapons": _list(facts.weapons),
        "tactics": _list(facts.tactics),
        "story": _list(facts.story),
    }
    columns.update(_place_columns(facts))
    columns.update(_target_columns(facts))
    for effect in _EFFECTS:
        columns[f"{effect}_low"], columns[f"{effect}_high"] = bounds(facts, effect)
    return columns


def _place_columns(facts: ReportFacts) -> dict[str, Any]:
    is_known = bool(facts.fine or facts.area or facts.country)
    return {
        "chain": _list([*facts.fine, *([facts.area] if facts.area else [])]),
        "finest": facts.fine[0] if facts.fine else None,
        "fine": _list(facts.fine),
        "said": _list(facts.said),
        "told": _list(facts.told),
        "area": facts.area,
        "country": facts.country,
        "latitude": facts.latitude,
        "longitude": facts.longitude,
        "place_class": _PLACE_CLASSES[facts.place_precision] if is_known else None,
    }


def _target_columns(facts: ReportFacts) -> dict[str, Any]:
    has_target = facts.targets or facts.landmarks or facts.names
    return {
        "targets": list(facts.targets) if has_target else None,
        "names": _list(facts.names),
        "all_names": _list(sorted({*facts.names, *facts.mentions})),
        "landmarks": _list([thing for thing in facts.landmarks if thing.startswith("landmark.")]),
        "sites": _list([thing for thing in facts.landmarks if thing.startswith("site.")]),
    }


def _list(values: Sequence[str]) -> list[str] | None:
    return list(values) or None


def date_class(facts: ReportFacts) -> int:
    """0: the day is named; 1: a week or so; 2: a month or so; 3: coarser. Unknown dates are 3."""
    if facts.earliest is None or facts.latest is None:
        return 3
    width = facts.latest - facts.earliest + 1
    return 0 if width <= PRECISE else 1 if width <= FINE + 1 else 2 if width <= 62 else 3


def bounds(facts: ReportFacts, effect: str) -> tuple[float | None, float | None]:
    """A figure as numbers to compare: "at least 5" reaches to 18, "up to 10" begins at 6."""
    figure = facts.figure(effect)
    low, high = figure.low, figure.high
    if low is None and high is None:
        return None, None
    if low is None:
        return 0.6 * float(high or 0), float(high or 0)
    return float(low), float(high) if high is not None else 3.0 * low + 3
