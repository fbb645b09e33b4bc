"""Documents on the shelf: chosen, paged, counted, found by their words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import corroborate
from corroborate.model.held import END, FOUND, DocumentQuery
from corroborate.record import Record

BLAST = "Blast in Quetta\n\nQUETTA, {day} May 2024 - A car bomb killed {killed} people at the market of Quetta, police said."


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """Three blasts of two publishers, one twice, and a text in Urdu."""
    for name, day, killed in (("a", 3, "five"), ("b", 4, "two"), ("c", 5, "nine")):
        (tmp_path / f"{name}.txt").write_text(BLAST.format(day=day, killed=killed), encoding="utf-8")
    (tmp_path / "d.txt").write_text(BLAST.format(day=5, killed="nine") + "\n", encoding="utf-8")
    (tmp_path / "u.txt").write_text("کوئٹہ میں حملہ ہوا اور لوگ زخمی ہوئے۔", encoding="utf-8")
    with corroborate.open(tmp_path / "r.db", author="Ana") as opened:
        opened.add(tmp_path / "a.txt", tmp_path / "b.txt", publisher="The Post")
        opened.add(tmp_path / "c.txt", publisher="A Wire", published="2024-05-05T09:00:00+00:00")
        opened.add(tmp_path / "d.txt", tmp_path / "u.txt")
        yield opened


def _found(record: Record, **asked: object) -> list[str]:
    page = record.store.shelf(DocumentQuery(**asked))  # type: ignore[arg-type]
    assert page.total == len(page.documents)
    return [each.held.source.source.rsplit("/", 1)[-1][:1] for each in page.documents]


def test_a_day_of_publication_holds_its_hours(record: Record) -> None:
    assert "c" in _found(record, since=date(2024, 5, 5), until=date(2024, 5, 5))


def test_several_publishers_are_any_of_them_and_an_empty_one_is_none(record: Record) -> None:
    assert set(_found(record, publishers=("The Post", "A Wire"))) == {"a", "b", "c"}
    assert set(_found(record, publishers=("",))) == {"d", "u"}


def test_copies_and_originals_are_told_apart(record: Record) -> None:
    copies = _found(record, only=("copies",))
    assert len(copies) == 1
    assert set(copies).isdisjoint(_found(record, only=("originals",)))


def test_those_that_tell_of_nothing_are_found(record: Record) -> None:
    assert _found(record, only=("silent", "uncoded")) == ["u"]


def test_words_are_marked_where_they_stand_and_unknown_ones_find_nothing(record: Record) -> None:
    page = record.store.shelf(DocumentQuery(text='"car bomb" nine', order="best"))
    assert page.total == 2
    assert f"{FOUND}nine{END}" in page.documents[0].snippet
    assert not _found(record, text="submarine")


def test_counts_are_those_of_the_lists(record: Record) -> None:
    counts = record.store.shelf_counts(DocumentQuery(text="bomb"), ("publisher", "language"))
    for each in counts["publisher"]:
        assert each.documents == len(_found(record, text="bomb", publishers=(each.value,)))
    assert sum(each.documents for each in counts["language"]) == 4


def test_pages_follow_one_another(record: Record) -> None:
    pages = [record.store.shelf(DocumentQuery(offset=at, limit=2, order="added")) for at in (0, 2, 4)]
    assert [page.total for page in pages] == [5, 5, 5]
    assert len({each.held.source.id for page in pages for each in page.documents}) == 5


def test_the_copies_of_a_document_are_known(record: Record) -> None:
    (copy,) = (each.held for each in record.store.shelf(DocumentQuery(only=("copies",))).documents)
    assert [each.source.id for each in record.store.copies(copy.source.copy_of or "")] == [copy.source.id]


def test_quotes_lead_to_incidents(record: Record) -> None:
    page = record.store.quotes("market", 0, 1)
    assert page.total > len(page.hits) == 1
    assert page.hits[0].incident == record.store.incident(page.hits[0].id).id


def test_moments_are_when_reports_came_and_were_decided_on(record: Record) -> None:
    card = record.cards(limit=1).cards[0]
    before = record.store.moments({card.id})
    decision = record.accept(card.id, reason="read again")
    after = record.store.moments({card.id}, {decision.id})
    assert set(before) < set(after)
    record.undo(decision.id)
    assert len(record.store.moments({card.id}, {decision.id})) > len(after)


def test_the_mark_of_the_record_moves_with_every_change_and_only_then(record: Record, tmp_path: Path) -> None:
    marks = [record.store.state_mark()]
    assert record.store.state_mark() == marks[0]
    decision = record.accept(record.cards(limit=1).cards[0].id, reason="read again")
    marks.append(record.store.state_mark())
    record.undo(decision.id)
    marks.append(record.store.state_mark())
    (tmp_path / "x.txt").write_text("Nothing of note happened in Paris on Monday.", encoding="utf-8")
    record.add(tmp_path / "x.txt")
    marks.append(record.store.state_mark())
    assert len(set(marks)) == 4
