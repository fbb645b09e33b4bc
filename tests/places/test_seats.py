"""The capital, where a text only calls it so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corroborate.model import Where
from corroborate.places import Gazetteer, PlaceMention
from corroborate.places.seats import country_of

Find = Callable[[str], list[PlaceMention]]
Locate = Callable[[str], list[Where]]


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("Gunmen stormed a hotel in the capital. Police in Kenya shut the roads.", "Nairobi"),
        ("Rockets fell on Kunduz and in the Afghan capital.", "Kabul"),
        ("Protesters in Mali blocked the capital's airport.", "Bamako"),
    ],
)
def test_the_capital_is_that_of_the_country_told_of(locate: Locate, text: str, city: str) -> None:
    assert city in [where.name for where in locate(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Capital punishment ended in Chad.",
        "They came to the capital of Chad.",
        "The firm lacks the capital markets of Chad.",
        "A shell fell in the provincial capital in Chad.",
        "The capital, N'Djamena, was calm in Chad.",
    ],
)
def test_other_capitals_are_none(find: Find, text: str) -> None:
    assert not any(country_of(kind) is not None for mention in find(text) for kind in mention.kinds)


def test_the_capital_holds_its_streets(locate: Locate) -> None:
    where = next(
        where for where in locate("Nine died on Orsanni Avenue in the capital, police in Kenya said.")
    )
    assert where.within == ("Nairobi", "Kenya")


def test_a_capital_without_a_country_stays_unresolved(locate: Locate) -> None:
    assert locate("Gunmen stormed a hotel in the capital.")[0].precision == "unresolved"


def test_what_carries_a_country_tells_it(gazetteer: Gazetteer) -> None:
    assert [country_of(kind) for kind in ("capital AF", "capital", "city")] == ["AF", "", None]
    assert gazetteer.capital_of("AF") is not None
