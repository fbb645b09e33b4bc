"""Which type of incident the words around its mentions speak for: a linear model over word stems.

The encoder reads who and what better than which; words such as "abducted" or "dynamite" near a victim say
the type more surely. Trained by training/wording.py (multinomial logistic regression).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import as_file

import numpy as np

from corroborate.language.tagger import Floats, Mention
from corroborate.language.tagger.reading import weights

STEM = 6
"""Letters by which words are told apart."""
NEAR = 60
"""Characters before and after a mention whose words count for themselves."""
MOST = 2
_WORD = re.compile(r"[a-z]+")
_BORDER = re.compile(r"[.;!?]\s+|\s{3,}|\n\s*\n")
_EMPTY = frozenset(
    "the a an of in to and that was were by on for at with from is are has had have been be it he his they their this "
    "as which who said not but or its also will would after one two".split()
)
Place = tuple[int, int, str]
"""Characters `start` to `end`, and the role."""


def features(text: str, places: Iterable[Place]) -> dict[str, int]:
    """How often each stem stands in the mentions (by role), near them, and in their sentences; at most twice."""
    low = text.lower()
    borders = [0, *(match.end() for match in _BORDER.finditer(low)), len(low)]
    found: Counter[str] = Counter()
    sentences: set[tuple[int, int]] = set()
    for start, end, role in places:
        at = int(np.searchsorted(borders, start, side="right"))
        sentences.add((borders[at - 1], borders[min(at, len(borders) - 1)]))
        kind = {"instrument": "W", "target": "T"}.get(role, "P")
        found.update(f"R:{kind}{word[:STEM]}" for word in _WORD.findall(low[start:end]))
        around = low[max(0, start - NEAR) : start] + " " + low[end : end + NEAR]
        found.update(f"N:{word[:STEM]}" for word in _WORD.findall(around) if word not in _EMPTY)
    for begin, end in sentences:
        found.update(f"S:{word[:STEM]}" for word in _WORD.findall(low[begin:end]) if word not in _EMPTY)
    return {name: min(times, MOST) for name, times in found.items()}


@cache
def _model() -> tuple[dict[str, int], Floats, Floats]:
    vocabulary = json.loads(weights().joinpath("wording.json").read_text(encoding="utf-8"))
    with as_file(weights().joinpath("wording.npz")) as path, np.load(path) as stored:
        table, start = stored["weights"].astype(np.float32), stored["start"].astype(np.float32)
    return {name: n for n, name in enumerate(vocabulary)}, table, start


def types_by_wording(text: str, mentions: Sequence[Mention]) -> Floats:
    """The probability of each type (see `labels().types`), by the words of and around the mentions of one incident."""
    vocabulary, table, start = _model()
    scores = start.copy()
    for name, times in features(text, [(each.start, each.end, each.role) for each in mentions]).items():
        at = vocabulary.get(name)
        if at is not None:
            scores += times * table[at]
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum(), dtype=np.float32)
