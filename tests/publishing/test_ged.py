from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.publishing.valley import TUESDAY, TURBAT, bomb, document, seen, shooting

from corroborate.datasets import countries
from corroborate.model import NOWHERE, Casualty, Count
from corroborate.publishing import Showing, names_of
from corroborate.publishing.ged import date_precision, ged_row, is_lethal, priogrid_cell

COLUMNS = (
    "id, relid, year, active_year, code_status, type_of_violence, conflict_dset_id, conflict_new_id, conflict_name, "
    "dyad_dset_id, dyad_new_id, dyad_name, side_a_dset_id, side_a_new_id, side_a, side_b_dset_id, side_b_new_id, "
    "side_b, number_of_sources, source_article, source_office, source_date, source_headline, source_original, "
    "where_prec, where_coordinates, where_description, adm_1, adm_2, latitude, longitude, geom_wkt, priogrid_gid, "
    "country, country_id, region, event_clarity, date_prec, date_start, date_end, deaths_a, deaths_b, "
    "deaths_civilians, deaths_unknown, best, high, low, gwnoa, gwnob"
).split(", ")
OF = document()


def test_the_columns_are_the_49_of_ged_in_their_order() -> None:
    assert list(names_of("ged")) == COLUMNS
    assert len(COLUMNS) == 49
    assert list(ged_row(seen(bomb(OF)), Showing())) == COLUMNS


def test_a_bomb_on_a_convoy_is_state_based_with_the_government_as_side_a() -> None:
    row = ged_row(seen(bomb(OF)), Showing())
    assert row["type_of_violence"] == 1
    assert (row["side_a"], row["side_b"]) == ("Government of Pakistan", "Baloch Liberation Army")
    assert (row["gwnoa"], row["gwnob"], row["country_id"], row["region"]) == (770, None, 770, "Asia")
    assert (row["deaths_a"], row["deaths_b"], row["deaths_civilians"], row["deaths_unknown"]) == (3, 0, 1, 0)
    assert (row["low"], row["best"], row["high"]) == (4, 4, 8)
    assert (row["date_start"], row["date_prec"], row["where_prec"]) == ("2024-05-14 00:00:00.000", 1, 1)
    assert row["geom_wkt"] == "POINT (63.0485 26.0012)"
    assert row["number_of_sources"] == 2


def test_a_trader_shot_is_one_sided() -> None:
    row = ged_row(seen(shooting(OF, when=TUESDAY)), Showing())
    assert (row["type_of_violence"], row["side_b"], row["deaths_civilians"]) == (3, "Civilians", 1)
    assert not is_lethal(seen(shooting(OF)))


def test_the_dead_of_no_said_group_are_unknown() -> None:
    dead = Casualty(
        effect="killed", group="unknown", count=Count(low=9, high=None), span=bomb(OF).evidence[0]
    )
    row = ged_row(seen(bomb(OF, casualties=(*bomb(OF).casualties, dead))), Showing())
    assert row["best"] == row["deaths_a"] + row["deaths_civilians"] + row["deaths_unknown"] == 9
    assert row["low"] <= row["best"] <= row["high"]


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"),
    [(-89.9, -179.9, 1), (-55.75, -69.25, 49182), (26.0012, 63.0485, 167527), (90.0, 180.0, 259200)],
)
def test_priogrid_cells_are_numbered_from_the_south_west(
    latitude: float, longitude: float, cell: int
) -> None:
    assert priogrid_cell(latitude, longitude) == cell


def test_a_place_that_is_not_known_has_no_cell_and_no_point() -> None:
    row = ged_row(seen(bomb(OF, where=NOWHERE)), Showing())
    assert (row["priogrid_gid"], row["geom_wkt"], row["where_prec"]) == (None, "", 7)


@pytest.mark.parametrize(("days", "code"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5)])
def test_date_prec_follows_the_length_of_the_interval(days: int, code: int) -> None:
    first = date(2024, 5, 1)
    assert date_precision(first, first + timedelta(days=days - 1)) == code


@pytest.mark.parametrize(
    ("precision", "code"),
    [("exact", 1), ("near", 2), ("district", 3), ("province", 4), ("region", 5), ("country", 6)],
)
def test_where_prec_is_that_of_the_place(precision: str, code: int) -> None:
    where = replace(TURBAT, precision=precision)  # type: ignore[arg-type]
    assert ged_row(seen(bomb(OF, where=where)), Showing())["where_prec"] == code


@pytest.mark.parametrize(
    ("code", "gw"),
    [("PK", 770), ("YE", 678), ("VN", 816), ("CZ", 316), ("CD", 490), ("SS", 626), ("RU", 365), ("US", 2)],
)
def test_countries_have_gleditsch_and_wards_numbers(code: str, gw: int) -> None:
    assert countries()[code].gw == gw


def test_numbers_of_countries_are_given_once() -> None:
    numbers = [each.gw for each in countries().values() if each.gw]
    assert len(numbers) == len(set(numbers)) > 180
    assert len({each.alpha3 for each in countries().values()}) == len(countries())
