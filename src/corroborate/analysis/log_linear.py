"""Log-linear models of how lists overlap: dependence of pairs, unlike visibility, and what no list told."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

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
    fit = poisson(counts, design)
    if fit is None:
        return None
    mean, error, aic = float(fit.effects[0]), float(fit.errors[0]), fit.aic
    terms = design.shape[1]
    aic += 2 * terms * (terms + 1) / max(counts.sum() - terms - 1, 1)  # for few incidents: AICc
    if not all(map(math.isfinite, (mean, error, aic))) or error > _VAGUE:
        return None
    named = [f"{one + 1}×{other + 1}" for one, other in pairs] + ([f"unlike ({form})"] if form else [])
    return _Fit(name=" + ".join(named) or "independent", mean=mean, error=error, aic=aic)


class Regression(NamedTuple):
    """A Poisson regression: the effects with their standard errors, and its AIC."""

    effects: Numbers
    errors: Numbers
    aic: float


def poisson(counts: Numbers, design: Numbers) -> Regression | None:
    """A Poisson regression by iteratively reweighted least squares (Nelder and Wedderburn 1972).

    None where a model foretells every count: its effects cannot be told apart from larger ones.
    """
    import numpy as np

    mean, deviance = (counts + counts.mean()) / 2, math.inf
    level = np.log(mean)
    with np.errstate(all="ignore"):
        for _ in range(_ROUNDS):
            root = np.sqrt(mean)
            try:
                solved = np.linalg.pinv(design * root[:, None])
            except np.linalg.LinAlgError:
                return None
            effects = solved @ (root * (level + (counts - mean) / mean))
            level = design @ effects
            mean, before = np.exp(level), deviance
            if np.allclose(mean, counts, rtol=0):
                return None
            ratio = np.maximum(counts / mean, _TINY)
            deviance = 2 * float((counts * np.log(ratio) - (counts - mean)).sum())
            if abs(deviance - before) <= _SETTLED:
                break
        likelihood = float((counts * level - mean).sum()) - sum(math.lgamma(n + 1) for n in counts)
    errors = np.sqrt((solved**2).sum(axis=1))
    return Regression(effects, errors, 2 * int(np.linalg.matrix_rank(design)) - 2 * likelihood)


_ROUNDS, _SETTLED, _TINY = 50, 1e-8, 1e-16


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
