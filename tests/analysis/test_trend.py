"""Changes, surges, operations: what is above chance, and what is not."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from tellings import FRONT, RIVAL, by, dead, incident, told

from corroborate.analysis.counted import Counted, count_incidents
from corroborate.analysis.distributions import false_discovery, student, tail, wilson
from corroborate.analysis.operations import operations
from corroborate.analysis.periods import UNITS, period_of, periods_between, shares_of
from corroborate.analysis.series import Measured, Series, series_of
from corroborate.analysis.surges import Alarm, alarm_of, surges
from corroborate.analysis.trend import change, dispersion, highest_since, trend
from corroborate.errors import BadRequest
from corroborate.model import When, Where
from worlds import flat

FIRST = date(2022, 1, 1)


def months(*counts: float, highs: tuple[float, ...] = (), unit: str = "month") -> Series:
    every = periods_between(FIRST.toordinal(), FIRST.toordinal() + 8_000, unit)
    periods = tuple(period for _, period in zip(counts, every, strict=False))
    return Series(
        name=None, unit=unit, measure="incidents", periods=periods, lows=counts, highs=highs or counts, squares=counts
    )  # fmt: skip


def on(day: date, number: int, place: str = "Mina", **more: Any) -> Counted:
    where = Where(name=place, within=("East", "Eastland"), country="EL", precision="near")
    when = When(earliest=day, latest=day, precision="day")
    of = incident(
        told(number, dead(2), who=(by(more.pop("who", FRONT), "fact"),), when=when, where=where, **more)
    )
    (one,) = count_incidents(flat(of))
    return one


# --- periods -----------------------------------------------------------------------------------------


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.sampled_from(UNITS))
@settings(max_examples=60, deadline=None)
def test_every_day_lies_in_its_period(day: date, unit: str) -> None:
    period = period_of(day.toordinal(), unit)
    assert period.first <= day.toordinal() <= period.last


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 800), st.sampled_from(UNITS))
@settings(max_examples=40, deadline=None)
def test_shares_of_an_interval_come_to_one(first: date, days: int, unit: str) -> None:
    found = list(shares_of(first.toordinal(), first.toordinal() + days, unit))
    assert sum(share for _, share in found) == pytest.approx(1)
    assert all(one.last + 1 == other.first for (one, _), (other, _) in pairwise(found))


def test_periods_are_named_as_people_name_them() -> None:
    day = date(2024, 12, 30).toordinal()
    names = {unit: period_of(day, unit).name for unit in UNITS}
    assert names == {
        "day": "2024-12-30",
        "week": "2025-W01",
        "month": "2024-12",
        "quarter": "2024-Q4",
        "year": "2024",
    }


# --- change ---------------------------------------------------------------------------------------------


def test_a_change_is_the_ratio_of_the_rates_a_day() -> None:
    of = change(months(31, 28), 1, 1)
    assert of.ratio == pytest.approx(1.0)
    assert of.low is None


def test_an_interval_holds_the_change_and_widens_with_scatter() -> None:
    calm, wild = months(*[20, 21] * 10, 40), months(*[5, 36] * 10, 40)
    one, other = change(calm, 20, 1), change(wild, 20, 1)
    assert one.low is not None
    assert one.high is not None
    assert one.ratio is not None
    assert one.low < one.ratio < one.high
    assert other.low is not None
    assert other.high is not None
    assert other.high / other.low > one.high / one.low
    assert dispersion(calm, 20)[0] < 1.0


def test_nothing_is_a_percentage_of_nothing_but_has_an_interval() -> None:
    of = change(months(*[2, 1] * 8, 0, 3), 17, 1)
    assert of.ratio is None
    assert of.low is not None


def test_the_highest_since_is_the_last_period_with_as_much() -> None:
    series = months(9, 3, 4, 8)
    assert highest_since(series, 3) == ("2022-01", True)
    assert highest_since(series, 0) == (None, True)
    assert highest_since(months(9, 3, 4, 10), 3) == (None, True)


def test_it_is_in_doubt_where_a_period_between_may_have_had_more() -> None:
    assert highest_since(months(9, 3, 4, 8, highs=(9, 3, 12, 8)), 3) == ("2022-01", False)


def test_a_trend_has_every_period_and_its_columns() -> None:
    held = [on(FIRST, 1), on(FIRST + timedelta(days=100), 5)]
    what = Measured(measure="killed", rule="range")
    sheet = trend(series_of(held, what), what)
    assert [(row["period"], row["value"]) for row in sheet.rows] == [
        ("2022-01", 2), ("2022-02", 0), ("2022-03", 0), ("2022-04", 2),
    ]  # fmt: skip
    assert all(tuple(row) == tuple(column.name for column in sheet.columns) for row in sheet.rows)
    assert trend(series_of([], what), what).rows == ()


def test_a_series_of_each_actor_runs_over_the_same_periods() -> None:
    held = [on(FIRST, 1), on(FIRST + timedelta(days=40), 5, who=RIVAL)]
    found = series_of(held, Measured(by="actor"))
    assert {each.name for each in found} == {"Northern Front", "Southern League"}
    assert {each.periods for each in found} == {found[0].periods}


@pytest.mark.parametrize(
    "what", [Measured(unit="decade"), Measured(measure="joy"), Measured(by="colour"), Measured(rule="mine")]
)
def test_what_cannot_be_followed_is_refused(what: Measured) -> None:
    with pytest.raises(BadRequest):
        series_of([on(FIRST, 1)], what)


# --- surges ---------------------------------------------------------------------------------------------


def test_an_outburst_is_found_and_its_like_before_does_not_hide_it() -> None:
    weeks = months(*[3, 4, 2, 5, 3, 4] * 10, 25, *[3, 4, 2, 5] * 3, 25, unit="week")
    found = [row["value"] for row in surges([weeks], Measured(unit="week")).rows]
    assert found == [25, 25]


def test_ordinary_weeks_raise_no_alarm_and_a_short_past_is_not_tested() -> None:
    calm = months(*[3, 4, 2, 5, 3, 4] * 10, unit="week")
    assert surges([calm], Measured(unit="week")).rows == ()
    short = surges([months(1, 2, 30, unit="week")], Measured(unit="week"))
    assert short.rows == ()
    assert short.notes[0].startswith("0 periods")


def test_growth_over_the_years_is_no_surge() -> None:
    weeks = months(*[round(10 * 1.4 ** (n / 52)) for n in range(300)], unit="week")
    assert surges([weeks], Measured(unit="week")).rows == ()


def test_few_are_no_surge_however_unlikely() -> None:
    weeks = months(*[0] * 80, 2, unit="week")
    assert surges([weeks], Measured(unit="week"), replace(Alarm(), chance=0.5)).rows == ()
    with pytest.raises(BadRequest, match="between 0 and 1"):
        alarm_of("week", 2)


# --- operations -----------------------------------------------------------------------------------------


def test_a_day_at_many_places_is_an_operation_with_its_incidents() -> None:
    usual = [on(FIRST + timedelta(days=10 * n), 10 * n) for n in range(40)]
    day = FIRST + timedelta(days=205)
    wave = [on(day, 9_000 + 10 * n, f"Town {n}") for n in range(6)] + [
        on(day + timedelta(days=1), 9_500 + n, f"Town {n}") for n in range(0, 60, 10)
    ]
    (row,) = operations([*usual, *wave]).rows
    assert (row["actor"], row["first"], row["last"]) == ("Northern Front", "2022-07-25", "2022-07-26")
    assert sorted(row["incident_ids"]) == sorted(each.id for each in wave)
    assert row["killed_low"] == 24


def test_many_at_one_place_or_in_a_province_are_none() -> None:
    usual = [on(FIRST + timedelta(days=10 * n), 10 * n) for n in range(40)]
    crowd = [on(FIRST + timedelta(days=205), 9_000 + 10 * n) for n in range(6)]
    assert operations([*usual, *crowd]).rows == ()
    assert operations([]).rows == ()


# --- distributions --------------------------------------------------------------------------------------


def test_the_tail_is_that_of_the_named_distributions() -> None:
    import numpy as np
    from scipy import stats

    counts, many = np.array([0.0, 1.0, 7.0, 30.0]), np.full(4, 1e9)
    poisson, spread = (
        tail(counts, np.full(4, 4.0), np.ones(4), many),
        tail(counts, np.full(4, 4.0), np.full(4, 2.5), many),
    )
    assert poisson == pytest.approx(stats.poisson.sf(counts - 1, 4.0), rel=1e-4)
    assert spread == pytest.approx(stats.nbinom.sf(counts - 1, 4 / 1.5, 1 / 2.5), rel=1e-4)
    assert tail(counts, np.full(4, 4.0), np.ones(4), np.full(4, 5.0))[3] > poisson[3]
    assert student(0.95, 10) == pytest.approx(stats.t.ppf(0.975, 10))


def test_false_discovery_rates_rise_with_chances_and_never_pass_one() -> None:
    found = false_discovery([0.001, 0.5, 0.01, 0.9])
    assert found == pytest.approx([0.004, 0.6667, 0.02, 0.9], abs=1e-4)
    assert false_discovery([]) == []


@given(st.integers(0, 50), st.integers(0, 50))
@settings(max_examples=30, deadline=None)
def test_a_share_lies_in_its_interval(hits: int, misses: int) -> None:
    low, high = wilson(hits, hits + misses)
    share = hits / (hits + misses) if hits + misses else 0.5
    assert 0 <= low <= share + 1e-9
    assert share <= high + 1e-9 <= 1 + 2e-9
