"""The tables of the record. Times are UTC as ISO 8601 text of one width, so that they sort as text.

Rows that can be replaced carry `recorded_at` and `retired_at`: what was known on a day is what was recorded
by then and not yet retired. Nothing that was ever shown is deleted.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

SCHEMA_VERSION = "0005"
"""The head of the migrations that this version of the program knows (a test compares it)."""

APPLICATION_ID = 0x436F7262
"""SQLite's application_id of a record: "Corb" in ASCII."""

metadata = MetaData()


def _history() -> tuple[Column[str], Column[str | None]]:
    return (
        Column("recorded_at", String(27), nullable=False),
        Column("retired_at", String(27), nullable=True),
    )


documents = Table(
    "documents",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("published", String(40)),
    Column("language", String(20)),
    Column("url", Text),
    Column("media_type", String(100), nullable=False),
    Column("notes", Text, nullable=False),
    Column("copy_of", String(64)),
    Column("extractor", String(40)),
    Column("recorded_at", String(27), nullable=False),
    Column("signature", LargeBinary),
    Column("removed", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index("documents_by_day", "published", "seq"),
    Index("documents_by_copy", "copy_of"),
    Index("documents_by_time", "recorded_at", "seq"),
    Index("documents_shelf", "publisher", "language", "extractor", "copy_of", "published", "recorded_at"),
)

reports = Table(
    "reports",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String(64), nullable=False),
    Column("document", String(64), nullable=False),
    Column("type", String(40), nullable=False),
    Column("stage", String(20), nullable=False),
    Column("background", Boolean, nullable=False),
    Column("earliest", String(10)),
    Column("latest", String(10)),
    Column("country", String(2)),
    Column("place", Text),
    Column("places", Text, nullable=False),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("actors", Text, nullable=False),
    *_history(),
    Column("quotes", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("reports_by_document", "document"),
    Index("reports_told", "document", "retired_at"),
    Index("reports_by_day", "earliest", "latest"),
)
current_reports = Index(
    "reports_now",
    reports.c.id,
    unique=True,
    sqlite_where=text("retired_at IS NULL"),
    postgresql_where=text("retired_at IS NULL"),
)

claims = Table(
    "claims",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String(64), nullable=False),
    Column("report", String(64), nullable=False),
    Column("document", String(64), nullable=False),
    Column("field", String(20), nullable=False),
    Column("effect", String(20)),
    Column("grp", String(20)),
    Column("low", Integer),
    Column("high", Integer),
    Column("denied", Boolean, nullable=False),
    Column("speaker", Text),
    Column("speaker_role", String(20)),
    Column("speaker_actor", Text),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    *_history(),
    Column("quote", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("attribution", Text, nullable=False),
    Index("claims_by_report", "report"),
    Index("claims_by_id", "id"),
)

totals = Table(
    "totals",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String(64), nullable=False),
    Column("document", String(64), nullable=False),
    Column("measure", String(20), nullable=False),
    Column("grp", String(20), nullable=False),
    Column("low", Integer),
    Column("high", Integer),
    Column("actors", Text, nullable=False),
    Column("earliest", String(10)),
    Column("latest", String(10)),
    Column("places", Text, nullable=False),
    *_history(),
    Column("quote", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("totals_by_document", "document"),
)

stances = Table(
    "stances",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String(64), nullable=False),
    Column("document", String(64), nullable=False),
    Column("act", String(30), nullable=False),
    Column("actors", Text, nullable=False),
    Column("report", String(64)),
    *_history(),
    Column("quote", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("stances_by_document", "document"),
    Index("stances_by_report", "report"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("subjects", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("made_at", String(40), nullable=False),
    Column("reason", Text, nullable=False),
    Column("field", String(40)),
    Column("value", Text),
    Column("recorded_at", String(27), nullable=False),
)
"""Appended only. A row of kind `withdraw` names the decision it withdraws as its one subject."""

successors = Table(
    "successors",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("old", String(64), nullable=False, index=True),
    Column("new", String(64), nullable=False),
    Column("recorded_at", String(27), nullable=False),
)
"""Which report or claim took the place of one that a newer extractor no longer gives."""

links = Table(
    "links",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("left_report", String(64), nullable=False, index=True),
    Column("right_report", String(64), nullable=False, index=True),
    Column("score", Float, nullable=False),
    Column("weight", Float, nullable=False),
    Column("status", String(10), nullable=False),
    Column("rule", String(40), nullable=False),
    *_history(),
    Column("reasons", Text, nullable=False),
)

members = Table(
    "members",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("report", String(64), nullable=False, index=True),
    Column("incident", String(64), nullable=False, index=True),
    Column("component", String(64), nullable=False, index=True),
    *_history(),
)
"""Which incident a report belongs to: derived from reports, links and decisions; can be rebuilt.

`component` names what must be clustered anew as a whole where one of its reports is touched.
"""

facts = Table(
    "facts",
    metadata,
    Column("report", String(64), primary_key=True),
    Column("body", Text, nullable=False),
)
"""Each linked report laid flat, as linkage compares it: derived, without history."""

block_keys = Table(
    "block_keys",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("report", String(64), primary_key=True, index=True),
    sqlite_with_rowid=False,
)
"""The keys under which linkage looks for a report's like: derived, without history."""

cards = Table(
    "cards",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("incident", String(64), nullable=False, unique=True),
    Column("day", String(10)),
    Column("type", String(40), nullable=False),
    Column("stage", String(20), nullable=False),
    Column("grade", Integer, nullable=False),
    Column("country", String(2)),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("place_precision", String(20), nullable=False),
    Column("killed_low", Integer),
    Column("killed_high", Integer),
    Column("background", Boolean, nullable=False),
    Column("contested", Boolean, nullable=False),
    Column("unknown_actor", Boolean, nullable=False),
    Column("types", Text, nullable=False),
    Column("groups", Text, nullable=False),
    Column("tactics", Text, nullable=False),
    Column("sources", Text, nullable=False),
    Column("first_recorded", String(27), nullable=False),
    Column("changed", String(27), nullable=False),
    Column("filed", Integer, nullable=False, index=True),
    Index("cards_by_change", "changed", "seq"),
)
"""What each incident comes to, computed once and kept: derived, without history.

The columns are what cards are chosen, ordered and counted by; `day` is the first, or the only one known, and
`grade` its rank. `types` to `sources` hold all that its reports say, as "one|other". `filed` is the number of the
filing that wrote the row, so that what is new is found at once.
"""

card_bodies = Table(
    "card_bodies",
    metadata,
    Column("card", Integer, primary_key=True),
    Column("body", Text, nullable=False),
)
"""The cards themselves, apart from what they are found by, so that a look at all of them reads little."""

card_reports = Table(
    "card_reports",
    metadata,
    Column("report", Integer, primary_key=True),
    Column("card", Integer, nullable=False, index=True),
    Column("starts", String(10)),
    Column("ends", String(10)),
    Column("terms", Text, nullable=False),
)
"""The reports (by number) of each card, their days, and the terms (by number) they are found by."""

card_terms = Table(
    "card_terms",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("term", Text().with_variant(Text(collation="C"), "postgresql"), nullable=False),
    Index("card_terms_once", "kind", "term", unique=True),
)
"""Every place, actor, type, tactic, group and publisher that cards are found by, once."""

card_keys = Table(
    "card_keys",
    metadata,
    Column("term", Integer, primary_key=True),
    Column("report", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""Which reports a term finds."""

card_due = Table("card_due", metadata, Column("report", Integer, primary_key=True))
"""Reports (by number) of which something changed since the cards of their incidents were made."""

marks = Table(
    "marks",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("value", Integer, nullable=False),
)
"""What the record remembers of itself: the version of the cards it holds, and how often they were filed."""

current_links = Index(
    "links_now",
    links.c.left_report,
    links.c.right_report,
    unique=True,
    sqlite_where=text("retired_at IS NULL"),
    postgresql_where=text("retired_at IS NULL"),
)
current_members = Index(
    "members_now",
    members.c.report,
    unique=True,
    sqlite_where=text("retired_at IS NULL"),
    postgresql_where=text("retired_at IS NULL"),
)
