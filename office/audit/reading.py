"""What the audit tells: who looked at somebody, the latest lines, everything for another archive."""

import json
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, Row, func, select

from office.audit.lines import Sealed
from office.audit.tables import about, checks, lines
from office.tables import access

_AT_A_TIME = 10_000
_OWN = ("open", "anchor", "close")


def latest(engine: Engine, limit: int, *, with_persons: bool = False) -> list[dict[str, Any]]:
    """The latest lines that somebody caused, the newest first. `with_persons`: those that named natural persons in full."""
    wanted = select(lines).where(lines.c.kind.not_in(_OWN)).order_by(lines.c.at.desc(), lines.c.chain, lines.c.seq.desc())
    if with_persons:
        wanted = wanted.where(lines.c.body.regexp_match('"persons":(\\[|[1-9])'))
    with engine.connect() as connection:
        return [_told(row) for row in connection.execute(wanted.limit(limit))]


def who_saw(engine: Engine, node: str, limit: int = 1000, *, also: Collection[str] = ()) -> list[dict[str, Any]]:
    """Every line that was about somebody, or that named him in full, the newest first. `also`: his other ids.

    A bare code is looked for too: so lines of before there were ids in the index named him.
    """
    known = {each for given in (node, *also) for each in (given, given.rpartition(":")[2])}
    joined = select(lines).join(about, (about.c.chain == lines.c.chain) & (about.c.seq == lines.c.seq))
    with engine.connect() as connection:
        rows = connection.execute(joined.where(about.c.node.in_(known)).distinct().order_by(lines.c.at.desc()).limit(limit))
        return [_told(row) for row in rows]


def who_saw_before(office: Engine, node: str) -> list[dict[str, Any]]:
    """The same of the first version's access lines, which are in no chain."""
    with office.connect() as connection:
        rows = connection.execute(select(access).where(access.c.subject == node).order_by(access.c.at.desc()))
        return [
            {
                "at": row.at,
                "principal": row.principal,
                "name": "",
                "authority": "",
                "question": row.question,
                "purpose": row.purpose,
                "subject": row.subject,
                "outcome": "answered",
                "chain": "access",
                "seq": row.id,
            }
            for row in rows
        ]


def exported(engine: Engine, since: str | None = None, until: str | None = None) -> Iterator[Sealed]:
    """Every line in chain order; `since` and `until` are days (the last one excluded)."""
    wanted = select(lines).order_by(lines.c.chain, lines.c.seq)
    wanted = wanted.where(lines.c.day >= since) if since else wanted
    wanted = wanted.where(lines.c.day < until) if until else wanted
    with engine.connect() as connection:
        for row in connection.execution_options(yield_per=_AT_A_TIME).execute(wanted):
            yield _sealed(row)


def receipt_line(engine: Engine, number: str) -> Sealed | None:
    """The line that is the receipt of this number."""
    joined = select(lines).join(checks, (checks.c.chain == lines.c.chain) & (checks.c.seq == lines.c.seq))
    with engine.connect() as connection:
        row = connection.execute(joined.where(checks.c.number == number)).first()
        return None if row is None else _sealed(row)


def asked_on(engine: Engine, principal: str, day: str) -> int:
    """How many lines a principal has caused on that day."""
    with engine.connect() as connection:
        count = select(func.count()).select_from(lines).where(lines.c.principal == principal, lines.c.day == day)
        return int(connection.execute(count).scalar_one())


def now() -> str:
    """The instant, as lines state it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _sealed(row: Row[Any]) -> Sealed:
    return Sealed(row.chain, row.seq, row.at, row.body, row.prev, row.hash, row.signature)


def _told(row: Row[Any]) -> dict[str, Any]:
    said = json.loads(row.body)
    counted = said.get("more", {}).get("persons", 0)
    persons = len(said.get("persons", ())) or (counted if isinstance(counted, int) else 0)
    return {"at": row.at, "name": "", "purpose": None, "subject": None, "request_id": "", **said, "persons": persons}
