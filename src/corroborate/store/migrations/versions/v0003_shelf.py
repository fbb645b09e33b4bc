"""Documents are listed by day, publisher, language, coder and copies without a look at their texts."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the indexes."""
    op.create_index("documents_by_day", "documents", ["published", "seq"])
    op.create_index("documents_by_copy", "documents", ["copy_of"])
    op.create_index(
        "documents_shelf",
        "documents",
        ["publisher", "language", "extractor", "copy_of", "published", "recorded_at"],
    )
    op.create_index("reports_told", "reports", ["document", "retired_at"])
