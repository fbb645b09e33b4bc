"""Worlds with known truth: whether intervals hold what they say, and what the surge detector reports by mistake.

    python -m bench.worlds [--worlds N] [--only trend surges estimates]

Trend: monthly counts of incidents and of people killed, with Poisson scatter and three times that; how often
the interval of 95 % for a change holds the true one. Surges: ten years of weeks in which nothing happens but
chance, drift or season, and how many weeks are reported; then weeks in which the rate doubles or trebles, and
how soon. Estimates: a known number of incidents seen by four sources that are independent, see the same kinds
well, or copy each other. Draws are the same each time. Prints a table, writes bench/out/worlds.json.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.results import print_table, write_result
from corroborate.analysis.periods import periods_between
from corroborate.analysis.series import Series
from corroborate.analysis.surges import Alarm, chances_of
from corroborate.analysis.trend import change
from corroborate.analysis.unseen import Estimate, chao, latent_classes, log_linear

SEED = 20240501
MONTHS, WEEKS = 30, 520
Draws = np.random.Generator


def counts(chance: Draws, means: Any, dispersion: float) -> Any:
    """Counts with these means and `dispersion` times a Poisson's variance (negative binomial)."""
    if dispersion <= 1:
        return chance.poisson(means)
    return chance.negative_binomial(np.maximum(means, 1e-9) / (dispersion - 1), 1 / dispersion)


def trends(worlds: int) -> dict[str, Any]:
    """How often an interval holds the true change, of incidents and of people killed."""
    chance, result = np.random.default_rng(SEED), {}
    for rate in (4, 25):
        for dispersion in (1.0, 3.0):
            for ratio in (1.0, 1.6):
                means = np.full(MONTHS, float(rate))
                means[-1] *= ratio
                for name in ("incidents", "killed"):
                    held = [_holds(chance, means, (dispersion, ratio, name)) for _ in range(worlds)]
                    said = f"{rate} a month, scatter {dispersion:g}, true change {ratio:g}, {name}"
                    result[said] = {"coverage": float(np.mean([each[0] for each in held])),
                                    "median width": float(np.median([each[1] for each in held]))}  # fmt: skip
    return result


def _holds(chance: Draws, means: Any, how: tuple[float, float, str]) -> tuple[bool, float]:
    dispersion, ratio, name = how
    periods = tuple(periods_between(date(2020, 1, 1).toordinal(), date(2022, 6, 30).toordinal(), "month"))
    days = np.array([period.days for period in periods]) / 30.4
    found = counts(chance, means * days, dispersion)
    if name == "incidents":
        sums = squares = tuple(map(float, found))
    else:
        people = [chance.geometric(0.3, size=n) for n in found]
        sums = tuple(float(each.sum()) for each in people)
        squares = tuple(float((each**2).sum()) for each in people)
    series = Series(
        name=None, unit="month", measure=name, periods=periods, lows=sums, highs=sums, squares=squares
    )
    of = change(series, len(periods) - 1, 1)
    assert of.low is not None
    assert of.high is not None
    return of.low <= ratio <= of.high, of.high / of.low


def alarms(worlds: int) -> dict[str, Any]:
    """False alarms among ordinary weeks at a nominal 1 in 100 and 1 in 1,000, and how soon true surges are found."""
    chance, result = np.random.default_rng(SEED), {}
    time = np.arange(WEEKS)
    shapes: dict[str, Any] = {
        "steady": np.ones(WEEKS),
        "growing by half each year": 1.5 ** (time / 52),
        "of season (half to one and a half)": 1 + 0.5 * np.sin(2 * np.pi * time / 52),
    }
    for shape, form in shapes.items():
        for rate in (0.5, 3.0, 15.0):
            for dispersion in (1.0, 2.5) if shape == "steady" else (2.5,):
                made = [counts(chance, rate * form, dispersion).astype(float) for _ in range(worlds)]
                told = [_told(each) for each in made]
                result[f"{shape}, {rate:g} a week, scatter {dispersion:g}"] = {
                    f"false alarms a 1,000 weeks at {at:g}": float(
                        np.mean([(c <= at).mean() for c in told]) * 1000
                    )
                    for at in (0.01, 0.001)
                } | {
                    "as reported (3 or more)": float(
                        np.mean([((c <= 0.001) & (y >= 3)).mean() for c, y in _tails(told, made)]) * 1000
                    )
                }
    for rate in (0.5, 3.0, 15.0):
        for times in (2.0, 3.0):
            result[f"surge of {times:g} times {rate:g} a week, scatter 2.5"] = _found(
                chance, rate, times, worlds * 4
            )
    return result


def _told(made: Any) -> Any:
    chance = chances_of(made, Alarm())[2]
    return chance[~np.isnan(chance)]


def _tails(told: list[Any], made: list[Any]) -> list[tuple[Any, Any]]:
    return [(one, other[-len(one) :]) for one, other in zip(told, made, strict=True)]


def _found(chance: Draws, rate: float, times: float, worlds: int) -> dict[str, float]:
    """Among worlds whose last eight weeks have a higher rate: the share found within them, and after how many weeks."""
    delays = []
    for _ in range(worlds):
        means = np.full(208, rate)
        means[-8:] *= times
        made = counts(chance, means, 2.5).astype(float)
        surged = (chances_of(made, Alarm())[2][-8:] <= 0.001) & (made[-8:] >= 3)
        delays.append(int(np.argmax(surged)) if surged.any() else None)
    found = [each for each in delays if each is not None]
    return {
        "found within 8 weeks": len(found) / worlds,
        "median delay in weeks": float(np.median(found)) if found else -1.0,
    }


def estimates(worlds: int) -> dict[str, Any]:
    """How often each method's interval holds the true number of incidents, and how far its estimate is off."""
    chance, result, true = np.random.default_rng(SEED), {}, 600
    kinds: dict[str, Callable[[Draws, int], Any]] = {
        "independent": _independent, "unlike visibility": _unlike, "copying": _copying,
    }  # fmt: skip
    methods: dict[str, Callable[[Any], Estimate]] = {
        "chao": chao, "log-linear": log_linear, "latent classes": lambda of: latent_classes(of, rounds=1_500),
    }  # fmt: skip
    for kind, draw in kinds.items():
        patterns = [
            Counter(tuple(map(int, row)) for row in draw(chance, true) if any(row)) for _ in range(worlds)
        ]
        for name, method in methods.items():
            found = [each for of in patterns if (each := method(of)).total is not None]
            result[f"{kind}, {name}"] = {
                "coverage": float(np.mean([(e.low or 0) <= true <= (e.high or 0) for e in found])),
                "at most the truth": float(np.mean([(e.low or 0) <= true for e in found])),
                "median estimate over truth": float(np.median([(e.total or 0) / true for e in found])),
            }
    return result


def _independent(chance: Draws, true: int) -> Any:
    return chance.random((true, 4)) < np.array([0.5, 0.35, 0.25, 0.2])


def _unlike(chance: Draws, true: int) -> Any:
    """Half of the incidents are seen well, half hardly."""
    seen = np.where(chance.random((true, 1)) < 0.5, [[0.6, 0.5, 0.4, 0.35]], [[0.15, 0.12, 0.1, 0.08]])
    return chance.random((true, 4)) < seen


def _copying(chance: Draws, true: int) -> Any:
    """The second source also tells half of what the first tells."""
    seen = _independent(chance, true)
    seen[:, 1] |= seen[:, 0] & (chance.random(true) < 0.5)
    return seen


PARTS: dict[str, Callable[[int], dict[str, Any]]] = {
    "trend": trends,
    "surges": alarms,
    "estimates": estimates,
}


def main() -> None:
    """Draw the worlds, print what was found, write bench/out/worlds.json."""
    parser = argparse.ArgumentParser(description="Check intervals and alarms on worlds with known truth.")
    parser.add_argument("--worlds", type=int, default=200, help="how many worlds of each kind are drawn")
    parser.add_argument("--only", nargs="+", choices=list(PARTS), default=list(PARTS))
    options = parser.parse_args()
    result = {}
    for part in options.only:
        found = PARTS[part](options.worlds)
        print_table(f"{part}: {options.worlds} worlds of each kind", found)
        result[part] = found
    write_result("worlds", {"worlds": options.worlds, **result})


if __name__ == "__main__":
    main()
