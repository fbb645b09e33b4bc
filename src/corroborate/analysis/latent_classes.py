"""Kinds of incidents that sources see unlike often, and how many of each no source told."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from corroborate.analysis.estimates import Estimate, Histories

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_PRIOR = 0.5


def latent_classes(
    patterns: Histories, *, rounds: int = 4_000, classes: int = 8, seed: int = 20240501
) -> Estimate:
    """A Bayesian latent-class model (Manrique-Vallier 2016): kinds of incidents that sources see unlike often.

    Within a kind the lists are independent; how many kinds there are is a Dirichlet process, cut off at
    `classes`; the prior of the total is 1/N, that of how often a list sees a kind Beta(½, 1): it may hardly see it
    at all. Drawn by Gibbs sampling, the first quarter of the rounds left out.
    """
    import numpy as np

    lists = len(next(iter(patterns), ()))
    if lists < 3:
        return Estimate(method="latent classes", total=None, low=None, high=None, model="needs three lists")
    cells = np.array(list(patterns), dtype=float)
    counts = np.array(list(patterns.values()), dtype=np.int64)
    chance = np.random.default_rng(seed)
    drawn = _drawn(cells, counts, (rounds, classes), chance)
    low, middle, high = np.quantile(drawn[rounds // 4 :], [0.025, 0.5, 0.975])
    return Estimate(
        method="latent classes", total=float(middle), low=float(low), high=float(high),
        model=f"at most {classes} classes, {rounds:,} rounds",
    )  # fmt: skip


def _drawn(
    cells: Numbers, counts: NDArray[np.int64], size: tuple[int, int], chance: np.random.Generator
) -> Numbers:
    """The totals of each round."""
    import numpy as np

    rounds, classes = size
    told, lists = int(counts.sum()), cells.shape[1]
    shares, alpha = np.full(classes, 1 / classes), 1.0
    seen = chance.uniform(0.2, 0.8, (classes, lists))
    totals = np.empty(rounds)
    for n in range(rounds):
        missed = shares * np.prod(1 - seen, axis=1)
        none = min(missed.sum(), 1 - 1e-9)
        hidden = chance.negative_binomial(told, 1 - none)
        likely = shares * np.exp(cells @ np.log(seen).T + (1 - cells) @ np.log1p(-seen).T)
        placed = chance.multinomial(counts, likely / likely.sum(axis=1, keepdims=True))
        unplaced = chance.multinomial(hidden, missed / missed.sum())
        members = placed.sum(axis=0) + unplaced
        hits = placed.T @ cells
        seen = np.clip(chance.beta(_PRIOR + hits, 1 + members[:, None] - hits), 1e-9, 1 - 1e-9)
        shares, alpha = _sticks(members, alpha, chance)
        totals[n] = told + hidden
    return totals


def _sticks(members: NDArray[np.int64], alpha: float, chance: np.random.Generator) -> tuple[Numbers, float]:
    """The shares of the classes and the concentration, drawn anew (stick-breaking)."""
    import numpy as np

    after = np.concatenate([np.cumsum(members[::-1])[::-1][1:], [0]])
    broken = np.clip(chance.beta(1 + members, alpha + after), 1e-12, 1 - 1e-9)
    broken[-1] = 1.0
    rest = np.concatenate([[1.0], np.cumprod(1 - broken[:-1])])
    again = chance.gamma(0.25 + len(members) - 1, 1 / (0.25 - math.log(max(rest[-1], 1e-300))))
    return np.maximum(broken * rest, 1e-300), max(float(again), 1e-3)
