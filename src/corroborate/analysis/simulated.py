"""What the methods did on drawn worlds with known truth, so that it can stand beside what they say of a record.

`simulated.json` is written by `python -m bench.worlds --write`.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def simulated() -> dict[str, Any]:
    """The shares and rates that were measured, as `bench.worlds` wrote them."""
    text = files("corroborate.analysis").joinpath("simulated.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def held_truth(method: str) -> str:
    """In how many worlds of each kind the interval of a method of estimation held the true number."""
    told = "; ".join(f"{kind} {of[method]:.0%}" for kind, of in simulated()["estimates"].items())
    return f"Worlds in which its interval held the truth, of {simulated()['worlds']['estimates']} simulated: {told}."


def false_alarms() -> str:
    """How many of 1,000 weeks were reported as surges in worlds without any, at a chance of 0.001."""
    kinds = simulated()["surges"]
    told = "; ".join(f"{kind} {_span(of)}" for kind, of in kinds.items())
    return f"Of 1,000 weeks of simulated worlds without a surge were reported, at a chance of 0.001: {told}."


def _span(of: list[float]) -> str:
    low, high = (f"{each:.1f}" for each in of)
    return low if low == high else f"{low} to {high}"
