"""Train the model of types by wording (src/corroborate/extraction/tagged/wording.py) on MUC-4's training part.

    python -m training.wording --data DIR --to src/corroborate/language/tagger/weights

Seconds on one core. Multinomial logistic regression, gradient descent with momentum, weight decay.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from corroborate.extraction.tagged.wording import features
from training import muc4
from training.example import MUC_TYPES, Example

LEAST = 3
"""How many incidents a stem must occur in."""
DECAY = 0.003
ROUNDS, STEP, MOMENTUM = 250, 0.05, 0.9
HIT = frozenset(("target", "victim_name", "victim_described", "instrument"))
Row = tuple[dict[str, int], int]


def rows(examples: Iterable[Example]) -> Iterator[Row]:
    """The features and the type of every incident of one type."""
    for example in examples:
        for n in sorted({n for mark in example.marks for n in mark.incidents}):
            marks = [mark for mark in example.marks if n in mark.incidents]
            kinds = frozenset.intersection(*(mark.kinds for mark in marks))
            if len(kinds) != 1:
                continue
            chosen = [mark for mark in marks if mark.sure and mark.role in HIT] or marks
            found = features(example.text, [(mark.start, mark.end, mark.role) for mark in chosen])
            yield found, MUC_TYPES.index(next(iter(kinds)))


def fit(found: list[Row]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """The vocabulary, its weights (stems, types) and the starting scores (types)."""
    times = Counter(name for features_of, _ in found for name in features_of)
    vocabulary = sorted(name for name, number in times.items() if number >= LEAST)
    given = table(found, vocabulary)
    gold = np.eye(len(MUC_TYPES))[[kind for _, kind in found]]
    weights, start = np.zeros((len(vocabulary), len(MUC_TYPES))), np.zeros(len(MUC_TYPES))
    moved, moved_start = np.zeros_like(weights), np.zeros_like(start)
    for _ in range(ROUNDS):
        scores = given @ weights + start
        likely = np.exp(scores - scores.max(1, keepdims=True))
        likely /= likely.sum(1, keepdims=True)
        moved = MOMENTUM * moved + given.T @ (likely - gold) / len(gold) + DECAY * weights
        moved_start = MOMENTUM * moved_start + (likely - gold).mean(0)
        weights -= STEP * moved
        start -= STEP * moved_start
    return vocabulary, weights, start


def table(found: list[Row], vocabulary: list[str]) -> np.ndarray:
    """Rows as numbers (incidents, stems)."""
    at = {name: n for n, name in enumerate(vocabulary)}
    made = np.zeros((len(found), len(vocabulary)), dtype=np.float32)
    for n, (named, _) in enumerate(found):
        for name, times in named.items():
            if name in at:
                made[n, at[name]] = times
    return made


def main() -> None:
    """Train, say how many types are right on the tuning part, and write wording.json and wording.npz."""
    parser = argparse.ArgumentParser(description="Train the model of types by wording.")
    parser.add_argument("--data", type=Path, required=True, help="folder with muc4/")
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    vocabulary, weights, start = fit(list(rows(muc4.examples(options.data / "muc4", "train"))))
    tuning = list(rows(muc4.examples(options.data / "muc4", "dev")))
    right = (table(tuning, vocabulary) @ weights + start).argmax(1) == [kind for _, kind in tuning]
    print(
        f"{len(vocabulary)} stems; {100 * right.mean():.1f} % of {len(tuning)} types right on the tuning part"
    )
    (options.to / "wording.json").write_text(json.dumps(vocabulary) + "\n", encoding="utf-8")
    np.savez_compressed(
        options.to / "wording.npz", weights=weights.astype(np.float16), start=start.astype(np.float16)
    )


if __name__ == "__main__":
    main()
