"""A count over time: incidents or people hurt in each period, none left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.analysis.counted import Counted
from corroborate.analysis.dimensions import Cutting, dimension
from corroborate.analysis.periods import Period, checked_unit, periods_between
from corroborate.analysis.tally import MEASURES, STAGES
from corroborate.analysis.tolls import checked_rule, tolls
from corroborate.errors import BadRequest

INCIDENTS = "incidents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One count over consecutive periods; `name` is the cell it is of (a place, an actor), None for the whole.

    `lows` and `highs` are sums over incidents of the least and the greatest figure, `squares` of the square of
    the least: the variance of a sum of people is that of incidents weighted by their squares. For incidents all
    three are their number. `left` are incidents that are in no period.
    """

    name: str | None
    unit: str
    measure: str
    periods: tuple[Period, ...]
    lows: tuple[float, ...]
    highs: tuple[float, ...]
    squares: tuple[float, ...]
    left: float = 0.0


@dataclass(slots=True)
class _Sums:
    low: float = 0.0
    high: float = 0.0
    square: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What is followed over time: a `measure` (incidents, or one of `tally.MEASURES`) each `unit`, under a `rule`.

    `by` is a dimension that parts it into several series.
    """

    unit: str = "month"
    measure: str = INCIDENTS
    by: str | None = None
    rule: str = "lowest"


def series_of(incidents: Sequence[Counted], what: Measured, cutting: Cutting | None = None) -> list[Series]:
    """The series of each cell of `what.by`, the largest first; every one over the same periods.

    The periods reach from the first to the last that has an incident, or over the days that `cutting` names.
    """
    how = cutting or Cutting()
    checked_unit(what.unit)
    checked_rule(what.rule)
    if what.measure != INCIDENTS and what.measure not in MEASURES:
        raise BadRequest(
            f"measure {what.measure!r}: there is no such measure; choose among incidents, {', '.join(MEASURES)}"
        )
    chosen = [each for each in incidents if each.stage in STAGES]
    sums, left = _summed(chosen, what, how)
    span = _span(chosen, how)
    periods = tuple(periods_between(*span, what.unit)) if span else ()
    found = [_series(name, cells, periods, what, left[name]) for name, cells in sums.items()]
    if not what.by and not found:
        found = [_series(None, {}, periods, what, left[None])]
    return sorted(found, key=lambda each: (-sum(each.lows), each.name or ""))


def _summed(
    incidents: Sequence[Counted], what: Measured, how: Cutting
) -> tuple[dict[str | None, dict[str, _Sums]], dict[str | None, float]]:
    in_time = dimension(what.unit, incidents, how)
    in_cell = dimension(what.by, incidents, how) if what.by else None
    sums: dict[str | None, dict[str, _Sums]] = defaultdict(lambda: defaultdict(_Sums))
    left: dict[str | None, float] = defaultdict(float)
    for each in incidents:
        low, high = _value(each, what)
        if high is None:
            continue
        for cell in in_cell(each) if in_cell else (None,):
            if cell is not None and cell.key is None:
                continue
            name, part = (cell.key, cell.weight) if cell else (None, 1.0)
            for share in in_time(each):
                weight = part * share.weight
                if share.key is None:
                    left[name] += weight
                    continue
                held = sums[name][share.key]
                held.low += weight * low
                held.high += weight * high
                held.square += weight * low * low
    return sums, left


def _value(each: Counted, what: Measured) -> tuple[float, float | None]:
    if what.measure == INCIDENTS:
        return 1.0, 1.0
    harm = effect, is_fighters = MEASURES[what.measure]
    said = [
        told for told in each.told if told.effect == effect and (told.group == "militants") == is_fighters
    ]
    toll = tolls(said, what.rule).get(harm) if said else None
    return (toll.low, toll.high) if toll else (0.0, None)


def _span(incidents: Sequence[Counted], how: Cutting) -> tuple[int, int] | None:
    days = [day for each in incidents for day in (each.earliest, each.latest) if day is not None]
    first = how.since.toordinal() if how.since else min(days, default=None)
    last = how.until.toordinal() if how.until else max(days, default=None)
    return None if first is None or last is None or last < first else (first, last)


def _series(
    name: str | None, cells: dict[str, _Sums], periods: tuple[Period, ...], what: Measured, left: float
) -> Series:
    held = [cells.get(period.name) or _Sums() for period in periods]
    return Series(
        name=name,
        unit=what.unit,
        measure=what.measure,
        periods=periods,
        lows=tuple(each.low for each in held),
        highs=tuple(each.high for each in held),
        squares=tuple(each.square for each in held),
        left=left,
    )
