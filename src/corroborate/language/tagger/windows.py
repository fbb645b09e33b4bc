"""A text cut into word pieces, and these into windows that the encoder can take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from corroborate.errors import RunFailed

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST = 448
"""Pieces of one window, with its two marks of beginning and end."""
OVERLAP = 96
"""Pieces that neighbouring windows share, so that nothing is read without what stands around it."""


NEEDS = (
    "the tagger needs the packages onnxruntime and tokenizers; pip install 'corroborate[tagger]' brings them"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """The word pieces of a text: numbers in the vocabulary, and character offsets."""

    ids: list[int]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.ids)


@cache
def tokenizer() -> Tokenizer:
    """The shipped WordPiece tokenizer (uncased)."""
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise RunFailed(NEEDS) from error
    with as_file(files("corroborate.language.tagger") / "weights" / "tokenizer.json") as path:
        found = Tokenizer.from_file(str(path))
    found.no_truncation()
    found.no_padding()
    return found


def cut(text: str, parts: Sequence[tuple[int, int]] | None = None) -> Pieces:
    """The word pieces of `text`, without marks of beginning and end; only those that begin in `parts`, if given."""
    found = tokenizer().encode(text, add_special_tokens=False)
    inside = None if parts is None else set[int]().union(*(range(start, end) for start, end in parts))
    kept = [n for n, (start, _) in enumerate(found.offsets) if inside is None or start in inside]
    return Pieces(
        ids=[found.ids[n] for n in kept],
        starts=[found.offsets[n][0] for n in kept],
        ends=[found.offsets[n][1] for n in kept],
    )


def windows(length: int, longest: int = LONGEST, overlap: int = OVERLAP) -> list[tuple[int, int]]:
    """Ranges of pieces that cover `length`, none longer than fits beside the marks, of about one size."""
    room = longest - 2
    if length <= room:
        return [(0, length)] if length else []
    count = -(-(length - overlap) // (room - overlap))
    step = (length - room) / (count - 1)
    return [(round(n * step), round(n * step) + room) for n in range(count)]
