"""The season is learnt from the past alone, and only as far as the past shows it."""

from __future__ import annotations

import numpy as np
import pytest

from corroborate.analysis.season import season_of
from corroborate.analysis.surges import Alarm, alarm_of, chances_of

WEEKS = np.arange(416)
WAVE = 1 + 0.5 * np.sin(2 * np.pi * WEEKS / Alarm().year)


def drawn(mean: float, form: np.ndarray) -> np.ndarray:
    return np.random.default_rng(3).poisson(mean * form).astype(float)


def test_a_season_of_years_is_learnt_and_less_doubtful_than_one_unseen() -> None:
    tested = np.arange(28, WEEKS.size)
    of = season_of(drawn(40, WAVE), tested, Alarm().calendar(26))
    shown = of.own / of.window.mean(axis=1)
    true = WAVE[28:] / np.lib.stride_tricks.sliding_window_view(WAVE, 26)[: tested.size].mean(axis=1)
    assert np.abs(shown[-52:] / true[-52:] - 1).max() < 0.1
    assert of.own[:50] == pytest.approx(1.0)
    assert of.variance[-52:].max() < of.variance[:50].min() / 10


def test_where_there_is_no_season_none_is_seen() -> None:
    of = season_of(drawn(40, np.ones(WEEKS.size)), np.arange(28, WEEKS.size), Alarm().calendar(26))
    assert np.abs(of.own[-104:] - 1).max() < 0.1


@pytest.mark.parametrize("unit", ["day", "week", "month", "quarter", "year"])
def test_what_comes_later_changes_nothing_before(unit: str) -> None:
    made = drawn(12, WAVE)
    other = made.copy()
    other[300:] *= 9
    one, two = (chances_of(each, alarm_of(unit)).chance[:300] for each in (made, other))
    assert np.array_equal(one, two, equal_nan=True)


def test_the_height_of_a_season_is_a_surge_out_of_season() -> None:
    made = drawn(40, WAVE)
    high, low = int(np.argmax(WAVE[-60:])), int(np.argmin(WAVE[-60:]))
    first = WEEKS.size - 60
    made[first + high] = made[first + low] = 60.0
    chance = chances_of(made, Alarm()).chance
    assert chance[first + high] > 0.01
    assert chance[first + low] < 0.001


def test_one_great_week_neither_hides_the_next_nor_makes_a_season() -> None:
    made = drawn(10, np.ones(WEEKS.size))
    made[[250, 400]] = 60.0
    of = chances_of(made, Alarm())
    assert of.chance[[250, 400]].max() < 1e-6
    assert abs(of.season[302:308] - 1).max() < 0.15


def test_where_the_level_wanders_scatter_is_that_of_forecasts() -> None:
    steps, level = np.random.default_rng(2).normal(0, 0.08, WEEKS.size), np.zeros(WEEKS.size)
    for n in range(1, WEEKS.size):
        level[n] = 0.97 * level[n - 1] + steps[n]
    walk = np.exp(level)
    calm, restless = (
        chances_of(drawn(30, form), Alarm()).dispersion[-1] for form in (np.ones(WEEKS.size), walk)
    )
    assert restless > 1.5 * calm
