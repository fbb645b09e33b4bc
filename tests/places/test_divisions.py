"""Districts and counties: bare names, points in the middle of their towns, found only where a word of kind asks for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from corroborate.errors import DataFileBroken
from corroborate.places import Gazetteer
from corroborate.places.divisions import bare_name, divisions_of, point_of, read_divisions


@pytest.mark.parametrize(
    ("full", "bare"),
    [
        ("Laurel County", ("Laurel", "county")),
        ("Tangipahoa Parish", ("Tangipahoa", "parish")),
        ("Cercle de Niono", ("Niono", "district")),
        ("Quetta District", ("Quetta", "district")),
        ("Kabupaten Puncak", ("Puncak", "district")),
        ("Province of Aklan", ("Aklan", "district")),
        ("Hawija", ("Hawija", "district")),
        ("County", ("County", "district")),
    ],
)
def test_the_word_of_kind_is_taken_from_a_name(full: str, bare: tuple[str, str]) -> None:
    assert bare_name(full) == bare


def town(name: str, latitude: float, longitude: float, county: str) -> dict[str, object]:
    return {
        "country_code": "US", "city": name, "latitude": latitude, "longitude": longitude, "county": county,
    }  # fmt: skip


def test_a_division_stands_in_the_middle_of_its_towns_and_a_lone_namesake_serves_itself() -> None:
    towns = [
        town("Milford", 40.0, -80.0, "Reed County"),
        town("Ashby", 41.0, -81.0, "Reed County"),
        town("Varna", 42.0, -80.0, "Varna"),
    ]
    codes = {point_of("US", float(str(t["latitude"])), float(str(t["longitude"]))): "OH" for t in towns}
    (division,) = divisions_of(towns, codes)
    assert (division.name, division.kind, division.code) == ("Reed", "county", "OH")
    assert (division.latitude, division.longitude) == (40.5, -80.5)


def test_a_broken_table_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "d.tsv").write_text("# head\nUS\tOH\tReed\n")
    with pytest.raises(DataFileBroken, match=r"d\.tsv, line 2"):
        list(read_divisions(tmp_path / "d.tsv"))


def test_the_table_has_the_districts_of_countries_at_war() -> None:
    countries = {division.country for division in read_divisions()}
    assert set("AF PK IN MM IQ YE PS NG UA CO ET CD US".split()) <= countries


def test_counties_are_apart_from_what_bears_their_name(gazetteer: Gazetteer) -> None:
    assert not [place for place in gazetteer.lookup("Laurel") if place.kind == "county"]
    counties = gazetteer.districts("laurel")
    assert [(place.kind, gazetteer.name_of(place.parents[0])) for place in counties] == [
        ("county", "Kentucky")
    ]


def test_a_district_of_the_overlays_is_not_doubled(gazetteer: Gazetteer) -> None:
    assert gazetteer.districts("panjgur") == ()
