"""Jobs: long work that is taken up again where it was, whoever did it before."""

from alembic import op
from sqlalchemy import Column, Integer, String, Text

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "job",
        Column("id", String(24), primary_key=True),
        Column("kind", String(40), nullable=False),
        Column("owner", String(80), nullable=False),
        Column("authority", String(120), nullable=False),
        Column("state", String(12), nullable=False),
        Column("done", Integer, nullable=False),
        Column("total", Integer),
        Column("created_at", String(32), nullable=False),
        Column("started_at", String(32)),
        Column("ended_at", String(32)),
        Column("cancel_asked_at", String(32)),
        Column("parameters", Text, nullable=False),
        Column("outcome", Text),
        Column("problem", Text),
        Column("file", String(160)),
        Column("expires_at", String(32)),
        Column("removed_at", String(32)),
        Column("seed", String(32), nullable=False),
        Column("worker", String(40)),
        Column("alive_at", String(32)),
        Column("again_at", String(32)),
        Column("tries", Integer, nullable=False),
    )
    op.create_index("ix_job_owner", "job", ["owner", "created_at"])
    op.create_index("ix_job_state", "job", ["state"])
