"""Full-text search: the one part of the store that speaks SQLite's FTS5 alone.

Another database needs its own `index_document`, `index_reports`, `matching` and `hits`, nothing else.
"""

from __future__ import annotations

import re

from sqlalchemy import Connection, Select, TextClause, bindparam, text
from sqlalchemy.sql.elements import ColumnElement

from corroborate.model.held import Hit
from corroborate.store.tables import reports

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
    from sqlalchemy import Integer, column, select

    rows = found.columns(column("rowid", Integer)).subquery()
    return select(rows.c.rowid)
