"""The commands that give numbers."""

from __future__ import annotations

import pytest
from tests.cli.conftest import Run


def test_a_tally_is_printed_with_ranges_and_its_rule(run: Run) -> None:
    ended = run("tally", "--by", "month", "--rule", "range")
    assert ended.code == 0
    assert "2025-03" in ended.out
    assert "Rule “range”" in ended.out
    assert "no single" not in ended.err


def test_a_tally_as_json_has_units_notes_and_rows(run: Run) -> None:
    told = run("tally", "--by", "year,actor", "--json", "--as-of", "2030-01-01").json
    assert told["units"]["killed_low"] == "people"
    assert (told["kind"], told["as_of"], told["rule"]) == ("tally", "2030-01-01", "lowest")
    assert {"year", "actor", "incidents"} <= set(told["rows"][0])
    assert sum(row["incidents"] for row in run("tally", "--json").json["rows"]) == len(
        run("incidents", "--json").json
    )


@pytest.mark.parametrize(
    "command",
    [
        ["trend"],
        ["trend", "killed", "--every", "quarter", "--by", "country"],
        ["surges", "--by", "actor"],
        ["operations"],
        ["agreement"],
        ["agreement", "responsibility"],
        ["agreement", "silence", "--by", "country"],
        ["agreement", "delay"],
        ["coverage"],
        ["coverage", "overlap", "--of", "speaker"],
        ["coverage", "unseen"],
        ["totals", "--explain"],
        ["tally", "--by", "province", "--coarse", "apportion", "--grade", "contested"],
    ],
)
def test_every_analysis_prints_text_and_json(run: Run, command: list[str]) -> None:
    plain = run(*command)
    assert plain.code == 0
    assert plain.out.strip()
    assert run(*command, "--json").json is not None


@pytest.mark.parametrize(
    "wrong",
    [
        ["tally", "--by", "colour"],
        ["tally", "--rule", "mine"],
        ["tally", "--coarse", "guess"],
        ["trend", "joy"],
        ["trend", "--every", "decade"],
        ["surges", "--chance", "2"],
        ["agreement", "friendship"],
        ["coverage", "secrets"],
        ["coverage", "--of", "reader"],
    ],
)
def test_what_does_not_exist_is_said_in_one_line(run: Run, wrong: list[str]) -> None:
    ended = run(*wrong)
    assert ended.code == 2
    assert ended.err.count("\n") == 1


def test_totals_are_explained_by_their_incidents(run: Run) -> None:
    told = run("totals", "--explain", "--json").json
    assert set(told) == {"totals", "contradictions"}
    explaining = {each for row in told["totals"] for each in row["incidents"]}
    out = run("totals", "--explain").out
    assert all(each[:8] in out for each in explaining)
