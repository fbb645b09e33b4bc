"""Log-linear models of how lists overlap: dependence of pairs, unlike visibility, and what no list told."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING
from warnings import catch_warnings, simplefilter

from corroborate.analysis.distributions import statistics
from corroborate.analysis.estimates import Estimate, Histories

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_VAGUE = 2.0
"""A standard error, of the logarithm of what no list told, with which a model says nothing."""
Pairs = tuple[tuple[int, int], ...]

UNLIKE: Mapping[str, Callable[[int], float]] = {
    "Darroch": lambda lists: lists**2 / 2,
    "Poisson": lambda lists: 2.0**lists - 1,
    "Gamma": lambda lists: math.log(3.5) - math.log(3.5 + lists),
}
"""How much more often a pattern of so many lists occurs where incidents are unlike visible, by each form of unlikeness."""


def log_linear(patterns: Histories) -> Estimate:
    """Log-linear models (Fienberg 1972; Bishop, Fienberg and Holland 1975), averaged by their AICc.

    Every model with the lists' own effects, some of their pairs' and at most one form of unlike visibility
    (Darroch and others 1993; Rivest and Baillargeon 2007) is fitted as a Poisson regression; each gives a log-normal
    interval for what no list told, and the interval is of their mixture, weighted by exp(−AICc/2) (Burnham and
    Anderson 2002; Regal and Hook 1991 for why one model alone claims too much).
    """
    lists = len(next(iter(patterns), ()))
    if lists < 3:
        return Estimate(method="log-linear", total=None, low=None, high=None, model="needs three lists")
    fits = [fit for model in _models(lists) if (fit := _fitted(patterns, lists, model)) is not None]
    if not fits:
        return Estimate(method="log-linear", total=None, low=None, high=None, model="no model fits")
    least = min(fit.aic for fit in fits)
    weights = [math.exp(-(fit.aic - least) / 2) for fit in fits]
    low, middle, high = _mixed(fits, weights, (0.025, 0.5, 0.975))
    told, best = sum(patterns.values()), min(fits, key=lambda fit: fit.aic)
    return Estimate(
        method="log-linear", total=told + middle, low=told + low, high=told + high, model=best.name
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """One model: the mean and standard error of the logarithm of what no list told, and its AIC."""

    name: str
    mean: float
    error: float
    aic: float


def _models(lists: int) -> Iterator[tuple[Pairs, str | None]]:
    """The pairs and the form of unlike visibility in each model; never more terms than patterns can tell apart."""
    pairs = list(combinations(range(lists), 2))
    most = {3: 2, 4: 4}.get(lists, 2)
    for form in (None, *UNLIKE):
        for size in range(min(most, lists - 2) + 1 if form else most + 1):
            for chosen in combinations(pairs, size):
                yield chosen, form


def _fitted(patterns: Histories, lists: int, model: tuple[Pairs, str | None]) -> _Fit | None:
    """A Poisson regression on the 2^k − 1 patterns that can be seen; None where it does not settle."""
    import numpy as np

    api, errors = statistics("statsmodels.genmod.api"), statistics("statsmodels.tools.sm_exceptions")
    pairs, form = model
    cells = [tuple(int(bool(n >> bit & 1)) for bit in range(lists)) for n in range(1, 2**lists)]
    counts = np.array([float(patterns.get(cell, 0)) for cell in cells])
    if any(
        not any(patterns.get(cell, 0) for cell in cells if cell[one] and cell[other]) for one, other in pairs
    ):
        return None  # a pair that never goes together has no finite effect
    unlike = [[UNLIKE[form](sum(cell))] if form else [] for cell in cells]
    design = np.array(
        [[1.0, *cell, *(cell[one] * cell[other] for one, other in pairs), *more]
         for cell, more in zip(cells, unlike, strict=True)]
    )  # fmt: skip
    try:
        with np.errstate(all="ignore"), catch_warnings():
            simplefilter("error", errors.PerfectSeparationWarning)
            fit = api.GLM(counts, design, family=api.families.Poisson()).fit(maxiter=50)
            mean, error, aic = float(fit.params[0]), float(fit.bse[0]), float(fit.aic)
    except (ValueError, np.linalg.LinAlgError, ZeroDivisionError, errors.PerfectSeparationWarning):
        return None
    terms = design.shape[1]
    aic += 2 * terms * (terms + 1) / max(counts.sum() - terms - 1, 1)  # for few incidents: AICc
    if not all(map(math.isfinite, (mean, error, aic))) or error > _VAGUE:
        return None
    named = [f"{one + 1}×{other + 1}" for one, other in pairs] + ([f"unlike ({form})"] if form else [])
    return _Fit(name=" + ".join(named) or "independent", mean=mean, error=error, aic=aic)


def _mixed(fits: Sequence[_Fit], weights: Sequence[float], levels: Sequence[float]) -> list[float]:
    """Quantiles of a weighted mixture of log-normal distributions."""
    import numpy as np

    below = statistics("scipy.special").ndtr
    share = np.array(weights) / sum(weights)
    means, errors = (np.array([getattr(fit, name) for fit in fits]) for name in ("mean", "error"))
    brent = statistics("scipy.optimize").brentq
    low, high = float((means - 8 * errors).min()) - 1, float((means + 8 * errors).max()) + 1

    def found(level: float) -> float:
        root = brent(
            lambda x: float((share * below((x - means) / np.maximum(errors, 1e-9))).sum()) - level, low, high
        )
        return math.exp(float(root))

    return [found(level) for level in levels]
