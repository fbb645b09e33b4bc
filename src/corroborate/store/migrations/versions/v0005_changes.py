"""Documents are found by when the record learned of them, so that what is new since a moment is told at once."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the index."""
    op.create_index("documents_by_time", "documents", ["recorded_at", "seq"])
