"""Watch lists: whose changes somebody wants to be told of, and the alerts that were raised."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, String, Text

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "watch",
        Column("id", String(16), primary_key=True),
        Column("principal", String(80), ForeignKey("principal.id"), nullable=False),
        Column("name", String(80), nullable=False),
        Column("seen", Integer, nullable=False),
        Column("created_at", String(32), nullable=False),
    )
    op.create_table(
        "watched",
        Column("watch", String(16), ForeignKey("watch.id"), primary_key=True),
        Column("node", String(100), primary_key=True),
    )
    op.create_table(
        "alert",
        Column("id", Integer, primary_key=True, autoincrement=True),
        Column("watch", String(16), ForeignKey("watch.id"), nullable=False),
        Column("node", String(100), nullable=False),
        Column("transaction", Integer, nullable=False),
        Column("at", String(32), nullable=False),
        Column("what", Text, nullable=False),
    )
    op.create_index("ix_watch_principal", "watch", ["principal"])
    op.create_index("ix_alert_watch", "alert", ["watch", "id"])
