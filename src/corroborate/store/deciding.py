"""Decisions appended, withdrawn and read back; what a newer extraction renamed is followed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, insert, select

from corroborate.model import Decision
from corroborate.store.rows import decision_of, decision_row
from corroborate.store.tables import decisions, successors

WITHDRAWAL = "withdraw"


def append(connection: Connection, decision: Decision, now: str) -> None:
    """Add a decision to the record; one with the same id is there already and stays as it is."""
    there = connection.execute(select(decisions.c.seq).where(decisions.c.id == decision.id)).first()
    if there is None:
        connection.execute(insert(decisions), decision_row(decision, now))


def append_withdrawal(connection: Connection, row_id: str, decision: Decision, now: str) -> None:
    """Add the row that withdraws `decision`; its author and time are those of the withdrawal."""
    withdrawn_at, author = decision.withdrawn_at, decision.withdrawn_by
    assert withdrawn_at is not None
    assert author is not None
    connection.execute(
        insert(decisions),
        {
            "id": row_id,
            "kind": WITHDRAWAL,
            "subjects": f'["{decision.id}"]',
            "author": author,
            "made_at": withdrawn_at.isoformat(),
            "reason": "",
            "field": None,
            "value": None,
            "recorded_at": now,
        },
    )


def read_decisions(connection: Connection, at: str | None) -> list[Decision]:
    """All decisions recorded by `at` (None: now), oldest first, withdrawn ones marked, renamed subjects followed."""
    known = select(decisions).order_by(decisions.c.seq)
    if at is not None:
        known = known.where(decisions.c.recorded_at <= at)
    made: dict[str, Decision] = {}
    for row in connection.execute(known).mappings():
        if row["kind"] != WITHDRAWAL:
            made[row["id"]] = decision_of(row)
            continue
        withdrawn = decision_of(row).subjects[0]
        if withdrawn in made:
            made[withdrawn] = replace(
                made[withdrawn],
                withdrawn_at=datetime.fromisoformat(row["made_at"]),
                withdrawn_by=row["author"],
            )
    renamed = _renamed(connection, at) if made else {}
    return [_followed(decision, renamed) for decision in made.values()]


def newest_name(connection: Connection, subject: str) -> str:
    """The id by which a report or claim goes now."""
    found = connection.execute(
        select(successors.c.new).where(successors.c.old == subject).order_by(successors.c.seq.desc())
    ).scalar()
    return newest_name(connection, found) if found and found != subject else subject


def _renamed(connection: Connection, at: str | None) -> dict[str, str]:
    known = select(successors.c.old, successors.c.new).order_by(successors.c.seq)
    if at is not None:
        known = known.where(successors.c.recorded_at <= at)
    return {row.old: row.new for row in connection.execute(known)}


def _followed(decision: Decision, renamed: Mapping[str, str]) -> Decision:
    if not any(subject in renamed for subject in decision.subjects):
        return decision
    value = decision.value
    if isinstance(value, dict) and "sides" in value:
        value = {**value, "sides": [list(dict.fromkeys(_follow(side, renamed))) for side in value["sides"]]}
    subjects = tuple(dict.fromkeys(_follow(decision.subjects, renamed)))
    return replace(decision, subjects=subjects, value=value)


def _follow(subjects: Iterable[str], renamed: Mapping[str, str]) -> Iterable[str]:
    for subject in subjects:
        seen = set()
        while subject in renamed and subject not in seen:
            seen.add(subject)
            subject = renamed[subject]
        yield subject
