"""One who follows a record is told of everything once, and where what is gone went."""

from __future__ import annotations

from pathlib import Path

import pytest

import corroborate
from corroborate.model.change import Place
from corroborate.record import Record

BEGINNING = Place("")
ARTICLES = (
    ("2024-05-03", "Gunmen killed two soldiers near Turbat in Kech district on Thursday, police said."),
    ("2024-05-20", "A bomb wounded seven traders in the bazaar of Quetta on Sunday, a doctor said."),
    ("2024-06-11", "Three policemen were abducted in Panjgur on Monday, officials said."),
)


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """A record of three incidents that nobody would take for one."""
    opened = corroborate.open(tmp_path / "r.db", author="Ana")
    for at, (day, text) in enumerate(ARTICLES):
        path = tmp_path / f"{at}.txt"
        path.write_text(text, encoding="utf-8")
        opened.add(path, published=day)
    return opened


def _told(record: Record, since: Place, most: int = 100) -> list[tuple[str, str]]:
    return [(each.kind, each.id) for each in record.store.changes(since, most)]


def _here(record: Record) -> Place:
    return record.store.changes(BEGINNING, 1_000)[-1].place


def test_from_the_beginning_all_is_new(record: Record) -> None:
    kinds = [kind for kind, _ in _told(record, BEGINNING)]
    assert (kinds.count("document"), kinds.count("incident")) == (3, 3)


def test_nothing_is_told_twice_however_small_the_parts(record: Record) -> None:
    whole, place, told = _told(record, BEGINNING), BEGINNING, []
    while part := record.store.changes(place, 1):
        told += [(each.kind, each.id) for each in part]
        place = part[-1].place
    assert told == whole


def test_what_was_merged_away_leads_to_its_successor(record: Record) -> None:
    here = _here(record)
    one, other = (card.id for card in record.cards(limit=2).cards)
    record.merge(one, other, reason="the same night")
    gone = [each for each in record.store.changes(here, 100) if each.kind == "gone"]
    kept, lost = sorted((one, other))
    assert [(each.id, each.successor) for each in gone] == [(lost, kept)]
    assert ("incident", kept) in _told(record, here)


def test_a_merge_taken_back_brings_both_back(record: Record) -> None:
    one, other = (card.id for card in record.cards(limit=2).cards)
    decision = record.merge(one, other, reason="the same night")
    here = _here(record)
    record.undo(decision.id)
    told = _told(record, here)
    assert {("incident", one), ("incident", other), ("decision", decision.id)} <= set(told)
    assert not [each for each in told if each[0] == "gone"]


def test_an_incident_that_was_rejected_is_gone_without_successor(record: Record) -> None:
    here, (card, *_) = _here(record), record.cards(limit=1).cards
    record.reject(card.id, reason="a drill")
    gone = [each for each in record.store.changes(here, 100) if each.kind == "gone"]
    assert [(each.id, each.successor) for each in gone] == [(card.id, None)]


def test_where_nothing_happened_nothing_is_told(record: Record) -> None:
    here, state = _here(record), record.store.state_mark()
    assert record.store.changes(here, 100) == []
    record.accept(record.cards(limit=1).cards[0].id, reason="seen")
    assert [kind for kind, _ in _told(record, here)][:1] == ["decision"]
    assert record.store.state_mark() != state
