from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import TOUR, run_command

from corroborate.cli import demonstration


def test_the_demonstration_shows_incidents_contests_totals_and_what_to_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demonstration, "find_articles", lambda: TOUR)
    first = run_command(["demo", "--in", str(tmp_path)])
    again = run_command(["demo", "--in", str(tmp_path)])
    assert (first.code, again.code) == (0, 0)
    for told in (
        "Contested, and by whom",
        "Desert Dawn Movement",
        "Quoted totals, against what the record holds",
        "What to try next",
    ):
        assert told in first.out
    assert "read earlier" in again.out
    assert first.out.partition("\nThe ")[2] == again.out.partition("\nThe ")[2]


def test_the_examples_are_found_in_a_checkout() -> None:
    assert sum(1 for each in demonstration.find_articles().rglob("*") if each.is_file()) >= 60


def test_a_folder_that_cannot_be_written_gives_way(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert demonstration._place(tmp_path / "file" / "demo").parent.is_dir()
