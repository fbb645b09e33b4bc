"""Ranges of pieces become mentions: whole words, without what trails them, each with its probability."""

from __future__ import annotations

import numpy as np
import pytest

from corroborate.language.tagger import Mention, Reading, labels, mentions
from corroborate.language.tagger.windows import cut

ROLE = "victim_name"


def found(text: str, tags: dict[str, tuple[float, float]]) -> list[Mention]:
    """The mentions when the pieces of the named words are likely to begin and to go on with a victim's name."""
    pieces = cut(text)
    column = labels().roles.index(ROLE)
    given = np.zeros((len(pieces), len(labels().roles), 3), dtype=np.float32)
    given[:, :, 0] = 1.0
    for n in range(len(pieces)):
        for word, (begins, goes_on) in tags.items():
            at = text.index(word)
            if at <= pieces.starts[n] < at + len(word):
                given[n, column] = (1 - begins - goes_on, begins, goes_on)
                if pieces.starts[n] > at:
                    given[n, column] = (1 - begins - goes_on, 0.0, begins + goes_on)
    empty = np.zeros((len(pieces), 0), dtype=np.float32)
    reading = Reading(
        pieces=pieces, tags=given, starts=empty, ends=empty, whole=np.zeros(0, dtype=np.float32)
    )
    return mentions(reading, text, (ROLE,))


def test_a_mention_is_made_of_its_words() -> None:
    text = "They shot Pedro Quispe on Monday."
    (mention,) = found(text, {"Pedro": (0.9, 0.05), "Quispe": (0.05, 0.9)})
    assert text[mention.start : mention.end] == "Pedro Quispe"
    assert mention.score == pytest.approx(0.9 * 0.95**0.5, abs=0.06)


def test_a_mention_ends_before_the_comma_that_follows_it() -> None:
    text = "They shot Pedro, a farmer."
    (mention,) = found(text, {"Pedro": (0.9, 0.05), ",": (0.0, 0.9)})
    assert text[mention.start : mention.end] == "Pedro"


def test_two_names_side_by_side_are_two() -> None:
    text = "They shot Pedro Quispe."
    assert len(found(text, {"Pedro": (0.9, 0.0), "Quispe": (0.9, 0.0)})) == 2


def test_what_is_unlikely_is_not_handed_on() -> None:
    assert found("They shot Pedro.", {"Pedro": (0.1, 0.1)}) == []


def test_a_word_is_never_cut() -> None:
    text = "They shot Huancavelicazo there."
    (mention,) = found(text, {"Huancavelicazo": (0.6, 0.1)})
    assert text[mention.start : mention.end] == "Huancavelicazo"
