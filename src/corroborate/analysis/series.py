"""A count over time: incidents or people hurt in each period, none left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corroborate.analysis.dimensions import Cutting, laid
from corroborate.analysis.incidents import Counted, Incidents, as_columns
from corroborate.analysis.periods import Period, checked_unit, periods_between
from corroborate.analysis.segments import keyed, once
from corroborate.analysis.tally import MEASURES, STAGES, crossed
from corroborate.analysis.tolls import checked_rule, tolls_of
from corroborate.errors import BadRequest
from corroborate.model.columned import Coding, Numbers

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


Sums = tuple[float, float, float]
"""The least, the greatest and the square of the least, added up."""


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
    every = as_columns(incidents)
    chosen = every.chosen(every.single("stage").told(lambda stage: stage in STAGES, bool))
    sums, left = _summed(chosen, what, how)
    span = _span(chosen, how)
    periods = tuple(periods_between(*span, what.unit)) if span else ()
    found = [_series(name, cells, periods, what, left.get(name, 0.0)) for name, cells in sums.items()]
    if not what.by and not found:
        found = [_series(None, {}, periods, what, left.get(None, 0.0))]
    return sorted(found, key=lambda each: (-sum(each.lows), each.name or ""))


def _summed(
    incidents: Incidents, what: Measured, how: Cutting
) -> tuple[Mapping[str | None, Mapping[str, Sums]], Mapping[str | None, float]]:
    """For each cell its sums by period, and how much of it is in no period."""
    in_cell = [laid(what.by, incidents, how)] if what.by else []
    owners, shares = crossed([*in_cell, laid(what.unit, incidents, how)], len(incidents))
    weights = [each.told(lambda share: share.weight, float) for each in shares]
    low, high = (each[owners] for each in _values(incidents, what))
    counted = ~np.isnan(high)
    if what.by:
        counted &= shares[0].told(lambda share: share.key is not None, bool)
    first, kind = once(keyed(*(each.codes[counted] for each in shares)))
    keys = ([share.key for share in each.at(np.flatnonzero(counted)[first])] for each in shares)
    coding = Coding()
    cell = coding.codes(zip(*keys, strict=True))[kind]
    weight, low, high = (each[counted] for each in (np.prod(weights, axis=0), low, high))
    added = (weight * low, weight * high, weight * low * low, weight)
    lists = zip(*(np.bincount(cell, each, len(coding)).tolist() for each in added), strict=True)
    sums: dict[str | None, dict[str, Sums]] = {}
    left: dict[str | None, float] = {}
    for (*name, period), (least, most, square, part) in zip(coding, lists, strict=True):
        of = name[0] if name else None
        if period is None:
            left[of] = part
        else:
            sums.setdefault(of, {})[period] = (least, most, square)
    return sums, left


def _values(incidents: Incidents, what: Measured) -> tuple[Numbers, Numbers]:
    """The least and the greatest figure of each incident, NaN where nobody gives one."""
    if what.measure == INCIDENTS:
        return np.ones(len(incidents)), np.ones(len(incidents))
    effect, is_fighters = MEASURES[what.measure]
    told = incidents.told
    of = told.effect.told(lambda each: each == effect, bool)
    of &= told.group.told(lambda group: (group == "militants") == is_fighters, bool)
    tolls = tolls_of(told.at(of), what.rule)
    low, high = np.zeros(len(incidents)), np.full(len(incidents), np.nan)
    low[tolls.owners], high[tolls.owners] = tolls.low, tolls.high
    return low, high


def _span(incidents: Incidents, how: Cutting) -> tuple[int, int] | None:
    days = np.concatenate(incidents.days)
    known = days[days > 0]
    first = how.since.toordinal() if how.since else int(known.min()) if len(known) else None
    last = how.until.toordinal() if how.until else int(known.max()) if len(known) else None
    return None if first is None or last is None or last < first else (first, last)


def _series(
    name: str | None, cells: Mapping[str, Sums], periods: tuple[Period, ...], what: Measured, left: float
) -> Series:
    held = [cells.get(period.name, (0.0, 0.0, 0.0)) for period in periods]
    lows, highs, squares = zip(*held, strict=True) if held else ((), (), ())
    return Series(
        name=name, unit=what.unit, measure=what.measure, periods=periods, lows=lows, highs=highs, squares=squares,
        left=left,
    )  # fmt: skip
