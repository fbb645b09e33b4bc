"""Whether confidence is what it says: of the fields held to be 80 % sure, are 80 % right?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Pair = tuple[float, bool]
"""A confidence from 0 to 1, and whether what it was about is right."""
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
    """The bins that hold anything, the number of fields, and the expected calibration error (0 to 1)."""

    bins: tuple[Bin, ...]
    count: int
    error: float

    def as_dict(self) -> dict[str, Any]:
        """For JSON: the expected calibration error, and a row a bin."""
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
        return {"expected calibration error": round(self.error, 4), "of": self.count, "bins": rows}


def reliability(pairs: Iterable[Pair], bins: int = 10) -> Reliability:
    """Confidence against truth in `bins` equal bins; the error is the mean distance of both, by size of bin.

    (Guo and others, On Calibration of Modern Neural Networks, ICML 2017.) Raises ValueError for a confidence
    outside 0 to 1.
    """
    held: list[list[Pair]] = [[] for _ in range(bins)]
    for sure, right in pairs:
        if not 0.0 <= sure <= 1.0:
            raise ValueError(f"a confidence of {sure} is not from 0 to 1")
        held[min(int(sure * bins), bins - 1)].append((sure, right))
    count = sum(map(len, held))
    found = tuple(_bin(n / bins, (n + 1) / bins, each) for n, each in enumerate(held) if each)
    error = sum(each.count * abs(each.confidence - each.right) for each in found) / count if count else 0.0
    return Reliability(bins=found, count=count, error=error)


def _bin(low: float, high: float, pairs: Sequence[Pair]) -> Bin:
    return Bin(
        low=low,
        high=high,
        count=len(pairs),
        confidence=sum(sure for sure, _ in pairs) / len(pairs),
        right=sum(right for _, right in pairs) / len(pairs),
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
        "</figcaption></figure>"
    )


def _bar(each: Bin) -> str:
    width, height = (each.high - each.low) * SIDE, each.right * SIDE
    left, top = EDGE + each.low * SIDE, EDGE + SIDE - height
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{width - 1:.1f}" height="{height:.1f}" fill="#4a90d9">'
        f"<title>{each.count} fields of confidence {each.confidence:.2f}: {each.right:.0%} right</title></rect>"
    )
