"""Analyses, exports and a report, measured on a small made record."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.made_record import make

from bench import analysis


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "made.db"
    assert make(path, 900) > 800
    return path


@pytest.mark.parametrize("name", ["tally-month", "claims.csv", "incidents.jsonl", "ged.csv", "totals.csv"])
def test_what_is_named_is_made_and_measured(name: str, made: Path) -> None:
    found = analysis.measured(name, str(made))
    assert found["rows"] > 0
    assert found["wall"] >= 0
    assert found["peak MB"] > 10


def test_every_form_is_measured_that_holds_incidents() -> None:
    forms = {name.partition(".")[2] for name, kind in analysis.EXPORTS.items() if kind == "incidents"}
    assert forms == {"csv", "jsonl", "geojson", "parquet", "gpkg", "xlsx"}
    assert set(analysis.EVERYTHING) >= {"report-of-a-year", "acled.csv", "ged.csv", "unseen"}


def test_growth_is_the_exponent_of_size() -> None:
    assert analysis.growth({1_000: {"seconds": 1.0}, 10_000: {"seconds": 10.0}}) == 1.0
    assert analysis.growth({1_000: {"seconds": 2.0}, 10_000: {"seconds": 2.0}}) == 0.0


def test_a_record_is_made_once(tmp_path: Path) -> None:
    path = analysis.made(500, tmp_path)
    before = path.stat().st_mtime_ns
    assert analysis.made(500, tmp_path) == path
    assert path.stat().st_mtime_ns == before
