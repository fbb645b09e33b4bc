"""The index: looked up by any spelling, refused where it is missing or broken, built from consistent overlays."""

from __future__ import annotations

from pathlib import Path

import pytest

from corroborate.errors import DataFileBroken
from corroborate.places import Gazetteer, open_gazetteer
from corroborate.places.overlays import read_countries, read_places


def test_a_place_is_found_under_its_spellings(gazetteer: Gazetteer) -> None:
    kech = {place.id for place in gazetteer.lookup("Kech")}
    assert kech & {place.id for place in gazetteer.lookup("KETCH")}
    assert {"geonames:170017"} <= {place.id for place in gazetteer.lookup("Hamah")}


def test_the_largest_comes_first(gazetteer: Gazetteer) -> None:
    towns = [place for place in gazetteer.lookup("Paris") if place.level == "place"]
    assert towns[0].country == "FR"
    assert len(towns) > 5


def test_a_town_knows_its_province_and_country(gazetteer: Gazetteer) -> None:
    goma = next(place for place in gazetteer.lookup("Goma") if place.country == "CD")
    assert [gazetteer.name_of(parent) for parent in goma.parents][-1] == "North Kivu"
    assert gazetteer.country_name("CD") == "Democratic Republic of the Congo"


def test_every_place_of_the_overlays_names_a_source(gazetteer: Gazetteer) -> None:
    assert all(place.source for place in gazetteer.lookup("Zamuran") + gazetteer.lookup("Darfur"))


def test_a_missing_index_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(DataFileBroken, match=r"corroborate\.places\.building"):
        open_gazetteer(tmp_path / "none.sqlite")


def test_a_file_that_is_no_index_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    path.write_bytes(b"not a database at all, but long enough to be read as one" * 20)
    with pytest.raises(DataFileBroken, match="not a gazetteer index"):
        open_gazetteer(path)


def test_overlays_reach_the_countries_where_conflicts_are() -> None:
    provinces = {added.country for added in read_places() if added.level == "province"}
    assert len(provinces) >= 60
    assert set("AF PK IN MM PH SY IQ YE LB PS SD SS ET SO CD CF NG ML BF NE MZ UA CO HT".split()) <= provinces


def test_overlays_keep_to_the_globe_and_to_known_countries() -> None:
    codes = {country.code for country in read_countries()}
    for added in read_places():
        assert added.country is None or added.country in codes, added.name
        assert added.point is None or (abs(added.point[0]) <= 90 and abs(added.point[1]) <= 180), added.name


def test_places_of_one_country_stand_near_one_another() -> None:
    middles = {country.code: country.point for country in read_countries()}
    for added in read_places():
        if added.point and added.country and added.country not in ("RU", "US", "CL", "CA", "ID", "BR", "AU"):
            middle = middles[added.country]
            assert abs(added.point[0] - middle[0]) < 13, added.name
            assert abs(added.point[1] - middle[1]) < 17, added.name


def test_a_broken_overlay_names_its_file_and_group(tmp_path: Path) -> None:
    (tmp_path / "places_x.yaml").write_text("source: s\ngroups:\n  - kind: town\n    places: {A: [1]}\n")
    with pytest.raises(DataFileBroken, match=r"places_x\.yaml, group 1"):
        list(read_places(tmp_path))
