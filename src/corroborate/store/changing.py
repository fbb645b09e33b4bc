"""What became different in the record since a moment, in the order in which it did.

An incident that changes again moves behind what was told already, so that one who goes on from the last change told
misses nothing and never waits.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, func, or_, select

from corroborate.model.change import CHANGE_KINDS, Change, ChangeKind, Place
from corroborate.store.deciding import WITHDRAWAL, newest_name
from corroborate.store.tables import cards, decisions, documents, members


def read_changes(connection: Connection, since: Place, most: int) -> list[Change]:
    """The first `most` changes behind a place. Needs cards that are current."""
    found = [
        *_named(connection, "document", documents, documents.c.recorded_at, (since, most)),
        *_decided(connection, since, most),
        *_gone(connection, since, most),
        *_named(connection, "incident", cards, cards.c.changed, (since, most)),
    ]
    return sorted(found, key=lambda change: change.place)[:most]


def _named(
    connection: Connection, kind: ChangeKind, table: Table, at: ColumnElement[str], part: tuple[Place, int]
) -> list[Change]:
    name = table.c.incident if kind == "incident" else table.c.id
    asked = select(name, at, table.c.seq).where(_behind(kind, at, table.c.seq, part[0]))
    rows = connection.execute(asked.order_by(at, table.c.seq).limit(part[1]))
    return [Change(kind, id_, _place(kind, moment, seq)) for id_, moment, seq in rows]


def _decided(connection: Connection, since: Place, most: int) -> list[Change]:
    """Decisions made and withdrawn, by the id of the decision."""
    held = decisions.c
    asked = select(held.id, held.kind, held.subjects, held.recorded_at, held.seq)
    asked = asked.where(_behind("decision", held.recorded_at, held.seq, since))
    return [
        Change("decision", _decision(row), _place("decision", row.recorded_at, row.seq))
        for row in connection.execute(asked.order_by(held.recorded_at, held.seq).limit(most))
    ]


def _decision(row: Any) -> str:
    return str(json.loads(row.subjects)[0]) if row.kind == WITHDRAWAL else row.id


def _gone(connection: Connection, since: Place, most: int) -> list[Change]:
    """Incidents that lost their last report, or were rejected whole: those that have no card any more."""
    held = members.c
    has_card = select(cards.c.seq).where(cards.c.incident == held.incident).exists()
    asked = (
        select(held.incident, held.retired_at, func.max(held.seq).label("seq"))
        .where(held.retired_at.is_not(None), ~has_card, _behind("gone", held.retired_at, held.seq, since))
        .group_by(held.incident, held.retired_at)
        .order_by(held.retired_at, func.max(held.seq))
        .limit(most)
    )
    moved = [(row.incident, row.retired_at, row.seq) for row in connection.execute(asked)]
    gone = dict.fromkeys((*moved, *_rejected(connection, since, most)))
    return [
        Change("gone", id_, _place("gone", at, seq), _successor(connection, id_)) for id_, at, seq in gone
    ]


def _rejected(connection: Connection, since: Place, most: int) -> Iterable[tuple[str, str, int]]:
    """Incidents without a card of which a report was rejected."""
    held = decisions.c
    asked = select(held.subjects, held.recorded_at, held.seq).where(
        held.kind == "reject", _behind("gone", held.recorded_at, held.seq, since)
    )
    for subjects, at, seq in connection.execute(asked.order_by(held.recorded_at, held.seq).limit(most)):
        for subject in json.loads(subjects):
            incident = _incident_of(connection, subject)
            if incident is not None and not _has_card(connection, incident):
                yield incident, at, seq


def _successor(connection: Connection, incident: str) -> str | None:
    """The incident that holds now the report after which one was called."""
    found = _incident_of(connection, newest_name(connection, incident))
    return found if found != incident and found is not None and _has_card(connection, found) else None


def _incident_of(connection: Connection, report: str) -> str | None:
    asked = select(members.c.incident).where(members.c.report == report, members.c.retired_at.is_(None))
    found: str | None = connection.execute(asked).scalar()
    return found


def _has_card(connection: Connection, incident: str) -> bool:
    return connection.execute(select(cards.c.seq).where(cards.c.incident == incident)).first() is not None


def _place(kind: ChangeKind, at: str, seq: int) -> Place:
    return Place(at, CHANGE_KINDS.index(kind), seq)


def _behind(
    kind: ChangeKind, at: ColumnElement[str], seq: ColumnElement[int], since: Place
) -> ColumnElement[bool]:
    """The condition that a row of a kind comes behind a place."""
    rank = CHANGE_KINDS.index(kind)
    if rank > since.kind:
        return at >= since.at
    return (
        at > since.at if rank < since.kind else or_(at > since.at, and_(at == since.at, seq > since.number))
    )
