"""What a report is made from: one reading of the record, with the years before and what totals speak of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from corroborate import Record
from corroborate.model import Casualty, Coding, Count, Document, Report, Span, Total, When, Where
from corroborate.reports import ReportOptions, gathered
from corroborate.store import open_store

MAY: Any = {"since": "2024-05", "until": "2024-05"}
WORDS = Span(start=0, end=5, quote="words")


def coding(number: int, day: date, **more: Any) -> Coding:
    hurt = Casualty(
        effect="killed", group="civilians", count=Count(low=2, high=3), span=WORDS, attribution=()
    )
    report = Report(
        id=f"{number:024x}", document=f"d{number}", type="attack", evidence=(WORDS,), casualties=(hurt,),
        when=When(earliest=day, latest=day, precision="day"),
        where=Where(name="Kech", within=("Balochistan", "Pakistan"), country="PK", precision="district"),
    )  # fmt: skip
    document = Document(
        id=f"d{number}", source="x", text="words " * 9, publisher="Daily", published=day.isoformat()
    )
    return Coding(document=document, reports=(report,), **more)


@pytest.fixture
def record() -> Iterator[Record]:
    """A quiet year and a half, a week of many incidents in May, one in June, and a total of May and June."""
    clock = iter(datetime(2024, 7, 1, tzinfo=UTC) + timedelta(minutes=n) for n in range(1_000))
    days = [date(2023, 1, 2) + timedelta(days=28 * n) for n in range(17)]
    days += [date(2024, 5, 13 + n % 7) for n in range(9)] + [date(2024, 6, 20)]
    total = Total(
        document="d99", measure="killed", count=Count(low=40, high=40), span=WORDS,
        period=When(earliest=date(2024, 5, 1), latest=date(2024, 6, 30), precision="month"),
        where=Where(name="Balochistan", within=("Pakistan",), country="PK", precision="province"),
    )  # fmt: skip
    with Record(open_store(":memory:", now=lambda: next(clock))) as held:
        for number, day in enumerate(days):
            held.store.save(coding(number, day))
        held.store.save(coding(99, date(2024, 5, 2), totals=(total,)))
        yield held


def test_the_claims_are_read_once(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    read = []
    flat = record.store.flat
    monkeypatch.setattr(
        type(record.store), "flat", lambda _, *asked, **how: read.append(asked) or flat(*asked, **how)
    )
    gathered(record, MAY, "lowest", ReportOptions())
    assert len(read) == 1


def test_only_the_period_is_counted_though_more_is_read(record: Record) -> None:
    made = gathered(record, MAY, "lowest", ReportOptions())
    assert len(made.incidents) == 10
    assert made.followed["incidents"].periods[-1].name == "2024-05"
    assert max(each.earliest or 0 for each in made.around) <= date(2024, 5, 31).toordinal()


def test_a_surge_of_a_province_is_looked_for(record: Record) -> None:
    found = gathered(record, MAY, "lowest", ReportOptions()).surges
    assert found is not None
    assert "Balochistan, Pakistan" in {each.name for each in found.found}


def test_a_total_is_held_against_incidents_after_the_period_too(record: Record) -> None:
    made = gathered(record, MAY, "lowest", ReportOptions())
    assert [dict(row) for row in made.totals] == list(record.table("totals", **MAY))
    assert [(row["record_high"], len(row["incidents"])) for row in made.totals] == [(33, 11)]


def test_a_report_of_one_place_holds_totals_against_all_places(record: Record) -> None:
    made = gathered(record, {**MAY, "place": "Balochistan"}, "lowest", ReportOptions())
    assert [row["record_high"] for row in made.totals] == [33]
