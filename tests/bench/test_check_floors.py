"""A measure below its floor is named, and so is one that was not measured."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.check_floors import FLOORS, QUICK, fallen, result_of
from bench.run import BENCHMARKS
from bench.speed import growth

RESULT = {"incident": {"recall": 80.0}, "peak MB": 700, "words": 5}


@pytest.mark.parametrize(
    ("floors", "said"),
    [
        ({"incident / recall": 79.0}, []),
        ({"incident / recall": 81.0}, ["x: incident / recall is 80.0, below 81.0"]),
        ({"peak MB": {"most": 600}}, ["x: peak MB is 700, more than 600"]),
        ({"peak MB": {"most": 700}, "words": 5}, []),
        ({"silence / recall": 1.0}, ["x: silence / recall was not measured"]),
    ],
)
def test_a_measure_worse_than_its_floor_is_named(floors: dict[str, object], said: list[str]) -> None:
    assert list(fallen("x", RESULT, floors)) == said


def test_a_benchmark_without_a_result_gives_none() -> None:
    assert result_of("no-such-benchmark", measured_only=True) is None


def test_the_pinned_floors_name_known_benchmarks() -> None:
    assert set(json.loads(FLOORS.read_text(encoding="utf-8"))) <= BENCHMARKS.keys() | QUICK.keys()


def test_ten_times_the_time_for_ten_times_the_documents_is_an_exponent_of_one() -> None:
    assert growth({1_000: {"seconds": 2.0}, 10_000: {"seconds": 20.0}}) == 1.0
