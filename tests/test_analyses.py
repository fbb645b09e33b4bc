"""Analyses of a record from Python: tables that go on, as-of days, filters."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from corroborate import Record
from corroborate.analyses import parts
from corroborate.model import Casualty, Coding, Count, Document, Party, Report, Span, When, Where
from corroborate.store import open_store

FIRST = date(2024, 1, 1)
ARMY = Party(name="the army", role="military", actor="mil-el")


def coding(number: int, killed: int) -> Coding:
    day, words = FIRST + timedelta(days=7 * number), Span(start=0, end=5, quote="words")
    hurt = Casualty(
        effect="killed", group="civilians", count=Count(low=killed, high=killed + 2), span=words, attribution=(ARMY,)
    )  # fmt: skip
    report = Report(
        id=f"{number:024x}", document=f"d{number}", type="attack", evidence=(words,), casualties=(hurt,),
        when=When(earliest=day, latest=day, precision="day"),
        where=Where(name="Kech", within=("Balochistan", "Pakistan"), country="PK", precision="district"),
    )  # fmt: skip
    published = (day + timedelta(days=1)).isoformat()
    document = Document(
        id=f"d{number}", source="x", text="words " * 9, publisher="Daily", published=published
    )
    return Coding(document=document, reports=(report,))


@pytest.fixture
def record() -> Iterator[Record]:
    clock = iter(datetime(2024, 6, 1, tzinfo=UTC) + timedelta(days=n) for n in range(1_000))
    with Record(open_store(":memory:", now=lambda: next(clock))) as held:
        for number in range(8):
            held.store.save(coding(number, number + 1))
        yield held


ANALYSES: list[tuple[str, dict[str, Any]]] = [
    ("tally", {"by": ["month", "actor"]}),
    ("tally", {}),
    ("trend", {"measure": "killed"}),
    ("surges", {}),
    ("operations", {}),
    ("agreement", {"part": "figures"}),
    ("agreement", {"part": "delay"}),
    ("coverage", {"part": "sources"}),
    ("coverage", {"part": "unseen"}),
    ("contradictions", {}),
]


@pytest.mark.parametrize(("name", "how"), ANALYSES)
def test_every_analysis_goes_to_pandas_polars_and_arrow_with_units(
    record: Record, name: str, how: dict[str, Any]
) -> None:
    table = getattr(record, name)(**how)
    assert all(tuple(row) == table.columns for row in table)
    frames = (table.to_pandas(), table.to_polars(), table.to_arrow())
    assert all(len(frame) == len(table) for frame in frames)
    assert (
        tuple(frames[0].columns) == tuple(frames[1].columns) == tuple(frames[2].column_names) == table.columns
    )
    assert set(table.units) <= set(table.columns)
    assert table[:1].notes == table.notes


def test_a_missing_polars_is_said_plainly(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    from corroborate.errors import BadRequest

    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(BadRequest, match="pip install polars"):
        record.tally().to_polars()


def test_a_tally_grows_with_the_days_as_of_which_it_is_asked(record: Record) -> None:
    told = [
        record.tally(as_of=(datetime(2024, 6, 1, tzinfo=UTC) + timedelta(days=n)).date())[0]
        for n in range(-1, 30)
    ]
    counts = [row["incidents"] for row in told]
    assert counts == sorted(counts)
    assert (counts[0], counts[-1]) == (0, 8)
    assert [row["killed_low"] or 0 for row in told] == sorted(row["killed_low"] or 0 for row in told)


def test_places_go_by_the_levels_that_the_gazetteer_knows(record: Record) -> None:
    assert record.tally("province")[0]["province"] == "Balochistan, Pakistan"
    assert record.tally("district")[0]["district"] == "Kech, Balochistan, Pakistan"


def test_a_trend_is_cut_to_the_days_asked_for_but_compared_with_the_past(record: Record) -> None:
    (row,) = record.trend("killed", since="2024-02", until="2024-02")
    assert (row["period"], row["value"]) == ("2024-02", 6 + 7 + 8)
    assert row["change"] == pytest.approx(100 * (21 / 29 / (15 / 31) - 1), abs=0.01)
    assert row["is_highest_ever"]


def test_limits_and_grades_hold(record: Record) -> None:
    assert len(record.tally("week", limit=3)) == 3
    assert [*record.tally("week", limit=3, offset=2)] == [*record.tally("week")][2:5]
    assert record.tally(grade="single-source")[0]["incidents"] == 8
    assert record.tally(grade="contested")[0]["incidents"] == 0


def test_parts_are_named_in_a_list_or_with_commas() -> None:
    assert parts("month, actor") == parts(["month", "actor"]) == parts(["month,actor"]) == ("month", "actor")
    assert parts(None) == ()


def test_a_trend_ends_where_no_document_can_tell_more(record: Record) -> None:
    whole = record.trend()
    assert (whole[0]["period"], whole[-1]["period"]) == ("2024-01", "2024-02")
    last = coding(400, 3)
    early = Coding(
        document=Document(id="d400", source="x", text="words " * 9, published="2024-02-20"), reports=last.reports
    )  # fmt: skip
    record.store.save(early)
    assert record.trend()[-1]["period"] == "2024-02"
    assert any("in no period" in note for note in record.trend().notes)
