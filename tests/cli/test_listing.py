from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run, run_command


def test_incidents_are_listed_by_day(run: Run, incident: dict[str, Any]) -> None:
    ended = run("incidents")
    assert ended.code == 0
    line = next(line for line in ended.out.splitlines() if line.startswith(incident["id"][:8]))
    assert "2025-03-11  armed clash  Ansongo" in line
    assert "contested" in line


def test_no_colour_and_no_trailing_blanks_reach_a_pipe(run: Run) -> None:
    out = run("incidents").out
    assert "\x1b" not in out
    assert all(line == line.rstrip() for line in out.splitlines())


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_lists_keep_to_the_width(run: Run, columns: int) -> None:
    for command in ("incidents", "totals", "stances", "documents"):
        assert max(map(len, run(command, columns=columns).out.splitlines())) <= columns


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (["--from", "2025-03", "--to", "2025-03"], True),
        (["--from", "2025-04"], False),
        (["--place", "Gao"], True),
        (["--place", "Lagos"], False),
        (["--type", "armed_clash"], True),
        (["--type", "grenade", "--type", "armed_clash"], True),
        (["--grade", "contested"], True),
        (["--grade", "denied"], False),
        (["--text", "convoy"], True),
        (["--as-of", "2020-01-01"], False),
        (["--limit", "0"], False),
    ],
)
def test_filters_narrow_the_list(run: Run, incident: dict[str, Any], filters: list[str], found: bool) -> None:
    ids = [row["id"] for row in run("incidents", *filters, "--json").json]
    assert (incident["id"] in ids) is found


@pytest.mark.parametrize(
    "wrong",
    [
        ["--from", "2025-13"],
        ["--type", "picnic"],
        ["--grade", "sure"],
        ["--as-of", "now"],
        ["--rule", "mine"],
    ],
)
def test_a_filter_that_makes_no_sense_is_wrong_usage(run: Run, wrong: list[str]) -> None:
    ended = run("incidents", *wrong)
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1)


def test_a_missing_record_says_how_to_make_one(tmp_path: Path) -> None:
    ended = run_command(["incidents", "-r", str(tmp_path / "none.db")])
    assert ended.code == 1
    assert "corroborate add" in ended.err
    assert not (tmp_path / "none.db").exists()


def test_documents_are_found_by_their_words(run: Run) -> None:
    ended = run("search", "convoy", "--json")
    assert len(ended.json) == 2
    assert run("search", "zebra").out == "No documents match.\n"


def test_totals_stand_beside_what_the_record_holds(run: Run) -> None:
    out = run("totals").out
    assert "31 attacks  2025-03 · Gao" in out
    assert "said by River Monitor; the record holds 1 in 1 incident; 30 remain unexplained" in out


def test_a_stance_names_who_takes_it(run: Run) -> None:
    rows = run("stances", "--json").json
    assert ("governor of Gao", "condemns") in {(row["actor"], row["act"]) for row in rows}


def test_documents_tell_of_their_incidents(run: Run) -> None:
    titles = {row["title"]: row["reports"] for row in run("documents", "--json").json}
    assert titles["Soldiers killed in ambush near Ansongo"] == 1


def test_what_was_read_with_least_confidence_is_listed_with_its_signs_of_doubt(record: Path) -> None:
    ended = run_command(["review", "--readings", "-r", str(record), "-n", "2"])
    assert ended.code == 0
    assert "%" in ended.out
    assert "Settle a report: `corroborate accept ID -m why" in ended.out


def test_readings_as_json_are_ordered_by_confidence(record: Path) -> None:
    rows = run_command(["review", "--readings", "-r", str(record), "--json"]).json
    sure = [row["confidence"] for row in rows]
    assert sure == sorted(sure)
    assert all(0 <= doubt["confidence"] <= 1 for row in rows for doubt in row["doubts"])
