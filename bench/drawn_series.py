"""Counts over time drawn from known rates: how often intervals of change hold, what the surge detector reports."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from corroborate.analysis.periods import periods_between
from corroborate.analysis.series import Series
from corroborate.analysis.surges import alarm_of, chances_of
from corroborate.analysis.trend import change

SEED = 20240501
MONTHS, WEEKS, YEAR = 30, 520, 365.2425 / 7
Draws = np.random.Generator


def counts(chance: Draws, means: Any, dispersion: float) -> Any:
    """Counts with these means and `dispersion` times a Poisson's variance (negative binomial)."""
    if dispersion <= 1:
        return chance.poisson(means)
    return chance.negative_binomial(np.maximum(means, 1e-9) / (dispersion - 1), 1 / dispersion)


def trends(worlds: int) -> dict[str, Any]:
    """How often an interval holds the true change, of incidents and of people killed."""
    result = {}
    periods = tuple(periods_between(date(2020, 1, 1).toordinal(), date(2022, 6, 30).toordinal(), "month"))
    for rate in (2, 8, 30):
        for dispersion in (1.0, 3.0):
            for ratio in (1.0, 1.6):
                means = rate * np.array([period.days / 30.4 for period in periods])
                means[-1] *= ratio
                for name in _HURT:
                    said = f"{rate} a month, scatter {dispersion:g}, true change {ratio:g}, {name}"
                    chance = np.random.default_rng([SEED, *said.encode()])
                    series = [_series(chance, means, dispersion, name, periods) for _ in range(worlds)]
                    held = [change(each, len(periods) - 1, 1) for each in series]
                    result[said] = _judged([(e.low, e.high) for e in held if e.low is not None], ratio)
    return result


_HURT: dict[str, Any] = {
    "incidents": lambda chance, n: np.ones(n),
    "killed": lambda chance, n: chance.geometric(0.3, size=n),
    "killed, a few by hundreds": lambda chance, n: np.floor(2 * chance.pareto(2.2, size=n)),
}
"""How many people each of n incidents hurts."""


def _series(chance: Draws, means: Any, dispersion: float, name: str, periods: Any) -> Series:
    people = [_HURT[name](chance, n) for n in counts(chance, means, dispersion)]
    sums = tuple(float(each.sum()) for each in people)
    squares = tuple(float((each**2).sum()) for each in people)
    return Series(
        name=None, unit="month", measure=name, periods=periods, lows=sums, highs=sums, squares=squares
    )


def _judged(intervals: list[Any], true: float) -> dict[str, float]:
    low, high = np.array(intervals).T
    return {
        "coverage": float(np.mean((low <= true) & (true <= high))),
        "median low": float(np.median(low)),
        "median high": float(np.median(high)),
    }


def _season(time: Any) -> Any:
    return 1 + 0.5 * np.sin(2 * np.pi * time / YEAR)


def _fighting(time: Any) -> Any:
    return np.where((time / YEAR) % 1 < 7 / 12, 1.5, 0.5)


def _wandering(chance: Draws, time: Any) -> Any:
    steps = chance.normal(0, 0.08, len(time))
    level = np.zeros(len(time))
    for n in range(1, len(time)):
        level[n] = 0.97 * level[n - 1] + steps[n]
    return np.exp(level)


def _shifted(chance: Draws, time: Any) -> Any:
    return np.where(time < chance.integers(len(time) // 3, len(time)), 3.0, 1.0)


ORDINARY: dict[str, Any] = {
    "steady": lambda chance, time: np.ones(len(time)),
    "growing by half each year": lambda chance, time: 1.5 ** (time / YEAR),
    "season of a wave": lambda chance, time: _season(time),
    "fighting season of seven months, three times the rest": lambda chance, time: _fighting(time),
    "season and growth": lambda chance, time: _season(time) * 1.5 ** (time / YEAR),
    "fallen to a third for good": _shifted,
    "level that wanders by a third over months": _wandering,
}
"""Shapes of worlds without a surge, as factors of the rate over time."""


def alarms(worlds: int) -> dict[str, Any]:
    """False alarms among ordinary weeks at a nominal 1 in 100 and 1 in 1,000, and how soon true surges are found."""
    result = {}
    for shape, form in ORDINARY.items():
        for rate in (0.5, 3.0, 15.0):
            for dispersion in (1.0, 2.5):
                said = f"{shape}, {rate:g} a week, scatter {dispersion:g}"
                result[said] = _false(said, form, (rate, dispersion, "week"), worlds)
    for shape in ("steady", "season of a wave"):
        for rate, dispersion in ((15.0, 1.0), (60.0, 2.5)):
            said = f"months: {shape}, {rate:g} a month, scatter {dispersion:g}"
            yearly = ORDINARY[shape]
            result[said] = _false(
                said, lambda c, t, of=yearly: of(c, t * YEAR / 12), (rate, dispersion, "month"), worlds
            )
    for shape in ("steady", "season of a wave"):
        for rate in (3.0, 15.0):
            for dispersion in (1.0, 2.5):
                for times in (2.0, 3.0):
                    said = f"surge of {times:g} times {rate:g} a week, {shape}, scatter {dispersion:g}"
                    result[said] = _found(said, ORDINARY[shape], (rate, dispersion, times), worlds)
    return result


def _false(said: str, form: Any, how: tuple[float, float, str], worlds: int) -> dict[str, float]:
    rate, dispersion, unit = how
    chance, alarm = np.random.default_rng([SEED, *said.encode()]), alarm_of(unit)
    time = np.arange(WEEKS if unit == "week" else 180)
    often, seldom = [], []
    for _ in range(worlds):
        made = counts(chance, rate * form(chance, time), dispersion).astype(float)
        told = chances_of(made, alarm).chance
        tested = ~np.isnan(told)
        many = made[tested] >= alarm.fewest
        often.append(((told[tested] <= 0.01) & many).mean())
        seldom.append(((told[tested] <= 0.001) & many).mean())
    return {
        "false alarms a 1,000 at 0.01": float(np.mean(often) * 1000),
        "false alarms a 1,000 at 0.001": float(np.mean(seldom) * 1000),
    }


def _found(said: str, form: Any, how: tuple[float, float, float], worlds: int) -> dict[str, float]:
    """Of worlds whose last eight weeks have a higher rate the share found within them, and after how many weeks."""
    rate, dispersion, times = how
    chance, alarm = np.random.default_rng([SEED, *said.encode()]), alarm_of("week")
    delays = []
    for _ in range(worlds):
        time = np.arange(208 + chance.integers(0, 52))
        means = rate * form(chance, time)
        means[-8:] *= times
        made = counts(chance, means, dispersion).astype(float)
        surged = (chances_of(made, alarm).chance[-8:] <= 0.001) & (made[-8:] >= alarm.fewest)
        delays.append(int(np.argmax(surged)) if surged.any() else None)
    found = [each for each in delays if each is not None]
    return {
        "found within 8": len(found) / worlds,
        "median weeks until": float(np.median(found)) if found else -1.0,
    }
