"""Sentences of texts that do not end theirs."""

from __future__ import annotations

from corroborate.language.sentences import split_sentences


def test_words_without_an_end_are_read_in_lengths() -> None:
    text = "and then " * 5000
    sentences = split_sentences(text)
    assert max(len(sentence) for sentence in sentences) <= 250
    assert [word for sentence in sentences for word in sentence.words] == text.split()


def test_a_long_list_is_cut_at_a_pause() -> None:
    sentences = split_sentences("the village of the hill, " * 100)
    assert all(sentence.words[-1] == "," for sentence in sentences)


def test_a_long_sentence_of_prose_stays_whole() -> None:
    assert len(split_sentences("He walked, and she waited, " * 20 + "until evening.")) == 1
