"""Addresses and what they ask."""

from __future__ import annotations

import pytest
from starlette.datastructures import QueryParams

from corroborate.errors import BadRequest
from corroborate.web.asked import asked
from corroborate.web.rendering import query


def test_several_values_of_one_name_are_kept_and_blank_ones_are_none() -> None:
    found = asked(QueryParams("place=Kurram&place=&place=Khyber&since=&text=+bomb+"))
    assert found.filters == {"place": ("Kurram", "Khyber"), "text": "bomb"}


def test_an_address_asked_again_from_what_was_given_asks_the_same() -> None:
    said = "since=2025-03&actor=TTP&actor=ISKP&bounds=60.5,23,78,37.125&only=contested&order=-killed&limit=20"
    found = asked(QueryParams(said))
    again = asked(QueryParams(query(found.given).lstrip("?")))
    assert again == found


def test_the_permalink_of_a_view_has_no_page() -> None:
    assert "offset" not in query(asked(QueryParams("offset=50&type=attack")).given)


def test_taking_one_value_away_leaves_the_others() -> None:
    found = asked(QueryParams("grade=denied&grade=contested&text=market"))
    assert query(found.without("grade", "denied")) == "?grade=contested&text=market"
    assert query(found.without("text", "market")) == "?grade=denied&grade=contested"


def test_downloads_take_all_rows_unless_a_limit_is_said() -> None:
    assert asked(QueryParams("")).whole()["limit"] is None
    assert asked(QueryParams("limit=7")).whole()["limit"] == 7


@pytest.mark.parametrize(
    "said",
    ["plce=Kabul", "limit=-1", "limit=many", "limit=²", "offset=1e3", "bounds=1,2,3", "bounds=0,9,0,1",
     "bounds=nan,0,1,1", "limit=100000", "place=" + "x" * 500],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_words(said: str) -> None:
    with pytest.raises(BadRequest, match=said.split("=")[0]):
        asked(QueryParams(said))
