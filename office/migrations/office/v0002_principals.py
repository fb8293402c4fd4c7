"""Principals apart from their keys, so that a key can be rotated; authorisations; writes by their idempotency key."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, String, Text, text

revision = "0002"
down_revision = "0001"

_EACH_KEY_WAS_SOMEBODY = text(
    "INSERT INTO principal (id, name, authority, domains, rights, profile, created_at)"
    " SELECT 'key:' || id, name, name, '[]', rights, 'department', created_at FROM key"
)


def upgrade() -> None:
    """Every key of the first version becomes a principal of its own, known by the id that older lines call it."""
    _principals()
    op.execute(_EACH_KEY_WAS_SOMEBODY)
    op.add_column("key", Column("principal", String(80)))
    op.execute(text("UPDATE key SET principal = 'key:' || id"))
    with op.batch_alter_table("key") as key:
        key.alter_column("principal", existing_type=String(80), nullable=False)
        key.create_foreign_key("key_principal", "principal", ["principal"], ["id"])
        key.drop_column("name")
        key.drop_column("rights")
    op.create_index("ix_key_principal", "key", ["principal"])
    _authorisations()
    _requests()


def _principals() -> None:
    op.create_table(
        "principal",
        Column("id", String(80), primary_key=True),
        Column("name", String(80), nullable=False),
        Column("authority", String(120), nullable=False),
        Column("domains", Text, nullable=False),
        Column("rights", Text, nullable=False),
        Column("profile", String(40), nullable=False),
        Column("subject", String(100)),
        Column("token_subject", String(200), unique=True),
        Column("rate_per_minute", Integer),
        Column("quota_per_day", Integer),
        Column("created_at", String(32), nullable=False),
        Column("ended_at", String(32)),
    )


def _authorisations() -> None:
    op.create_table(
        "authorisation",
        Column("id", String(16), primary_key=True),
        Column("principal", String(80), ForeignKey("principal.id"), nullable=False),
        Column("subject", String(100), nullable=False),
        Column("document", String(120), nullable=False),
        Column("from_on", String(10), nullable=False),
        Column("until_on", String(10), nullable=False),
        Column("withdrawn_at", String(32)),
    )
    op.create_index("ix_authorisation_subject", "authorisation", ["principal", "subject"])


def _requests() -> None:
    op.create_table(
        "request",
        Column("principal", String(80), primary_key=True),
        Column("key", String(100), primary_key=True),
        Column("digest", String(64), nullable=False),
        Column("begun_at", String(32), nullable=False),
        Column("status", Integer),
        Column("answer", Text),
    )
