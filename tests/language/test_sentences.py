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


def test_two_apostrophes_are_one_quotation_mark() -> None:
    sentence = split_sentences("``It is over,'' she said.")[0]
    assert sentence.words == ['"', "It", "is", "over", ",", '"', "she", "said", "."]
    assert (sentence.starts[0], sentence.ends[0], sentence.ends[5]) == (0, 2, 15)


def test_a_full_stop_before_two_apostrophes_ends_the_sentence_after_them() -> None:
    assert len(split_sentences("''He fled.'' The gate was open.")) == 2
