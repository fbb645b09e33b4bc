"""What a benchmark measured: printed as a table, written as JSON, with bootstrap intervals."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "bench" / "out"
Item = TypeVar("Item")


def write_result(name: str, result: Mapping[str, Any]) -> Path:
    """Write a benchmark's result to bench/out/NAME.json."""
    OUT.mkdir(parents=True, exist_ok=True)
    path = OUT / f"{name}.json"
    path.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def print_table(title: str, rows: Mapping[str, Any]) -> None:
    """Print measures, a line each; a mapping's parts stand side by side."""
    print(title)
    for name, value in rows.items():
        if isinstance(value, Mapping):
            parts = "  ".join(f"{part} {_short(each)}" for part, each in value.items())
            print(f"  {name:22s} {parts}")
        else:
            print(f"  {name:22s} {_short(value)}")


def _short(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.3f}" if abs(value) < 10 else f"{value:,.1f}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(_short(each) for each in value) + "]"
    return f"{value:,}" if isinstance(value, int) else str(value)


def interval(
    items: Sequence[Item], statistic: Callable[[Sequence[Item]], float], rounds: int = 300
) -> tuple[float, float]:
    """The 95 % bootstrap interval of `statistic` over `items`, with a fixed seed."""
    if not items:
        return (0.0, 0.0)
    chance = random.Random(20240501)
    values = sorted(statistic(chance.choices(items, k=len(items))) for _ in range(rounds))
    return values[int(0.025 * rounds)], values[int(0.975 * rounds) - 1]


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean, 0 of nothing."""
    return sum(values) / len(values) if values else 0.0
