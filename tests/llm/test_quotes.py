from __future__ import annotations

import itertools

import pytest

from corroborate.llm.pieces import Piece, pieces_of
from corroborate.llm.quotes import Quotes

TEXT = (
    "The “army” said\n five   soldiers — 15 of them — died. İt was said twice: five men. And again: five men."
)
WHOLE = Piece(0, len(TEXT))


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ('The "army" said five soldiers', "The “army” said\n five   soldiers"),
        ('"five soldiers - 15 of them"', "five   soldiers — 15 of them"),
        (" …died. ", "died."),
        ("DIED", "died"),
        ("it was", None),
        ("5", None),
        ("five women", None),
        ("", None),
        ("…", None),
    ],
)
def test_a_quotation_is_found_or_not(quote: str, found: str | None) -> None:
    span = Quotes(TEXT).find(quote, WHOLE)
    assert (span.quote if span else None) == found
    assert span is None or TEXT[span.start : span.end] == span.quote


def test_of_several_the_nearest_inside_the_piece_is_meant() -> None:
    first, last = TEXT.index("five men"), TEXT.rindex("five men")
    quotes = Quotes(TEXT)
    assert quotes.find("five men", WHOLE, last).start == last  # type: ignore[union-attr]
    assert quotes.find("five men", Piece(0, last), last).start == first  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text", ["a. " * 3000, "word " * 2000, "x" * 9000, "line\n" * 2000, "Ein Satz.\n\n" * 800]
)
def test_pieces_cover_the_text_and_overlap_and_are_no_longer_than_asked(text: str) -> None:
    pieces = pieces_of(text, 2000)
    assert len(pieces) > 1
    assert all(0 < piece.end - piece.start <= 2000 for piece in pieces)
    assert all(b.start < a.end and b.start > a.start for a, b in itertools.pairwise(pieces))
    assert (pieces[0].start, pieces[-1].end) == (0, len(text))


def test_a_short_text_is_one_piece_and_a_blank_one_none() -> None:
    assert pieces_of("short", 2000) == [Piece(0, 5)]
    assert pieces_of(" \n", 2000) == []
