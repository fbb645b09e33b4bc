from __future__ import annotations

from typing import Any

import pytest

from corroborate.llm.values import code, count_of, number
from corroborate.model.vocabulary import EventType, Group


@pytest.mark.parametrize(
    ("told", "quote", "low", "high"),
    [
        ({"low": 2, "high": 2, "wording": "Two"}, "Two soldiers were killed", 2, 2),
        ({"low": 5, "high": 5, "wording": "at least five"}, "killed at least five soldiers", 5, None),
        ({"low": 50, "high": 50, "wording": "five"}, "five men", 5, 5),
        ({"low": 3, "high": 3, "wording": None}, "three dead and five hurt", 3, 3),
        ({"low": 9, "high": 9, "wording": None}, "three dead and five hurt", None, None),
        ({"low": 0, "high": 0, "wording": None}, "casualties", None, None),
        ({"low": 0, "high": 0, "wording": "no casualties"}, "no casualties", 0, 0),
        ({"low": 1, "high": 1, "wording": None}, "the mayor was killed", 1, 1),
        ({"low": 4, "high": 4, "wording": None}, "the mayors were killed", None, None),
        ({"low": "dozens", "high": None, "wording": "dozens of"}, "dozens of men", None, None),
        ({"low": 3, "high": 3, "wording": "tres"}, "murieron tres soldados", 3, 3),
        ({"low": 9, "high": 3, "wording": "nueve o tres"}, "nueve o tres soldados", 3, 9),
        ("7", "seven men", 7, 7),
        ({"low": 5, "high": 5, "wording": "three women and two men"}, "three women and two men", 5, 5),
        ({"low": 6, "high": 6, "wording": "three women and two men"}, "three women and two men", None, None),
        ({"low": 2, "high": 2, "wording": "a man and his son"}, "a man and his son were shot", 2, 2),
        ({"low": 40, "high": 40, "wording": "a man and his son"}, "a man and his son were shot", 1, 1),
        ({"low": 0, "high": 0, "wording": "19 crew"}, "the 19 crew were unharmed", 0, 0),
        (None, "men", None, None),
    ],
)
def test_a_count_is_what_the_words_say_by_the_codebook(
    told: Any, quote: str, low: int | None, high: int | None
) -> None:
    count = count_of(told, quote)
    assert (count.low, count.high) == (low, high)
    assert count.wording is None or count.wording.lower() in quote.lower()


@pytest.mark.parametrize(
    ("value", "read"),
    [(5, 5), ("5", 5), ("1,200", 1200), (5.0, 5), (5.5, None), (-1, None), (True, None), ("five", None), ([], None), (float("nan"), None), (float("inf"), None), ("²", None)],
)  # fmt: skip
def test_a_number_is_whole_and_not_below_nothing(value: Any, read: int | None) -> None:
    assert number(value) == read


def test_codes_are_read_with_other_blanks_and_other_words() -> None:
    assert code("Air/drone strike", EventType) == "air_drone_strike"
    assert code("security forces", Group) == "security_forces"
    assert (code("army", Group), code("robots", Group), code(7, Group)) == ("military", None, None)


def test_the_wording_may_stand_beside_the_quote() -> None:
    told = {"low": 50, "high": 50, "wording": "fifty"}
    assert count_of(told, "casualties", "They had fifty casualties.").low == 50
    assert count_of(told, "casualties", "They had casualties.").low is None
