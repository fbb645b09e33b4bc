from __future__ import annotations

from pathlib import Path

import pytest

import corroborate
from codings import blast, document
from corroborate.doubtful import Doubtful, doubtful
from corroborate.model import Coding
from corroborate.record import Record

WITNESS = "Karim Dad"


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """A record of one document that tells of a blast."""
    made = corroborate.open(tmp_path / "doubts.db", author="A. Reader")
    read = document()
    made.store.save(Coding(document=read, reports=(blast(read),)))
    return made


def the_report(record: Record) -> Doubtful:
    return next(each for each in doubtful(record.store) if each.kind == "report")


def test_everything_said_of_an_incident_waits_with_its_confidence_the_least_sure_first(
    record: Record,
) -> None:
    waiting = the_report(record)
    sure = [each.confidence for each in waiting.doubts]
    assert sure == sorted(sure)
    assert {"incident", "type", "date", "place", "perpetrator", "casualty"} <= {
        each.field for each in waiting.doubts
    }
    assert 0.0 < waiting.confidence < 1.0


def test_each_doubt_says_what_was_understood_and_shows_the_words(record: Record) -> None:
    who = next(each for each in the_report(record).doubts if each.field == "perpetrator")
    assert (who.said, who.words) == ("Northern Front (claimed)", "the Northern Front")


def test_private_names_are_held_back_unless_asked_for(record: Record) -> None:
    hidden, shown = (doubtful(record.store, include_names=each) for each in (False, True))
    assert WITNESS not in str(hidden)
    assert WITNESS in str(shown)


@pytest.mark.parametrize("decide", ["accept", "reject"])
def test_what_a_person_settled_waits_no_longer(record: Record, decide: str) -> None:
    getattr(record, decide)(the_report(record).id, reason="read")
    assert not [each for each in doubtful(record.store) if each.kind == "report"]


def test_a_corrected_field_waits_no_longer_and_the_rest_does(record: Record) -> None:
    report = the_report(record)
    decision = record.correct(report.id, "type", "suicide_bomb", reason="line 3")
    fields = {each.field for each in the_report(record).doubts}
    assert "type" not in fields
    assert "date" in fields
    record.undo(decision.id)
    assert "type" in {each.field for each in the_report(record).doubts}
