"""The fixed weights, and that Splink and DuckDB weigh alike."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest
from reported import AMBUSH, killed, on, told

from corroborate.errors import DataFileBroken
from corroborate.linkage import scoring
from corroborate.linkage.comparisons import COMPARISONS
from corroborate.linkage.scoring import Row, score_blocks, score_components
from corroborate.linkage.weights import read_weights, shipped_weights

TEXT = files("corroborate.linkage").joinpath("weights.yaml").read_text(encoding="utf-8")


def test_a_missing_level_is_told_by_its_comparison() -> None:
    with pytest.raises(DataFileBroken, match=r"weights\.yaml, actor: its levels must be"):
        read_weights(TEXT.replace("part_of:", "parts_of:"))


def test_a_probability_beyond_one_is_refused() -> None:
    with pytest.raises(DataFileBroken, match="between 0 and 1"):
        read_weights(TEXT.replace("same_actor: {m: 0.84", "same_actor: {m: 1.84"))


def test_agreement_speaks_for_and_contradiction_against() -> None:
    weights = shipped_weights()
    assert weights.evidence("date", "same_day") > 5 > 0 > weights.evidence("date", "else")
    assert weights.evidence("place", "same_spot") > weights.evidence("place", "inside") > 0
    assert weights.evidence("actor", "null") == 0


def test_splink_and_duckdb_weigh_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [Row(facts=each) for each in _reports()]
    directly = score_blocks(rows, shipped_weights(), {})
    monkeypatch.setattr(scoring, "FEW", 1)
    assert sorted(directly, key=str) == sorted(score_blocks(rows, shipped_weights(), {}), key=str)
    assert len(directly) > 3


def test_all_pairs_of_a_component_are_weighed_but_not_two_reports_of_one_document() -> None:
    reports = [*_reports(), told("z", document=AMBUSH.document)]
    found = score_components([Row(facts=each, component="c") for each in reports], shipped_weights(), {})
    pairs = {(pair.left, pair.right) for pair in found}
    assert ("a", "z") not in pairs
    assert len(pairs) == len(reports) * (len(reports) - 1) // 2 - 1
    assert all(len(pair.levels) == len(COMPARISONS) for pair in found)


def _reports() -> list:  # type: ignore[type-arg]
    return [
        AMBUSH,
        told("b", fine=("kech",), figures=killed(5, None)),
        told("c", **on(date(2025, 6, 5)), actors=(), figures=killed(None, 6)),
        told(
            "d", fine=(), area=None, country=None, latitude=None, longitude=None, place_precision="unresolved"
        ),
        told("e", type="attack", family="assault", earliest=date(2025, 6, 1), latest=date(2025, 6, 30)),
    ]
