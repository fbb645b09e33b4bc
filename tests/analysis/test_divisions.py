"""Which province and district a chain of names lies in, with and without a gazetteer."""

from __future__ import annotations

import pytest

from corroborate.analysis.divisions import Divisions, divisions_of
from corroborate.model.flat import FlatPlace

KNOWN = {
    "Dohuk": {"province"},
    "Kurdistan Region": {"region"},
    "Cauca": {"province"},
    "Cali": {"place", "district"},
}


def of(*chain: str, precision: str = "near", country: str | None = "XX") -> Divisions:
    return divisions_of(FlatPlace(chain, country, precision))


def known(*chain: str, precision: str = "near") -> Divisions:
    return divisions_of(
        FlatPlace(chain, "XX", precision), lambda name, country: frozenset(KNOWN.get(name, ()))
    )


def test_the_coarsest_below_the_country_is_the_province_and_the_next_the_district() -> None:
    found = of("Mina", "Lower", "East", "Eastland")
    assert found == ("Eastland", "East, Eastland", "Lower, East, Eastland", "Mina, Lower, East, Eastland")


def test_a_town_that_only_its_country_holds_bears_the_name_of_its_province() -> None:
    assert of("Aden", "Yemen") == ("Yemen", "Aden, Yemen", None, "Aden, Yemen")


@pytest.mark.parametrize(
    ("chain", "precision", "finest"),
    [
        (("East", "Eastland"), "province", ("Eastland", "East, Eastland", None, None)),
        (
            ("Lower", "East", "Eastland"),
            "district",
            ("Eastland", "East, Eastland", "Lower, East, Eastland", None),
        ),
        (("Lower", "Eastland"), "district", ("Eastland", None, "Lower, Eastland", None)),
        (("Eastland",), "country", ("Eastland", None, None, None)),
        (("the Sahel", "Eastland"), "region", ("Eastland", None, None, None)),
        (("Old City", "Eastland"), "country", ("Eastland", None, None, "Old City, Eastland")),
    ],
)
def test_what_is_known_coarsely_has_no_finer_division(
    chain: tuple[str, ...], precision: str, finest: tuple[str | None, ...]
) -> None:
    assert of(*chain, precision=precision) == finest


def test_a_place_without_a_country_is_only_its_name() -> None:
    assert of("Bayt Yahun", precision="unresolved", country=None) == (None, None, None, "Bayt Yahun")
    assert of(precision="unresolved", country=None) == (None, None, None, None)


def test_a_gazetteer_tells_provinces_from_regions_and_districts_from_roads() -> None:
    assert (
        known("Dohuk", "Kurdistan Region", "Iraq", precision="province").province
        == "Dohuk, Kurdistan Region, Iraq"
    )
    found = known("Pueblo", "Cali", "the road", "Cauca", "Colombia")
    assert (found.province, found.district) == ("Cauca, Colombia", "Cali, the road, Cauca, Colombia")
