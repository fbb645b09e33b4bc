from __future__ import annotations

from datetime import date

import pytest

from corroborate import words
from corroborate.model import Count, When, Where


@pytest.mark.parametrize(
    ("earliest", "latest", "told"),
    [
        ("2025-03-11", "2025-03-11", "2025-03-11"),
        ("2025-03-11", "2025-03-14", "2025-03-11…14"),
        ("2025-03-30", "2025-04-02", "2025-03-30…04-02"),
        ("2024-12-31", "2025-01-01", "2024-12-31…2025-01-01"),
        ("2025-02-01", "2025-02-28", "2025-02"),
        ("2024-02-01", "2024-02-28", "2024-02-01…28"),
        ("2025-01-01", "2025-12-31", "2025"),
        ("2020-01-01", "2025-12-31", "2020…2025"),
        (None, "2025-03-11", "…2025-03-11"),
        ("2025-03-11", None, "2025-03-11…"),
        (None, None, "unknown"),
    ],
)
def test_days_are_told_as_short_as_they_can_be(earliest: str | None, latest: str | None, told: str) -> None:
    assert words.span_of_days(earliest, latest) == told


def test_a_day_without_an_anchor_is_told_in_its_words() -> None:
    when = When(earliest=None, latest=None, precision="unresolved", wording="Wednesday")
    assert words.days(when) == "“Wednesday”"
    assert (
        words.days(When(earliest=date(2025, 3, 11), latest=date(2025, 3, 11), precision="day"))
        == "2025-03-11"
    )


@pytest.mark.parametrize(
    ("low", "high", "wording", "told"),
    [
        (5, None, "at least five", "≥5 “at least five”"),
        (None, 20, "up to 20", "≤20 “up to 20”"),
        (5, 7, None, "5–7"),
        (5, 5, "5", "5"),
        (1200, 1200, "1,200", "1,200"),
        (None, None, "several", "unknown “several”"),
        (0, 0, "no", "0 “no”"),
        (None, None, None, "unknown"),
    ],
)
def test_a_figure_keeps_its_words_where_they_say_more(
    low: int | None, high: int | None, wording: str | None, told: str
) -> None:
    assert words.figure(Count(low=low, high=high, wording=wording)) == told


def test_a_place_names_nothing_twice() -> None:
    assert words.place(Where(name="Gao", within=("Gao", "Mali"))) == "Gao, Mali"
    assert words.place(Where(name=None)) == "place unknown"


def test_what_steers_a_terminal_is_made_harmless() -> None:
    assert words.harmless("a\x1b[31mb\u202ec\x07") == "a\ufffd[31mb\ufffdc\ufffd"
    assert words.harmless("گوادر — “x”\n") == "گوادر — “x”\n"


def test_whom_nobody_named_are_people() -> None:
    assert words.said_plainly("sources differ on unknown killed and security_forces injured") == (
        "sources differ on people killed and security forces injured"
    )


def test_every_event_type_has_its_words() -> None:
    from typing import get_args

    from corroborate.model.vocabulary import EventType

    assert set(words.TYPES) == set(get_args(EventType))
