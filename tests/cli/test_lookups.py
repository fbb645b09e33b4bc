from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import run_command


def test_a_name_that_many_places_bear_gives_them_all() -> None:
    countries = {row["country"] for row in run_command(["gazetteer", "lookup", "Tripoli", "--json"]).json}
    assert {"LY", "LB"} <= countries
    assert {
        row["country"]
        for row in run_command(["gazetteer", "lookup", "Tripoli", "--country", "lb", "--json"]).json
    } == {"LB"}


def test_a_place_that_is_not_known_says_how_to_load_more() -> None:
    assert "gazetteer load" in run_command(["gazetteer", "lookup", "Xyzzyxburg"]).out


def test_an_actor_is_shown_with_its_parts_by_id_or_name() -> None:
    by_name = run_command(["actors", "show", "Rapid Support Forces", "--json"]).json
    assert run_command(["actors", "show", by_name["id"], "--json"]).json == by_name
    assert "also called" in run_command(["actors", "show", "Rapid Support Forces"]).out


def test_actors_are_found_by_words_of_their_aliases() -> None:
    assert "JNIM" in str(run_command(["actors", "find", "nusrat", "muslimin", "--json"]).json)
    assert run_command(["actors", "find", "qwertyuiop"]).out == "No party matches.\n"


def test_actors_are_listed_by_country_and_kind() -> None:
    rows = run_command(["actors", "list", "--country", "ML", "--kind", "armed_group", "--json"]).json
    assert rows
    assert all(row["kind"] == "armed_group" for row in rows)


def test_an_actor_nobody_knows_fails_in_one_line() -> None:
    ended = run_command(["actors", "show", "The Nobodies"])
    assert (ended.code, len(ended.err.splitlines())) == (1, 1)


def test_places_that_a_user_loads_are_known_from_then_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CORROBORATE_DATA_FOLDER", str(tmp_path / "data"))
    dump = tmp_path / "ML.txt"
    dump.write_text(
        "\t".join(
            [
                "99999901",
                "Xyzzyxburg",
                "Xyzzyxburg",
                "",
                "16.5",
                "0.5",
                "P",
                "PPL",
                "ML",
                "",
                "",
                "",
                "",
                "",
                "900",
                "",
                "",
                "Africa/Bamako",
                "2024-01-01",
            ]
        )
        + "\n"
    )
    assert run_command(["gazetteer", "load", str(dump), "--json"]).json["places"] == 1
    assert [row["latitude"] for row in run_command(["gazetteer", "lookup", "Xyzzyxburg", "--json"]).json] == [
        16.5
    ]
    text = "MALI, March 12, 2025 - Two soldiers were killed in Xyzzyxburg on Tuesday, residents said."
    told = run_command(["extract", "-"], stdin=text).json["incidents"]
    assert [incident["where"]["latitude"] for incident in told] == [16.5]


def test_a_dump_that_is_missing_fails_in_one_line(tmp_path: Path) -> None:
    ended = run_command(["gazetteer", "load", str(tmp_path / "PK.zip")])
    assert (ended.code, len(ended.err.splitlines())) == (1, 1)
