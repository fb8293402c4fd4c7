"""The audit's tables: lines in chains, what each was about, and the receipts and feedback that are lines themselves."""

from sqlalchemy import Column, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

lines = Table(
    "audit_line",
    metadata,
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
"""`body` is the line as canonical JSON; the other columns repeat what stands in it, for finding."""

heads = Table(
    "audit_head",
    metadata,
    Column("chain", String(16), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("at", String(32), nullable=False),
)
"""The last line of each chain, so that others can note it. Nothing is proved by this table."""

about = Table(
    "audit_about",
    metadata,
    Column("node", String(100), primary_key=True),
    Column("chain", String(16), primary_key=True),
    Column("seq", Integer, primary_key=True),
)
"""Whom a line was about: its subject, and every person whom its answer named in full."""

checks = Table(
    "audit_check",
    metadata,
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
"""Receipts by number: where the line stands."""

feedback = Table(
    "audit_feedback",
    metadata,
    Column("number", String(32), primary_key=True),
    Column("chain", String(16), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("measure", String(60)),
)
"""What was done upon a check, or upon one measure of it; the last one counts."""

trims = Table(
    "audit_trim",
    metadata,
    Column("chain", String(16), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("hash", String(64), nullable=False),
    Column("at", String(32), nullable=False),
)
"""The last line of a chain that retention has removed: from its hash the rest still verifies."""

Index("ix_line_principal_day", lines.c.principal, lines.c.day)
Index("ix_line_at", lines.c.at)
Index("ix_about_line", about.c.chain, about.c.seq)
Index("ix_check_open", checks.c.authority, checks.c.at)
Index("ix_check_month", checks.c.month)

APPEND_ONLY = (lines, about, checks, feedback)
