"""The record looked over at once: what was filed since is enough, and says the same as a look at everything."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import corroborate
from corroborate import Record
from corroborate.model.waiting import Waiting
from corroborate.store import Store, open_store

NEWS = (
    "Five soldiers were killed in Kech on 14 May 2024, police said.",
    "Two fighters of the Black Dawn Front were killed in Quetta on 15 May 2024, officials said.",
    "Unknown gunmen killed a teacher in the village of Nowheretown on 16 May 2024, residents said.",
)


@pytest.fixture
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """Three incidents in a file that a second reader may open."""
    folder = tmp_path_factory.mktemp("survey")
    for number, text in enumerate(NEWS):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    with corroborate.open(folder / "record.db", author="Ana") as held:
        held.add(*sorted(folder.glob("*.txt")), published="2024-05-17")
        yield held


def looked_over(store: Store) -> tuple[set[object], set[object], set[object], set[object], Waiting]:
    return (
        set(store.doers()),
        set(store.places()),
        set(store.speakers()),
        set(store.charges()),
        store.waiting(),
    )


def anew(record: Record) -> tuple[set[object], set[object], set[object], set[object], Waiting]:
    with open_store(record.path) as other:
        return looked_over(other)


def test_a_rejected_incident_is_looked_over_no_more_and_comes_back(record: Record) -> None:
    before = looked_over(record.store)
    assert before == anew(record)
    gone = record.cards().cards[0].id
    decision = record.reject(gone, reason="invented")
    assert looked_over(record.store) == anew(record) != before
    record.undo(decision.id, reason="it was not")
    assert looked_over(record.store) == anew(record) == before


def test_joined_incidents_count_once(record: Record) -> None:
    looked_over(record.store)
    one, other, _ = (card.id for card in record.cards().cards)
    record.merge(one, other, reason="one deed")
    assert looked_over(record.store) == anew(record)
    assert sum(row.incidents for row in record.store.places()) == 2


def test_what_another_process_adds_is_seen(record: Record, tmp_path_factory: pytest.TempPathFactory) -> None:
    looked_over(record.store)
    news = tmp_path_factory.mktemp("more") / "more.txt"
    news.write_text("Nine policemen were killed in Kandahar on 18 May 2024, the army said.", encoding="utf-8")
    with corroborate.open(record.path, author="Bo") as other:
        other.add(news, published="2024-05-18")
    assert looked_over(record.store) == anew(record)
    assert any(row.name == "Kandahar" for row in record.store.places())


def test_filings_tell_which_incidents_became_others(record: Record) -> None:
    first = record.store.filings()
    assert set(first.changed) == first.there == {card.id for card in record.cards().cards}
    gone, stays, other = sorted(first.there)
    record.reject(gone, reason="invented")
    record.accept(stays, reason="checked")
    later = record.store.filings(first.filed)
    assert (later.changed, later.there) == ([stays], frozenset((stays, other)))
