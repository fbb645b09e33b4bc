"""Names made comparable."""

from __future__ import annotations

from importlib.resources import files

import pytest

from corroborate.language.lexicon import Entry, read_entries
from corroborate.linkage.words import (
    classes_in,
    content_words,
    name_key,
    names_in,
    place_key,
    places_named,
)
from corroborate.places.spelling import key_of

ENTRIES = read_entries(files("corroborate.linkage").joinpath("words.yaml"))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.kind)
def test_the_example_of_each_entry_holds_one_of_its_forms(entry: Entry) -> None:
    said = f" {key_of(entry.example)} "
    assert any(f" {key_of(form)} " in said for form in entry.forms)


@pytest.mark.parametrize(
    "entry",
    [each for each in ENTRIES if each.kind.startswith(("landmark.", "site.", "tactic."))],
    ids=lambda e: e.kind,
)
def test_the_class_of_each_example_is_found(entry: Entry) -> None:
    assert entry.kind in classes_in(entry.example)


def test_the_longest_form_wins() -> None:
    assert classes_in("a police station near the coal mine") == {"site.station", "landmark.mine"}


def test_spellings_of_one_place_share_a_key() -> None:
    assert place_key("Kech district") == place_key("Kech")
    assert place_key("Noshki") == place_key("the town of Nushki")
    assert place_key("Gaza") != place_key("Ghazni")


def test_places_are_named_by_what_the_gazetteer_knows_and_by_prepositions() -> None:
    named = places_named("Police in Umm Tareef said the gunmen had come from Khartoum on Monday.")
    assert named == {place_key("Umm Tareef"), place_key("Khartoum")}


def test_countries_and_everyday_words_are_no_places_to_tell_incidents_by() -> None:
    assert places_named("Central Command, Sudan and August were named first.") == set()


def test_names_are_told_without_titles_and_institutions() -> None:
    assert name_key("Sergeant Ada Imbert") == "ada imbert"
    assert name_key("Ministry of Fisheries") == ""
    assert name_key("Two Brothers") == ""
    assert name_key("22-year-old Ada Imbert Jr") == name_key("suspect Ada Imbert")


def test_those_who_speak_and_headlines_name_nobody() -> None:
    assert names_in("Jon Abara was shot, said Omar Kasuku, a spokesman.") == {"jon abara"}
    assert names_in("Gunmen Attack Harbour Express In Lower Delta") == set()


def test_content_words_are_singular_and_leave_numbers_out() -> None:
    assert content_words(["five police vehicles"]) == {"police", "vehicle"}
