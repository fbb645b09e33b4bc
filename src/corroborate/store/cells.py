"""Claims as plain cells, in one pass: for exports of millions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, and_, func, null, or_, select

from corroborate.model.held import ClaimCells
from corroborate.model.incident import Source
from corroborate.model.selection import Selection
from corroborate.store.reading import known, limited, matches, moment, restricts, sources_of
from corroborate.store.streaming import streamed
from corroborate.store.tables import claims, members, reports

_SAID = claims.c
_CELLS = (
    _SAID.id, _SAID.report, _SAID.document, _SAID.field, _SAID.effect, _SAID.grp, _SAID.low, _SAID.high, null(),
    _SAID.denied, _SAID.speaker, _SAID.speaker_role, _SAID.speaker_actor, _SAID.start, _SAID.stop, _SAID.quote,
    _SAID.value, _SAID.attribution,
)  # fmt: skip
_NAMING = (("target", '"kind":"person"'), ("perpetrator", '"kind":"individual"'))


def read_claim_cells(
    connection: Connection,
    selection: Selection,
    fields: Sequence[str] = (),
    numbers: tuple[int, int] | None = None,
) -> Iterator[Any]:
    """The claims of the reports that match, in the order of adding: tuples in the order of ClaimCells.

    The wording of a number is left to whoever reads the value.
    """
    incidents = {row[0]: row[1] for row in _reports(connection, selection)}
    asked = select(*_CELLS).where(known(claims, moment(selection))).order_by(_SAID.seq)
    if restricts(selection):
        told = select(reports.c.id).where(known(reports, moment(selection)), matches(selection))
        asked = asked.where(_SAID.report.in_(told.scalar_subquery()))
    asked = asked.where(_SAID.field.in_(fields)) if fields else asked
    asked = asked.where(_SAID.seq > numbers[0], _SAID.seq <= numbers[1]) if numbers else asked
    for row in streamed(connection, limited(asked, selection)):
        incident = incidents.get(row[1])
        if incident is not None:
            yield (*row, incident)


def read_newest_claim(connection: Connection) -> int:
    """The number of the claim that was added last; 0 where there is none."""
    return connection.execute(select(func.max(_SAID.seq))).scalar() or 0


def read_claim_sources(connection: Connection, selection: Selection) -> dict[str, Source]:
    """The documents of those claims, by id."""
    return sources_of(connection, {row[2] for row in _reports(connection, selection)})


def read_naming_claims(
    connection: Connection, selection: Selection, roles: Sequence[str]
) -> list[ClaimCells]:
    """The claims known then that may name a private person: one hit or suspected, or a speaker of one of the roles."""
    hit = [and_(_SAID.field == field, func.instr(_SAID.value, kind) > 0) for field, kind in _NAMING]
    spoken = or_(*(func.instr(_SAID.attribution, f'"role":"{role}"') > 0 for role in roles))
    asked = select(*_CELLS).where(
        known(claims, moment(selection)), or_(*hit, and_(_SAID.attribution != "[]", spoken))
    )
    return [ClaimCells(*(*row, "")) for row in streamed(connection, asked)]


def _reports(connection: Connection, selection: Selection) -> Iterator[Any]:
    """The id, the incident and the document of each report that matches."""
    at = moment(selection)
    joined = reports.outerjoin(members, and_(members.c.report == reports.c.id, known(members, at)))
    asked = select(reports.c.id, func.coalesce(members.c.incident, reports.c.id), reports.c.document)
    chosen = asked.select_from(joined).where(known(reports, at))
    return streamed(connection, chosen.where(matches(selection)) if restricts(selection) else chosen)
