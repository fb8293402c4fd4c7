"""The outbox: messages that wait to be sent, written in the transaction of what they tell of, so that none is lost and none made up.

A message keeps its id and its very text however often it is sent: a receiver that sees an id again has seen it.
"""

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from office.database import writing
from office.principals import now, written
from office.settings import OfficeSettings
from office.tables import deliveries, principals, webhooks

LONGEST_WAIT_S = 86_400.0
_GROWTH = 4
_LATEST = 20
"""Exponents beyond this come to the longest wait anyway."""
_PART = 500


class Event(StrEnum):
    """What a webhook can be told of."""

    ALERT = "alert.raised"
    FEEDBACK = "feedback.due"
    TEST = "webhook.test"


class State(StrEnum):
    """Where a message stands. `dropped`: its webhook, its principal or its alert is no more."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    DEAD = "dead"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class News:
    """Something to tell: ids and links and nothing else, for a message may be read on its way through other people's logs.

    `turn`: the how manieth time that it is told.
    """

    event: Event
    about: str
    data: Mapping[str, Any]
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of one attempt. `status`: what the receiver answered; `fault`: a code, where it came to nothing."""

    status: int | None = None
    fault: str | None = None
    retry_after_s: float = 0

    @property
    def delivered(self) -> bool:
        """Whether the receiver has it."""
        return self.fault is None


def put(connection: Connection, receivers: Sequence[str], news: Sequence[News]) -> list[str]:
    """Writes every piece of news for every webhook, once each, within the caller's transaction; returns the ids of the new messages."""
    at = now()
    rows = [_row(webhook, each, at) for webhook in receivers for each in news]
    known = _known(connection, rows)
    new = [row for row in rows if _once(row) not in known]
    if new:
        connection.execute(insert(deliveries), new)
    return [row["id"] for row in new]


def receivers_of(connection: Connection, event: Event, principal: str) -> list[str]:
    """The webhooks by which a principal wants to be told of such events."""
    wanted = select(webhooks.c.id, webhooks.c.events).where(webhooks.c.principal == principal, webhooks.c.ended_at.is_(None))
    return [row.id for row in connection.execute(wanted) if event in json.loads(row.events)]


def with_mail(engine: Engine, instant: datetime) -> list[Row[Any]]:
    """The webhooks for which something is due, with where to and under which salts; none that has ended, or whose principal has."""
    some = select(deliveries.c.webhook).where(deliveries.c.state == State.WAITING, deliveries.c.next_at <= written(instant))
    columns = (webhooks.c.id.label("webhook"), webhooks.c.url, webhooks.c.salt, webhooks.c.salt_before, webhooks.c.before_until)
    wanted = select(*columns).join(principals, principals.c.id == webhooks.c.principal)
    alive = (webhooks.c.ended_at.is_(None), principals.c.ended_at.is_(None), webhooks.c.id.in_(some))
    with engine.connect() as connection:
        return list(connection.execute(wanted.where(*alive).order_by(webhooks.c.id)))


def due(engine: Engine, webhook: str, instant: datetime, limit: int) -> list[Row[Any]]:
    """What is to be sent to a webhook now, the longest due first."""
    wanted = select(deliveries.c.id, deliveries.c.body).where(deliveries.c.webhook == webhook)
    waiting = wanted.where(deliveries.c.state == State.WAITING, deliveries.c.next_at <= written(instant))
    with engine.connect() as connection:
        return list(connection.execute(waiting.order_by(deliveries.c.next_at, deliveries.c.created_at, deliveries.c.id).limit(limit)))


def note(engine: Engine, message: str, attempt: Attempt, rules: OfficeSettings, jitter: float) -> State:
    """Writes down what came of an attempt. `jitter`: from 0 to 1, so that receivers that were down are not all called at once."""
    with writing(engine) as connection:
        row = connection.execute(select(deliveries).where(deliveries.c.id == message).with_for_update()).first()
        if row is None or row.state == State.DROPPED:
            return State.DROPPED
        attempts = row.attempts + 1
        state = State.DELIVERED if attempt.delivered else State.DEAD if attempts >= rules.webhook_attempts else State.WAITING
        wait = max(wait_s(rules.webhook_first_retry_s, attempts, jitter), min(attempt.retry_after_s, LONGEST_WAIT_S))
        at = datetime.fromisoformat(now())
        told = {"status": attempt.status, "fault": attempt.fault, "tried_at": written(at)}
        values = {"state": state, "attempts": attempts, "next_at": written(at + timedelta(seconds=wait)), **told}
        connection.execute(update(deliveries).where(deliveries.c.id == message).values(**values))
        return state


def wait_s(first: float, attempts: int, jitter: float) -> float:
    """The wait after so many attempts that failed: four times as long each time, a day at most; of that, half to all of it."""
    longest: float = min(first * _GROWTH ** min(attempts - 1, _LATEST), LONGEST_WAIT_S)
    return longest * (0.5 + 0.5 * jitter)


def again(engine: Engine, webhook: str, messages: Sequence[str] | None) -> list[str]:
    """Sends messages of a webhook again that were sent or are dead: these ones, or all dead ones; ids and texts stay. Returns which."""
    of = select(deliveries.c.id).where(deliveries.c.webhook == webhook)
    dead = of.where(deliveries.c.state == State.DEAD)
    wanted = dead if messages is None else of.where(deliveries.c.id.in_(messages), deliveries.c.state.in_((State.DEAD, State.DELIVERED)))
    with writing(engine) as connection:
        chosen = list(connection.execute(wanted.order_by(deliveries.c.created_at, deliveries.c.id)).scalars())
        anew = {"state": State.WAITING, "attempts": 0, "next_at": now(), "fault": None, "status": None}
        for part in _parts(chosen):
            connection.execute(update(deliveries).where(deliveries.c.id.in_(part)).values(**anew))
    return chosen


def drop(connection: Connection, event: Event, about: Sequence[str]) -> None:
    """Takes back what nobody could look up any more."""
    stale = (deliveries.c.event == event, deliveries.c.state.in_((State.WAITING, State.DEAD)))
    for part in _parts(about):
        connection.execute(update(deliveries).where(*stale, deliveries.c.about.in_(part)).values(state=State.DROPPED))


def forget(engine: Engine, rules: OfficeSettings, instant: datetime) -> int:
    """Removes messages that are done with and older than the settings keep them; returns how many."""
    before = written(instant - timedelta(days=rules.webhook_keep_days))
    done = (deliveries.c.state != State.WAITING, deliveries.c.created_at < before)
    with engine.connect() as connection:
        if connection.execute(select(deliveries.c.id).where(*done).limit(1)).first() is None:
            return 0
    with writing(engine) as connection:
        return connection.execute(delete(deliveries).where(*done)).rowcount


def _row(webhook: str, news: News, at: str) -> dict[str, Any]:
    body = {"type": news.event, "timestamp": at, "data": dict(news.data)}
    return {
        "id": f"msg_{secrets.token_hex(12)}",
        "webhook": webhook,
        "event": news.event,
        "about": news.about,
        "turn": news.turn,
        "body": json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        "state": State.WAITING,
        "attempts": 0,
        "created_at": at,
        "next_at": at,
    }


def _once(row: Mapping[str, Any]) -> tuple[object, ...]:
    return row["webhook"], row["event"], row["about"], row["turn"]


def _known(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> set[tuple[object, ...]]:
    """Which of these have been written before."""
    found: set[tuple[object, ...]] = set()
    abouts = sorted({row["about"] for row in rows})
    columns = (deliveries.c.webhook, deliveries.c.event, deliveries.c.about, deliveries.c.turn)
    for part in _parts(abouts):
        found.update(tuple(row) for row in connection.execute(select(*columns).where(deliveries.c.about.in_(part))))
    return found


def _parts(many: Sequence[str]) -> Iterator[list[str]]:
    """So many at a time as a statement may name."""
    for start in range(0, len(many), _PART):
        yield list(many[start : start + _PART])
