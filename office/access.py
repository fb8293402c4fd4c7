"""The access line: who was shown natural persons' names, when, why and in answer to what. Written before the answer leaves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, insert, select

from credit.identity import canonical_json
from office.database import access


@dataclass(frozen=True, slots=True)
class Line:
    """One disclosure."""

    principal: str
    purpose: str
    question: str
    subject: str | None
    parameters: Mapping[str, Any]
    persons: int
    request_id: str


def write_line(engine: Engine, line: Line) -> None:
    """Adds a line; returns only when it is on disk."""
    with engine.begin() as connection:
        connection.execute(
            insert(access).values(
                at=datetime.now(UTC).isoformat(timespec="milliseconds"),
                principal=line.principal,
                purpose=line.purpose,
                question=line.question,
                subject=line.subject,
                parameters=canonical_json(line.parameters),
                persons=line.persons,
                request_id=line.request_id,
            )
        )


def read_lines(engine: Engine, limit: int = 100) -> list[dict[str, Any]]:
    """The latest lines, the newest first."""
    with engine.connect() as connection:
        rows = connection.execute(select(access).order_by(access.c.id.desc()).limit(limit))
        return [dict(row._mapping) for row in rows]
