"""From signs of doubt to a chance of being right: the shipped curves.

Each field has the log-odds of being right without any sign, and what every sign takes from them. They were learned
from the example corpus (training/calibrate.py), and are right on the average of texts like those.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import exp, isfinite
from typing import Any, get_args

import yaml

from corroborate.errors import DataFileBroken
from corroborate.extraction.doubts import Field

FILE = "calibration.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """The log-odds without a sign of doubt, and by how much each sign lowers them; signs that weigh nothing are left out."""

    free: float
    weights: Mapping[str, float]

    def __post_init__(self) -> None:
        """A sign of doubt never makes surer, so that confidence falls with every further one."""
        if not all(isfinite(each) for each in (self.free, *self.weights.values())):
            raise ValueError("log-odds must be numbers")
        if any(weight < 0 for weight in self.weights.values()):
            raise ValueError("a sign of doubt must not weigh less than nothing")

    def chance(self, signs: Iterable[str]) -> float:
        """The chance of being right, 0 to 1, where these signs hold."""
        return 1 / (1 + exp(sum(self.weights.get(sign, 0.0) for sign in signs) - self.free))


@lru_cache(maxsize=1)
def shipped_curves() -> Mapping[Field, Curve]:
    """The curves by field; raises DataFileBroken where the file has not one for each."""
    return read_curves(files(__package__).joinpath(FILE).read_text(encoding="utf-8"))


def read_curves(text: str) -> dict[Field, Curve]:
    """Curves from YAML, one for each field."""
    raw = yaml.safe_load(text)
    try:
        return {field: _curve(raw[field]) for field in get_args(Field)}
    except (KeyError, TypeError, ValueError) as error:
        raise DataFileBroken(
            f"{FILE}: {type(error).__name__}: {error}; make it anew with python -m training.calibrate"
        ) from error


def _curve(raw: Mapping[str, Any]) -> Curve:
    weights = {name: float(weight) for name, weight in (raw["signs"] or {}).items()}
    return Curve(free=float(raw["free"]), weights=weights)
