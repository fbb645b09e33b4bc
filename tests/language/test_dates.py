from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from corroborate.language.dates import DateMention, find_dates, parse_date_text
from corroborate.language.sentences import split_sentences
from corroborate.model.when import When

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "date_cases.yaml").read_text())
WEDNESDAY = date(2025, 9, 10)


def dates(text: str, anchor: date | None = WEDNESDAY, previous: When | None = None) -> list[DateMention]:
    return [m for said in split_sentences(text) for m in find_dates(said, anchor, previous)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_dates_are_resolved_against_the_day_of_the_report(case: dict[str, Any]) -> None:
    found = [
        [m.when.wording, m.when.earliest, m.when.latest, m.when.precision, m.kind]
        for m in dates(case["text"])
    ]
    assert found == case["dates"]


def test_without_an_anchor_a_weekday_stays_unresolved_with_its_wording() -> None:
    (mention,) = dates("They fought on Wednesday.", None)
    assert mention.when == When(earliest=None, latest=None, precision="unresolved", wording="on Wednesday")


@pytest.mark.parametrize(
    "text", ["yesterday", "on 3 September", "in March", "last month", "in recent weeks", "three days ago"]
)
def test_without_an_anchor_nothing_relative_resolves(text: str) -> None:
    (mention,) = dates(f"They fought {text}.", None)
    assert (mention.when.earliest, mention.when.latest, mention.when.precision) == (None, None, "unresolved")


def test_without_an_anchor_a_date_with_its_own_year_resolves() -> None:
    (mention,) = dates("They fought on 3 September 2024.", None)
    assert mention.when.earliest == date(2024, 9, 3)


def test_the_same_day_is_the_day_told_last() -> None:
    told = When(earliest=date(2025, 8, 1), latest=date(2025, 8, 1), precision="day")
    assert [m.when.earliest for m in dates("The same day they fled.", previous=told)] == [date(2025, 8, 1)]
    assert [m.when.earliest for m in dates("Two days later they fled.", previous=told)] == [date(2025, 8, 3)]


def test_the_same_day_without_a_day_told_is_unresolved() -> None:
    (mention,) = dates("The same day they fled.")
    assert mention.when.precision == "unresolved"


def test_a_report_of_the_next_morning_may_be_a_day_ahead_of_its_outlet() -> None:
    (mention,) = dates("They fought on 11 September.")
    assert mention.when.earliest == date(2025, 9, 11)


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    assert dates("They fought on 31 April.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("September 7, 2025", date(2025, 9, 7)),
        ("7 Sept 2025", date(2025, 9, 7)),
        ("2025-09-07T10:00:00Z", date(2025, 9, 7)),
        ("Sun, 07 Sep 2025 10:00:00 +0500", date(2025, 9, 7)),
        ("PESHAWAR, 7th of September, 2025", date(2025, 9, 7)),
        ("25/12/2024", date(2024, 12, 25)),
        ("12/25/2024", date(2024, 12, 25)),
        ("September 7", None),
        ("31 February 2025", None),
        ("not a date", None),
        ("", None),
    ],
)
def test_the_date_of_a_dateline(text: str, expected: date | None) -> None:
    assert parse_date_text(text) == expected
