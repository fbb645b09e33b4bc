"""Full-text search: the one part of the store that speaks SQLite's FTS5 alone.

Another database needs its own of what is here, nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from sqlalchemy import Connection, Integer, Select, TextClause, bindparam, select, text
from sqlalchemy.sql.elements import ColumnElement

from corroborate.model.held import Hit, QuotePage
from corroborate.store.tables import documents, reports

_TERM = re.compile(r'"([^"]+)"|(\S+)')

_HITS_DOCUMENTS = text(
    "SELECT d.id, d.title, d.published, snippet(documents_words, -1, '[', ']', ' … ', 24) AS snippet "
    "FROM documents_words JOIN documents d ON d.seq = documents_words.rowid "
    "WHERE documents_words MATCH :asked AND d.recorded_at <= :at ORDER BY rank LIMIT :most"
)


def index_document(connection: Connection, document: str) -> None:
    """Make the words of a document, already stored, findable."""
    connection.execute(
        text(
            "INSERT INTO documents_words(rowid, title, text) SELECT seq, title, text FROM documents WHERE id = :id"
        ),
        {"id": document},
    )


def index_reports(connection: Connection, document: str, recorded_at: str) -> None:
    """Make the quotes of a document's reports, as recorded at `recorded_at`, findable."""
    connection.execute(
        text(
            "INSERT INTO reports_words(rowid, quotes) SELECT seq, quotes FROM reports "
            "WHERE document = :id AND recorded_at = :at"
        ),
        {"id": document, "at": recorded_at},
    )


def matching(asked: str, number: ColumnElement[int] = reports.c.seq) -> ColumnElement[bool]:
    """The condition on reports, by their `number`, that the words they quote match what was asked."""
    found = text("SELECT rowid FROM reports_words WHERE reports_words MATCH :asked_words")
    bound: TextClause = found.bindparams(bindparam("asked_words", expression(asked)))
    return number.in_(_as_select(bound))


def hits(connection: Connection, asked: str, at: str, most: int) -> list[Hit]:
    """Documents recorded by `at` whose title or text match, best first, with the words found in brackets."""
    rows = connection.execute(_HITS_DOCUMENTS, {"asked": expression(asked), "at": at, "most": most})
    return [
        Hit(kind="document", id=row.id, document=row.id, title=row.title, published=row.published,
            snippet=" ".join(row.snippet.split()))
        for row in rows
    ]  # fmt: skip


def documents_matching(asked: str) -> ColumnElement[bool]:
    """The condition on documents that their title or text match what was asked."""
    found = text("SELECT rowid FROM documents_words WHERE documents_words MATCH :asked_words")
    bound: TextClause = found.bindparams(bindparam("asked_words", expression(asked)))
    return documents.c.seq.in_(_as_select(bound))


def best_first(chosen: Select[tuple[int]], asked: str) -> Select[tuple[int]]:
    """Documents that match what was asked, those that fit best first; each is ranked once."""
    from sqlalchemy import Float, column

    found = text("SELECT rowid, rank FROM documents_words WHERE documents_words MATCH :ranked_words")
    bound = found.bindparams(bindparam("ranked_words", expression(asked)))
    ranked = bound.columns(column("rowid", Integer), column("rank", Float)).cte("ranked")
    ranked = ranked.prefix_with("MATERIALIZED")
    joined = chosen.join(ranked, ranked.c.rowid == documents.c.seq)
    return joined.order_by(ranked.c.rank, documents.c.seq)


_SNIPPETS = text(
    "SELECT rowid, snippet(documents_words, -1, char(2), char(3), ' … ', 32) AS snippet FROM documents_words "
    "WHERE documents_words MATCH :asked AND rowid IN (SELECT value FROM json_each(:numbers))"
)
_QUOTES = text(
    "SELECT r.id, r.document, m.incident, d.title, d.published, "
    "snippet(reports_words, -1, char(2), char(3), ' … ', 32) AS snippet FROM reports_words "
    "JOIN reports r ON r.seq = reports_words.rowid AND r.retired_at IS NULL "
    "JOIN documents d ON d.id = r.document "
    "JOIN members m ON m.report = r.id AND m.retired_at IS NULL "
    "WHERE reports_words MATCH :asked ORDER BY rank LIMIT :most OFFSET :first"
)
_HOW_MANY_QUOTES = text(
    "SELECT count(*) FROM reports_words JOIN reports r ON r.seq = reports_words.rowid AND r.retired_at IS NULL "
    "WHERE reports_words MATCH :asked"
)


def snippets(connection: Connection, asked: str, numbers: Sequence[int]) -> dict[int, str]:
    """A piece of each of some documents that match, with the words found marked."""
    given = {"asked": expression(asked), "numbers": json.dumps(list(numbers))}
    return {row.rowid: " ".join(row.snippet.split()) for row in connection.execute(_SNIPPETS, given)}


def quotes(connection: Connection, asked: str, first: int, most: int) -> QuotePage:
    """The reports whose quotes match, best first, with the words found marked."""
    given = {"asked": expression(asked)}
    total = connection.execute(_HOW_MANY_QUOTES, given).scalar() or 0
    rows = connection.execute(_QUOTES, {**given, "most": most, "first": first})
    found = [
        Hit(kind="report", id=row.id, document=row.document, title=row.title, published=row.published,
            snippet=" ".join(row.snippet.split()), incident=row.incident)
        for row in rows
    ]  # fmt: skip
    return QuotePage(found, total)


def expression(asked: str) -> str:
    """What a person typed as an FTS5 expression: all words, "phrases" whole, a trailing * for a beginning.

    Nothing typed is read as an operator, so no input is a syntax error; words without letters find nothing.
    """
    terms = [phrase or word for phrase, word in _TERM.findall(asked)]
    quoted = [_quoted(term) for term in terms if any(c.isalnum() for c in term)]
    return " ".join(quoted) if quoted else '""'


def _quoted(term: str) -> str:
    bare = term.replace('"', " ").rstrip("*").strip()
    return f'"{bare}"*' if term.endswith("*") else f'"{bare}"'


def _as_select(found: TextClause) -> Select[tuple[int]]:
    from sqlalchemy import column

    rows = found.columns(column("rowid", Integer)).subquery()
    return select(rows.c.rowid)
