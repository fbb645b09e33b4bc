"""Cards bear the number of the filing that wrote them; all are filed anew when the record is next written or shown."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give the tables of cards their new form, empty."""
    for name in ("card_bodies", "card_reports", "card_terms", "marks"):
        op.execute(sa.delete(sa.table(name)))
    op.drop_index("card_reports_by_day", "card_reports")
    op.drop_table("card_keys")
    op.drop_table("cards")
    op.create_table(
        "card_keys",
        sa.Column("term", sa.Integer, primary_key=True),
        sa.Column("report", sa.Integer, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cards",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("incident", sa.String(64), nullable=False, unique=True),
        sa.Column("day", sa.String(10)),
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
        sa.Column("filed", sa.Integer, nullable=False, index=True),
    )
    op.create_index("cards_by_change", "cards", ["changed", "seq"])
