"""Whether confidence is what it says: of the fields held to be 80 % sure, are 80 % right?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from bench.results import OUT

Pair = tuple[float, bool, float]
"""A confidence from 0 to 1, whether what it was about is right, and the confidence by which it is put in a bin.

The last is the first but for confidences by cross-validation. A thing that is right, left out, lowers the others'
share and so its own confidence: put in bins by that, it would always stand with the wrong ones.
"""
ROUNDS, SEED = 200, 20240501
"""Draws by which it is told how large the error of a true confidence would look."""
SIDE, EDGE = 220, 34
"""Pixels of the diagram's square, and of the room around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The fields whose confidence lies from `low` to `high`: how many, how sure on average, how many are right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """The bins that hold anything, the number of fields, and the expected calibration error (0 to 1).

    `by_chance` is the error that confidences which are exactly true would show on so few fields; `swept` is the
    error by bins of equal size, as many as keep the share that is right rising, which few fields distort less
    (Roelofs and others, Mitigating Bias in Calibration Error Estimation, AISTATS 2022).
    """

    bins: tuple[Bin, ...]
    count: int
    error: float
    by_chance: float
    swept: float

    def summary(self) -> dict[str, Any]:
        """For the table: the errors, and the means of confidence and of truth."""
        means = [
            sum(each.count * value for each, value in zip(self.bins, values, strict=True))
            / max(self.count, 1)
            for values in ([each.confidence for each in self.bins], [each.right for each in self.bins])
        ]
        return {
            "error": round(self.error, 3),
            "by chance": round(self.by_chance, 3),
            "swept": round(self.swept, 3),
            "confidence": round(means[0], 3),
            "right": round(means[1], 3),
            "of": self.count,
        }

    def as_dict(self) -> dict[str, Any]:
        """For JSON: the summary, and a row a bin."""
        rows = [
            {
                "from": each.low,
                "to": each.high,
                "count": each.count,
                "confidence": round(each.confidence, 3),
                "right": round(each.right, 3),
            }
            for each in self.bins
        ]
        return {**self.summary(), "bins": rows}


def reliability(pairs: Iterable[Pair], bins: int = 10, quick: bool = False) -> Reliability:
    """Confidence against truth in `bins` equal bins; the error is the mean distance of both, by size of bin.

    (Guo and others, On Calibration of Modern Neural Networks, ICML 2017.) A `quick` one has no other errors than
    that. Raises ValueError for a confidence outside 0 to 1.
    """
    held: list[list[Pair]] = [[] for _ in range(bins)]
    every = list(pairs)
    for sure, right, place in every:
        if not (0.0 <= sure <= 1.0 and 0.0 <= place <= 1.0):
            raise ValueError(f"a confidence of {sure} is not from 0 to 1")
        held[min(int(place * bins), bins - 1)].append((sure, right, place))
    count = sum(map(len, held))
    found = tuple(_bin(n / bins, (n + 1) / bins, each) for n, each in enumerate(held) if each)
    error = sum(each.count * abs(each.confidence - each.right) for each in found) / count if count else 0.0
    return Reliability(
        bins=found,
        count=count,
        error=error,
        by_chance=0.0 if quick else _by_chance([each for each in held if each]),
        swept=0.0 if quick else _swept(every),
    )


def _swept(pairs: Sequence[Pair]) -> float:
    """The error by as many bins of equal size as keep the share that is right from falling."""
    mixed = [pairs[n] for n in np.random.default_rng(SEED).permutation(len(pairs))]
    ordered = np.array(sorted(mixed, key=lambda pair: pair[2]), dtype=float).reshape(-1, 3)
    error = 0.0
    for count in range(1, len(ordered) + 1):
        bins = np.array_split(ordered, count)
        shares = [float(each[:, 1].mean()) for each in bins]
        if any(later < earlier for earlier, later in pairwise(shares)):
            break
        error = sum(abs(float((each[:, 0] - each[:, 1]).sum())) for each in bins) / len(ordered)
    return error


def _by_chance(held: Sequence[Sequence[Pair]]) -> float:
    """The mean error where each field is right with just the chance that its confidence says."""
    chance, count = np.random.default_rng(SEED), sum(map(len, held))
    total = np.zeros(ROUNDS)
    for pairs in held:
        sure = np.array([each for each, _, _ in pairs])
        total += np.abs((chance.random((ROUNDS, len(sure))) < sure).sum(axis=1) - sure.sum())
    return float(total.mean() / count) if count else 0.0


def _bin(low: float, high: float, pairs: Sequence[Pair]) -> Bin:
    return Bin(
        low=low,
        high=high,
        count=len(pairs),
        confidence=sum(sure for sure, _, _ in pairs) / len(pairs),
        right=sum(right for _, right, _ in pairs) / len(pairs),
    )


def diagram(found: Reliability, title: str) -> str:
    """A reliability diagram as inline SVG: a bar a bin, the diagonal where confidence would be true."""
    whole = SIDE + 2 * EDGE
    bars = "".join(_bar(each) for each in found.bins)
    foot, top = EDGE + SIDE, EDGE
    return (
        f'<figure><svg role="img" width="{whole}" height="{whole}" viewBox="0 0 {whole} {whole}" '
        f'aria-label="{title}: expected calibration error {found.error:.3f}" '
        'font-size="11" fill="currentColor" xmlns="http://www.w3.org/2000/svg">'
        f'<rect x="{EDGE}" y="{EDGE}" width="{SIDE}" height="{SIDE}" fill="none" stroke="currentColor"/>{bars}'
        f'<line x1="{EDGE}" y1="{foot}" x2="{EDGE + SIDE}" y2="{top}" stroke="currentColor" stroke-dasharray="4"/>'
        f'<text x="{EDGE}" y="{foot + 14}">0</text><text x="{EDGE + SIDE - 6}" y="{foot + 14}">1</text>'
        f'<text x="{EDGE + 70}" y="{foot + 28}">confidence</text><text x="{EDGE}" y="{top - 8}">share that is right'
        f"</text></svg><figcaption>{title}: {found.count:,} fields, expected calibration error {found.error:.3f}"
        f" (by chance {found.by_chance:.3f})</figcaption></figure>"
    )


def _bar(each: Bin) -> str:
    width, height = (each.high - each.low) * SIDE, each.right * SIDE
    left, top = EDGE + each.low * SIDE, EDGE + SIDE - height
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{width - 1:.1f}" height="{height:.1f}" fill="#4a90d9">'
        f"<title>{each.count} fields of confidence {each.confidence:.2f}: {each.right:.0%} right</title></rect>"
    )


def write_diagrams(name: str, found: Mapping[str, Reliability]) -> Path:
    """Write bench/out/NAME-diagrams.html, a diagram for each kind of field."""
    OUT.mkdir(parents=True, exist_ok=True)
    path = OUT / f"{name}-diagrams.html"
    figures = "".join(diagram(each, title) for title, each in found.items() if each.count)
    path.write_text(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{name}: calibration</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><style>'
        ":root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:1.5rem}"
        "figure{display:inline-block;margin:0 1rem 1rem 0;max-width:20rem;vertical-align:top}svg{max-width:100%}"
        f"</style></head><body><h1>{name}: is confidence what it says?</h1>{figures}</body></html>\n",
        encoding="utf-8",
    )
    return path
