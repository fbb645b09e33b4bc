"""Which place a name means, how finely it is known, and why."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corroborate.model import Where
from corroborate.places import Gazetteer, PlaceMention

Locate = Callable[[str], list[Where]]


@pytest.mark.parametrize(
    ("text", "country", "first"),
    [
        ("Bombs went off in Kalat, Quetta and Mastung.", "PK", "Balochistan"),
        ("Afghan forces retook Kalat in Zabul province.", "AF", "Zabul"),
        ("He was shot in Paris, Texas.", "US", "Texas"),
        ("He was shot in Paris, France.", "FR", "Île-de-France"),
        ("Fighting in Tripoli spread to Misrata and Benghazi in Libya.", "LY", "Libya"),
        ("Clashes in Tripoli spread to Beirut and Sidon, Lebanese media said.", "LB", "North Lebanon"),
        ("He was shot in Lebanon, Pa. on Friday.", "US", "Pennsylvania"),
        ("Two died in Hama, near Homs in Syria.", "SY", "Hama"),
    ],
)
def test_holders_and_neighbours_choose_among_namesakes(
    locate: Locate, text: str, country: str, first: str
) -> None:
    where = locate(text)[0]
    assert where.country == country
    assert first in (where.name, *where.within)


def test_georgia_is_a_country_beside_abkhazia_and_a_state_beside_atlanta(locate: Locate) -> None:
    assert locate("Troops left Georgia for Abkhazia and Tbilisi.")[0].country == "GE"
    assert locate("Storms hit Georgia, Alabama and Florida; Atlanta lost power.")[0].country == "US"


def test_within_runs_from_the_finest_to_the_country(locate: Locate) -> None:
    where = locate("Gunmen struck in the Sur Dasht area of Zamuran, in Kech district.")[0]
    assert (where.name, where.within) == ("Sur Dasht", ("Zamuran", "Kech", "Balochistan", "Pakistan"))


def test_an_unknown_village_takes_the_point_and_precision_of_its_district(locate: Locate) -> None:
    village, district = locate("Two died in Qorba Nul village in Kech district. Others fled Kech district.")
    assert (village.latitude, village.longitude, village.precision) == (
        district.latitude,
        district.longitude,
        "district",
    )
    assert village.reason is not None
    assert "not in the gazetteer" in village.reason


def test_an_unknown_quarter_of_a_town_is_near_the_town(locate: Locate) -> None:
    where = locate("A bomb went off in Quetta's Zarra Wal area.")[0]
    assert (where.precision, where.within[0]) == ("near", "Quetta")


def test_a_country_alone_gives_an_unknown_village_no_point(locate: Locate) -> None:
    where = locate("Two died in Qorba Nul village. Pakistan and Pakistani forces were silent on Pakistan.")[0]
    assert (where.country, where.precision, where.latitude) == ("PK", "country", None)


def test_nothing_is_guessed_where_nothing_is_known(locate: Locate) -> None:
    where = locate("Two died in Qorba Nul village.")[0]
    assert (where.name, where.within, where.country, where.latitude) == ("Qorba Nul", (), None, None)


def test_near_is_never_exact(locate: Locate) -> None:
    assert locate("They struck 25 km south of Goma.")[0].precision == "near"


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("Two died in Goma.", "exact"),
        ("Two died in Masisi territory.", "district"),
        ("Two died in North Kivu province.", "province"),
        ("Two died in the Sahel.", "region"),
        ("Two died in Chad.", "country"),
    ],
)
def test_precision_follows_the_level_of_the_place(locate: Locate, text: str, precision: str) -> None:
    assert locate(text)[0].precision == precision


def test_the_word_of_kind_tells_the_city_from_its_province(locate: Locate) -> None:
    city, province = locate("Drones hit the city of Kharkiv. Others fell in the Kharkiv region.")
    assert (city.precision, province.precision) == ("exact", "province")


def test_a_spelling_is_read_as_its_place_within_the_country(locate: Locate) -> None:
    where = locate("Raids went on in Nooshky village, Quetta and Mastung in Pakistan.")[0]
    assert where.reason is not None
    assert "another spelling of Nushki" in where.reason


def test_a_road_lies_between_its_ends(locate: Locate) -> None:
    where = locate("They shut the Mastung–Quetta highway in Pakistan.")[0]
    assert where.within == ("Balochistan", "Pakistan")
    assert where.latitude is not None
    assert 29.7 < where.latitude < 30.3


def test_countries_known_otherwise_decide(
    gazetteer: Gazetteer, find: Callable[[str], list[PlaceMention]]
) -> None:
    mentions = find("Two died in Tripoli.")
    context = gazetteer.context(mentions)
    assert gazetteer.resolve(mentions[0], context.with_countries(["LB", "LB"])).country == "LB"
    assert gazetteer.resolve(mentions[0], context.with_countries(["LY", "LY"])).country == "LY"


def test_a_reason_names_what_the_choice_rests_on(locate: Locate) -> None:
    reason = locate("Bombs went off in Kalat, Quetta and Mastung.")[0].reason
    assert reason is not None
    assert "the document also names Quetta" in reason
