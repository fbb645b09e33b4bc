"""The distributions that intervals and alarms rest on; SciPy is loaded when first needed."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from corroborate.errors import BadRequest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


def statistics(name: str) -> Any:
    """A module of SciPy. Raises BadRequest where it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        raise BadRequest(
            f"{name.partition('.')[0]} is not installed; install it with `pip install 'corroborate[statistics]'`"
        ) from None


def student(level: float, freedom: float) -> float:
    """The two-sided quantile of Student's t: 1.96 for a level of 0.95 and many degrees of freedom."""
    return float(statistics("scipy.special").stdtrit(max(freedom, 1.0), (1 + level) / 2))


def wilson(hits: float, of: float, level: float = 0.95) -> tuple[float, float]:
    """Wilson's interval for a share (Wilson 1927); 0 to 1 where nothing was counted."""
    if of <= 0:
        return 0.0, 1.0
    z = float(statistics("scipy.special").ndtri((1 + level) / 2))
    share, scale = hits / of, 1 + z * z / of
    middle = (share + z * z / (2 * of)) / scale
    half = z * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5 / scale
    return max(0.0, middle - half), min(1.0, middle + half)


def tail(counts: Numbers, means: Numbers, dispersions: Numbers, freedom: Numbers) -> Numbers:
    """The chance of at least so many, for counts with variance `dispersions` × mean.

    Negative binomial, Poisson where the dispersion is 1. That the dispersion is itself estimated, with so many
    degrees of `freedom`, makes the tail heavier: the normal score of the chance is read off Student's t.
    """
    import numpy as np

    special = statistics("scipy.special")
    means, spread, some = np.maximum(means, 1e-9), np.maximum(dispersions, 1.0), np.maximum(counts, 1e-9)
    is_spread = spread > 1.0 + 1e-6
    safe = np.where(is_spread, spread, 2.0)
    # The tails of both are incomplete gamma and beta functions; special functions load far quicker than scipy.stats.
    over = special.betainc(some, means / (safe - 1), 1 - 1 / safe)
    chance = np.where(counts <= 0, 1.0, np.where(is_spread, over, special.gammainc(some, means)))
    score = -special.ndtri(np.clip(chance, 1e-300, 1.0))
    heavier: Numbers = np.where(score > 0, special.stdtr(np.maximum(freedom, 1.0), -score), chance)
    return heavier


def false_discovery(chances: Sequence[float]) -> list[float]:
    """For each of many tests the rate of false discoveries at which it counts (Benjamini and Hochberg 1995)."""
    order = sorted(range(len(chances)), key=lambda at: -chances[at])
    found, least = [1.0] * len(chances), 1.0
    for rank, at in enumerate(order):
        least = min(least, chances[at] * len(chances) / (len(chances) - rank))
        found[at] = least
    return found
