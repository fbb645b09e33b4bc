"""Which reports are compared at all."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from reported import AMBUSH, on, told

from corroborate.linkage import ReportFacts, block_keys
from corroborate.linkage.blocks import months, windows


def meet(left: ReportFacts, right: ReportFacts) -> bool:
    return not block_keys(left).isdisjoint(block_keys(right))


@given(st.integers(700_000, 740_000), st.integers(0, 2))
def test_days_at_most_two_apart_share_a_window(day: int, gap: int) -> None:
    assert windows(day, day) & windows(day + gap, day + gap)


def test_a_month_is_told_by_its_number_and_year() -> None:
    assert months(date(2024, 12, 30).toordinal(), date(2025, 1, 2).toordinal()) == ["m2024-12", "m2025-1"]


def test_in_march_meets_the_eleventh_of_march() -> None:
    march = {"earliest": date(2025, 3, 1), "latest": date(2025, 3, 31)}
    assert meet(told("a", **on(date(2025, 3, 11))), told("b", **march))


def test_another_place_on_another_day_is_not_compared() -> None:
    other = told(
        "b", fine=("bakmut",), area="dunitsk", country="UA", latitude=48.6, longitude=38.0, actors=("z",)
    )
    assert not meet(AMBUSH, told("c", other, **on(date(2025, 8, 1)), figures=()))


def test_a_year_without_anything_distinctive_meets_nothing() -> None:
    year = {
        "earliest": date(2025, 1, 1),
        "latest": date(2025, 12, 31),
        "fine": (),
        "landmarks": (),
        "figures": (),
    }
    assert block_keys(told("b", **year)) == set()


def test_keys_are_few() -> None:
    assert len(block_keys(AMBUSH)) < 40
