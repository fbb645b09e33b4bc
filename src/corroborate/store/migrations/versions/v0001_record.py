"""The record: documents, reports, claims, totals, stances, decisions, links, members; full-text search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the first form of the record."""
    _create_documents()
    _create_reports()
    _create_claims()
    _create_totals()
    _create_stances()
    _create_judgements()
    _create_linkage()
    if op.get_bind().dialect.name == "sqlite":
        _create_sqlite_search()


def _seq() -> sa.Column[int]:
    return sa.Column("seq", sa.Integer, primary_key=True)


def _history() -> list[sa.Column[str]]:
    return [
        sa.Column("recorded_at", sa.String(27), nullable=False),
        sa.Column("retired_at", sa.String(27)),
    ]


def _id(name: str, *, unique: bool = False, index: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(64), nullable=False, unique=unique or None, index=index or None)


def _words(name: str, needed: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=not needed)


def _create_documents() -> None:
    op.create_table(
        "documents",
        _seq(),
        _id("id", unique=True),
        _words("source"),
        _words("title", False),
        _words("publisher", False),
        sa.Column("published", sa.String(40)),
        sa.Column("language", sa.String(20)),
        _words("url", False),
        sa.Column("media_type", sa.String(100), nullable=False),
        _words("notes"),
        sa.Column("copy_of", sa.String(64)),
        sa.Column("extractor", sa.String(40)),
        sa.Column("recorded_at", sa.String(27), nullable=False),
        sa.Column("signature", sa.LargeBinary),
        _words("removed"),
        _words("text"),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )


def _create_reports() -> None:
    op.create_table(
        "reports",
        _seq(),
        _id("id"),
        _id("document"),
        sa.Column("type", sa.String(40), nullable=False),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("background", sa.Boolean, nullable=False),
        sa.Column("earliest", sa.String(10)),
        sa.Column("latest", sa.String(10)),
        sa.Column("country", sa.String(2)),
        _words("place", False),
        _words("places"),
        sa.Column("latitude", sa.Float),
        sa.Column("longitude", sa.Float),
        _words("actors"),
        *_history(),
        _words("quotes"),
        _words("body"),
    )
    op.create_index("reports_by_document", "reports", ["document"])
    op.create_index("reports_by_day", "reports", ["earliest", "latest"])
    _index_current("reports_now", "reports", ["id"])


def _create_claims() -> None:
    op.create_table(
        "claims",
        _seq(),
        _id("id"),
        _id("report"),
        _id("document"),
        sa.Column("field", sa.String(20), nullable=False),
        sa.Column("effect", sa.String(20)),
        sa.Column("grp", sa.String(20)),
        sa.Column("low", sa.Integer),
        sa.Column("high", sa.Integer),
        sa.Column("denied", sa.Boolean, nullable=False),
        _words("speaker", False),
        sa.Column("speaker_role", sa.String(20)),
        _words("speaker_actor", False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("stop", sa.Integer, nullable=False),
        *_history(),
        _words("quote"),
        _words("value"),
        _words("attribution"),
    )
    op.create_index("claims_by_report", "claims", ["report"])
    op.create_index("claims_by_id", "claims", ["id"])


def _create_totals() -> None:
    op.create_table(
        "totals",
        _seq(),
        _id("id"),
        _id("document"),
        sa.Column("measure", sa.String(20), nullable=False),
        sa.Column("grp", sa.String(20), nullable=False),
        sa.Column("low", sa.Integer),
        sa.Column("high", sa.Integer),
        _words("actors"),
        sa.Column("earliest", sa.String(10)),
        sa.Column("latest", sa.String(10)),
        _words("places"),
        *_history(),
        _words("quote"),
        _words("body"),
    )
    op.create_index("totals_by_document", "totals", ["document"])


def _create_stances() -> None:
    op.create_table(
        "stances",
        _seq(),
        _id("id"),
        _id("document"),
        sa.Column("act", sa.String(30), nullable=False),
        _words("actors"),
        sa.Column("report", sa.String(64)),
        *_history(),
        _words("quote"),
        _words("body"),
    )
    op.create_index("stances_by_document", "stances", ["document"])
    op.create_index("stances_by_report", "stances", ["report"])


def _create_judgements() -> None:
    op.create_table(
        "decisions",
        _seq(),
        _id("id", unique=True),
        sa.Column("kind", sa.String(20), nullable=False),
        _words("subjects"),
        _words("author"),
        sa.Column("made_at", sa.String(40), nullable=False),
        _words("reason"),
        sa.Column("field", sa.String(40)),
        _words("value", False),
        sa.Column("recorded_at", sa.String(27), nullable=False),
    )
    op.create_table(
        "successors",
        _seq(),
        _id("old", index=True),
        _id("new"),
        sa.Column("recorded_at", sa.String(27), nullable=False),
    )
    op.create_table(
        "links",
        _seq(),
        _id("left_report", index=True),
        _id("right_report", index=True),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("weight", sa.Float, nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("rule", sa.String(40), nullable=False),
        *_history(),
        _words("reasons"),
    )
    op.create_table(
        "members",
        _seq(),
        _id("report", index=True),
        _id("incident", index=True),
        _id("component", index=True),
        *_history(),
    )
    _index_current("links_now", "links", ["left_report", "right_report"])
    _index_current("members_now", "members", ["report"])


def _create_linkage() -> None:
    op.create_table("facts", sa.Column("report", sa.String(64), primary_key=True), _words("body"))
    op.create_table(
        "block_keys",
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("report", sa.String(64), primary_key=True, index=True),
        sqlite_with_rowid=False,
    )


def _index_current(name: str, table: str, columns: list[str]) -> None:
    op.create_index(
        name,
        table,
        columns,
        unique=True,
        sqlite_where=sa.text("retired_at IS NULL"),
        postgresql_where=sa.text("retired_at IS NULL"),
    )


def _create_sqlite_search() -> None:
    for table, columns in (("documents", "title, text"), ("reports", "quotes")):
        op.execute(
            f"CREATE VIRTUAL TABLE {table}_words USING fts5({columns}, content='{table}', "
            "content_rowid='seq', tokenize=\"unicode61 remove_diacritics 2\")"
        )
