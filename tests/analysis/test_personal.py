"""Which words of a wording are a person's name."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from corroborate.analysis.personal import names_in, parts_of
from corroborate.language.lexicon import Entry, read_entries

ENTRIES = read_entries(files("corroborate.analysis") / "personal.yaml")


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.kind)
def test_every_class_has_an_example_that_holds_one_of_its_words(entry: Entry) -> None:
    said = set(re.findall(r"[\w'-]+", entry.example.casefold()))
    assert said & set(entry.forms)


@pytest.mark.parametrize(
    ("wording", "names"),
    [
        ("resident Abdul Karim", ["Abdul Karim"]),
        ("Mardan resident Abdul Karim", ["Abdul Karim"]),
        ("Ahmed, 35, and his wife Sara", ["Ahmed", "Sara"]),
        ("Shopkeeper Karim Dad", ["Karim Dad"]),
        ("the late Abdul Karim", ["Abdul Karim"]),
        ("the minister's driver Abdul Karim", ["Abdul Karim"]),
        ("the Karim family", ["Karim"]),
        ("Karim's brother", ["Karim"]),
        ("STUDENT JORGE GARCIA", ["JORGE GARCIA"]),
        ("Anna King", ["Anna King"]),
        ("Afghan national Noor Jan", ["Noor Jan"]),
        ("محمد علي", ["محمد علي"]),
        ("Rose", ["Rose"]),
    ],
)
def test_names_are_found_in_wordings(wording: str, names: list[str]) -> None:
    assert list(names_in(wording)) == names


@pytest.mark.parametrize(
    "wording",
    [
        "a Basque businessman",
        "One assailant",
        "Policeman",
        "HIS WIFE",
        "A U.S. PRIEST",
        "nurse in Quibdó",
        "the Indravati National Park",
        "a DRG Head Constable",
        "tribal elders and the Red Cross",
    ],
)
def test_descriptions_and_institutions_name_nobody(wording: str) -> None:
    assert names_in(wording) == ()


@pytest.mark.parametrize(
    "wording", ["commander Osman Tal", "Minister Dr. Osman Tal", "Osman Tal, the mayor of Mardan"]
)
def test_who_holds_an_office_is_not_private(wording: str) -> None:
    assert names_in(wording) == ()


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("María José García-López y Ruiz", ["María", "José", "García-López", "García", "López", "Ruiz"]),
        ("Salma al-Tamari", ["Salma", "Tamari"]),
        ("J. R. Rowe", ["Rowe"]),
        ("Umar Farooq bin Yusuf", ["Umar", "Farooq", "Yusuf"]),
        ("ကိုကို", []),
    ],
)
def test_particles_initials_and_titles_never_stand_for_a_person(name: str, parts: list[str]) -> None:
    assert list(parts_of(name)) == parts
