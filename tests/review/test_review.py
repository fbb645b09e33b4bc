from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from codings import ARMY, MINA, day, document, killed, words
from corroborate.analysis import as_decided, view
from corroborate.errors import BadRequest, UnknownSubject
from corroborate.model import Coding, Decision, Report
from corroborate.pipeline import link_waiting, relink
from corroborate.review import (
    Conflict,
    Signature,
    accept,
    conflicts,
    correct,
    merge,
    proposals,
    reject,
    split,
    undo,
)
from corroborate.store import Beside, Store, open_store

START = datetime(2024, 6, 1, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


CLOCK = Clock()
ADA = Signature(author="Ada", reason="read both", now=CLOCK)
GRACE = Signature(author="Grace", reason="asked the town", now=CLOCK)


def telling(number: int, of: date, place: Any = MINA) -> Coding:
    text = f"Outlet {number}: two soldiers were killed by a bomb near Mina, the army said."
    read = document(text, publisher=f"Outlet {number}")
    report = Report(
        id=f"report-{number}",
        document=read.id,
        type="remote_explosive_landmine_ied",
        evidence=(words(read, "two soldiers were killed by a bomb"),),
        where=place,
        when=day(of),
        casualties=(killed(read, "two soldiers", 2, ARMY),),
    )
    return Coding(document=read, reports=(report,))


@pytest.fixture
def store() -> Iterator[Store]:
    """Reports 1 to 3 of one bomb, 4 of another one two years later."""
    with open_store(":memory:") as held:
        for number in (1, 2, 3):
            held.save(telling(number, date(2024, 5, 14)), Beside(extractor="x"))
        held.save(telling(4, date(2022, 1, 3)), Beside(extractor="x"))
        link_waiting(held)
        yield held


def incidents(store: Store) -> list[set[int]]:
    return [{int(report.id[-1]) for report in incident.reports} for incident in store.incidents()]


def test_the_record_begins_as_linkage_left_it(store: Store) -> None:
    assert incidents(store) == [{4}, {1, 2, 3}]


def test_merging_brings_incidents_together_and_undoing_parts_them(store: Store) -> None:
    decision = merge(store, ["report-2", "report-4"], ADA)
    relink(store, decision.subjects)
    assert incidents(store) == [{1, 2, 3, 4}]
    assert store.incidents()[0].decisions == (decision,)
    undo(store, decision.id[:8], GRACE)
    relink(store, decision.subjects)
    assert incidents(store) == [{4}, {1, 2, 3}]
    (kept,) = store.decisions()
    assert (kept.withdrawn_by, kept.author) == ("Grace", "Ada")


def test_splitting_takes_reports_out_together_and_sticks(store: Store) -> None:
    decision = split(store, ["report-1", "report-3"], ADA)
    relink(store, decision.subjects)
    assert incidents(store) == [{4}, {1, 3}, {2}]
    store.save(telling(5, date(2024, 5, 14)), Beside(extractor="x"))
    link_waiting(store)
    assert not any({1, 2} <= each or {2, 3} <= each for each in incidents(store))
    with pytest.raises(BadRequest, match=f"keeps them apart .*undo {decision.id}"):
        merge(store, ["report-1", "report-2"], GRACE)


def test_a_split_survives_linking_all_anew(store: Store) -> None:
    from corroborate.pipeline import relink_all

    relink(store, split(store, ["report-1"], ADA).subjects)
    before = incidents(store)
    relink_all(store)
    assert incidents(store) == before == [{4}, {1}, {2, 3}]


def test_a_split_stays_attached_when_documents_are_coded_anew(store: Store) -> None:
    relink(store, split(store, ["report-1"], ADA).subjects)
    coded = telling(1, date(2024, 5, 14))
    store.save(replace(coded, reports=(replace(coded.reports[0], id="report-6"),)), Beside(extractor="y"))
    link_waiting(store)
    assert incidents(store) == [{4}, {2, 3}, {6}]


def test_what_makes_no_sense_is_refused(store: Store) -> None:
    with pytest.raises(BadRequest, match="one incident already"):
        merge(store, ["report-1", "report-2"], ADA)
    with pytest.raises(BadRequest, match="all the reports"):
        split(store, ["report-4"], ADA)
    with pytest.raises(BadRequest, match="no report of incident"):
        split(store, ["report-1", "report-4"], ADA)
    with pytest.raises(UnknownSubject, match="no such"):
        merge(store, ["report-1", "elsewhere"], ADA)
    with pytest.raises(UnknownSubject, match="no such decision"):
        undo(store, "abc", ADA)
    with pytest.raises(BadRequest, match="needs a reason"):
        Signature(author="Ada", reason=" ")
    with pytest.raises(BadRequest, match="needs an author"):
        Signature(author="", reason="because")


def test_a_split_against_a_merge_asks_to_undo_it_first(store: Store) -> None:
    relink(store, merge(store, ["report-1", "report-4"], ADA).subjects)
    with pytest.raises(BadRequest, match="says they are the same"):
        split(store, ["report-4"], GRACE)


def test_deciding_the_same_twice_is_one_decision(store: Store) -> None:
    first = accept(store, "report-1", ADA)
    assert accept(store, "report-1", GRACE) == first
    undo(store, first.id, ADA)
    assert accept(store, "report-1", GRACE) != first
    with pytest.raises(BadRequest, match="withdrawn already"):
        undo(store, first.id, ADA)


def test_rejected_and_corrected_values_show_in_the_view(store: Store) -> None:
    claim = store.claims(fields=["casualty"])[0].claim
    correct(store, claim.id, "count", {"low": 3, "high": 3}, ADA)
    correct(store, "report-1", "type", "attack", ADA)
    reject(store, "report-3", ADA)
    seen = as_decided(store.incident("report-2"))
    assert sorted(report.id for report in seen.reports) == ["report-1", "report-2"]
    assert {report.type for report in seen.reports} == {"attack", "remote_explosive_landmine_ied"}
    assert view(seen).killed.high == 3


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "party"),
        ("stage", "maybe"),
        ("count", {"low": 5, "high": 2}),
        ("count", {"low": -1}),
        ("count", 5),
        ("when", {"earliest": "2024-05-14"}),
        ("when", {"earliest": "2024-05-14", "latest": "2024-05-13"}),
        ("where", {"country": "EL"}),
        ("colour", {"a": 1}),
    ],
)
def test_corrections_that_do_not_fit_are_refused(store: Store, field: str, value: Any) -> None:
    with pytest.raises(BadRequest, match="correct"):
        correct(store, "report-1", field, value, ADA)
    assert store.decisions() == []


def made(number: int, kind: Any, *subjects: str, **more: Any) -> Decision:
    return Decision(
        id=f"d{number}", kind=kind, subjects=subjects, author="Ada", made_at=START, reason="x", **more
    )


def ids(found: list[Conflict]) -> list[tuple[str, ...]]:
    return [tuple(each.id for each in conflict.decisions) for conflict in found]


def test_contradictions_are_found_also_along_a_chain() -> None:
    chain = [made(1, "same", "a", "b"), made(2, "same", "b", "c"), made(3, "different", "c", "a")]
    assert ids(conflicts(chain)) == [("d1", "d2", "d3")]
    withdrawn = replace(chain[1], withdrawn_at=START, withdrawn_by="Ada")
    assert conflicts([chain[0], withdrawn, chain[2]]) == []


def test_contradicting_verdicts_and_corrections_are_found() -> None:
    held = [
        made(1, "accept", "a"),
        made(2, "reject", "a"),
        made(3, "correct", "b", field="type", value="attack"),
    ]
    held.append(made(4, "correct", "b", field="type", value="other"))
    assert ids(conflicts(held)) == [("d1", "d2"), ("d3", "d4")]


def test_decided_proposals_wait_no_more(store: Store) -> None:
    before = proposals(store)
    for link in before:
        merge(store, [link.left, link.right], ADA)
    assert all(link.status == "review" for link in before)
    assert proposals(store) == []
