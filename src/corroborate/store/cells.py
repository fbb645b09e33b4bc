"""Claims as plain cells, in one pass: for exports of millions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from corroborate.model.held import ClaimCells
from corroborate.model.selection import EVERYTHING, Selection
from corroborate.store.reading import known, limited, matches, moment, restricts
from corroborate.store.streaming import streamed
from corroborate.store.tables import claims, documents, members, reports

_SAID = claims.c
_CELLS = (
    _SAID.id, _SAID.report, _SAID.document, _SAID.field, _SAID.denied, _SAID.start, _SAID.stop, _SAID.quote,
    _SAID.value, _SAID.attribution,
)  # fmt: skip
_NAMING = (("target", '"kind":"person"'), ("perpetrator", '"kind":"individual"'))


def read_claim_cells(
    connection: Connection,
    selection: Selection,
    fields: Sequence[str] = (),
    numbers: tuple[int, int] | None = None,
) -> Iterator[Any]:
    """The claims of the reports that match, in the order of adding: tuples in the order of ClaimCells."""
    asked = select(*_CELLS).where(*_wanted(selection, fields, numbers)).order_by(_SAID.seq)
    return streamed(connection, limited(asked, selection))


def _wanted(
    selection: Selection, fields: Sequence[str], numbers: tuple[int, int] | None
) -> list[ColumnElement[bool]]:
    """The conditions that choose claims: known then, of a report that matches, of these fields and numbers."""
    wanted = [known(claims, moment(selection))]
    if restricts(selection):
        told = select(reports.c.id).where(known(reports, moment(selection)), matches(selection))
        wanted.append(_SAID.report.in_(told.scalar_subquery()))
    if fields:
        wanted.append(_SAID.field.in_(fields))
    return [*wanted, _SAID.seq > numbers[0], _SAID.seq <= numbers[1]] if numbers else wanted


def read_newest_claim(connection: Connection) -> int:
    """The number of the claim that was added last; 0 where there is none."""
    return connection.execute(select(func.max(_SAID.seq))).scalar() or 0


def read_claims_around(
    connection: Connection, selection: Selection
) -> tuple[dict[str, str], dict[str, tuple[str | None, ...]]]:
    """The incident of each report that matches; publisher, day, title and address of each document."""
    at, held = moment(selection), documents.c
    told = select(reports.c.id, reports.c.document).where(known(reports, at))
    asked = select(held.id, held.publisher, held.published, held.title, held.url)
    if restricts(selection):
        told = told.where(matches(selection))
        asked = asked.where(held.id.in_(told.with_only_columns(reports.c.document).scalar_subquery()))
    belong = select(members.c.report, members.c.incident).where(known(members, at))
    incidents = dict(streamed(connection, belong))
    within = {report: incidents.get(report, report) for report, _ in streamed(connection, told)}
    return within, {row[0]: row[1:] for row in streamed(connection, asked)}


def read_naming_claims(
    connection: Connection, roles: Sequence[str], numbers: tuple[int, int] | None = None
) -> list[ClaimCells]:
    """The claims known now that may name a private person: one hit or suspected, or a speaker of one of the roles."""
    hit = [and_(_SAID.field == field, func.instr(_SAID.value, kind) > 0) for field, kind in _NAMING]
    spoken = or_(*(func.instr(_SAID.attribution, f'"role":"{role}"') > 0 for role in roles))
    asked = select(*_CELLS).where(
        *_wanted(EVERYTHING, (), numbers), or_(*hit, and_(_SAID.attribution != "[]", spoken))
    )
    return [ClaimCells(*row) for row in streamed(connection, asked)]
