"""How a count changes: against the period before and the same a year before, and since when it was not higher."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from corroborate.analysis.distributions import student, wilson
from corroborate.analysis.periods import A_YEAR
from corroborate.analysis.series import INCIDENTS, Measured, Series
from corroborate.analysis.sheet import Sheet
from corroborate.analysis.tally import rounded
from corroborate.analysis.tolls import RULE_SOURCES
from corroborate.model.column import Column

LEVEL = 0.95
HISTORY = 36
"""How many periods before the present one tell how much counts scatter."""
_FEWEST_PAIRS = 4
_LEAST = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A value over an earlier one: `ratio` 1.24 is 24 % up; `low` to `high` hold the ratio of the true rates.

    None where the earlier value is 0 or missing, or the history is too short to tell how much counts scatter.
    """

    ratio: float | None
    low: float | None
    high: float | None


NO_CHANGE = Change(ratio=None, low=None, high=None)


def change(series: Series, at: int, back: int, level: float = LEVEL) -> Change:
    """How the value at `at` compares with the one `back` periods before, each per day.

    The share that the later has of both has Wilson's interval (1927), and the ratio that of its odds. Both are counted
    in incidents of the usual size (`_size`), a quarter added to each so that 0 has an interval, and divided by φ: how
    much more than a Poisson process incidents scatter, by the differences of successive periods before this one
    (`dispersion`), widened by Student's t for its being estimated, and never below 1.
    """
    before = at - back
    if before < 0:
        return NO_CHANGE
    days = series.periods[at].days / series.periods[before].days
    now, then = series.lows[at], series.lows[before]
    ratio = now / then / days if then else None
    scatter, pairs = dispersion(series, at)
    if pairs < _FEWEST_PAIRS:
        return Change(ratio=ratio, low=None, high=None)
    size = _size(series, at, before)
    wider = student(level, 2 * pairs / 3) / student(level, math.inf)
    one = max(1.0, scatter * wider**2)
    later, earlier = ((count / size + _LEAST) / one for count in (now, then))
    low, high = wilson(later, later + earlier, level)
    return Change(ratio=ratio, low=low / (1 - low) / days, high=high / (1 - high) / days)


def dispersion(series: Series, at: int) -> tuple[float, int]:
    """How much more successive periods before `at` differ than a Poisson process would; from how many pairs.

    The sum of (x − y)² over that of Σk² of both, over pairs of neighbours (von Neumann's differences, which a
    slow trend does not raise); pairs in which nothing happened say nothing.
    """
    differences, scale, pairs = 0.0, 0.0, 0
    for n in range(max(0, at - HISTORY) + 1, at):
        of = series.squares[n] + series.squares[n - 1]
        differences += (series.lows[n] - series.lows[n - 1]) ** 2
        scale += of
        pairs += of > 0
    return (differences / scale if scale else 1.0), pairs


def _size(series: Series, at: int, before: int) -> float:
    """Σk²/Σk of the k people that each incident of two periods hurts, one of the whole series added; 1 of incidents."""
    people, squares = sum(series.lows), sum(series.squares)
    usual = squares / people if people else 1.0
    both = series.squares[at] + series.squares[before] + usual**2
    return both / (series.lows[at] + series.lows[before] + usual)


def highest_since(series: Series, at: int) -> tuple[str | None, bool]:
    """The last earlier period that had as much or more, None where none had; and whether that is beyond doubt.

    It is beyond doubt where the least that this period may have had is above the most of all periods between.
    """
    between: list[float] = []
    for n in range(at - 1, -1, -1):
        if series.lows[n] >= series.lows[at]:
            return series.periods[n].name, all(series.lows[at] > high for high in between)
        between.append(series.highs[n])
    return None, all(series.lows[at] > high for high in between)


def trend(every: Sequence[Series], what: Measured) -> Sheet:
    """Each period of each series with its change on the period before and on the same a year before."""
    rows = [_row(each, at, what) for each in every for at in range(len(each.periods))]
    left = sum(each.left for each in every)
    return Sheet(
        kind="trend",
        columns=columns_of(what),
        rows=tuple(rows),
        notes=tuple(_notes(what, left)),
        rule=None if what.measure == INCIDENTS else what.rule,
    )


def _row(series: Series, at: int, what: Measured) -> dict[str, Any]:
    before, year = change(series, at, 1), change(series, at, A_YEAR[series.unit])
    since, is_sure = highest_since(series, at) if series.lows[at] else (None, False)
    row: dict[str, Any] = {what.by: series.name} if what.by else {}
    return row | {
        "period": series.periods[at].name,
        "value": rounded(series.lows[at]),
        "value_high": rounded(series.highs[at]),
        **_changed("change", before),
        **_changed("year_change", year),
        "highest_since": since,
        "is_highest_ever": bool(series.lows[at]) and since is None and at > 0,
        "is_highest_sure": is_sure,
    }


def _changed(name: str, of: Change) -> dict[str, float | None]:
    return {name: _percent(of.ratio), f"{name}_low": _percent(of.low), f"{name}_high": _percent(of.high)}


def _percent(ratio: float | None) -> float | None:
    return None if ratio is None else round(100 * (ratio - 1), 2)


def columns_of(what: Measured) -> tuple[Column, ...]:
    """The columns of a trend."""
    unit = "incidents" if what.measure == INCIDENTS else "people"
    by = (Column(what.by, "text", f"the {what.by} that this series is of"),) if what.by else ()
    return (
        *by,
        Column("period", "text", f"the {what.unit}"),
        Column("value", "number", f"{what.measure.replace('_', ' ')}, by the least figures heard", unit),
        Column("value_high", "number", "the same by the greatest figures heard", unit),
        *_change_columns("change", "the period before"),
        *_change_columns("year_change", "the same period a year before"),
        Column(
            "highest_since", "text", "the last earlier period that had as much or more; empty where none had"
        ),
        Column("is_highest_ever", "boolean", "no earlier period of the record had as much"),
        Column("is_highest_sure", "boolean", "even the greatest figures of the periods between are below"),
    )


def _change_columns(name: str, than: str) -> Iterable[Column]:
    yield Column(
        name, "number", f"how much more a day than in {than}; empty where that was 0 or is missing", "percent"
    )
    yield Column(f"{name}_low", "number", "the change is at least this, with 95 % confidence", "percent")
    yield Column(f"{name}_high", "number", "the change is at most this, with 95 % confidence", "percent")


def _notes(what: Measured, left: float) -> Iterable[str]:
    if what.measure != INCIDENTS:
        yield f"Rule “{what.rule}”: {RULE_SOURCES[what.rule]}. Changes are of the least figures."
    yield (
        "Intervals of 95 % are for the ratio of the underlying rates a day, of counts that scatter more than a "
        f"Poisson process by what the {HISTORY} periods before show; they say nothing of incidents that no source told."
    )
    if left:
        yield f"{left:,.0f} incidents are dated too coarsely for a {what.unit} or not at all, and are in no period."
    yield "The last period may be incomplete, and reports of it may still come in."
