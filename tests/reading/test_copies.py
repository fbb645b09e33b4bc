"""Copies are found, and articles on the same event in other words are not."""

from __future__ import annotations

import random

import pytest

from corroborate.reading.copies import COPY, CopyIndex, bands, signature, similarity

WORDS = [f"word{n}" for n in range(4000)]


def _article(seed: int, size: int = 400) -> list[str]:
    return random.Random(seed).choices(WORDS, k=size)


def _changed(words: list[str], share: float, seed: int = 7) -> list[str]:
    rng = random.Random(seed)
    return [rng.choice(WORDS) if rng.random() < share else word for word in words]


def _shingles(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[n : n + 5]) for n in range(len(words) - 4)}


@pytest.mark.parametrize("share", [0.0, 0.01, 0.03, 0.1, 0.5])
def test_similarity_estimates_the_shingles_in_common(share: float) -> None:
    one = _article(1)
    other = _changed(one, share)
    true = len(_shingles(one) & _shingles(other)) / len(_shingles(one) | _shingles(other))
    assert similarity(signature(" ".join(one)), signature(" ".join(other))) == pytest.approx(true, abs=0.14)


def test_case_punctuation_and_line_breaks_do_not_count() -> None:
    assert signature("Two men, “killed” in\nthe town!") == signature("two men killed in the TOWN")


def test_a_signature_never_changes() -> None:
    assert signature("Gunmen killed two men in the town on Monday.").hex()[:16] == "aac61e8da0fe43f1"


def test_a_copy_is_found_among_a_thousand_and_others_are_not() -> None:
    index = CopyIndex()
    for seed in range(1000):
        index.add(f"a{seed}", signature(" ".join(_article(seed, 60))))
    copy = signature(" ".join(["Agency,", "Monday", *_article(500, 60), "(Agency)"]))
    (found,) = index.find(copy)
    assert (found.key, found.similarity > COPY) == ("a500", True)


def test_a_copy_is_found_among_those_sorted_in_and_those_added_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corroborate.reading.copies._FRESH", 10)
    index = CopyIndex()
    for seed in range(25):
        index.add(f"a{seed}", signature(" ".join(_article(seed, 60))))
    assert index._sorted is not None
    for seed in range(25):
        assert [copy.key for copy in index.find(signature(" ".join(_article(seed, 60))))] == [f"a{seed}"]


def test_a_syndicated_copy_with_a_cut_tail_is_found() -> None:
    article = _article(3)
    index = CopyIndex()
    index.add("agency", signature(" ".join(article)))
    assert [copy.key for copy in index.find(signature(" ".join(article[:340])))] == ["agency"]


def test_half_the_article_is_another_article() -> None:
    article = _article(3)
    index = CopyIndex()
    index.add("agency", signature(" ".join(article)))
    assert index.find(signature(" ".join(article[:200]))) == []


def test_texts_without_words_are_copies_of_nothing() -> None:
    index = CopyIndex()
    index.add("blank", signature(" … "))
    assert signature("") == b""
    assert index.find(signature("")) == []
    assert list(bands(b"")) == []


def test_the_same_key_is_kept_once() -> None:
    index = CopyIndex()
    for _ in range(2):
        index.add("a", signature("Gunmen killed two men in the town."))
    assert len(index.find(signature("Gunmen killed two men in the town."))) == 1
