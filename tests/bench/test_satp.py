"""Claims become the corpus's figures without counting anybody twice."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.satp import figures, perpetrator
from bench.variations import vary

from corroborate.model import Casualty, Count, Document, Perpetrator, Report, Span
from corroborate.model.vocabulary import Group

SPAN = Span(start=0, end=1, quote="x")


def casualty(group: Group, low: int | None, high: int | None = None) -> Casualty:
    return Casualty(effect="killed", group=group, count=Count(low=low, high=high or low), span=SPAN)


def report(*casualties: Casualty, by: tuple[str, ...] = ()) -> Report:
    who = tuple(Perpetrator(name=name, kind="organization", responsibility="fact", span=SPAN) for name in by)
    return Report(
        id="r", document="d", type="attack", evidence=(SPAN,), casualties=casualties, perpetrators=who
    )


def test_two_claims_on_one_group_count_once() -> None:
    assert figures([report(casualty("police", 4), casualty("police", 6))], "killed")["total"] == 4


def test_people_of_whom_some_are_named_by_group_are_not_added_to_them() -> None:
    found = figures([report(casualty("unknown", 7), casualty("police", 4))], "killed")
    assert (found["total"], found["security_forces"], found["civilians"]) == (7, 4, 3)


def test_branches_are_part_of_the_security_forces_figure() -> None:
    found = figures([report(casualty("security_forces", 10), casualty("police", 2))], "killed")
    assert found["security_forces"] == 10


@pytest.mark.parametrize(
    ("by", "side"),
    [
        (("CPI-Maoist",), "Maoist"),
        (("Indian police",), "Security"),
        (("suspected extremists",), "Maoist"),
        (("CPI-Maoist", "Indian police"), "Unknown"),
        ((), "Unknown"),
    ],
)
def test_the_perpetrator_is_a_side_where_one_side_alone_is_named(by: tuple[str, ...], side: str) -> None:
    assert perpetrator([report(by=by)]) == side


def test_made_documents_differ_and_are_the_same_each_time() -> None:
    article = Document(
        id="d",
        source="x/a.txt",
        text="On 3 May 2024 some 12 men died in Tamsa, police reported.",
        published="2024-05-04",
    )
    places = {"a": ["Tamsa"], "b": ["Delo"]}
    made = [row["text"] for row in vary([article], places, 3)]
    assert made == [row["text"] for row in vary([article], places, 3)]
    assert made[0] == article.text
    assert made[1] == "On 6 May 2024 some 13 men died in Delo, police reported – debebe."
    assert len(set(made)) == 3
