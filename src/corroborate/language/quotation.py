"""Quotations: what stands between quotation marks, over sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.language.sentences import Sentence

_CLOSING = {"“": "”", "«": "»", "„": "“", '"': '"', "‘": "’"}
_MIXED = frozenset('”"')
"""Marks that stand for each other where a text has been through several hands."""
MARKS = frozenset('“”«»„"‘')


@dataclass(frozen=True, slots=True)
class Quotation:
    """Characters `start` to `end` (exclusive, marks included) from sentence `first` to sentence `last`.

    `continues` says that it takes up a quotation left open by the paragraph before it.
    """

    start: int
    end: int
    first: int
    last: int
    continues: bool = False


def find_quotations(sentences: Sequence[Sentence]) -> list[Quotation]:
    """All quotations in reading order; one left open ends with its paragraph and may be taken up by the next."""
    found: list[Quotation] = []
    opened: _Opened | None = None
    left_open = False
    paragraph = -1
    for n, sentence in enumerate(sentences):
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            left_open = opened is not None
            if opened is not None:
                found.append(_closed(opened, sentences[n - 1].end, n - 1))
                opened = None
        if MARKS.isdisjoint(sentence.words):
            continue
        opened = _scan(sentence, n, opened, left_open, found)
    if opened is not None:
        found.append(_closed(opened, sentences[-1].end, len(sentences) - 1))
    return found


@dataclass(frozen=True, slots=True)
class _Opened:
    mark: str
    start: int
    sentence: int
    continues: bool


def _scan(
    sentence: Sentence, n: int, opened: _Opened | None, left_open: bool, found: list[Quotation]
) -> _Opened | None:
    """Open and close along one sentence; returns the quotation still open at its end."""
    for i, word in enumerate(sentence.words):
        if opened is not None:
            if word == opened.mark or _closes(opened.mark, sentence, i):
                found.append(_closed(opened, sentence.ends[i], n))
                opened = None
        elif word in _CLOSING and (word != "‘" or "’" in sentence.words[i:]):
            continues = left_open and i == 0
            opened = _Opened(_CLOSING[word], sentence.starts[i], n, continues)
    return opened


def _closes(mark: str, sentence: Sentence, i: int) -> bool:
    """Whether the word at `i` closes what waits for `mark`, straight, curled and turned marks being mixed."""
    words = sentence.words
    if {mark, words[i]} == _MIXED:
        return mark not in words[i:]
    is_behind = i > 0 and sentence.starts[i] == sentence.ends[i - 1]
    is_before = i + 1 < len(words) and sentence.starts[i + 1] == sentence.ends[i]
    return mark == "”" and words[i] == "“" and is_behind and not is_before


def _closed(opened: _Opened, end: int, last: int) -> Quotation:
    return Quotation(opened.start, end, opened.sentence, last, opened.continues)
