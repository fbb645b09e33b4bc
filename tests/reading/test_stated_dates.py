"""Dates of publication as sites write them."""

from __future__ import annotations

from datetime import date

import pytest

from corroborate.reading.stated_dates import doubt_about, find_stated, parse_stated


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("2025-06-05", "2025-06-05"),
        ("20250605", "2025-06-05"),
        ("2025/6/5", "2025-06-05"),
        ("2025-06-05T14:30:00Z", "2025-06-05T14:30:00+00:00"),
        ("2025-06-05T14:30:00.123+0500", "2025-06-05T14:30:00+05:00"),
        ("Thu, 05 Jun 2025 01:30:00 +0500", "2025-06-05T01:30:00+05:00"),
        ("June 5, 2025 at 2:30 pm", "2025-06-05T14:30"),
        ("5 June 2025 12:15 AM", "2025-06-05T00:15"),
        ("5th of June, 2025", "2025-06-05"),
        ("Sept. 7, 2025", "2025-09-07"),
        ("05-Jun-25", "2025-06-05"),
        ("13/06/2025", "2025-06-13"),
        ("06/13/2025", "2025-06-13"),
        ("05.06.2025", "2025-06-05"),
        ("1749128400", "2025-06-05T13:00:00+00:00"),
        ("1749128400000", "2025-06-05T13:00:00+00:00"),
    ],
)
def test_a_full_date_is_read_in_every_form(said: str, value: str) -> None:
    stated = parse_stated(said)
    assert stated is not None
    assert stated.value == value


@pytest.mark.parametrize(
    "said", ["", "June 2025", "yesterday", "2025", "5 June", "Thursday", "12:30", "555-06-05"]
)
def test_less_than_a_day_with_its_year_is_no_date(said: str) -> None:
    assert parse_stated(said) is None


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("2025-02-30", "no day of the calendar"),
        ("31 June 2025", "no day of the calendar"),
        ("2025-13-01", "no day of the calendar"),
        ("05/06/2025", "day-first or month-first"),
        ("1970-01-01", "cannot be a date of publication"),
        ("0001-01-01", "cannot be|no day"),
    ],
)
def test_an_impossible_or_ambiguous_date_says_why(said: str, problem: str) -> None:
    stated = parse_stated(said)
    assert stated is not None
    assert stated.value is None
    import re

    assert re.search(problem, stated.problem or "")


def test_dates_are_found_where_they_stand() -> None:
    text = "Published 5 June 2025, updated June 6, 2025."
    assert [text[d.start : d.end].strip() for d in find_stated(text)] == ["5 June 2025", "June 6, 2025"]


def test_tomorrow_is_no_doubt_but_the_day_after_is() -> None:
    assert doubt_about("2025-06-06", today=date(2025, 6, 5)) is None
    assert "future" in (doubt_about("2025-06-07T10:00", today=date(2025, 6, 5)) or "")
