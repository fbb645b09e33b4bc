"""How sure a figure is: 95 % intervals by drawing the texts again with replacement (percentile bootstrap)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

ROUNDS = 1_000
SEED = 20240501
Floats = NDArray[np.float64]
Triple = tuple[float, float, float]
"""What one text counts: hits, predicted, gold."""


def resampled(rows: Sequence[Sequence[float]], rounds: int = ROUNDS) -> Floats:
    """The sums of the columns of `rows` (a row a text) in each draw: rounds x columns."""
    values = np.asarray(rows, dtype=np.float64)
    chance = np.random.default_rng(SEED)
    count = len(values)
    sums = [chance.multinomial(count, np.full(count, 1 / count)) @ values for _ in range(rounds)]
    return np.asarray(sums)


def bounds(values: Floats, digits: int = 1) -> list[float]:
    """The 2.5th and the 97.5th percentile of the draws in which there was something to measure."""
    if np.isnan(values).all():
        return []
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return [round(float(low), digits), round(float(high), digits)]


def f1_of(hits: Floats, predicted: Floats, gold: Floats) -> Floats:
    """F1 in percent: twice the hits over predicted and gold together; no number where there is neither."""
    return 200 * _over(hits, predicted + gold)


def _over(some: Floats, whole: Floats) -> Floats:
    return np.divide(some, whole, out=np.full_like(whole, np.nan), where=whole > 0)


def f1_interval(rows: Sequence[Triple]) -> list[float]:
    """The interval of F1, in percent; nothing where there are no texts."""
    return ratio_interval(rows, lambda sums: f1_of(sums[:, 0], sums[:, 1], sums[:, 2]))


def mean_interval(values: Sequence[float], digits: int = 1) -> list[float]:
    """The interval of a mean."""
    rows = [(value, 1.0) for value in values]
    return ratio_interval(rows, lambda sums: _over(sums[:, 0], sums[:, 1]), digits)


def share_interval(rows: Sequence[tuple[float, float]]) -> list[float]:
    """The interval, in percent, of what is right of all."""
    return ratio_interval(rows, lambda sums: 100 * _over(sums[:, 0], sums[:, 1]))


def ratio_interval(
    rows: Sequence[Sequence[float]], statistic: Callable[[Floats], Floats], digits: int = 1
) -> list[float]:
    """The interval of a `statistic` of the sums of the columns of `rows`; empty where there are no rows."""
    return bounds(statistic(resampled(rows)), digits) if len(rows) else []
