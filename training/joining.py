"""Learn which tellings are one incident: src/corroborate/extraction/joining.yaml, from the open example stories.

    python -m training.joining [--check]

Each telling that the grammar finds is given the gold incident whose marked words it holds (those with none are
passed over). In the order of the text each is compared with the incidents before it, put together by the gold; a
logistic regression on the traits of extraction/joining.py learns whether it is one of them. Printed, and kept
beside the weights, is how often the right one, or rightly none, was chosen on stories left out of the fit.
The weight of a second reader's word cannot be learned here, since the tagger learned from the same stories: BOND.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from corroborate.extraction import default_tools, read_closely
from corroborate.extraction.incidents import tellings_of
from corroborate.extraction.joining import is_ruled_out, traits
from corroborate.extraction.thread import Thread
from corroborate.extraction.threads import JOIN, when_of, where_of
from corroborate.extraction.totals import find_totals
from training.corpus import EXAMPLES, Marked, articles, mark

TO = Path(__file__).resolve().parent.parent / "src/corroborate/extraction/joining.yaml"
BOND = 0.5
"""Half of what the tagger's own log-odds say: the gain is flat from 0.3 to 1."""
PULL = 1.0
"""What the square of a weight costs, in units of one observation."""
PARTS = 5
"""Parts of the stories, each left out once."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One telling and the incidents before it: traits of each with it, and which it is of (None: of none)."""

    story: str
    traits: list[dict[str, float]]
    right: int | None


def choices(marked: Marked, story: str) -> Iterator[Choice]:
    """The tellings of one article, each beside the incidents that the gold makes of those before it."""
    passage = read_closely(marked.document, default_tools())
    words = [(span, n) for n, parts in enumerate(marked.mentions) for span in parts["trigger"]]
    threads: dict[int, Thread] = {}
    for deed in tellings_of(passage, find_totals(passage)):
        start, end = passage.stretch(deed.sentence, deed.begin, deed.end)
        at = passage.sentences[deed.sentence].starts[deed.at]
        own = sorted((abs(span[0] - at), n) for span, n in words if start <= span[0] < end)
        if not own or deed.recalled or deed.plural or deed.summed:
            continue
        when, where, before = when_of(passage, deed), where_of(passage, deed), list(threads.values())
        open_ones = [
            (n, traits(passage, deed, when, where, thread, before))
            for n, thread in threads.items()
            if not is_ruled_out(deed, when, where, thread, before)
        ]
        right = next((k for k, (n, _) in enumerate(open_ones) if n == own[0][1]), None)
        if open_ones:
            yield Choice(story=story, traits=[found for _, found in open_ones], right=right)
        threads.setdefault(own[0][1], Thread()).join(deed, when, where)


def learn(found: Sequence[Choice], names: Sequence[str]) -> dict[str, float]:
    """The weights, with the bias, that make the right choices likeliest."""
    table = np.array(
        [[*(t.get(n, 0.0) for n in names), 1.0] for each in found for t in each.traits], dtype=float
    )
    right = np.array([float(k == each.right) for each in found for k in range(len(each.traits))])

    def loss(weights: Floats) -> tuple[float, Floats]:
        chance = 1.0 / (1.0 + np.exp(-table @ weights))
        pulled = np.append(weights[:-1], 0.0)
        likely = right * np.log(chance + 1e-9) + (1 - right) * np.log(1 - chance + 1e-9)
        return float(PULL * pulled @ pulled - likely.sum()), table.T @ (chance - right) + 2 * PULL * pulled

    best = minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B").x
    return dict(zip((*names, "bias"), best.tolist(), strict=True))


def is_right(each: Choice, weights: dict[str, float]) -> bool:
    """Whether these weights choose as the gold does."""
    odds = [weights["bias"] + sum(weights.get(n, 0.0) * v for n, v in found.items()) for found in each.traits]
    best = int(np.argmax(odds))
    return (best if odds[best] >= JOIN else None) == each.right


def main() -> None:
    """Learn, print, write."""
    parser = argparse.ArgumentParser(description="Learn which tellings are one incident.")
    parser.add_argument("--check", action="store_true", help="print only")
    options = parser.parse_args()
    stories = json.loads((EXAMPLES / "split.json").read_text(encoding="utf-8"))["open"]
    found = [
        choice
        for story in stories
        for stem, document, gold in articles([story])
        if any("mentions" in incident for incident in gold["incidents"])
        for choice in choices(mark(stem, document, gold), story)
    ]
    names = sorted({name for each in found for one in each.traits for name in one} - {"bond"})
    hits = 0
    for part in range(PARTS):
        left_out = [each for each in found if crc32(each.story.encode()) % PARTS == part]
        rest = [each for each in found if crc32(each.story.encode()) % PARTS != part]
        learned = learn(rest, names)
        hits += sum(is_right(each, learned) for each in left_out)
    weights = {**learn(found, names), "bond": BOND}
    for name, weight in weights.items():
        print(f"{name:14s} {weight:6.2f}")
    share = hits / len(found)
    print(f"{len(found)} tellings, of stories left out {share:.1%} chosen as in the gold")
    if not options.check:
        head = f"# Made by training/joining.py. Of {len(found)} tellings, {share:.1%} chosen as in the gold, by stories left out.\n"
        rounded = {name: round(weight, 3) for name, weight in weights.items()}
        TO.write_text(head + yaml.safe_dump({"weights": rounded}, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
