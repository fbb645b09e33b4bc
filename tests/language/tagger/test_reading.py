"""The shipped encoder: the same figures however texts come, and nothing where there is nothing."""

from __future__ import annotations

import numpy as np

from corroborate.language.tagger import labels, mentions, read, spans, together, types
from corroborate.language.tagger.heads import attribute
from corroborate.language.tagger.reading import weights

TEXT = (
    "Guerrillas of the Red Dawn Front shot dead the mayor, Pedro Quispe, and burned the town hall of Ayaviri."
)


def test_the_weights_are_no_larger_than_promised() -> None:
    assert sum(each.stat().st_size for each in weights().iterdir()) <= 25_000_000  # type: ignore[attr-defined]


def test_an_empty_text_is_read() -> None:
    reading = read("")
    assert (len(reading.pieces), reading.whole.max()) == (0, 0.0)
    assert mentions(reading, "") == []
    assert together(spans(reading, []), [])[0].shape == (0, 0)


def test_a_text_is_read_the_same_each_time_and_in_capitals() -> None:
    one, again, loud = read(TEXT), read(TEXT), read(TEXT.upper())
    assert np.array_equal(one.tags, again.tags)
    assert np.array_equal(one.tags, loud.tags)


def test_what_a_text_says_does_not_depend_on_its_neighbours() -> None:
    before = read(TEXT).tags
    read("Rain fell on the coast. " * 200)
    assert np.array_equal(read(TEXT).tags, before)


def test_a_text_longer_than_a_window_is_read_to_its_end() -> None:
    text = "The harvest was good in the valley this year, farmers said. " * 60 + TEXT
    found = {text[each.start : each.end].lower() for each in mentions(read(text), text) if each.score > 0.5}
    assert any("pedro" in name or "mayor" in name for name in found)


def test_who_was_hit_and_who_did_it_are_told_apart() -> None:
    reading = read(TEXT)
    found = [each for each in mentions(reading, TEXT) if each.score > 0.4]
    roles = {each.role: TEXT[each.start : each.end] for each in found}
    assert "Pedro Quispe" in roles["victim_name"]
    assert "Guerrillas" in roles["perpetrator_individual"]
    assert "town hall" in roles["target"]


def test_heads_give_probabilities() -> None:
    reading = read(TEXT)
    found = mentions(reading, TEXT)
    known = spans(reading, found)
    same, near = together(known, found)
    assert same.shape == near.shape == (len(found), len(found))
    assert np.allclose(near, near.T, atol=1e-5)
    assert np.allclose(attribute("effect", known).sum(1), 1.0, atol=1e-5)
    assert types(known).shape == (len(found), len(labels().types))
