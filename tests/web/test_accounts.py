"""The ledger that totals are held against: kept in step with the record, the same as one laid out anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import corroborate
from corroborate.analysis import Ledger
from corroborate.analysis.sums import Entry
from corroborate.model import When
from corroborate.web.accounts import Accounts, Amended

ALWAYS = When(earliest=None, latest=None, precision="unresolved")


def told(ledger: Ledger) -> list[Any]:
    def facts(each: Entry) -> tuple[Any, ...]:
        spans = [each.span(effect, "unknown") for effect in ("killed", "injured")]
        return each.id, each.earliest, each.latest, each.names, each.doers, sorted(each.documents), spans

    return [facts(each) for each in ledger.during(ALWAYS)]


def test_it_follows_what_is_decided(desk_record: Path) -> None:
    with corroborate.open(desk_record, author="Ana") as record:
        accounts = Accounts(record)
        first = told(accounts.ledger())
        assert first == told(record.ledger())
        gone, one, other = (card.id for card in record.cards(limit=3, order="-day").cards)
        decision = record.reject(gone, reason="invented")
        record.merge(one, other, reason="one deed")
        assert told(accounts.ledger()) == told(record.ledger()) != first
        record.undo(decision.id, reason="it was not")
        assert told(accounts.ledger()) == told(record.ledger())


def test_it_stays_while_the_record_does(desk_record: Path) -> None:
    with corroborate.open(desk_record) as record:
        accounts = Accounts(record)
        assert accounts.ledger() is accounts.ledger()


def test_where_much_changed_all_is_laid_out_anew(desk_record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corroborate.web.accounts._MOST_AMENDED", 1)
    with corroborate.open(desk_record, author="Ana") as record:
        accounts = Accounts(record)
        accounts.ledger()
        for card in record.cards(limit=3).cards:
            record.accept(card.id, reason="checked")
        assert not isinstance(accounts.ledger(), Amended)
        assert told(accounts.ledger()) == told(record.ledger())
