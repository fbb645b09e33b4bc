"""By what factor the season moves a count: learnt from the five years before, period by period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

SPREADS = (0.35, 0.2)
"""Standard deviations, before any year was seen, of the waves of a year and of half a year in the logarithm."""
YEARS = (2, 3, 4, 5)
"""How many whole years a season is learnt from; with fewer than the least only its uncertainty is known."""
_ROUNDS = 4
_OUTLYING = 2.58
_LEVEL = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """How a year is cut: `year` periods, the tested one compared with `window` before it, the last `gap` left out.

    The season is learnt anew every `step` periods, from sums over as many, as `waves` sines and cosines.
    """

    year: float
    window: int
    gap: int
    waves: int

    @property
    def step(self) -> int:
        return max(1, round(self.year / 13))


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """For each period tested the factors of its window and its own, and the variance of the logarithm of their ratio."""

    window: Numbers
    own: Numbers
    variance: Numbers


def season_of(counts: Numbers, tested: NDArray[np.int64], calendar: Calendar) -> Season:
    """The season at each period tested, from what lies before it alone.

    A Poisson regression with over-dispersion on up to five years of four-week sums: a level that bends once a year,
    and waves of a year and half a year (harmonic terms, Serfling 1963; Held and Paul 2012) whose size is normal
    around 0 until the data say more, so that a season that is not there costs little. Past outbursts weigh less.
    """
    import numpy as np

    ends, step, window = tested - calendar.gap, calendar.step, calendar.window
    waves, spread = _learnt(counts[: ends[-1]], calendar)
    at, late = ends // step, ends % step
    forms = _waves(np.arange(-window, calendar.gap + step, dtype=float) + 0.5, calendar)
    logs = waves @ forms.T
    lags = np.arange(step)
    own = forms[window + calendar.gap + lags]
    far = own - np.stack([forms[lag : lag + window].mean(axis=0) for lag in lags])
    return Season(
        window=np.exp(logs[at[:, None], late[:, None] + np.arange(window)]),
        own=np.exp(logs[at, window + calendar.gap + late]),
        variance=np.einsum("ni,nij,nj->n", far[late], spread[at], far[late]),
    )


def _learnt(counts: Numbers, calendar: Calendar) -> tuple[Numbers, Numbers]:
    """The waves as known after each `step` periods, and their covariance."""
    import numpy as np

    step = calendar.step
    size = counts.size // step
    sums = counts[: size * step].reshape(size, step).sum(axis=1)
    prior = np.repeat(np.array(SPREADS[: calendar.waves]) ** 2, 2)
    waves, spread = np.zeros((size + 1, prior.size)), np.tile(np.diag(prior), (size + 1, 1, 1))
    lengths = [round(years * calendar.year / step) for years in YEARS]
    for length, longer in zip(lengths, [*lengths[1:], size + 1], strict=True):
        last = min(longer - 1 if longer <= size else size, size)
        if size >= length:
            past = np.lib.stride_tricks.sliding_window_view(sums, length)
            ends = slice(length, size + 1) if length == lengths[-1] else slice(length, last + 1)
            begins = slice(0, ends.stop - length)
            waves[ends], spread[ends] = _fitted(past[begins], prior, calendar)
    return waves, spread


def _fitted(past: Numbers, prior: Numbers, calendar: Calendar) -> tuple[Numbers, Numbers]:
    """Waves and their covariance from each row of sums, by iterated weighted least squares with a normal prior."""
    import numpy as np

    design, level = _design(past.shape[1], calendar)
    squares = (design[:, :, None] * design[:, None, :]).reshape(design.shape[0], -1)
    precision = np.diag(np.concatenate([np.full(level, _LEVEL), 1 / prior]))
    mean = (past + past.mean(axis=1, keepdims=True) + 0.1) / 2
    log, weights, dispersion = np.log(mean), np.ones_like(past), np.ones((past.shape[0], 1))
    for _ in range(_ROUNDS):
        held = weights * mean / dispersion
        known = (held @ squares).reshape(-1, *precision.shape) + precision
        moved = (held * log + weights * (past - mean) / dispersion) @ design
        log = np.clip(np.linalg.solve(known, moved[:, :, None])[:, :, 0] @ design.T, -8, 16)
        mean = np.exp(log)
        residual = (past - mean) ** 2 / mean
        freedom = np.maximum(weights.sum(axis=1, keepdims=True) - design.shape[1], 1)
        dispersion = np.maximum(1.0, (weights * residual).sum(axis=1, keepdims=True) / freedom)
        score = np.where(past > mean, np.sqrt(residual / dispersion), 0.0)
        weights = np.minimum(1.0, (_OUTLYING / np.maximum(score, 1e-9)) ** 2)
    found = np.linalg.solve(known, moved[:, :, None])[:, level:, 0]
    return found, np.linalg.inv(known)[:, level:, level:]


def _design(length: int, calendar: Calendar) -> tuple[Numbers, int]:
    """Columns for the level, a corner each year counted from the end, and for the waves; and how many are the level's."""
    import numpy as np

    step = calendar.step
    time = np.arange(-length * step, 0, dtype=float) + 0.5
    corners = np.arange(round(length * step / calendar.year) + 1)
    level = np.maximum(0.0, 1 - np.abs(-time[:, None] / calendar.year - corners))
    every = np.column_stack([level, _waves(time, calendar)])
    return every.reshape(length, step, -1).mean(axis=1), corners.size


def _waves(time: Numbers, calendar: Calendar) -> Numbers:
    """Cosine and sine of each wave at times counted from the end of what is known."""
    import numpy as np

    angles = 2 * np.pi * time[:, None] / calendar.year * np.arange(1, calendar.waves + 1)
    return np.stack([np.cos(angles), np.sin(angles)], axis=2).reshape(time.size, -1)
