"""Audit lines in chains, what each was about, receipts, feedback."""

from alembic import op
from sqlalchemy import Column, Integer, String, Text

from office.migrations.append_only import keep

revision = "a0001"
down_revision = None


def upgrade() -> None:
    """Makes the tables; what is written in them is never changed."""
    _lines()
    _heads()
    _about()
    _checks()
    _feedback()
    op.create_table(
        "audit_trim",
        Column("chain", String(16), primary_key=True),
        Column("seq", Integer, primary_key=True),
        Column("hash", String(64), nullable=False),
        Column("at", String(32), nullable=False),
    )
    for table in ("audit_line", "audit_about", "audit_check", "audit_feedback"):
        keep(table)


def _lines() -> None:
    op.create_table(
        "audit_line",
        Column("chain", String(16), primary_key=True),
        Column("seq", Integer, primary_key=True),
        Column("at", String(32), nullable=False),
        Column("day", String(10), nullable=False),
        Column("kind", String(16), nullable=False),
        Column("principal", String(80), nullable=False),
        Column("body", Text, nullable=False),
        Column("prev", String(64), nullable=False),
        Column("hash", String(64), nullable=False),
        Column("signature", String(128)),
    )
    op.create_index("ix_line_principal_day", "audit_line", ["principal", "day"])
    op.create_index("ix_line_at", "audit_line", ["at"])


def _heads() -> None:
    op.create_table(
        "audit_head",
        Column("chain", String(16), primary_key=True),
        Column("seq", Integer, nullable=False),
        Column("hash", String(64), nullable=False),
        Column("at", String(32), nullable=False),
    )


def _about() -> None:
    op.create_table(
        "audit_about",
        Column("node", String(100), primary_key=True),
        Column("chain", String(16), primary_key=True),
        Column("seq", Integer, primary_key=True),
    )
    op.create_index("ix_about_line", "audit_about", ["chain", "seq"])


def _checks() -> None:
    op.create_table(
        "audit_check",
        Column("number", String(32), primary_key=True),
        Column("chain", String(16), nullable=False),
        Column("seq", Integer, nullable=False),
        Column("month", String(7), nullable=False),
        Column("at", String(32), nullable=False),
        Column("authority", String(120), nullable=False),
        Column("principal", String(80), nullable=False),
        Column("matter", String(60), nullable=False),
        Column("verdict", String(16), nullable=False),
        Column("measures", Text, nullable=False),
    )
    op.create_index("ix_check_open", "audit_check", ["authority", "at"])
    op.create_index("ix_check_month", "audit_check", ["month"])


def _feedback() -> None:
    op.create_table(
        "audit_feedback",
        Column("number", String(32), primary_key=True),
        Column("chain", String(16), primary_key=True),
        Column("seq", Integer, primary_key=True),
        Column("at", String(32), nullable=False),
        Column("outcome", String(20), nullable=False),
    )
