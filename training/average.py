"""The mean of the weights of several training runs that go on from one another.

    python -m training.average OUT/trained.pt OUT/trained.pt --to FILE

What only some runs have (heads that came later) is the mean of those that have it. Averaging keeps what
the earlier run knew while the later one learned something else (Wortsman and others 2022, "Robust fine-tuning").
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

State = dict[str, dict[str, Tensor]]


def average(runs: Sequence[State]) -> State:
    """The mean of each tensor over the runs that have it in the last run's shape."""
    last = runs[-1]
    return {
        part: {name: _mean([run[part][name] for run in runs if _has(run, part, name, value)])
               for name, value in tensors.items()}
        for part, tensors in last.items()
    }  # fmt: skip


def _has(run: State, part: str, name: str, value: Tensor) -> bool:
    return name in run[part] and run[part][name].shape == value.shape


def _mean(values: Sequence[Tensor]) -> Tensor:
    """Counters and indexes, which are no weights, stay the last run's."""
    return torch.stack(list(values)).mean(0) if values[-1].is_floating_point() else values[-1]


def main() -> None:
    """Read, average, write."""
    parser = argparse.ArgumentParser(description="Average the weights of training runs.")
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    torch.save(average([torch.load(path, weights_only=True) for path in options.runs]), options.to)


if __name__ == "__main__":
    main()
