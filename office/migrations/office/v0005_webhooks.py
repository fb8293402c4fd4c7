"""Webhooks: where alerts and reminders are sent, what waits to be sent, who sends now; and why a list of persons is watched."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, String, Text

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Makes the tables."""
    op.add_column("watch", Column("purpose", String(40)))
    op.create_table(
        "webhook",
        Column("id", String(16), primary_key=True),
        Column("principal", String(80), ForeignKey("principal.id"), nullable=False),
        Column("url", String(2000), nullable=False),
        Column("events", Text, nullable=False),
        Column("salt", String(32), nullable=False),
        Column("salt_before", String(32)),
        Column("before_until", String(32)),
        Column("created_at", String(32), nullable=False),
        Column("ended_at", String(32)),
        Column("ended_why", String(40)),
    )
    op.create_index("ix_webhook_principal", "webhook", ["principal"])
    _deliveries()
    op.create_table(
        "lease",
        Column("name", String(40), primary_key=True),
        Column("holder", String(64), nullable=False),
        Column("until", String(32), nullable=False),
    )
    op.create_table("mark", Column("name", String(40), primary_key=True), Column("value", String(64), nullable=False))


def _deliveries() -> None:
    op.create_table(
        "delivery",
        Column("id", String(32), primary_key=True),
        Column("webhook", String(16), ForeignKey("webhook.id"), nullable=False),
        Column("event", String(40), nullable=False),
        Column("about", String(64), nullable=False),
        Column("turn", Integer, nullable=False),
        Column("body", Text, nullable=False),
        Column("state", String(12), nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("created_at", String(32), nullable=False),
        Column("next_at", String(32), nullable=False),
        Column("tried_at", String(32)),
        Column("status", Integer),
        Column("fault", String(40)),
    )
    op.create_index("ix_delivery_once", "delivery", ["webhook", "event", "about", "turn"], unique=True)
    op.create_index("ix_delivery_due", "delivery", ["state", "next_at"])
    op.create_index("ix_delivery_webhook", "delivery", ["webhook", "created_at"])
