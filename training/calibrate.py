"""Learn how sure extraction is: src/corroborate/extraction/calibration.yaml, from the open example stories.

    python -m training.calibrate [--data DIR] [--to FILE] [--check]

Everything that the extractor says of the open stories is judged against the gold (bench/fields.py). For each field
a logistic regression on its signs of doubt (extraction/doubts.py) is fitted, with weights that only lower the
chance, few and small (TOLL, PULL) because the corpus is. Printed, and kept beside the weights, is the expected
calibration error on stories left out of the fit, one after another. --check writes nothing.
To be run again whenever rules of extraction or the corpus have changed: half a minute.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import yaml
from bench.calibration import reliability
from bench.examples import articles
from bench.extractor import DEFAULT, NAMES, extractor
from bench.fields import verdicts
from numpy.typing import NDArray

from corroborate.extraction.calibration import Curve
from corroborate.extraction.doubts import Field
from corroborate.model import Coding, Document

ROOT = Path(__file__).resolve().parent.parent
TO = ROOT / "src/corroborate/extraction/calibration.yaml"
TOLL, PULL = 3.0, 0.5
"""What a weight costs by its size (L1) and by its square (L2), in units of one observation: few signs stay. Chosen
by log loss and calibration error on stories left out."""
LEAST = 0.05
"""Weights below this are left out of the file."""
STEPS, CLOSE = 3000, 1e-4
"""At most so many steps of descent; fewer where no weight moves by more than that."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One thing said in an article of a story: its signs of doubt, and whether it is right."""

    story: str
    field: Field
    signs: tuple[str, ...]
    is_right: bool


def samples(data: Path, stories: str, code: Callable[[Document], Coding]) -> Iterator[Sample]:
    """Everything that the gold of the chosen stories can judge."""
    for document in articles(data, stories):
        path = Path(document.source)
        gold = json.loads((data / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
        for each in verdicts(code(document), gold):
            yield Sample(
                story=path.parent.name, field=each.rated.field, signs=each.rated.signs, is_right=each.is_right
            )


def fit(found: Sequence[Sample], near: Curve | None = None) -> Curve:
    """The curve of one field, by projected gradient descent, begun at a curve that is `near` where there is one."""
    names = sorted({sign for each in found for sign in each.signs})
    tally: dict[tuple[str, ...], list[int]] = {}
    for each in found:
        tally.setdefault(each.signs, [0, 0])[each.is_right] += 1
    held = np.array([[float(name in signs) for name in names] for signs in tally]).reshape(
        len(tally), len(names)
    )
    start = np.zeros(len(names) + 1)
    if near is not None:
        start[:] = [near.free, *(near.weights.get(name, 0.0) for name in names)]
    found_values = _descend(held, np.array(list(tally.values()), dtype=float).reshape(-1, 2), start)
    return Curve(
        free=float(found_values[0]), weights=dict(zip(names, found_values[1:].tolist(), strict=True))
    )


def _descend(held: Floats, counts: Floats, start: Floats) -> Floats:
    """Nesterov's accelerated descent over rows of signs and how often they were wrong and right.

    The intercept is pulled toward even odds as by one right and one wrong.
    """
    design = np.hstack([np.ones((len(held), 1)), -held])
    every, right = counts.sum(axis=1), counts[:, 1]
    toll, pull = np.full(len(start), TOLL), np.full(len(start), PULL)
    toll[0] = pull[0] = 0.0
    values: Floats = start
    ahead, pace = start, 1.0
    rate = 1 / (0.25 * float(np.linalg.norm(design * np.sqrt(every)[:, None], 2)) ** 2 + PULL + 0.5)
    for _ in range(STEPS):
        slope = design.T @ (every * _chance(design @ ahead) - right) + pull * ahead + toll
        slope[0] += 2 * float(_chance(ahead[:1])[0]) - 1
        following: Floats = ahead - rate * slope
        following[1:] = np.maximum(following[1:], 0.0)
        if float(np.abs(following - values).max(initial=0.0)) < CLOSE:
            return following
        next_pace = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = following + (pace - 1) / next_pace * (following - values)
        values, pace = following, next_pace
    return values


def _chance(odds: Floats) -> Floats:
    chance: Floats = 1 / (1 + np.exp(-odds))
    return chance


def left_out(found: Sequence[Sample]) -> list[tuple[float, bool]]:
    """Chance and truth of every sample, by curves that saw nothing of its story."""
    pairs, whole = [], fit(found)
    for story in sorted({each.story for each in found}):
        curve = fit([each for each in found if each.story != story], whole)
        pairs += [(curve.chance(each.signs), each.is_right) for each in found if each.story == story]
    return pairs


def log_loss(pairs: Iterable[tuple[float, bool]]) -> float:
    """The mean negative log likelihood."""
    return float(np.mean([-np.log(chance if is_right else 1 - chance) for chance, is_right in pairs]))


def learn(found: Sequence[Sample]) -> dict[str, Any]:
    """What the file holds: for each field its curve and how well it did on stories left out."""
    return {field: _entry([each for each in found if each.field == field]) for field in get_args(Field)}


def _entry(found: Sequence[Sample]) -> dict[str, Any]:
    curve, unseen = fit(found), reliability(left_out(found))
    weights = {name: round(weight, 2) for name, weight in curve.weights.items() if weight >= LEAST}
    return {
        "free": round(curve.free, 2),
        "signs": dict(sorted(weights.items(), key=lambda item: -item[1])),
        "of": len(found),
        "right": round(float(np.mean([each.is_right for each in found])), 3) if found else None,
        "error": round(unseen.error, 3),
        "by chance": round(unseen.by_chance, 3),
    }


HEAD = """\
# Made by `python -m training.calibrate` from the open example stories; do not edit by hand.
# free: log-odds of being right without a sign of doubt; signs: what each takes from them (extraction/doubts.py).
# of: things judged; right: their share that is right; error: expected calibration error on stories left out.
# by chance: the error that a true confidence would show on so few things.
"""


def table(learned: Mapping[str, Any]) -> str:
    """A line a field."""
    return "\n".join(
        f"{field:12s} of {each['of']:5d}  right {each['right'] or 0:.3f}  calibration error {each['error']:.3f}  "
        f"by chance {each['by chance']:.3f}  signs {len(each['signs'])}"
        for field, each in learned.items()
    )


def main() -> None:
    """Learn, print, write."""
    parser = argparse.ArgumentParser(description="Calibrate confidence on the open example stories.")
    parser.add_argument("--data", type=Path, default=ROOT / "examples")
    parser.add_argument("--to", type=Path, default=TO)
    parser.add_argument("--extractor", choices=NAMES, default=DEFAULT)
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args()
    learned = learn(list(samples(options.data, "open", extractor(options.extractor).code)))
    print(table(learned))
    if not options.check:
        body = yaml.safe_dump(learned, sort_keys=False, allow_unicode=True)
        options.to.write_text(HEAD + body, encoding="utf-8")


if __name__ == "__main__":
    main()
