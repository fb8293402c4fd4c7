"""The courier: raises alerts, reminds of feedback, and carries what waits in the outbox; one at a time over all workers, through a lease.

At least once: a message counts as delivered when that is written down, so whoever is killed in between has it sent again, under its id.
"""

import asyncio
import random
import secrets
import threading
import time
from collections import Counter
from collections.abc import Awaitable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import structlog
from sqlalchemy import Row

from credit.errors import StoreMissing
from office.database import OFFICE
from office.leases import give_back, is_held, take
from office.looking import look
from office.premises import Premises
from office.reminders import remind
from office.webhooks import outbox
from office.webhooks.addresses import door_of
from office.webhooks.register import Register, end_webhook
from office.webhooks.sending import GONE, Message, Sender, sender_of
from office.webhooks.signatures import webhook_key_in

LEASE = "courier"
_ROUND_S = 20.0
"""After so long a round begins no further message: changes are looked at again first."""
_SPARE_S = 5.0
"""By how much a lease outlasts one attempt. Who is killed holds the next one up for no longer."""
_PATIENCE_S = 10.0
"""How long a service that ends waits for a look at changes; whoever is cut short has raised nothing in half."""
_AT_ONCE = 16
_MOST = 200
_GLANCE_S = 0.1


@dataclass(frozen=True, slots=True)
class Round:
    """What one round came to: alerts raised, reminders written, messages by where they stand now."""

    alerts: int
    reminders: int
    sent: Counter[str]


def register_of(premises: Premises) -> Register:
    """The register of the webhooks of these premises."""
    return Register(premises.office, webhook_key_in(premises.settings.home), door_of(premises.rules))


def somebody_carries(premises: Premises) -> bool:
    """Whether a courier is at work somewhere."""
    return is_held(premises.office, LEASE, datetime.now(UTC))


@dataclass
class Courier:
    """One process's courier. `start` and `stop` for a service that runs it beside its work; `round` for a shell that runs it once."""

    premises: Premises
    name: str = field(default_factory=lambda: secrets.token_hex(8))
    _stopped: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Begins to work in a thread, unless the settings say never."""
        if self.premises.rules.webhook_poll_s > 0:
            self._thread = threading.Thread(target=self._work, name="courier", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Ends the work: what is under way is broken off and sent again by whoever comes next."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(_PATIENCE_S)

    def round(self) -> Round | None:
        """Looks, reminds and carries once. None where somebody else does."""
        if not self._holds():
            return None
        alerts, reminders = self._looked(), remind(self.premises, datetime.now(UTC))
        if not self._holds():  # looking took so long that another one has begun
            return Round(alerts, reminders, Counter())
        sent = asyncio.run(self._carried())
        outbox.forget(self.premises.office, self.premises.rules, datetime.now(UTC))
        return Round(alerts, reminders, sent)

    def leave(self) -> None:
        """Gives the lease back, where there ever was one."""
        if "office" in self.premises.__dict__:
            give_back(self.premises.office, LEASE, self.name)

    def _holds(self) -> bool:
        """Says again that this one carries; False where another one has come to."""
        seconds = self.premises.rules.webhook_timeout_s + _SPARE_S
        return take(self.premises.office, LEASE, self.name, seconds, datetime.now(UTC))

    def _looked(self) -> int:
        try:
            return look(self.premises)
        except StoreMissing:
            return 0

    def _work(self) -> None:
        """Round after round. A fault ends the round and not the work: its kind is logged, its text may hold what nobody should read."""
        while not self._stopped.wait(self.premises.rules.webhook_poll_s):
            try:
                if self._has_office():
                    self.round()
            except Exception as fault:  # noqa: BLE001  # the next round may find the database again
                structlog.get_logger().error("courier", fault=type(fault).__name__)
        try:
            self.leave()
        except Exception as fault:  # noqa: BLE001  # then the lease runs out
            structlog.get_logger().error("courier", fault=type(fault).__name__)

    def _has_office(self) -> bool:
        """A home that does not exist yet is not made by looking for work in it."""
        return bool(self.premises.rules.office_url.get_secret_value()) or (self.premises.settings.home / OFFICE.file).exists()

    async def _carried(self) -> Counter[str]:
        """One round of sending: different webhooks at the same time, the messages of one in order."""
        sent: Counter[str] = Counter()
        mail = outbox.with_mail(self.premises.office, datetime.now(UTC))
        if mail:
            sender, until, room = sender_of(self.premises.rules), time.monotonic() + _ROUND_S, asyncio.Semaphore(_AT_ONCE)
            work = asyncio.gather(*(self._to(row, sender, (until, room), sent) for row in mail))
            await self._unless_stopped(work)
        return sent

    async def _unless_stopped(self, work: "asyncio.Future[Any]") -> None:
        while not work.done() and not self._stopped.is_set():
            await asyncio.wait([work], timeout=_GLANCE_S)
        if not work.done():
            work.cancel()
        await asyncio.gather(work, return_exceptions=self._stopped.is_set())

    async def _to(self, row: Row[Any], sender: Sender, bounds: tuple[float, asyncio.Semaphore], sent: Counter[str]) -> None:
        """The messages of one webhook until one fails: a receiver that is down is not called for each of them."""
        until, room = bounds
        office, rules, signing = self.premises.office, self.premises.rules, register_of(self.premises).secrets_at
        async with room:
            for each in await _aside(outbox.due, office, row.webhook, datetime.now(UTC), _MOST):
                if time.monotonic() > until or not await _aside(self._holds):
                    return
                secrets_now = signing(row, datetime.now(UTC))
                attempt = await sender.send(Message(each.id, row.url, each.body.encode(), secrets_now))
                state = await _aside(outbox.note, office, each.id, attempt, rules, random.random())  # noqa: S311  # spreads retries
                sent[state] += 1
                if attempt.status == GONE:
                    await _aside(end_webhook, office, row.webhook, "gone")
                if not attempt.delivered:
                    return


def _aside(work: Any, *given: Any) -> Awaitable[Any]:
    """The database in a thread of its own, so that waiting for its writer holds up no receiver's answer."""
    return asyncio.to_thread(work, *given)
