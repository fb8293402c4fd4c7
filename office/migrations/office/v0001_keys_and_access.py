"""Keys, and who was shown whose name: the office's first version, as databases made before migrations have it."""

from alembic import op
from sqlalchemy import Column, Integer, String, Text

from office.migrations.append_only import keep

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the tables of the first version."""
    op.create_table(
        "key",
        Column("id", String(16), primary_key=True),
        Column("name", String(80), nullable=False),
        Column("salt", String(32), nullable=False),
        Column("digest", String(64), nullable=False),
        Column("rights", Text, nullable=False),
        Column("created_at", String(32), nullable=False),
        Column("expires_on", String(10)),
        Column("revoked_at", String(32)),
    )
    op.create_table(
        "access",
        Column("id", Integer, primary_key=True, autoincrement=True),
        Column("at", String(32), nullable=False),
        Column("principal", String(80), nullable=False),
        Column("purpose", String(40), nullable=False),
        Column("question", String(40), nullable=False),
        Column("subject", String(100)),
        Column("parameters", Text, nullable=False),
        Column("persons", Integer, nullable=False),
        Column("request_id", String(64), nullable=False),
    )
    keep("access")
