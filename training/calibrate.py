"""Learn how sure extraction is: src/corroborate/extraction/calibration.yaml, from the open example stories.

    python -m training.calibrate [--extractor NAME] [--data DIR] [--to FILE] [--check]

Everything that the extractor says of the open stories is judged against the gold (bench/fields.py). For each field
a logistic regression on its signs of doubt (extraction/doubts.py) is fitted, with weights that only lower the
chance, drawn to a common one by PULL because the corpus is small. Printed, and kept beside the weights, is the expected
calibration error on stories left out of the fit. --check writes nothing.
To be run again whenever rules of extraction, weights of the tagger or the corpus have changed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args
from zlib import crc32

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import yaml
from bench.examples import articles
from bench.extractor import DEFAULT, NAMES, extractor
from bench.fields import Verdict, by_field, verdicts
from numpy.typing import NDArray

from corroborate.extraction.calibration import Curve
from corroborate.extraction.doubts import Field
from corroborate.model import Coding, Document

ROOT = Path(__file__).resolve().parent.parent
TO = ROOT / "src/corroborate/extraction/calibration.yaml"
PULL, PULL_OF_ALL, SLIGHT = 10.0, 0.5, 1e-3
"""What a weight's distance from the one that all signs share costs by its square, in units of one observation; what
that one costs; and so little that a solution is there. Chosen by log loss on stories left out."""
LEAST = 0.1
"""A sign that weighs less is left out, and the rest fitted again without it."""
PARTS, ROUNDS = 5, 5
"""Stories are parted in so many, each left out once; so often, parted otherwise each time, and the mean is taken."""
STEPS, CLOSE, FARTHEST = 50, 1e-7, 2.0
EVEN = dict.fromkeys(get_args(Field), Curve(free=0.0, weights={}))
Floats = NDArray[np.float64]


def judged(data: Path, stories: str, code: Callable[[Document], Coding]) -> Iterator[Verdict]:
    """Everything said of the chosen stories that the gold can judge."""
    for document in articles(data, stories):
        gold = json.loads((data / "gold" / f"{Path(document.source).stem}.json").read_text(encoding="utf-8"))
        yield from verdicts(code(document), gold, EVEN)


def fit(found: Sequence[Verdict]) -> Curve:
    """The curve of one field: signs are left out, the least first, until each of the rest lowers the chance."""
    tally: dict[tuple[str, ...], list[int]] = {}
    for each in found:
        tally.setdefault(each.rated.signs, [0, 0])[each.is_right] += 1
    names = sorted({sign for signs in tally for sign in signs})
    counts = np.array(list(tally.values()), dtype=float).reshape(-1, 2)
    while True:
        held = np.array([[float(name in signs) for name in names] for signs in tally])
        values = _solve(held.reshape(len(tally), len(names)), counts)
        least = int(np.argmin(values[1:])) if names else 0
        if not names or values[1 + least] >= LEAST:
            return Curve(free=float(values[0]), weights=dict(zip(names, values[1:].tolist(), strict=True)))
        names.pop(least)


def _solve(held: Floats, counts: Floats) -> Floats:
    """Newton's method over rows of signs and how often they were wrong and right.

    A sign's weight is the one that all share and what it has beyond that; PULL draws the latter to nothing. The
    intercept is pulled toward even odds as by one right and one wrong.
    """
    design = np.hstack([np.ones((len(held), 1)), -held.sum(axis=1, keepdims=True), -held])
    every, right = counts.sum(axis=1), counts[:, 1]
    pull = np.array([SLIGHT, PULL_OF_ALL, *[PULL] * held.shape[1]])
    values: Floats = np.zeros(len(pull))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(design @ values)))
        even = 1 / (1 + np.exp(-values[0]))
        slope = design.T @ (every * chance - right) + pull * values
        slope[0] += 2 * even - 1
        bend = (design * (every * chance * (1 - chance))[:, None]).T @ design + np.diag(pull)
        bend[0, 0] += 2 * even * (1 - even)
        step = np.linalg.solve(bend, slope)
        step *= min(1.0, FARTHEST / max(float(np.abs(step).max()), CLOSE))
        values = values - step
        if float(np.abs(step).max()) < CLOSE:
            break
    return np.concatenate([values[:1], values[1] + values[2:]])


def left_out(found: Sequence[Verdict]) -> list[Verdict]:
    """The same with the confidence of curves that saw nothing of their stories, the mean over ROUNDS.

    Their place in a diagram is by the curves of all stories (`bench.reliability.Pair`).
    """
    chances = np.zeros((ROUNDS, len(found)))
    for turn in range(ROUNDS):
        parts = [crc32(f"{turn} {each.story}".encode()) % PARTS for each in found]
        for part in set(parts):
            curves = _curves([each for each, own in zip(found, parts, strict=True) if own != part])
            for n, each in enumerate(found):
                if parts[n] == part:
                    chances[turn, n] = curves[each.rated.field].chance(each.rated.signs)
    whole = _curves(found)
    return [
        replace(
            each,
            rated=replace(each.rated, confidence=chance),
            place=whole[each.rated.field].chance(each.rated.signs),
        )
        for each, chance in zip(found, chances.mean(axis=0).tolist(), strict=True)
    ]


def _curves(found: Sequence[Verdict]) -> dict[Field, Curve]:
    """A curve for each field."""
    return {field: fit([each for each in found if each.rated.field == field]) for field in get_args(Field)}


def learn(found: Sequence[Verdict]) -> dict[str, Any]:
    """What the file holds: for each field its curve and how well it did on stories left out."""
    unseen = by_field(left_out(found))
    return {
        field: {
            "free": round(curve.free, 2),
            "signs": {
                name: round(weight, 2)
                for name, weight in sorted(curve.weights.items(), key=lambda item: -item[1])
            },
            **(unseen[field].summary() if field in unseen else {}),
        }
        for field, curve in _curves(found).items()
    } | {"all": unseen["all"].summary()}


HEAD = """\
# Made by `python -m training.calibrate` from the open example stories; do not edit by hand.
# free: log-odds of being right without a sign of doubt; signs: what each takes from them (extraction/doubts.py).
# On stories left out of the fit: error: expected calibration error in ten bins of equal width; by chance: the error
# that a true confidence would show on so few things; swept: the error in bins of equal size, as many as keep the
# share that is right rising; confidence and right: their means; of: things judged.
"""


def table(learned: Mapping[str, Any]) -> str:
    """A line a field."""
    return "\n".join(
        f"{field:12s} of {each.get('of', 0):5d}  right {each.get('right', 0):.3f}  calibration error "
        f"{each.get('error', 0):.3f}  by chance {each.get('by chance', 0):.3f}  swept {each.get('swept', 0):.3f}  "
        f"signs {len(each.get('signs', ()))}"
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
    learned = learn(list(judged(options.data, "open", extractor(options.extractor).code)))
    print(table(learned))
    if not options.check:
        body = yaml.safe_dump(learned, sort_keys=False, allow_unicode=True)
        options.to.write_text(HEAD + body, encoding="utf-8")


if __name__ == "__main__":
    main()
