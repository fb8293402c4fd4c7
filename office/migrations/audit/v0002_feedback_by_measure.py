"""Feedback may be upon one measure of several: which one stands beside it, so that the others stay open."""

from alembic import op
from sqlalchemy import Column, String

revision = "a0002"
down_revision = "a0001"


def upgrade() -> None:
    """Adds the column. Feedback of before was counted for the whole check, and still is."""
    op.add_column("audit_feedback", Column("measure", String(60)))
