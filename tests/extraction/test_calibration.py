from __future__ import annotations

from typing import get_args

import pytest

from corroborate.errors import DataFileBroken
from corroborate.extraction.calibration import Curve, read_curves, shipped_curves
from corroborate.extraction.doubts import Field


def test_every_field_has_a_shipped_curve() -> None:
    assert set(shipped_curves()) == set(get_args(Field))


def test_each_sign_of_doubt_lowers_the_chance() -> None:
    curve = Curve(free=2.0, weights={"undated": 1.0, "unplaced": 0.5})
    chances = [curve.chance(signs) for signs in ((), ("unplaced",), ("undated",), ("undated", "unplaced"))]
    assert chances == sorted(chances, reverse=True)
    assert curve.chance(["undated", "undated twice"]) == curve.chance(["undated"])


def test_no_odds_are_even() -> None:
    assert Curve(free=0.0, weights={}).chance([]) == 0.5


@pytest.mark.parametrize(("free", "weight"), [(float("nan"), 0.1), (1.0, -0.1), (1.0, float("inf"))])
def test_a_curve_that_a_sign_of_doubt_raises_is_refused(free: float, weight: float) -> None:
    with pytest.raises(ValueError, match=r"log-odds|sign of doubt"):
        Curve(free=free, weights={"undated": weight})


@pytest.mark.parametrize(
    "text", ["{}", "incident: {free: 1}", "incident: [1]", "incident: {free: x, signs: {}}"]
)
def test_a_broken_file_says_how_it_is_made_anew(text: str) -> None:
    with pytest.raises(DataFileBroken, match=r"training\.calibrate"):
        read_curves(text)
