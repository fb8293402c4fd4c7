"""The register of webhooks: who is told of what, where; secrets are shown once and exchanged with both valid for a while."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from pydantic import Field
from sqlalchemy import Connection, Engine, Row, func, insert, select, update

from credit.errors import BadParameter, NotFound
from inquiry.answering.wire import Wire
from office.database import writing
from office.principals import must_be_on_record, now, written
from office.rights import Principal, Right
from office.tables import deliveries, webhooks
from office.webhooks.addresses import Door, checked_url
from office.webhooks.outbox import Event, News, State, again, put
from office.webhooks.signatures import new_salt, secret_of

MOST_WEBHOOKS = 10
NEEDED = {Event.ALERT: Right.MEASURES, Event.FEEDBACK: Right.CHECKS}
"""Which right it takes to be told of what."""


class WebhookRequest(Wire):
    """Where to send, and what."""

    url: str = Field(min_length=8, max_length=2000, description="An https address of yours; no credentials in it.")
    events: list[Literal["alert.raised", "feedback.due"]] = Field(min_length=1, max_length=10, description="What you want to be told of.")


class RotationRequest(Wire):
    """For how long the old secret still signs beside the new one."""

    overlap_hours: int = Field(default=24, ge=0, le=168, description="Hours through which messages carry both signatures.")


class ResendRequest(Wire):
    """Which messages to send again."""

    deliveries: list[str] | None = Field(default=None, max_length=1000, description="Ids of deliveries; left out: all dead letters.")


@dataclass(frozen=True, slots=True)
class Register:
    """The webhooks of one office. `key`: from which secrets are derived; `door`: where they may go."""

    engine: Engine
    key: bytes
    door: Door

    def add(self, principal: Principal, wanted: WebhookRequest) -> str:
        """Puts a webhook on record and returns its id. BadParameter for an address that may not be called, or one too many."""
        for event in wanted.events:
            principal.must_have(NEEDED[Event(event)])
        url, number = checked_url(self.door, wanted.url), secrets.token_hex(6)
        with writing(self.engine) as connection:
            must_be_on_record(connection, principal)
            mine = select(func.count()).where(webhooks.c.principal == principal.id, webhooks.c.ended_at.is_(None))
            if (connection.execute(mine).scalar() or 0) >= MOST_WEBHOOKS:
                raise BadParameter(f"一个使用者最多 {MOST_WEBHOOKS} 个回调。At most {MOST_WEBHOOKS} webhooks each.", errors=[])
            events = json.dumps(sorted(set(wanted.events)))
            row = {"id": number, "principal": principal.id, "url": url, "events": events, "salt": new_salt(), "created_at": now()}
            connection.execute(insert(webhooks).values(**row))
        return number

    def secret(self, principal: Principal, number: str) -> str:
        """The newest secret: for the one answer that shows it."""
        return secret_of(self.key, number, self._row(principal, number).salt)

    def secrets_at(self, row: Row[Any], instant: datetime) -> tuple[str, ...]:
        """The secrets by which a message of a webhook is signed at an instant, the newest first. `row`: with its id as `webhook`."""
        old = row.salt_before if row.before_until and written(instant) < row.before_until else None
        return tuple(secret_of(self.key, row.webhook, salt) for salt in (row.salt, old) if salt)

    def rotate(self, principal: Principal, number: str, overlap: timedelta) -> str:
        """Makes a new secret; the one before still signs through the overlap, and returns until when."""
        row = self._row(principal, number)
        until = written(datetime.now(UTC) + overlap)
        with writing(self.engine) as connection:
            values = {"salt": new_salt(), "salt_before": row.salt, "before_until": until}
            connection.execute(update(webhooks).where(webhooks.c.id == number).values(**values))
        return until

    def end(self, principal: Principal, number: str) -> None:
        """Ends a webhook: what waited is dropped, what was sent stays listed."""
        self._row(principal, number)
        end_webhook(self.engine, number, "deleted")

    def test(self, principal: Principal, number: str) -> str:
        """Puts a test message into the outbox and returns its id."""
        self._row(principal, number)
        with writing(self.engine) as connection:
            (message,) = put(connection, [number], [News(Event.TEST, secrets.token_hex(6), {"webhook": number})])
        return message

    def resend(self, principal: Principal, number: str, wanted: ResendRequest) -> list[str]:
        """Sends these messages again, or all dead letters; returns which. NotFound where one named is none of this webhook's."""
        self._row(principal, number)
        chosen = again(self.engine, number, wanted.deliveries)
        if wanted.deliveries and not chosen:
            raise NotFound("没有可重发的消息:编号不符,或仍在等待发送。None of these can be sent again: unknown, or still waiting.")
        return chosen

    def all_of(self, principal: Principal) -> list[dict[str, Any]]:
        """A principal's webhooks; the operator's of the machine: everybody's."""
        wanted = select(webhooks).order_by(webhooks.c.created_at, webhooks.c.id)
        wanted = wanted if principal.operator else wanted.where(webhooks.c.principal == principal.id)
        with self.engine.connect() as connection:
            rows = list(connection.execute(wanted))
            counted = _counts(connection, [row.id for row in rows])
        return [_told(row, counted[row.id]) for row in rows]

    def deliveries_of(self, principal: Principal, number: str, state: str | None, page: tuple[str, int]) -> list[dict[str, Any]]:
        """The messages of a webhook, the newest first. `page`: before which one's id (empty: from the newest), and how many."""
        self._row(principal, number, ended=True)
        before, limit = page
        wanted = select(deliveries).where(deliveries.c.webhook == number)
        wanted = wanted.where(deliveries.c.state == state) if state else wanted
        with self.engine.connect() as connection:
            last = connection.execute(select(deliveries).where(deliveries.c.id == before)).first() if before else None
            if last is not None:
                earlier = (deliveries.c.created_at < last.created_at) | (
                    (deliveries.c.created_at == last.created_at) & (deliveries.c.id < last.id)
                )
                wanted = wanted.where(earlier)
            ordered = wanted.order_by(deliveries.c.created_at.desc(), deliveries.c.id.desc()).limit(limit)
            return [_delivery(row) for row in connection.execute(ordered)]

    def _row(self, principal: Principal, number: str, ended: bool = False) -> Row[Any]:
        """One's own webhook; another's is not there."""
        with self.engine.connect() as connection:
            row = connection.execute(select(webhooks).where(webhooks.c.id == number)).first()
        if row is None or (row.ended_at and not ended) or not (principal.operator or row.principal == principal.id):
            raise NotFound(f"没有编号为 {number[:40]} 的回调。No such webhook.")
        return row


def end_webhook(engine: Engine, number: str, why: str) -> None:
    """Ends a webhook and drops what waited for it."""
    with writing(engine) as connection:
        still = (webhooks.c.id == number, webhooks.c.ended_at.is_(None))
        connection.execute(update(webhooks).where(*still).values(ended_at=now(), ended_why=why))
        waiting = (deliveries.c.webhook == number, deliveries.c.state == State.WAITING)
        connection.execute(update(deliveries).where(*waiting).values(state=State.DROPPED))


def _counts(connection: Connection, numbers: Sequence[str]) -> dict[str, dict[str, int]]:
    """How many messages of each webhook stand where."""
    grouped = select(deliveries.c.webhook, deliveries.c.state, func.count().label("number")).where(deliveries.c.webhook.in_(numbers))
    found: dict[str, dict[str, int]] = {number: {} for number in numbers}
    for row in connection.execute(grouped.group_by(deliveries.c.webhook, deliveries.c.state)):
        found[row.webhook][row.state] = row.number
    return found


def _told(row: Row[Any], states: dict[str, int]) -> dict[str, Any]:
    said = {name: getattr(row, name) for name in ("id", "principal", "url", "created_at", "ended_at", "ended_why")}
    both = row.before_until if row.before_until and row.before_until > now() else None
    return {**said, "events": json.loads(row.events), "old_secret_until": both, "deliveries": states}


def _delivery(row: Row[Any]) -> dict[str, Any]:
    names = ("id", "event", "about", "turn", "state", "attempts", "created_at", "tried_at", "next_at", "status", "fault")
    told = {name: getattr(row, name) for name in names}
    return {**told, "next_at": row.next_at if row.state == State.WAITING else None}
