from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import run_command

from corroborate.cli.deciding import _value
from corroborate.errors import BadRequest


@pytest.fixture
def reports(record: Path) -> list[str]:
    rows: list[dict[str, Any]] = run_command(["incidents", "-r", str(record), "--json"]).json
    return next(row["reports"] for row in rows if len(row["reports"]) > 1)


def _incidents(record: Path) -> list[list[str]]:
    return sorted(
        sorted(row["reports"]) for row in run_command(["incidents", "-r", str(record), "--json"]).json
    )


def test_a_split_parts_an_incident_and_undo_brings_it_back(record: Path, reports: list[str]) -> None:
    before = _incidents(record)
    ended = run_command(["split", reports[-1][:8], "-m", "another ambush", "-r", str(record), "--json"])
    assert (ended.code, ended.json["author"], ended.json["reason"]) == (0, "A. Reader", "another ambush")
    assert len(_incidents(record)) == len(before) + 1
    assert run_command(["undo", ended.json["id"][:8], "-r", str(record)]).code == 0
    assert _incidents(record) == before


def test_what_was_parted_is_merged_only_after_the_split_is_withdrawn(
    record: Path, reports: list[str]
) -> None:
    run_command(["split", reports[-1], "-m", "another ambush", "-r", str(record)])
    ended = run_command(["merge", *reports, "-m", "the same after all", "-r", str(record)])
    assert ended.code == 2
    assert "corroborate undo" in ended.err


def test_a_rejected_report_leaves_the_lists_and_stays_in_the_record(record: Path, reports: list[str]) -> None:
    run_command(["reject", reports[0], "-m", "no incident", "-r", str(record)])
    assert all(reports[0] not in incident for incident in _incidents(record))
    assert len(run_command(["decisions", "-r", str(record), "--json"]).json) == 1


def test_a_type_is_corrected(record: Path, reports: list[str]) -> None:
    for report in reports:
        run_command(["correct", report, "type", "grenade", "-m", "it says so", "-r", str(record)])
    assert [row["type"] for row in run_command(["incidents", "-r", str(record), "--json"]).json].count(
        "grenade"
    ) == 1


def test_a_decision_needs_a_reason_and_an_author(record: Path, reports: list[str]) -> None:
    assert run_command(["split", reports[0], "-r", str(record)]).code == 2
    ended = run_command(["split", reports[0], "-m", "so", "-r", str(record)], CORROBORATE_AUTHOR=" ")
    assert (ended.code, "author" in ended.err) == (2, True)


def test_a_value_is_a_word_or_json() -> None:
    assert _value("grenade") == "grenade"
    assert _value('{"low": 3, "high": null}') == {"low": 3, "high": None}
    with pytest.raises(BadRequest, match="no JSON"):
        _value("{low: 3}")
