"""One coded document into the record, in the transaction of the caller; a newer coding in the place of an older."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Table, bindparam, insert, select, update

from corroborate.model import Coding, Report, Span
from corroborate.store import search
from corroborate.store.filing import note_document, note_recoded, note_reports
from corroborate.store.rows import (
    Row,
    claim_rows,
    document_row,
    report_row,
    stance_row,
    total_row,
)
from corroborate.store.tables import (
    block_keys,
    claims,
    decisions,
    documents,
    facts,
    links,
    members,
    reports,
    stances,
    successors,
    totals,
)

Outcome = Literal["added", "unchanged", "recoded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What is kept with a coding: which extractor made it (None: not coded), and what copies it has.

    `signature` is the MinHash of the text, `copy_of` the id of the document whose words it repeats. `again`
    replaces a coding even where the same extractor made it.
    """

    extractor: str | None = None
    signature: bytes | None = None
    copy_of: str | None = None
    again: bool = False


def save_coding(connection: Connection, coding: Coding, beside: Beside, now: str) -> Outcome:
    """Keep one document and what it tells; nothing changes where this extractor's coding is there already."""
    document = coding.document
    held = connection.execute(
        select(documents.c.seq, documents.c.extractor).where(documents.c.id == document.id)
    ).one_or_none()
    if held is None:
        row = document_row(document, now) | {
            "extractor": beside.extractor, "signature": beside.signature, "copy_of": beside.copy_of,
        }  # fmt: skip
        connection.execute(insert(documents), row)
        search.index_document(connection, document.id)
        _insert_parts(connection, coding, now)
        note_document(connection, document.id)
        return "added"
    if beside.extractor is None or (held.extractor == beside.extractor and not beside.again):
        return "unchanged"
    connection.execute(
        update(documents).where(documents.c.seq == held.seq).values(extractor=beside.extractor)
    )
    _replace_parts(connection, coding, now)
    note_document(connection, document.id)
    note_recoded(connection)
    return "recoded"


def _insert_parts(connection: Connection, coding: Coding, now: str) -> None:
    _insert(connection, reports, (report_row(each, now) for each in coding.reports))
    if coding.reports:
        search.index_reports(connection, coding.document.id, now)
    _insert(connection, claims, (row for each in coding.reports for row in claim_rows(each, now)))
    _insert(connection, totals, _each_once(total_row(each, now) for each in coding.totals))
    _insert(connection, stances, _each_once(stance_row(each, now) for each in coding.stances))


def _replace_parts(connection: Connection, coding: Coding, now: str) -> None:
    """Retire what the new coding no longer says, add what is new, leave what is the same."""
    document = coding.document.id
    old = _current(connection, reports, document, "body")
    new = [report_row(each, now) for each in coding.reports]
    gone = _swap(connection, reports, old, new, "body", now)
    search.index_reports(connection, document, now)
    _name_successors(connection, gone, coding.reports, now)
    _forget_linkage(connection, [row.id for row in gone], now)
    old_claims = _current(connection, claims, document, "denied")
    new_claims = [row for each in coding.reports for row in claim_rows(each, now)]
    gone_claims = _swap(connection, claims, old_claims, new_claims, "denied", now)
    _name_claim_successors(connection, gone_claims, new_claims, now)
    parts: tuple[tuple[Table, Iterable[Row]], ...] = (
        (totals, (total_row(each, now) for each in coding.totals)),
        (stances, (stance_row(each, now) for each in coding.stances)),
    )
    for table, rows in parts:
        _swap(connection, table, _current(connection, table, document, "body"), _each_once(rows), "body", now)


def _current(connection: Connection, table: Table, document: str, content: str) -> list[Any]:
    chosen = [table.c.seq, table.c.id, table.c[content].label("content")]
    if table is reports:
        chosen.append(table.c.body)
    if table is claims:
        chosen += [table.c.report, table.c.field, table.c.start, table.c.stop]
    current = (table.c.document == document) & table.c.retired_at.is_(None)
    return list(connection.execute(select(*chosen).where(current)))


def _swap(
    connection: Connection, table: Table, old: Sequence[Any], new: Sequence[Row], content: str, now: str
) -> list[Any]:
    """Bring a table to the `new` rows; gives back the old rows that were retired."""
    wanted = {row["id"]: row for row in new}
    gone = [row for row in old if row.id not in wanted or wanted[row.id][content] != row.content]
    stay = {row.id for row in old} - {row.id for row in gone}
    retire(connection, table, [row.seq for row in gone], now)
    _insert(connection, table, (row for row in new if row["id"] not in stay))
    return gone


def retire(connection: Connection, table: Table, seqs: Sequence[int], now: str) -> None:
    """Let rows no longer be what the record says, from `now` on; they stay for views of earlier days."""
    if seqs:
        statement = update(table).where(table.c.seq == bindparam("row")).values(retired_at=now)
        connection.execute(statement, [{"row": seq} for seq in seqs])


def _forget_linkage(connection: Connection, changed: Sequence[str], now: str) -> None:
    """Make all reports of the touched components wait to be linked anew."""
    if not changed:
        return
    current = members.c.retired_at.is_(None)
    touched = select(members.c.component).where(members.c.report.in_(changed), current)
    rows = connection.execute(
        select(members.c.seq, members.c.report).where(members.c.component.in_(touched), current)
    ).all()
    retire(connection, members, [row.seq for row in rows], now)
    forget = {*changed, *(row.report for row in rows)}
    note_reports(connection, forget)
    for table in (facts, block_keys):
        connection.execute(table.delete().where(table.c.report == bindparam("which")), [{"which": each} for each in forget])  # fmt: skip
    stale = links.c.left_report.in_(changed) | links.c.right_report.in_(changed)
    held = connection.execute(select(links.c.seq).where(stale, links.c.retired_at.is_(None))).scalars()
    retire(connection, links, list(held), now)


def _name_successors(connection: Connection, gone: Sequence[Any], new: Sequence[Report], now: str) -> None:
    """Say which report took the place of each that vanished: the one with most words in common."""
    there = {report.id for report in new}
    found = []
    for row in gone:
        if row.id in there:
            continue
        words = [(span["start"], span["end"]) for span in json.loads(row.body)["evidence"]]
        best = _nearest(new, [_common(words, report.evidence) for report in new])
        if best is not None:
            found.append({"old": row.id, "new": best.id, "recorded_at": now})
    back = select(successors.c.old).where(successors.c.old.in_(there)).distinct()
    found += [{"old": each, "new": each, "recorded_at": now} for each in connection.execute(back).scalars()]
    _insert(connection, successors, found)


def _name_claim_successors(connection: Connection, gone: Sequence[Any], new: Sequence[Row], now: str) -> None:
    """The same for claims that a decision is about."""
    vanished = {row.id: row for row in gone} if gone else {}
    decided = _decided(connection) & (vanished.keys() - {row["id"] for row in new}) if gone else set()
    found = []
    for each in decided:
        row = vanished[each]
        alike = [other for other in new if other["field"] == row.field]
        common = [min(other["stop"], row.stop) - max(other["start"], row.start) for other in alike]
        best = _nearest(alike, common)
        if best is not None:
            found.append({"old": each, "new": best["id"], "recorded_at": now})
    _insert(connection, successors, found)


def _decided(connection: Connection) -> set[str]:
    held = connection.execute(select(decisions.c.subjects)).scalars()
    return {subject for subjects in held for subject in json.loads(subjects)}


def _nearest(candidates: Sequence[Any], common: Sequence[int]) -> Any:
    """The candidate with most characters in common; None where none has any."""
    best = max(zip(common, candidates, strict=True), key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] > 0 else None


def _common(words: Sequence[tuple[int, int]], spans: Sequence[Span]) -> int:
    return sum(
        max(0, min(stop, span.end) - max(start, span.start)) for start, stop in words for span in spans
    )


def _each_once(rows: Iterable[Row]) -> list[Row]:
    return list({row["id"]: row for row in rows}.values())


def _insert(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    held = list(rows)
    if held:
        connection.execute(insert(table), held)
