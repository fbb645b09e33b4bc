"""A long text in pieces that a model can read, cut where paragraphs end and overlapping a little."""

from __future__ import annotations

import re
from dataclasses import dataclass

OVERLAP = 0.1
"""The part of a piece that the next one repeats, so that what is told across the cut is read whole once."""

_PARAGRAPH, _SENTENCE = re.compile(r"\n+"), re.compile(r"[.!?۔؟।]['\"”’)]*\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end` (exclusive) of a document's text."""

    start: int
    end: int


def pieces_of(text: str, most: int) -> list[Piece]:
    """The pieces of `text`, each of at most `most` characters; none where it is blank."""
    return cut(text, Piece(0, len(text)), most)


def cut(text: str, whole: Piece, most: int) -> list[Piece]:
    """The stretch `whole` of `text` in pieces of at most `most` characters."""
    found: list[Piece] = []
    start = whole.start
    while whole.end - start > most:
        end = _border(text, start + most // 2, start + most)
        found.append(Piece(start, end))
        start = max(start + 1, _beginning(text, end - int(most * OVERLAP), end))
    found.append(Piece(start, whole.end))
    return [piece for piece in found if text[piece.start : piece.end].strip()]


def _border(text: str, low: int, high: int) -> int:
    """The last end of a paragraph between two offsets, else of a sentence, else of a word, else `high`."""
    for pattern in (_PARAGRAPH, _SENTENCE):
        ends = [found.end() for found in pattern.finditer(text, low, high)]
        if ends:
            return ends[-1]
    blank = text.rfind(" ", low, high)
    return blank + 1 if blank > 0 else high


def _beginning(text: str, low: int, end: int) -> int:
    """The first beginning of a paragraph between two offsets, else of a sentence, else `low`."""
    for pattern in (_PARAGRAPH, _SENTENCE):
        found = pattern.search(text, max(0, low), end)
        if found and found.end() < end:
            return found.end()
    return low
