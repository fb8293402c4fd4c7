"""An office with webhooks, on both engines, and a receiver on this machine's loopback, which its settings allow."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from inquiry.settings import HomeSettings
from office.keys import add_key_with, holder_of
from office.premises import Premises
from office.principals import Card
from office.rights import ALL_RIGHTS, Principal
from office.settings import OfficeSettings
from office.tables import deliveries
from office.webhooks.courier import Courier, register_of
from office.webhooks.register import Register, WebhookRequest
from tests.office.test_office import TODAY
from tests.office.webhooks.receiver import Receiver, receiving

LOOPBACK: dict[str, Any] = {"webhook_networks": "127.0.0.0/8", "webhook_http": True}
QUICK: dict[str, Any] = {**LOOPBACK, "webhook_first_retry_s": 0.001, "webhook_timeout_s": 5}


@dataclass
class Office:
    """An office without a graph: what is told of stands in its own records."""

    premises: Premises
    principal: Principal

    @property
    def engine(self) -> Engine:
        return self.premises.office

    @property
    def register(self) -> Register:
        return register_of(self.premises)

    def add(self, url: str, *events: str) -> tuple[str, str]:
        """A webhook and its secret."""
        wanted = WebhookRequest.model_validate({"url": url, "events": events or ("alert.raised", "feedback.due")})
        number = self.register.add(self.principal, wanted)
        return number, self.register.secret(self.principal, number)

    def rounds(self, number: int = 1) -> None:
        """So many rounds of the courier."""
        for _ in range(number):
            courier = Courier(self.premises)
            assert courier.round() is not None
            courier.leave()

    def listed(self, webhook: str, state: str | None = None) -> list[dict[str, Any]]:
        return self.register.deliveries_of(self.principal, webhook, state, ("", 1000))

    def settle(self, webhook: str, tries: int = 2000) -> None:
        """Rounds until nothing waits; between them a moment, for what failed is due again only after its pause."""
        for _ in range(tries):
            if not self.listed(webhook, "waiting"):
                return
            self.rounds()
            time.sleep(0.02)
        pytest.fail("messages still wait")

    def bodies(self) -> str:
        with self.engine.connect() as connection:
            return "".join(connection.execute(select(deliveries.c.body)).scalars())


def office_at(home: Path, place: str, **rules: Any) -> Office:
    """An office whose records are kept at a place, with one principal of every right."""
    premises = Premises(HomeSettings(home=home, today=TODAY), rules=OfficeSettings.model_validate({**QUICK, "office_url": place, **rules}))
    key = add_key_with(premises.office, Card("经办", tuple(ALL_RIGHTS), "某局"), None)
    return Office(premises, holder_of(premises.office, key, TODAY))


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as here:
        yield here


@pytest.fixture
def hooked(tmp_path: Path, place: str) -> Iterator[Office]:
    made = office_at(tmp_path, place)
    yield made
    made.premises.close()


@pytest.fixture
def filed(tmp_path: Path) -> Iterator[Office]:
    """The same on SQLite alone, for what has nothing to do with the database."""
    made = office_at(tmp_path, "")
    yield made
    made.premises.close()
