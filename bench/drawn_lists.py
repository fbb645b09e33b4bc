"""Incidents of a known number, drawn on the lists of sources: how often estimates hold how many there were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np

from corroborate.analysis.estimates import Estimate, chao
from corroborate.analysis.latent_classes import latent_classes
from corroborate.analysis.log_linear import log_linear

SEED, TRUE = 20240501, 600
SEEN = np.array([0.5, 0.35, 0.25, 0.2])
Draws = np.random.Generator
METHODS: dict[str, Callable[[Any], Estimate]] = {
    "chao": chao,
    "log-linear": log_linear,
    "latent classes": lambda of: latent_classes(of, rounds=1_000),
}


def _independent(chance: Draws) -> Any:
    return chance.random((TRUE, 4)) < SEEN


def _degrees(chance: Draws) -> Any:
    """Visibility is normal in the logit: the most visible sixth is told thrice as readily as most, and so down."""
    logit = np.log(SEEN / (1 - SEEN)) + chance.normal(size=(TRUE, 1))
    return chance.random((TRUE, 4)) < 1 / (1 + np.exp(-logit))


def _halves(chance: Draws) -> Any:
    """Half of the incidents are seen well, half hardly."""
    is_plain = chance.random((TRUE, 1)) < 0.5
    return chance.random((TRUE, 4)) < np.where(is_plain, [[0.6, 0.5, 0.4, 0.35]], [[0.15, 0.12, 0.1, 0.08]])


def _copied(seen: Any, chance: Draws) -> Any:
    """The second source also tells half of what the first tells."""
    seen[:, 1] |= seen[:, 0] & (chance.random(TRUE) < 0.5)
    return seen


def _avoiding(chance: Draws) -> Any:
    """The second source leaves out two fifths of what the first tells."""
    seen = _independent(chance)
    seen[:, 1] &= ~(seen[:, 0] & (chance.random(TRUE) < 0.4))
    return seen


def _unjoined(chance: Draws) -> Any:
    """One report in ten stands as an incident of its own."""
    seen = _independent(chance)
    apart = seen & (chance.random(seen.shape) < 0.1)
    alone = np.eye(4, dtype=bool)[np.nonzero(apart)[1]]
    return np.vstack([seen & ~apart, alone])


KINDS: dict[str, Callable[[Draws], Any]] = {
    "independent sources": _independent,
    "incidents visible by degrees": _degrees,
    "half of the incidents hardly visible": _halves,
    "one source copying another": lambda chance: _copied(_independent(chance), chance),
    "copying and visible by degrees": lambda chance: _copied(_degrees(chance), chance),
    "sources avoiding each other": _avoiding,
    "one report in ten not joined": _unjoined,
}


def estimates(worlds: int) -> dict[str, Any]:
    """How often each method's interval holds the true number of incidents, and how far its estimate is off."""
    result = {}
    for kind, draw in KINDS.items():
        chance = np.random.default_rng([SEED, *kind.encode()])
        drawn = [patterns(draw(chance)) for _ in range(worlds)]
        for name, method in METHODS.items():
            found = [each for of in drawn if (each := method(of)).total is not None]
            result[f"{kind}, {name}"] = {
                "coverage": float(np.mean([(e.low or 0) <= TRUE <= (e.high or 0) for e in found])),
                "at most the truth": float(np.mean([(e.low or 0) <= TRUE for e in found])),
                "median estimate over truth": float(np.median([(e.total or 0) / TRUE for e in found])),
            }
    return result


def patterns(seen: Any) -> Counter[tuple[int, ...]]:
    """How many incidents have each pattern of lists, of those that any list tells."""
    return Counter(tuple(map(int, row)) for row in seen if any(row))
