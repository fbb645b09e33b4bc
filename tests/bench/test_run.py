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
    assert rows["deaths exact, %"]["grammar"] == 93.1
    assert rows["deaths, mean absolute error"]["floor"] == "at most 0.22"
    assert rows["perpetrator, %"]["grammar"] is None


def test_the_grammar_alone_stands_beside_the_tagger_each_with_its_interval(out: Path) -> None:
    (out / "muc4.json").write_text(json.dumps({"GTT micro-F1": 48.1, "GTT interval": [42.0, 54.0]}))
    (out / "muc4-grammar.json").write_text(json.dumps({"GTT micro-F1": 37.6}))
    row = next(run.table({}))
    assert (row["grammar"], row["tagger"], row["tagger interval"]) == (37.6, 48.1, [42.0, 54.0])
    assert run.markdown([row]).splitlines()[-1].endswith("| 37.6 | 48.1 [42.0, 54.0] |  |")


@pytest.mark.parametrize(
    ("result", "path"),
    [
        ({"incident": {"f1": 80.0, "interval": [1, 2]}}, "incident / f1"),
        ({"deaths": {"mae": 0.2, "mae interval": [1, 2], "interval": [3, 4]}}, "deaths / mae"),
        ({"GTT micro-F1": 48.1, "GTT interval": [1, 2]}, "GTT micro-F1"),
        ({"victim number": 48.1, "victim number interval": [1, 2]}, "victim number"),
    ],
)
def test_an_interval_is_found_beside_its_measure(result: dict[str, object], path: str) -> None:
    assert run.interval_at(result, path) == [1, 2]


def test_a_measure_without_an_interval_has_none() -> None:
    assert run.interval_at({"words": 3}, "words") is None
    assert run.interval_at({}, "incident / f1") is None


def test_what_was_not_measured_has_no_row(out: Path) -> None:
    assert list(run.table({})) == []
    assert not run.is_fresh("satp")


def test_the_table_is_written_as_markdown() -> None:
    row = {"benchmark": "speed", "measure": "words a second", "grammar": 23248, "floor": None}
    assert run.markdown([row]).splitlines()[-1] == "| speed | words a second | 23,248 |  |  |"


def test_one_that_fails_stops_no_other(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []

    def fail_first(command: list[str]) -> bool:
        ran.append(command[2])
        return len(ran) > 1

    monkeypatch.setattr(run, "run", fail_first)
    assert run.measure_all(["examples"], ["grammar"], fresh=True) == ["examples"]
    assert run.measure_all(["examples", "calibration"], ["tagger"], fresh=True) == []
    assert ran == ["bench.examples", "bench.examples", "bench.calibration"]


def test_every_benchmark_of_the_table_exists() -> None:
    folder = Path(run.__file__).parent
    assert all(
        (folder / f"{each.module}.py").exists() or (folder / each.module / "__main__.py").exists()
        for each in run.BENCHMARKS.values()
    )
