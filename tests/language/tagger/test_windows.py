"""A text of any length is cut into windows that overlap."""

from __future__ import annotations

import itertools

import pytest

from corroborate.language.tagger.windows import LONGEST, OVERLAP, cut, windows


@pytest.mark.parametrize("length", [1, 100, LONGEST - 2, LONGEST - 1, 700, 1000, 5000])
def test_windows_cover_every_piece_and_none_is_too_long(length: int) -> None:
    found = windows(length)
    assert found[0][0] == 0
    assert found[-1][1] == length
    assert all(end - begin <= LONGEST - 2 for begin, end in found)
    assert all(before[1] - after[0] >= OVERLAP - 1 for before, after in itertools.pairwise(found))


def test_nothing_has_no_window() -> None:
    assert windows(0) == []


def test_pieces_keep_their_place_in_the_text_whatever_its_letters() -> None:
    text = "Señor ÁLVAREZ fled — naïve İstanbul 🙂 end"
    pieces = cut(text)
    last = max(range(len(pieces)), key=lambda n: pieces.ends[n])
    assert text[pieces.starts[last] : pieces.ends[last]] == "end"
    assert all(0 <= start < end <= len(text) for start, end in zip(pieces.starts, pieces.ends, strict=True))


def test_only_the_parts_asked_for_are_cut() -> None:
    text = "The market was full. Gunmen fired. The rain fell."
    start = text.index("Gunmen")
    pieces = cut(text, [(start, text.index(" The rain"))])
    assert [text[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True)] == ["Gunmen", "fired", "."]
    assert len(cut(text, [])) == 0
