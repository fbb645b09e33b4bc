"""The fixed weights, read from weights.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import log2
from typing import Any

import yaml

from corroborate.errors import DataFileBroken
from corroborate.linkage.comparisons import COMPARISONS, NULL, levels_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """`levels` holds (m, u) by comparison and level; thresholds are match weights in bits."""

    prior: float
    link: float
    review: float
    levels: Mapping[str, Mapping[str, tuple[float, float]]]

    def __post_init__(self) -> None:
        """Only probabilities between 0 and 1 make weights."""
        if not 0 < self.prior < 1:
            raise ValueError("prior must lie between 0 and 1")

    @property
    def prior_weight(self) -> float:
        """The prior odds in bits: what the evidence of the levels is added to."""
        return log2(self.prior / (1 - self.prior))

    def evidence(self, comparison: str, level: str) -> float:
        """The bits that one level adds; 0 for a neutral one."""
        if level == NULL:
            return 0.0
        m, u = self.levels[comparison][level]
        return log2(m / u)


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """The weights that linkage uses; raises DataFileBroken where the file and the levels disagree."""
    return read_weights(files(__package__).joinpath("weights.yaml").read_text(encoding="utf-8"))


def read_weights(text: str) -> Weights:
    """Weights from YAML."""
    raw = yaml.safe_load(text)
    try:
        levels = {name: _levels(name, raw["comparisons"][name]) for name in COMPARISONS}
        limits = raw["thresholds"]
        return Weights(
            prior=float(raw["prior"]),
            link=float(limits["link"]),
            review=float(limits["review"]),
            levels=levels,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataFileBroken(
            f"weights.yaml: needs prior, thresholds, comparisons of m and u; {error}"
        ) from error


def _levels(comparison: str, given: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    wanted = [level for level in levels_of(comparison) if level != NULL]
    if sorted(wanted) != sorted(given):
        raise DataFileBroken(f"weights.yaml, {comparison}: its levels must be {', '.join(wanted)}")
    found = {level: (float(given[level]["m"]), float(given[level]["u"])) for level in wanted}
    if any(not 0 < share < 1 for pair in found.values() for share in pair):
        raise DataFileBroken(f"weights.yaml, {comparison}: m and u must lie between 0 and 1")
    ratios = {round(log2(m / u), 4) for m, u in found.values()}
    if len(ratios) < len(found) or 0.0 in ratios:
        raise DataFileBroken(f"weights.yaml, {comparison}: m / u must differ between levels and from 1")
    return found
