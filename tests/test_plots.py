"""Charts draw ranges and say what they leave out."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from corroborate.errors import BadRequest
from corroborate.plots import changes, ranges
from corroborate.table import Table


def tally(*rows: dict[str, Any], by: tuple[str, ...] = ("month",)) -> Table:
    from corroborate.analysis.tally import columns_of

    columns = columns_of(by)
    empty: dict[str, Any] = {column.name: None for column in columns} | {"incidents": 1.0}
    return Table("tally", [empty | row for row in rows], "range", described=columns)


def test_a_tally_is_drawn_from_low_to_high_and_says_what_is_apart() -> None:
    table = tally(
        {"month": "2024-05", "killed_low": 2, "killed_high": 9}, {"apart": "undated", "killed_low": 1}
    )
    told = ranges(table).to_dict()
    first = told["layer"][0]
    assert first["encoding"]["y2"]["field"] == "high"
    values = first.get("data", told.get("data"))["values"]
    assert values == [{"month": "2024-05", "low": 2, "best": None, "high": 9, "incidents": 1.0}]
    assert first.get("title", told.get("title"))["subtitle"] == "rule: range; not shown: 1 undated"


def test_a_second_part_is_told_by_colour() -> None:
    row = {"month": "2024-05", "actor": "Front", "killed_low": 2, "killed_high": 9}
    told = ranges(tally(row, by=("month", "actor"))).to_dict()
    assert told["layer"][0]["encoding"]["color"]["field"] == "actor"


def test_a_trend_is_drawn_with_its_band() -> None:
    from corroborate.analysis.series import Measured
    from corroborate.analysis.trend import columns_of

    row: dict[str, Any] = {column.name: None for column in columns_of(Measured())}
    table = Table(
        "trend", [row | {"period": "2024-05", "value": 2, "value_high": 3}], described=columns_of(Measured())
    )
    assert changes(table).to_dict()["layer"][0]["encoding"]["y2"]["field"] == "value_high"


def test_what_cannot_be_drawn_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadRequest, match="one or two parts"):
        ranges(tally(by=()))
    with pytest.raises(BadRequest, match="needs a trend"):
        changes(tally())
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(BadRequest, match="altair is not installed"):
        ranges(tally())
