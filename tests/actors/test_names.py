"""Names are compared by documented spelling rules alone."""

from __future__ import annotations

from importlib import resources

import pytest

from corroborate.actors.names import cut, fold, keyed
from corroborate.actors.state import institutions
from corroborate.language.lexicon import read_entries
from corroborate.language.sentences import split_sentences

LEXICONS = ("institutions.yaml", "heads.yaml")


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Séléka", "seleka"),
        ("Da’esh", "daesh"),
        ("U.N.", "un"),
        ("Sana'a", "sanaa"),
        ("Doğu", "dogu"),
    ],
)
def test_case_marks_and_apostrophes_do_not_count(word: str, folded: str) -> None:
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Shabaab", "al Shabab"),
        ("Tehreek-e-Taliban", "Tehrik-i-Taliban"),
        ("Jaish-ul-Adl", "Jaysh al-Adl"),
        ("Lashkar-e-Taiba", "Lashkar-e-Tayyiba"),
    ],
)
def test_transliterations_of_one_name_have_the_same_keys(one: str, other: str) -> None:
    assert cut(one)[1] == cut(other)[1]


def test_baloch_and_balochistan_are_two_words() -> None:
    assert cut("Baloch")[1] != cut("Balochistan")[1]


def test_a_hyphenated_word_has_a_key_for_each_part_and_keeps_its_token() -> None:
    said = keyed(["the", "al-shabaab", "men"])
    assert said.keys == ["the", "al", "shabaab", "men"]
    assert [said.token(i) for i in range(5)] == [0, 1, 1, 2, 3]
    assert [said.begins(i) for i in range(4)] == [True, True, False, True]


@pytest.mark.parametrize("name", LEXICONS)
def test_every_example_shows_a_form_of_its_entry(name: str) -> None:
    for entry in read_entries(resources.files("corroborate.actors") / name):
        text = f" {' '.join(word for s in split_sentences(entry.example) for word in s.lowers)} "
        assert any(f" {form} " in text for form in entry.forms), entry


def test_the_nouns_of_parties_are_compiled_once() -> None:
    assert institutions() is institutions()
