"""One table for all benchmarks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import run


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(run, "OUT", tmp_path)
    return tmp_path


def test_the_table_has_what_was_measured_beside_its_floor(out: Path) -> None:
    (out / "satp.json").write_text(json.dumps({"deaths total": {"exact": 93.1, "mae": 0.2}}))
    rows = {row["measure"]: row for row in run.table({"satp": {"deaths total / mae": {"most": 0.22}}})}
    assert rows["deaths exact, %"]["measured"] == 93.1
    assert rows["deaths, mean absolute error"]["floor"] == "at most 0.22"
    assert rows["perpetrator, %"]["measured"] is None


def test_what_was_not_measured_has_no_row(out: Path) -> None:
    assert list(run.table({})) == []
    assert not run.is_fresh("satp")


def test_the_table_is_written_as_markdown() -> None:
    row = {"benchmark": "speed", "measure": "words a second", "measured": 23248, "floor": None}
    assert run.markdown([row]).splitlines()[-1] == "| speed | words a second | 23,248 |  |"


def test_every_benchmark_of_the_table_exists() -> None:
    folder = Path(run.__file__).parent
    assert all(
        (folder / f"{each.module}.py").exists() or (folder / each.module / "__main__.py").exists()
        for each in run.BENCHMARKS.values()
    )
