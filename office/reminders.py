"""Reminders of feedback that is due (反馈催办): a check that asked for action and got none within the days that the settings give it.

Each check is told of when it falls due, and again after twice and three times as long; what was due before somebody wanted to be told
stands in the list of open checks and is not told again.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, insert, select

from office.database import writing
from office.feedback import fell_due
from office.premises import Premises
from office.principals import written
from office.tables import marks, principals, webhooks
from office.webhooks.outbox import Event, News, put

TURNS = 3
_A_PAGE = 500
_LAST = "ZZ"
"""Comes after every number of a receipt."""


def remind(premises: Premises, instant: datetime) -> int:
    """Writes the reminders that are due by an instant and not yet written; returns how many messages that makes."""
    with premises.office.connect() as connection:
        listeners = _listeners(connection)
    if not listeners:
        return 0
    days = premises.rules.feedback_days
    return sum(_turn(premises, listeners, turn, (instant, timedelta(days=days * turn))) for turn in range(1, TURNS + 1))


def _turn(premises: Premises, listeners: Sequence[Row[Any]], turn: int, due: tuple[datetime, timedelta]) -> int:
    """One turn of reminders, page by page; each page is written together with how far it goes."""
    instant, patience = due
    until, told = written(instant - patience), 0
    authorities = sorted({row.authority for row in listeners})
    since = max(_mark(premises.office, turn), (written(min(_instant(row.created_at) for row in listeners) - patience), ""))
    while True:
        page = fell_due(premises.book.engine, authorities, (since, until), _A_PAGE)
        whole = len(page) < _A_PAGE
        since = max(since, (until, _LAST)) if whole else (page[-1].at, page[-1].number)
        with writing(premises.office) as connection:
            told += sum(len(_put(connection, each, listeners, (turn, patience))) for each in page)
            connection.execute(delete(marks).where(marks.c.name == _name(turn)))
            connection.execute(insert(marks).values(name=_name(turn), value=" ".join(since)))
        if whole:
            return told


def _put(connection: Connection, check: Row[Any], listeners: Sequence[Row[Any]], when: tuple[int, timedelta]) -> list[str]:
    """The reminder of one check, to everybody of its authority who wanted to know by then."""
    turn, patience = when
    fell = _instant(check.at) + patience
    receivers = [row.id for row in listeners if row.authority == check.authority and _instant(row.created_at) <= fell]
    data = {"number": check.number, "reminder": turn, "due_since": written(fell), "link": f"/v1/receipts/{check.number}"}
    return put(connection, receivers, [News(Event.FEEDBACK, check.number, data, turn)]) if receivers else []


def _listeners(connection: Connection) -> list[Row[Any]]:
    columns = (webhooks.c.id, webhooks.c.events, webhooks.c.created_at, principals.c.authority)
    wanted = select(*columns).join(principals, principals.c.id == webhooks.c.principal)
    alive = wanted.where(webhooks.c.ended_at.is_(None), principals.c.ended_at.is_(None))
    rows: list[Row[Any]] = list(connection.execute(alive))
    return [row for row in rows if Event.FEEDBACK in json.loads(row.events)]


def _mark(engine: Engine, turn: int) -> tuple[str, str]:
    """The last check that was gone through: its instant and its number."""
    with engine.connect() as connection:
        told: str = connection.execute(select(marks.c.value).where(marks.c.name == _name(turn))).scalar() or ""
    at, _, number = told.partition(" ")
    return at, number


def _name(turn: int) -> str:
    return f"feedback {turn}"


def _instant(told: str) -> datetime:
    return datetime.fromisoformat(told).astimezone(UTC)
