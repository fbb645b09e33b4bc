"""When what the record says changed, of some reports and at all."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import Connection, func, or_, select

from corroborate.store.tables import claims, decisions, documents, members, reports

_GROWING = (documents, reports, members, decisions)


def read_moments(connection: Connection, told: Collection[str], subjects: Collection[str]) -> list[str]:
    """The times (UTC, ISO 8601), each once and in order, at which reports came, went or moved, or were decided on.

    `told` are ids of reports, and of the incident they are of; `subjects` all that decisions about them may name.
    """
    ids = list(told)
    found: set[str | None] = set()
    for table, condition in (
        (members, or_(members.c.report.in_(ids), members.c.incident.in_(ids))),
        (claims, claims.c.report.in_(ids)),
    ):
        asked = select(table.c.recorded_at, table.c.retired_at).where(condition).distinct()
        found.update(at for row in connection.execute(asked) for at in row)
    named = {*subjects, *ids}
    for at, said in connection.execute(select(decisions.c.recorded_at, decisions.c.subjects)):
        if not named.isdisjoint(json.loads(said)):
            found.add(at)
    return sorted(at for at in found if at)


def read_newest(connection: Connection) -> tuple[int, ...]:
    """The newest row of each of the tables that any change of the record adds one to; found at once."""
    asked = select(*(select(func.max(table.c.seq)).scalar_subquery() for table in _GROWING))
    return tuple(number or 0 for number in connection.execute(asked).one())
