"""How many incidents there were, by how many lists tell each: the patterns, and Chao's lower bound."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from corroborate.analysis.coverage import Seen
from corroborate.errors import BadRequest

Histories = Mapping[tuple[int, ...], int]
"""How many incidents have each pattern of lists: (1, 0, 1) is told by the first and the third."""

OTHERS = "all others"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """How many incidents there were by one method: `low` to `high` at 95 %; None where it cannot say."""

    method: str
    total: float | None
    low: float | None
    high: float | None
    model: str


def histories_of(seen: Seen, lists: int = 4) -> tuple[tuple[str, ...], Histories]:
    """The lists that are compared, the largest sources and all others as one, and the patterns of the incidents."""
    if not 2 <= lists <= 5:
        raise BadRequest(f"lists {lists}: estimation takes 2 to 5")
    names = list(seen)
    single = names if len(names) <= lists else names[: lists - 1]
    rest = frozenset().union(*(seen[name] for name in names[len(single) :]))
    held = [seen[name] for name in single] + ([rest] if len(single) < len(names) else [])
    patterns: Counter[tuple[int, ...]] = Counter()
    for each in frozenset().union(*held) if held else ():
        patterns[tuple(int(each in of) for of in held)] += 1
    return (*single, *([OTHERS] if len(held) > len(single) else [])), patterns


def chao(patterns: Histories) -> Estimate:
    """Chao's lower bound for lists of unlike size (Chao 1989), bias-corrected, with its log-normal interval.

    From the incidents told by one list alone (z of each list, f₁ in all) and by two (f₂): at least
    (f₁² − Σz²)/(2(f₂+1)) were told by none, exactly so where lists are independent and incidents alike.
    """
    lists = len(next(iter(patterns), ()))
    told = sum(patterns.values())
    if lists < 2 or not told:
        return Estimate(method="chao", total=None, low=None, high=None, model="too few lists")
    alone = [sum(n for of, n in patterns.items() if of[at] and sum(of) == 1) for at in range(lists)]
    once, twice = sum(alone), sum(n for of, n in patterns.items() if sum(of) == 2)
    model = f"f1={once}, f2={twice}"
    missed = (once**2 - sum(each**2 for each in alone)) / (2 * (twice + 1))
    if missed <= 0:
        return Estimate(method="chao", total=told, low=told, high=told, model=model)
    slopes = sum(each * (once - each) ** 2 for each in alone) / (twice + 1) ** 2
    variance = missed + slopes + twice * (missed / (twice + 1)) ** 2
    spread = math.exp(1.96 * math.sqrt(math.log1p(variance / missed**2)))
    low, high = told + missed / spread, told + missed * spread
    return Estimate(method="chao", total=told + missed, low=low, high=high, model=model)
