"""Documents chosen, paged and counted, by what they are and by the words they hold."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, false, func, or_, select

from corroborate.model.held import DocumentCount, DocumentPage, DocumentQuery, HeldDocument, ShelvedDocument
from corroborate.store import search
from corroborate.store.rows import source_of
from corroborate.store.tables import documents, members, reports

_HELD = documents.c
_COLUMNS = (
    _HELD.seq, _HELD.id, _HELD.title, _HELD.publisher, _HELD.published, _HELD.language, _HELD.url, _HELD.source,
    _HELD.copy_of, _HELD.media_type, _HELD.notes, _HELD.extractor, _HELD.recorded_at,
)  # fmt: skip
_PARTS: Mapping[str, Any] = {
    "publisher": _HELD.publisher,
    "language": _HELD.language,
    "coder": _HELD.extractor,
}


def read_shelf(connection: Connection, query: DocumentQuery) -> DocumentPage:
    """A page of the documents that match, and how many match; best first where words are asked for."""
    chosen = _chosen(query)
    total = connection.execute(select(func.count()).select_from(documents).where(*chosen)).scalar() or 0
    asked = _ordered(select(_HELD.seq).where(*chosen), query).limit(query.limit).offset(query.offset)
    numbers = list(connection.execute(asked).scalars())
    snippets = search.snippets(connection, query.text, numbers) if query.text else {}
    held = {row["seq"]: row for row in connection.execute(_whole(numbers)).mappings()}
    found = [ShelvedDocument(_document(held[each]), snippets.get(each, "")) for each in numbers]
    return DocumentPage(found, total)


def read_shelf_counts(
    connection: Connection, query: DocumentQuery, by: Sequence[str]
) -> dict[str, list[DocumentCount]]:
    """How many documents that match have each publisher, language or coder, the most first; "" is none."""
    columns = [func.coalesce(_PARTS[part], "") for part in by]
    # Looking at all documents is what takes time: once for all parts.
    asked = select(*columns, func.count()).where(*_chosen(query)).group_by(*columns)
    sums: list[Counter[str]] = [Counter() for _ in by]
    for *values, count in connection.execute(asked):
        for held, value in zip(sums, values, strict=True):
            held[value] += count
    found = ([DocumentCount(*each) for each in held.items()] for held in sums)
    ordered = (sorted(counts, key=lambda each: (-each.documents, each.value)) for counts in found)
    return dict(zip(by, ordered, strict=True))


def read_copies(connection: Connection, document: str) -> list[HeldDocument]:
    """The documents that repeat one, in the order of publication."""
    numbers = connection.execute(select(_HELD.seq).where(_HELD.copy_of == document)).scalars().all()
    rows = connection.execute(_whole(numbers)).mappings()
    return sorted((_document(row) for row in rows), key=lambda each: each.source.published or "9999")


def _chosen(query: DocumentQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    for part, names in (
        ("publisher", query.publishers),
        ("language", query.languages),
        ("coder", query.coders),
    ):
        if names:
            conditions.append(or_(false(), *(_is(_PARTS[part], name) for name in names)))
    if query.since:
        conditions.append(_HELD.published >= query.since.isoformat())
    if query.until:
        conditions.append(func.substr(_HELD.published, 1, 10) <= query.until.isoformat())
    if query.text:
        conditions.append(search.documents_matching(query.text))
    told = (
        select(reports.c.seq).where(reports.c.document == _HELD.id, reports.c.retired_at.is_(None)).exists()
    )
    flags: Mapping[str, ColumnElement[bool]] = {
        "copies": _HELD.copy_of.is_not(None),
        "originals": _HELD.copy_of.is_(None),
        "uncoded": _HELD.extractor.is_(None),
        "telling": told,
        "silent": ~told,
    }
    return [*conditions, *(flags[flag] for flag in query.only)]


def _is(column: Any, name: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column == name if name else column.is_(None)
    return found


def _ordered(asked: Select[Any], query: DocumentQuery) -> Select[Any]:
    name = query.order.removeprefix("-")
    if name == "best" and query.text:
        return search.best_first(asked, query.text)
    told = select(func.count()).where(reports.c.document == _HELD.id, reports.c.retired_at.is_(None))
    columns: Mapping[str, Any] = {
        "published": _HELD.published,
        "added": _HELD.seq,
        "publisher": _HELD.publisher,
        "reports": told.scalar_subquery(),
    }
    column = columns.get(name, _HELD.published)
    if query.order.startswith("-"):
        return asked.order_by(column.desc().nulls_last(), _HELD.seq.desc())
    return asked.order_by(column.asc().nulls_last(), _HELD.seq)


def _whole(numbers: Sequence[int]) -> Select[Any]:
    told = select(func.count()).where(reports.c.document == _HELD.id, reports.c.retired_at.is_(None))
    tells = (
        select(func.count(members.c.incident.distinct()))
        .select_from(reports)
        .join(members, and_(members.c.report == reports.c.id, members.c.retired_at.is_(None)))
        .where(reports.c.document == _HELD.id, reports.c.retired_at.is_(None))
    )
    return select(
        *_COLUMNS, told.scalar_subquery().label("told"), tells.scalar_subquery().label("incidents")
    ).where(_HELD.seq.in_(numbers))


def _document(row: Any) -> HeldDocument:
    return HeldDocument(
        source=source_of(row),
        notes=tuple(json.loads(row["notes"])),
        extractor=row["extractor"],
        added_at=row["recorded_at"],
        reports=row["told"],
        incidents=row["incidents"],
    )
