"""What waits for a person, read in one look: incidents of which something is open, pairs in review."""

from __future__ import annotations

from sqlalchemy import Connection, select

from corroborate.model.waiting import OpenPair, Waiting
from corroborate.store.deciding import read_decisions
from corroborate.store.reading import known
from corroborate.store.survey import Survey
from corroborate.store.tables import links, members


def read_waiting(connection: Connection, survey: Survey) -> Waiting:
    """The incidents that are contested, undated, unplaced or by unknown organizations, and the pairs in review."""
    pairs = _pairs(connection)
    concerned = (each for pair in pairs for each in (pair.left_incident, pair.right_incident))
    tolls = survey.tolls(connection, concerned)
    return Waiting(survey.open_incidents(connection), pairs, tolls, read_accepted(connection))


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
