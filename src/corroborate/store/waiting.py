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
    incidents = [_incident(row) for row in connection.execute(_OPEN)]
    accepted = {
        subject
        for each in read_decisions(connection, None)
        if each.kind == "accept" and each.withdrawn_at is None
        for subject in each.subjects
    }
    return Waiting(incidents, pairs, _tolls(connection, pairs), _accepted(connection, accepted))


_OPEN = (
    select(
        cards.c.incident, cards.c.day, cards.c.killed_low, cards.c.killed_high, cards.c.contested,
        cards.c.latitude.is_not(None), cell("place"), cards.c.country, cards.c.unknown_actor, cell("perpetrators"),
    )
    .join(card_bodies, card_bodies.c.card == cards.c.seq)
    .where(or_(cards.c.contested, cards.c.unknown_actor, cards.c.latitude.is_(None), cards.c.day.is_(None)))
)  # fmt: skip


def _incident(row: Any) -> OpenIncident:
    *plain, has_unknown, perpetrators = row
    id_, day, low, high, contested, placed, place, country = plain
    return OpenIncident(
        id_, day, low, high, bool(contested), bool(placed), place, country,
        tuple(name for name, actor, _, kind in json.loads(perpetrators) if not actor and kind in _ORGANIZED)
        if has_unknown else (),
    )  # fmt: skip


_ORGANIZED = ("organization", "unit")


def _pairs(connection: Connection) -> list[OpenPair]:
    left, right = members.alias(), members.alias()
    asked = (
        select(links.c.left_report, links.c.right_report, links.c.score, left.c.incident, right.c.incident)
        .join(left, left.c.report == links.c.left_report)
        .join(right, right.c.report == links.c.right_report)
        .where(
            links.c.status == "review", known(links, None), known(left, None), known(right, None),
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


def _accepted(connection: Connection, subjects: Iterable[str]) -> frozenset[str]:
    """The incidents of which each report was accepted."""
    ids = set(subjects)
    if not ids:
        return frozenset()
    held = select(members.c.incident, members.c.report).where(known(members, None))
    touched = select(members.c.incident).where(known(members, None), members.c.report.in_(ids))
    found = connection.execute(held.where(members.c.incident.in_(touched))).all()
    open_still = {incident for incident, report in found if report not in ids}
    return frozenset(incident for incident, _ in found) - open_still
