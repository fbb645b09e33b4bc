from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from tests.publishing.valley import TUESDAY, TURBAT, bomb, document, record, seen, shooting

from corroborate.datasets import HIERARCHY, type_of
from corroborate.model import NOWHERE, Casualty, Count, Perpetrator, When
from corroborate.model.vocabulary import EventType
from corroborate.publishing import HELD_BACK, Names, Showing, names_of
from corroborate.publishing.acled import acled_row, is_coded, monadic_rows
from corroborate.publishing.scales import source_scale

COLUMNS = (
    "event_id_cnty, event_date, year, time_precision, disorder_type, event_type, sub_event_type, actor1, "
    "assoc_actor_1, inter1, actor2, assoc_actor_2, inter2, interaction, civilian_targeting, iso, region, country, "
    "admin1, admin2, admin3, location, latitude, longitude, geo_precision, source, source_scale, notes, fatalities, "
    "tags, timestamp"
).split(", ")
OF = document()


def test_the_columns_are_the_31_of_acled_in_their_order() -> None:
    assert list(names_of("acled")) == list(names_of("acled-monadic")) == COLUMNS
    assert len(COLUMNS) == 31
    assert list(acled_row(seen(bomb(OF)), Showing())) == COLUMNS


def test_a_bomb_on_a_convoy_is_coded_as_acled_would() -> None:
    row = acled_row(seen(bomb(OF)), Showing())
    assert row["event_id_cnty"].startswith("PAK")
    assert (row["event_date"], row["year"], row["time_precision"]) == ("2024-05-14", 2024, 1)
    assert (row["event_type"], row["sub_event_type"]) == (
        "Explosions/Remote violence",
        "Remote explosive/landmine/IED",
    )
    assert (row["actor1"], row["inter1"]) == ("Baloch Liberation Army", "Rebel group")
    assert (row["actor2"], row["inter2"]) == ("Military Forces of Pakistan", "State forces")
    assert row["interaction"] == "State forces-Rebel group"
    assert (row["iso"], row["region"], row["country"]) == (586, "South Asia", "Pakistan")
    assert (row["admin1"], row["admin2"], row["location"], row["geo_precision"]) == (
        "Balochistan",
        "Kech",
        "Turbat",
        1,
    )
    assert row["fatalities"] == 4
    assert "lowest" in row["notes"]


def test_nobody_named_is_an_unidentified_armed_group_and_a_trader_a_civilian() -> None:
    row = acled_row(seen(shooting(OF, when=TUESDAY)), Showing())
    assert (row["actor1"], row["inter1"]) == ("Unidentified Armed Group (Pakistan)", "Political militia")
    assert (row["actor2"], row["civilian_targeting"]) == ("Civilians (Pakistan)", "Civilian targeting")
    assert row["interaction"] == "Political militia-Civilians"


def test_a_battle_has_two_armed_sides_and_a_protest_one() -> None:
    battle = acled_row(seen(shooting(OF, type="armed_clash", when=TUESDAY, casualties=())), Showing())
    assert battle["actor2"] == "Unidentified Armed Group (Pakistan)"
    crowd = acled_row(
        seen(shooting(OF, type="peaceful_protest", when=TUESDAY, perpetrators=(), casualties=())), Showing()
    )
    assert (crowd["actor1"], crowd["actor2"], crowd["interaction"]) == (
        "Protesters (Pakistan)",
        "",
        "Protesters only",
    )
    assert "crowd size=no report" in crowd["tags"]


def test_what_is_foiled_is_a_disrupted_use_of_weapons_and_threats_are_left_out() -> None:
    assert acled_row(seen(bomb(OF, stage="foiled")), Showing())["sub_event_type"] == "Disrupted weapons use"
    assert not is_coded(seen(bomb(OF, stage="threatened")))
    assert not is_coded(seen(shooting(OF)))


@pytest.mark.parametrize(
    ("precision", "last", "code"), [("day", 14, 1), ("days", 16, 2), ("week", 20, 2), ("month", 31, 3)]
)
def test_time_precision_follows_the_interval(precision: str, last: int, code: int) -> None:
    when = When(earliest=date(2024, 5, 14), latest=date(2024, 5, last), precision=precision)  # type: ignore[arg-type]
    assert acled_row(seen(bomb(OF, when=when)), Showing())["time_precision"] == code


def test_a_place_without_coordinates_keeps_empty_ones() -> None:
    row = acled_row(seen(bomb(OF, where=NOWHERE)), Showing())
    assert (row["latitude"], row["geo_precision"], row["actor2"]) == (None, 3, "Military Forces")


def test_the_monadic_form_has_a_row_for_each_side() -> None:
    first, second = monadic_rows(seen(bomb(OF)), Showing())
    assert (first["actor1"], second["actor1"]) == (second["actor2"], first["actor2"])
    assert first["event_id_cnty"] == second["event_id_cnty"]


def test_a_force_of_another_country_is_external() -> None:
    who = Perpetrator(
        name="Indian army",
        kind="organization",
        responsibility="accused",
        actor="mil-in",
        span=bomb(OF).evidence[0],
    )
    assert acled_row(seen(bomb(OF, perpetrators=(who,))), Showing())["inter1"] == "External/Other forces"


def test_private_names_are_held_back_in_notes() -> None:
    row = acled_row(seen(bomb(OF)), Showing(names=Names(private=frozenset({"Gul Khan"}))))
    assert HELD_BACK in row["notes"]
    assert "Gul Khan" not in "".join(map(str, row.values()))


def test_every_type_has_its_place_in_the_hierarchy_and_comes_back_from_its_name() -> None:
    assert set(HIERARCHY) == set(get_args(EventType))
    assert all(type_of(each.sub_event_type) == kind for kind, each in HIERARCHY.items())


def test_a_district_is_its_own_second_division() -> None:
    row = acled_row(
        seen(
            bomb(
                OF,
                where=replace(TURBAT, name="Kech", within=("Balochistan", "Pakistan"), precision="district"),
            )
        ),
        Showing(),
    )
    assert (row["admin1"], row["admin2"], row["location"], row["geo_precision"]) == (
        "Balochistan",
        "Kech",
        "Kech",
        2,
    )


def test_what_acled_does_not_code_is_counted_not_lost(tmp_path: Path) -> None:
    done = record().export(tmp_path / "acled.csv", "acled", rule="claimant")
    assert done.rows == 1
    assert any(line.startswith("2 incidents without a day, or only threatened") for line in done.withheld)
    with done.path.open(newline="") as file:
        assert next(csv.DictReader(file))["fatalities"] == "7"


def test_of_a_longer_interval_the_middle_day_is_the_date() -> None:
    week = When(earliest=date(2024, 5, 11), latest=date(2024, 5, 17), precision="week")
    row = acled_row(seen(bomb(OF, when=week)), Showing())
    assert (row["event_date"], row["time_precision"]) == ("2024-05-14", 2)


@pytest.mark.parametrize(
    ("wording", "number"), [("several", 3), ("dozens of", 12), ("hundreds of", 100), ("casualties", 3)]
)
def test_numbers_for_words_are_written_where_asked_and_tagged(wording: str, number: int) -> None:
    dead = Casualty(
        effect="killed",
        group="civilians",
        count=Count(low=None, high=None, wording=wording),
        span=bomb(OF).evidence[0],
    )
    view = seen(bomb(OF, casualties=(dead,)))
    assert acled_row(view, Showing())["fatalities"] == 0
    row = acled_row(view, Showing(), estimates=True)
    assert (row["fatalities"], row["tags"].endswith("; fatalities=estimate")) == (number, True)


def test_no_number_is_written_where_a_figure_is_given_or_nobody_died() -> None:
    assert acled_row(seen(bomb(OF)), Showing(), estimates=True)["fatalities"] == 4
    assert acled_row(seen(bomb(OF, casualties=())), Showing(), estimates=True)["fatalities"] == 0


@pytest.mark.parametrize(
    ("publishers", "scale"),
    [
        (["The Daily Valley"], ""),
        (["Geo News"], "National"),
        (["The Balochistan Post", "Geo News"], "Subnational-National"),
        (["Reuters", "The Daily Valley", "Geo News"], "National-International"),
        (["Human Rights Watch"], "Other"),
        (["Amaq"], "Other"),
        (["Mash Telegram channel", "The Hindu"], "New media-International"),
    ],
)
def test_the_scale_of_the_sources_is_told_where_it_is_known(publishers: list[str], scale: str) -> None:
    view = seen(bomb(OF))
    sources = tuple(
        replace(view.incident.sources[0], id=f"d{n}", publisher=name) for n, name in enumerate(publishers)
    )
    told = replace(view, incident=replace(view.incident, sources=sources))
    assert source_scale(told) == scale


def test_an_identity_militia_is_told_from_a_political_one() -> None:
    herders = Perpetrator(
        name="armed herders", kind="group", responsibility="accused", span=bomb(OF).evidence[0]
    )
    cartel = replace(herders, name="Sinaloa Cartel", kind="organization", actor="sinaloa")
    rows = [acled_row(seen(bomb(OF, perpetrators=(who,))), Showing()) for who in (herders, cartel)]
    assert [row["inter1"] for row in rows] == ["Identity militia", "Political militia"]
    assert rows[0]["interaction"] == "State forces-Identity militia"
