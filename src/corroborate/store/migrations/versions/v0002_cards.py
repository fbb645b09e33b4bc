"""Cards: what each incident comes to, kept; filed anew from the record when it is next written or shown."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of cards, empty."""
    _create_cards()
    _create_finding()
    op.create_table("card_due", sa.Column("report", sa.Integer, primary_key=True))
    op.create_table(
        "marks",
        sa.Column("name", sa.String(20), primary_key=True),
        sa.Column("value", sa.Integer, nullable=False),
    )


def _create_cards() -> None:
    op.create_table(
        "cards",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("incident", sa.String(64), nullable=False, unique=True),
        sa.Column("day", sa.String(10)),
        sa.Column("month", sa.String(7)),
        sa.Column("type", sa.String(40), nullable=False),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("grade", sa.Integer, nullable=False),
        sa.Column("country", sa.String(2)),
        sa.Column("latitude", sa.Float),
        sa.Column("longitude", sa.Float),
        sa.Column("place_precision", sa.String(20), nullable=False),
        sa.Column("killed_low", sa.Integer),
        sa.Column("killed_high", sa.Integer),
        *(
            sa.Column(name, sa.Boolean, nullable=False)
            for name in ("background", "contested", "unknown_actor")
        ),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("types", "groups", "tactics", "sources")),
        sa.Column("first_recorded", sa.String(27), nullable=False),
        sa.Column("changed", sa.String(27), nullable=False),
    )
    for name, columns in {
        "cards_by_day": ["day", "seq"],
        "cards_by_killed": ["killed_high", "day", "seq"],
        "cards_by_grade": ["grade", "day", "seq"],
        "cards_by_first_recorded": ["first_recorded", "seq"],
        "cards_by_change": ["changed", "seq"],
        "cards_by_month": ["month", "killed_low", "killed_high"],
    }.items():
        op.create_index(name, "cards", columns)
    op.create_table(
        "card_bodies",
        sa.Column("card", sa.Integer, primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
    )


def _create_finding() -> None:
    op.create_table(
        "card_reports",
        sa.Column("report", sa.Integer, primary_key=True),
        sa.Column("card", sa.Integer, nullable=False, index=True),
        sa.Column("starts", sa.String(10)),
        sa.Column("ends", sa.String(10)),
        sa.Column("terms", sa.Text, nullable=False),
    )
    op.create_index("card_reports_by_day", "card_reports", ["starts", "ends", "card"])
    op.create_table(
        "card_terms",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("term", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
    )
    op.create_index("card_terms_once", "card_terms", ["kind", "term"], unique=True)
    op.create_table(
        "card_keys",
        sa.Column("term", sa.Integer, primary_key=True),
        sa.Column("report", sa.Integer, primary_key=True),
        sa.Column("card", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
