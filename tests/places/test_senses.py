"""All names of a document are weighed together: its states, what is near, what it says elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corroborate.language.sentences import split_sentences
from corroborate.model import Where
from corroborate.places import Gazetteer, PlaceMention
from corroborate.places.candidates import candidates, split_kind

Locate = Callable[[str], list[Where]]


def one(locate: Locate, name: str, text: str) -> Where:
    """The first place of that name in a text."""
    return next(where for where in locate(text) if where.name == name)


@pytest.mark.parametrize(
    ("name", "text", "within"),
    [
        ("Dublin", "Fire crews from Dublin were called. Ohio pays half, and Columbus and Newark the rest.", "Ohio"),
        ("Dublin", "Fire crews from Dublin were called. Cork and Galway pay the rest.", "Ireland"),
        ("Paris", "Police in Paris held two men. They came from Bonham, Texas.", "Texas"),
        ("Richmond", "Deputies in Richmond searched two houses in Berea and Lexington, Kentucky.", "Kentucky"),
        ("London", "Officers in London stopped a lorry bound for Sarnia, Ontario.", "Ontario"),
    ],
)  # fmt: skip
def test_a_town_is_in_the_state_and_beside_the_towns_that_the_text_names(
    locate: Locate, name: str, text: str, within: str
) -> None:
    assert within in one(locate, name, text).within


def test_what_holds_a_name_once_holds_it_throughout(locate: Locate) -> None:
    wheres = locate("Two men fled from Paris. A judge in Paris, Texas, charged them. Shots fell in Paris.")
    assert [where.within[0] for where in wheres if where.name == "Paris"] == ["Texas"] * 3


def test_a_name_with_two_holders_keeps_both(locate: Locate) -> None:
    wheres = locate("Trains from Paris, France, do not stop in Paris, Texas.")
    assert [where.country for where in wheres if where.name == "Paris"] == ["FR", "US"]


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("A man drowned in Madison County, Kentucky.", "Kentucky"),
        ("A man drowned in Madison County. Ohio sent divers from London.", "Ohio"),
    ],
)
def test_a_county_is_found_in_its_state(locate: Locate, text: str, within: str) -> None:
    where = locate(text)[0]
    assert (where.name, where.precision) == ("Madison", "district")
    assert within in where.within


def test_a_state_holds_its_towns_and_a_city_of_the_name_stands_alone(locate: Locate) -> None:
    town = locate("A barn burned in Watertown, New York.")[0]
    assert (town.latitude or 0) > 43.5
    assert one(locate, "New York", "Envoys met in New York.").precision == "exact"


def test_the_capital_is_meant_where_nothing_speaks_for_the_state(locate: Locate) -> None:
    assert 38 < (one(locate, "Washington", "Envoys flew to Washington on Monday.").latitude or 0) < 40


@pytest.mark.parametrize(
    ("name", "kind", "bare"),
    [("Reed County", "district", "Reed"), ("Reed", "", "Reed"), ("Reed City", "", "Reed City")],
)
def test_the_word_county_in_a_name_is_its_kind(name: str, kind: str, bare: str) -> None:
    assert split_kind(name) == (bare, kind)


@pytest.mark.parametrize(
    ("short", "full"), [("Ky.", "Kentucky"), ("W. Va.", "West Virginia"), ("S.C.", "South Carolina")]
)
def test_a_shortened_state_is_the_state(gazetteer: Gazetteer, short: str, full: str) -> None:
    assert {place.name for place in candidates(gazetteer, short)} == {full}


def test_people_of_two_words_hint_at_their_country(gazetteer: Gazetteer) -> None:
    assert gazetteer.hints(split_sentences("Sri Lankan troops joined Saudi Arabian pilots.")[0]) == (
        "LK",
        "SA",
    )


def test_anchors_are_the_places_that_are_certain(
    gazetteer: Gazetteer, find: Callable[[str], list[PlaceMention]]
) -> None:
    context = gazetteer.context(find("Bombs went off in Quetta, Mastung and Turbat in Pakistan."))
    assert {"Quetta", "Mastung"} <= {anchor.name for anchor in context.anchors}
