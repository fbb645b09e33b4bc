"""What stands beside estimates and in the documentation is what drawn worlds show."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import binomtest, poisson

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.drawn_lists import KINDS, METHODS, TRUE, patterns
from bench.drawn_series import alarms, trends
from bench.worlds import BEGIN, END, FALSE, PAGE, beside, summary, tables

from corroborate.analysis.simulated import false_alarms, held_truth, simulated

CHANCE = 1e-4
"""How seldom a test here may fail where what is written is true."""


def test_the_page_on_analysis_has_the_tables_of_what_was_simulated() -> None:
    shown = PAGE.read_text(encoding="utf-8").split(BEGIN)[1].split(END)[0]
    assert shown.strip() == tables(simulated())


@pytest.mark.parametrize("kind", KINDS)
def test_chao_holds_the_truth_as_often_as_is_written(kind: str) -> None:
    assert _is_likely("chao", kind, 25)


@pytest.mark.parametrize("method", ["log-linear", "latent classes"])
@pytest.mark.parametrize("kind", ["half of the incidents hardly visible", "one report in ten not joined"])
def test_models_hold_the_truth_as_often_as_is_written(method: str, kind: str) -> None:
    assert _is_likely(method, kind, 3)


def _is_likely(method: str, kind: str, worlds: int) -> bool:
    """Could so many worlds drawn anew hold the truth as often as they do, if what is written were true?"""
    chance = np.random.default_rng(7)
    found = [METHODS[method](patterns(KINDS[kind](chance))) for _ in range(worlds)]
    held = sum((each.low or 0) <= TRUE <= (each.high or 0) for each in found)
    written = float(np.clip(simulated()["estimates"][kind][method], 0.03, 0.97))
    return bool(binomtest(held, worlds, written).pvalue > CHANCE)


def test_changes_are_held_as_often_as_stated() -> None:
    for name, of in trends(60).items():
        assert binomtest(round(of["coverage"] * 60), 60, 0.95, alternative="less").pvalue > CHANCE, name


def test_surges_are_reported_no_oftener_than_is_written() -> None:
    weeks = 492 * 6
    for name, of in alarms(1).items():
        if FALSE in of:
            most = max(simulated()["surges"][name.rsplit(", ", 2)[0]])
            assert poisson.sf(of[FALSE] * 0.492 - 1, max(most, 0.3) * weeks / 6_000) > CHANCE, name


def test_what_is_told_beside_names_every_kind_of_world() -> None:
    assert all(kind in held_truth(method) for kind in KINDS for method in METHODS)
    assert all(kind in false_alarms() for kind in simulated()["surges"])


def test_what_was_found_is_summed_up_by_its_worst() -> None:
    found: dict[str, Any] = {
        "trend": {"2 a month, scatter 1, true change 1, killed": {"coverage": 0.9}},
        "surges": {
            "steady, 3 a week, scatter 1": {FALSE: 0.5},
            "surge of 2 times 3 a week, steady": {"found within 8": 0.25, "median weeks until": 1.0},
        },
        "estimates": {f"copies, {method}": {"coverage": 0.5} for method in METHODS},
    }
    assert summary(found)["trend, least coverage"] == 0.9
    assert summary(found)["surges, most false alarms"] == 0.5
    told = beside(found, {})
    assert told["estimates"] == {"copies": dict.fromkeys(METHODS, 0.5)}
    assert "| copies | 50 % | 50 % | 50 % |" in tables(told)
