"""What waits for a person, read in one look: incidents of which something is open, pairs in review."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, or_, select

from corroborate.model.waiting import OpenIncident, OpenPair, Waiting
from corroborate.store.deciding import read_decisions
from corroborate.store.named import cell
from corroborate.store.reading import known
from corroborate.store.tables import card_bodies, cards, links, members


def read_waiting(connection: Connection) -> Waiting:
    """The incidents that are contested, undated, unplaced or by unknown organizations, and the pairs in review."""
    pairs = _pairs(connection)
    incidents = _incidents(connection)
    return Waiting(incidents, pairs, _tolls(connection, pairs), read_accepted(connection))


_PLAIN = (
    cards.c.seq, cards.c.incident, cards.c.day, cards.c.killed_low, cards.c.killed_high, cards.c.contested,
    cards.c.latitude.is_not(None), cards.c.country, cards.c.unknown_actor,
)  # fmt: skip
_NAMED = or_(cards.c.unknown_actor, cards.c.latitude.is_(None))
"""Where names are asked for, which only the body of a card tells."""


def _incidents(connection: Connection) -> list[OpenIncident]:
    names = select(cards.c.seq, cell("place"), cell("perpetrators")).join(
        card_bodies, card_bodies.c.card == cards.c.seq
    )
    named = {seq: (place, parties) for seq, place, parties in connection.execute(names.where(_NAMED))}
    asked = select(*_PLAIN).where(or_(cards.c.contested, cards.c.day.is_(None), _NAMED)).order_by(cards.c.seq)
    return [_incident(row, named.get(row[0], (None, "[]"))) for row in connection.execute(asked)]


def _incident(row: Any, names: tuple[str | None, str]) -> OpenIncident:
    _, id_, day, low, high, contested, placed, country, has_unknown = row
    place, parties = names
    told = json.loads(parties) if has_unknown else ()
    unknown = tuple(name for name, actor, _, kind in told if not actor and kind in _ORGANIZED)
    return OpenIncident(id_, day, low, high, bool(contested), bool(placed), place, country, unknown)


_ORGANIZED = ("organization", "unit")


def _pairs(connection: Connection) -> list[OpenPair]:
    left, right = members.alias(), members.alias()
    asked = (
        select(links.c.left_report, links.c.right_report, links.c.score, left.c.incident, right.c.incident)
        .join(left, left.c.report == links.c.left_report)
        .join(right, right.c.report == links.c.right_report)
        .where(
            links.c.status == "review", known(links, None), left.c.retired_at.is_(None), right.c.retired_at.is_(None),
            left.c.incident != right.c.incident,
        )
        .order_by(links.c.left_report, links.c.right_report)
    )  # fmt: skip
    return [OpenPair(*row) for row in connection.execute(asked)]


def _tolls(connection: Connection, pairs: Iterable[OpenPair]) -> dict[str, int]:
    """How many were killed at most in the incidents of some pairs."""
    wanted = {each for pair in pairs for each in (pair.left_incident, pair.right_incident)}
    if not wanted:
        return {}
    asked = select(cards.c.incident, cards.c.killed_high).where(cards.c.killed_high.is_not(None))
    return {incident: killed for incident, killed in connection.execute(asked) if incident in wanted}


def read_accepted(connection: Connection) -> frozenset[str]:
    """The incidents of which a person accepted every report."""
    made = read_decisions(connection, None)
    in_force = (each for each in made if each.kind == "accept" and each.withdrawn_at is None)
    ids = {subject for each in in_force for subject in each.subjects}
    if not ids:
        return frozenset()
    held = select(members.c.incident, members.c.report).where(known(members, None))
    touched = select(members.c.incident).where(known(members, None), members.c.report.in_(ids))
    found = connection.execute(held.where(members.c.incident.in_(touched))).all()
    open_still = {incident for incident, report in found if report not in ids}
    return frozenset(incident for incident, _ in found) - open_still
