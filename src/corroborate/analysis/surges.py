"""Periods in which a count rose beyond what its own past explains."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from corroborate.analysis.distributions import false_discovery, tail
from corroborate.analysis.periods import checked_unit
from corroborate.analysis.season import Calendar, season_of
from corroborate.analysis.series import Measured, Series
from corroborate.analysis.sheet import Sheet
from corroborate.analysis.simulated import false_alarms
from corroborate.analysis.tally import rounded
from corroborate.errors import BadRequest
from corroborate.model.column import Column

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """How a surge is told from chance.

    `chance` is the rate of false alarms of one test: of a thousand ordinary periods one is reported at 0.001.
    `window` periods are the past a period is compared with, the last `gap` before it left out, so that a surge
    that begins slowly does not become its own standard. `year` is how many periods a year has, `waves` how many
    waves make its season. A surge has at least `fewest`.
    """

    chance: float = 0.001
    window: int = 26
    gap: int = 2
    year: float = 365.2425 / 7
    waves: int = 2
    fewest: float = 3.0

    def calendar(self, window: int) -> Calendar:
        """How the season is learnt where the past is only `window` periods long."""
        return Calendar(year=self.year, window=window, gap=self.gap, waves=self.waves)


class Tested(NamedTuple):
    """For each period what was expected, by what season, the over-dispersion, the chance of at least so many."""

    expected: Numbers
    season: Numbers
    dispersion: Numbers
    chance: Numbers


WINDOWS = {"day": 90, "week": 26, "month": 18, "quarter": 12, "year": 8}
"""How many periods of the past a period is compared with."""
_YEAR = {"day": 365.2425, "week": 365.2425 / 7, "month": 12.0, "quarter": 4.0, "year": 1.0}
_WAVES = {"quarter": 1, "year": 0}
_YEARS = 5
_FEWEST = 6
_OUTLYING = 2.58
_OUTBURST, _FALL = 0.001, 3.3


def alarm_of(unit: str, chance: float = 0.001) -> Alarm:
    """The usual alarm for periods of a unit. Raises BadRequest for a chance that is none."""
    if not 0 < chance < 1:
        raise BadRequest(f"chance {chance}: must lie between 0 and 1")
    gap = 2 if unit in ("day", "week") else 1
    window = WINDOWS[checked_unit(unit)]
    return Alarm(chance=chance, window=window, gap=gap, year=_YEAR[unit], waves=_WAVES.get(unit, 2))


def surges(every: Sequence[Series], what: Measured, alarm: Alarm | None = None) -> Sheet:
    """The periods with more incidents than their past explains, after Farrington and others (1996).

    Expected is the mean of the window before, in which past outbursts weigh less (the inverse square of their
    residual beyond 2.58), moved on by the season (`season_of`) and by the growth from the year before last to the
    last, where there are two. The scatter is that of the differences of successive periods over five years, that by
    which earlier forecasts missed, or the window's while there are not yet two years, whichever is greatest, and at
    least Poisson's. The chance of so many is negative binomial, as Noufaily and others (2013) have it, with a heavier
    tail for what is estimated: mean, season and scatter. Half an incident of scatter is added to the mean, which
    else is too low by chance as often as too high.
    """
    how = alarm or alarm_of(what.unit)
    rows: list[dict[str, Any]] = []
    tested = 0
    chances: list[float] = []
    for series in every:
        found, told = _tested(series, what, how)
        tested += told.size
        chances += [float(each) for each in told]
        rows += found
    adjusted = dict(zip(chances, false_discovery(chances), strict=True))
    for row in rows:
        row["false_discovery"] = round(adjusted[row["chance"]], 6)
    rows.sort(key=lambda row: (row["period"], row["chance"]))
    return Sheet(
        kind="surges",
        columns=columns_of(what),
        rows=tuple(rows),
        notes=tuple(_notes(tested, how)),
        rule=None if what.measure == "incidents" else what.rule,
    )


def _tested(series: Series, what: Measured, how: Alarm) -> tuple[list[dict[str, Any]], Numbers]:
    """The surges of one series, and the chances of all its periods that could be tested."""
    import numpy as np

    counts = np.array(series.lows)
    if counts.max(initial=0.0) < how.fewest:
        return [], np.ones(counts.size - tested_from(counts.size, how))
    of = chances_of(counts, how)
    is_surge = (of.chance <= how.chance) & (counts >= how.fewest)
    rows = []
    for at in np.flatnonzero(is_surge):
        row: dict[str, Any] = {what.by: series.name} if what.by else {}
        rows.append(
            row
            | {
                "period": series.periods[at].name,
                "value": rounded(series.lows[at]),
                "expected": round(float(of.expected[at]), 2),
                "season": round(float(of.season[at]), 2),
                "dispersion": round(float(of.dispersion[at]), 2),
                "chance": float(of.chance[at]),
            }
        )
    return rows, of.chance[~np.isnan(of.chance)]


def chances_of(counts: Numbers, how: Alarm) -> Tested:
    """For each period what was expected, by what season, the over-dispersion, and the chance of at least so many.

    `counts` has one row of periods. NaN where untested: the first periods have too short a past.
    """
    import numpy as np

    size = counts.shape[0]
    first = tested_from(size, how)
    untested = np.full((4, size), np.nan)
    if first == size:
        return Tested(*untested)
    window, tested = first - how.gap, np.arange(first, size)
    season = season_of(counts, tested, how.calendar(window))
    past = np.lib.stride_tricks.sliding_window_view(counts, window)[: size - first]
    level, near, weight = _standard(past, season.window)
    grown = season.own * _growth(counts, tested - how.gap, how)
    doubt = 1 + season.own / weight
    usual, missed = counts.copy(), np.zeros(tested.size)
    for _ in range(2):
        far, pairs = _scatter(usual, tested - how.gap, _YEARS * round(how.year))
        near = np.where(pairs < 2 * how.year, near, 1.0)
        dispersion = np.maximum.reduce([np.ones(tested.size), far, near, missed])
        mean = (level + dispersion / (2 * weight)) * grown
        variance = dispersion * mean * doubt + mean**2 * season.variance
        freedom = _freedom(mean, dispersion, np.maximum(weight - 1, 2 * pairs / 3))
        chance = tail(counts[first:], mean, variance / mean, freedom)
        # An outburst, or a fall, would make all later scatter look greater: there it counts as what was expected.
        is_usual = (chance > _OUTBURST) & (mean - counts[first:] < _FALL * np.sqrt(variance))
        usual[first:] = np.where(is_usual, counts[first:], mean)
        squares = (counts[first:] - mean) ** 2 - mean**2 * season.variance
        missed = _missed(squares * is_usual, mean * doubt * is_usual, how)
    untested[:, first:] = mean, season.own, dispersion, chance
    return Tested(*untested)


def tested_from(size: int, how: Alarm) -> int:
    """Of so many periods in a row the place of the first whose past is long enough; `size` where none is."""
    window = min(how.window, size - how.gap - 1)
    return size if window < _FEWEST else window + how.gap


def _scatter(counts: Numbers, ends: NDArray[np.int64], most: int) -> tuple[Numbers, Numbers]:
    """The over-dispersion of the periods before each end, by successive differences, and from how many pairs."""
    import numpy as np

    squares = np.concatenate([[0.0, 0.0], np.cumsum(np.diff(counts) ** 2)])
    sums = np.concatenate([[0.0, 0.0], np.cumsum(counts[1:] + counts[:-1])])
    begins = np.maximum(ends - most, 1)
    of = sums[ends] - sums[begins]
    return np.where(
        of > 0, (squares[ends] - squares[begins]) / np.maximum(of, 1e-9), 1.0
    ), ends - begins * 1.0


def _missed(squares: Numbers, means: Numbers, how: Alarm) -> Numbers:
    """How much more than a Poisson process the forecasts of five years missed by, once the season was known.

    Where the level wanders, that is more than neighbouring periods differ. 0 with less than a year of forecasts.
    """
    import numpy as np

    year = round(how.year)
    known = np.maximum(np.arange(squares.size) - how.gap, 0)
    begins = np.minimum(np.maximum(known - _YEARS * year, 2 * year - how.window), known)
    off, of = (np.concatenate([[0.0], np.cumsum(each)]) for each in (squares, means))
    held: Numbers = (off[known] - off[begins]) / np.maximum(of[known] - of[begins], 1e-9)
    return np.where(known - begins >= year, held, 0.0)


def _freedom(mean: Numbers, dispersion: Numbers, pairs: Numbers) -> Numbers:
    """How many degrees of freedom the estimate of scatter is worth: of small and wild counts it is worth less.

    The variance of a squared residual is greater than that of a normal one by the fourth cumulant of the
    negative binomial, φ(6φ² − 6φ + 1) times its mean.
    """
    peaked = (6 * dispersion**2 - 6 * dispersion + 1) / (2 * dispersion * mean)
    held: Numbers = pairs / (1 + peaked)
    return held


def _growth(counts: Numbers, ends: NDArray[np.int64], how: Alarm) -> Numbers:
    """By what factor the mean of the window before each end has moved on since its middle; 1 without two years."""
    import numpy as np

    year = round(how.year)
    sums = np.concatenate([[0.0], np.cumsum(counts)])
    has_two = ends >= 2 * year
    last, middle, first = (np.maximum(ends - back * year, 0) for back in (0, 1, 2))
    ratio = (sums[last] - sums[middle] + 1) / (sums[middle] - sums[first] + 1)
    lag = (how.window / 2 + how.gap) / how.year
    factor: Numbers = np.where(has_two, np.clip(ratio**lag, 0.5, 2.0), 1.0)
    return factor


def _standard(past: Numbers, season: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Mean, over-dispersion and weight of each window for a season of 1, past outbursts weighed down; never a mean of 0."""
    import numpy as np

    weights = np.ones_like(past)
    size = past.shape[1]
    for _ in range(3):
        total = (weights * season).sum(axis=1)
        mean = np.maximum((weights * past).sum(axis=1) / total, 0.5 / size)
        usual = mean[:, None] * season
        residual = (past - usual) ** 2 / usual
        freedom = np.maximum(weights.sum(axis=1) - 1, 1)
        dispersion = np.maximum(1.0, (weights * residual).sum(axis=1) / freedom)
        score = np.sqrt(residual / dispersion[:, None]) * np.sign(past - usual)
        weights = np.where(score > _OUTLYING, 1 / np.maximum(score, 1.0) ** 2, 1.0)
    return mean, dispersion, total


def columns_of(what: Measured) -> tuple[Column, ...]:
    """The columns of a table of surges."""
    unit = "incidents" if what.measure == "incidents" else "people"
    by = (Column(what.by, "text", f"the {what.by} that surged"),) if what.by else ()
    return (
        *by,
        Column("period", "text", f"the {what.unit}"),
        Column("value", "number", f"{what.measure.replace('_', ' ')} in it", unit),
        Column(
            "expected", "number", "what its past, the growth of two years and the season make likely", unit
        ),
        Column(
            "season", "number", "by what factor the season raises it; 1 until two years are known", "times"
        ),
        Column(
            "dispersion",
            "number",
            "how many times the variance of the past is that of a Poisson process",
            "times",
        ),
        Column("chance", "number", "the chance of at least so many in an ordinary period", "probability"),
        Column(
            "false_discovery",
            "number",
            "the share of false ones among all periods with a chance as small",
            "share",
        ),
    )


def _notes(tested: int, how: Alarm) -> Iterable[str]:
    yield (
        f"{tested:,} periods were tested at a chance of {how.chance:g}: about {tested * how.chance:,.1f} of them would "
        "be reported if nothing but chance were at work."
    )
    yield (
        f"Expected is the mean of {how.window} periods, the {how.gap} before the one tested left out, moved on by the "
        "season, learnt from two to five years, and by growth; the model is negative binomial (Farrington and others "
        "1996; Noufaily and others 2013). A surge may be one of attention: of more reports, not of more violence."
    )
    yield false_alarms()
