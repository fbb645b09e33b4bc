"""Cards follow whatever changes a record, and are then what they would be if all were filed anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from codings import TEXT, coding, day, document
from corroborate import Record
from corroborate.model import Coding
from corroborate.model.card import Card
from corroborate.pipeline import file_cards, link_waiting
from corroborate.store import Beside, Store, open_store
from corroborate.store.tables import APPLICATION_ID

AGAIN = TEXT.replace("Blast kills", "Bomb kills")


@pytest.fixture
def record() -> Iterator[Record]:
    """The bomb near Mina, told by two papers that linkage holds to be of one incident."""
    with Record(open_store(":memory:"), author="Ada") as held:
        held.store.save(coding(), Beside(extractor="a 1"))
        held.store.save(coding(document(AGAIN, "The Post")), Beside(extractor="a 1"))
        link_waiting(held.store)
        held.file_cards()
        yield held


def cards(record: Record) -> list[Card]:
    """All cards; and that they are those of a record filed anew, whenever they became so."""
    found = record.cards().cards
    assert record.store.cards_current()
    assert [each.id for each in found] == [each.incident.id for each in record.views()]
    assert plain(found) == plain(filed_anew(record.store))
    return found


def filed_anew(store: Store) -> list[Card]:
    with store._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM marks WHERE name = 'form'")
    assert not store.cards_current()
    file_cards(store)
    return store.cards().cards


def plain(found: list[Card]) -> list[Card]:
    return [each._replace(changed="") for each in found]


def said(card: Card) -> Any:
    return card.documents, card.killed_low, card.killed_high, card.grade


def test_an_incident_has_one_card_whatever_its_reports(record: Record) -> None:
    (card,) = cards(record)
    assert said(card) == (2, 2, 5, "contested")
    assert (card.title, card.first_published) == ("Blast kills soldiers near Mina", "2024-05-15")
    assert card.killed["official"].best == 2
    assert card.killed["claimant"].best == 5
    assert card.killed["independent"].best is None
    assert card.contested == ("military killed: Northern Front 5; the army 2",)
    assert card.silent == ("the governor",)


def test_nothing_is_filed_twice(record: Record) -> None:
    (card,) = record.cards().cards
    mark = record.store.cards_mark()
    assert record.file_cards() == 0
    assert (record.store.cards_mark(), record.cards().cards) == (mark, [card])


def test_cards_are_due_until_they_are_filed(record: Record) -> None:
    later = document(TEXT.replace("near Mina", "near Mina, again"), "The Herald")
    record.store.save(coding(later))
    assert not record.store.cards_current()
    assert record.cards().total == 1
    link_waiting(record.store)
    record.file_cards()
    assert [each.documents for each in cards(record)] == [3]


def test_a_split_makes_two_cards_and_its_withdrawal_one(record: Record) -> None:
    one, other = (report.id for report in record.views()[0].incident.reports)
    decision = record.split(other, reason="another bomb")
    assert [each.documents for each in cards(record)] == [1, 1]
    record.undo(decision.id)
    assert [each.documents for each in cards(record)] == [2]
    assert {one, other} == {report.id for report in record.views()[0].incident.reports}


def test_a_merge_leaves_one_card(record: Record) -> None:
    other = replace(coding(document(TEXT.replace("41, was", "14, was"), "The Sun")), totals=(), stances=())
    moved = replace(other, reports=tuple(replace(each, when=day(date(2023, 1, 1))) for each in other.reports))
    record.store.save(moved)
    link_waiting(record.store)
    record.file_cards()
    assert len(cards(record)) == 2
    record.merge(*(each.id for each in record.cards().cards), reason="one bomb, misdated")
    assert [each.documents for each in cards(record)] == [3]


def test_a_rejected_report_is_in_no_card_until_it_is_taken_back(record: Record) -> None:
    reports = record.views()[0].incident.reports
    decisions = [record.reject(each.id, reason="no incident") for each in reports]
    assert record.cards().total == 0
    assert filed_anew(record.store) == []
    record.undo(decisions[0].id)
    assert [each.decisions for each in cards(record)] == [1]


def test_a_corrected_count_and_day_are_in_the_card_and_found_there(record: Record) -> None:
    reports = record.views()[0].incident.reports
    for report in reports:
        days = {"earliest": "2024-05-13", "latest": "2024-05-13"}
        record.correct(report.id, "when", days, reason="it was a Monday")
    claims = [each.claim for each in record.show(reports[0].id).claims if each.claim.field == "casualty"]
    for claim in claims:
        record.correct(claim.id, "count", {"low": 3, "high": 3}, reason="a list of names")
    (card,) = cards(record)
    assert (card.earliest, card.killed_low, card.grade) == ("2024-05-13", 3, "confirmed")
    assert record.cards(until="2024-05-13").total == 1
    assert record.cards(since="2024-05-14").total == 0


def test_a_recoded_document_changes_its_card(record: Record) -> None:
    first = coding()
    recoded = Coding(document=first.document, reports=(replace(first.reports[0], type="attack"),))
    record.store.save(recoded, Beside(extractor="a 2"))
    link_waiting(record.store)
    record.file_cards()
    assert len(cards(record)) == 1
    assert {each.value for each in record.card_counts("type")["type"]} == {
        "attack",
        "remote_explosive_landmine_ied",
    }
    record.store.save(Coding(document=first.document), Beside(extractor="a 3"))
    assert not record.store.cards_current()
    link_waiting(record.store)
    record.file_cards()
    assert [each.documents for each in cards(record)] == [1]


def test_a_copy_is_a_document_more_and_no_source_more(record: Record) -> None:
    (before,) = record.cards().cards
    copy = document(TEXT.replace("The group carried", "The  group carried"), "The Echo")
    record.store.save(coding(copy), Beside(copy_of=document().id))
    link_waiting(record.store)
    record.file_cards()
    (card,) = cards(record)
    assert (card.documents, card.sources) == (before.documents + 1, before.sources)


def test_a_card_says_since_when_it_is_so(record: Record) -> None:
    (before,) = record.cards().cards
    record.accept(before.id, reason="read it")
    (card,) = record.cards().cards
    assert card.first_recorded == before.first_recorded < before.changed < card.changed


def test_relinking_all_keeps_the_cards(record: Record) -> None:
    before = plain(cards(record))
    record.relink()
    assert plain(cards(record)) == before


def test_a_record_of_the_first_form_is_brought_up_to_date_and_filed(tmp_path: Path) -> None:
    path = of_the_first_form(tmp_path)
    with Record(open_store(path)) as record:
        assert not record.store.cards_current()
        assert record.file_cards() == 1
        assert len(cards(record)) == 1


def of_the_first_form(folder: Path) -> str:
    """A record as the first version wrote it, with the bomb near Mina."""
    with open_store(str(folder / "new.db")) as store:
        store.save(coding())
    config = Config()
    config.set_main_option("script_location", "corroborate.store:migrations")
    config.set_main_option("path_separator", "os")
    engine = create_engine(f"sqlite:///{folder / 'old.db'}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    with sqlite3.connect(folder / "old.db") as old:
        old.execute("ATTACH ? AS new", (str(folder / "new.db"),))
        for table in ("documents", "reports", "claims"):
            old.execute(f"INSERT INTO {table} SELECT * FROM new.{table}")
    old.close()
    return str(folder / "old.db")


def test_filing_that_was_broken_off_goes_on(tmp_path: Path) -> None:
    from bench.made_record import make

    path = tmp_path / "made.db"
    make(path, 2_000)
    with open_store(str(path)) as store:
        with pytest.raises(KeyboardInterrupt):
            file_cards(store, progress=_interrupted)
        assert store.cards().total > 0
        file_cards(store)
        assert store.cards_current()
        assert store.cards().total == len(store.incident_ids())


def _interrupted(done: int) -> None:
    raise KeyboardInterrupt


def test_a_card_is_as_sure_as_the_least_sure_of_its_readings(record: Record) -> None:
    (card,) = record.cards().cards
    rated = [each for each in record.doubtful() if each.kind == "report"]
    assert card.confidence == min(each.confidence for each in rated)


def test_readings_more_likely_wrong_than_right_wait(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [each.unsure for each in record.store.waiting().incidents] == [()]
    monkeypatch.setattr("corroborate.pipeline.filing.UNSURE", 1.0)
    filed_anew(record.store)
    (waiting,) = record.store.waiting().incidents
    rated = {each.id: each.confidence for each in record.doubtful() if each.kind == "report"}
    assert {each.report: each.confidence for each in waiting.unsure} == rated
    assert all(each.said for each in waiting.unsure)


def test_how_sure_a_reading_is_makes_no_news(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    (card,) = record.cards().cards
    monkeypatch.setattr("corroborate.pipeline.filing.UNSURE", 1.0)
    with record.store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE marks SET value = 0 WHERE name = 'form'")
    record.file_cards()
    assert record.cards().cards == [card]
