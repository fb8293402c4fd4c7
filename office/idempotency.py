"""Every write once: a key that the caller chooses, what came with it, and what was answered. Asked again, the same answer comes back."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, delete, insert, select, update

from credit.errors import KeyReused, UnderWay
from credit.identity import canonical_json
from office.database import writing
from office.principals import now
from office.rights import Principal
from office.tables import requests

_GIVEN_UP_AFTER = timedelta(seconds=60)
"""A write that began so long ago and has no answer was cut short; whoever asks again does it again, and what is there stays once."""


@dataclass(frozen=True, slots=True)
class Once:
    """A write and its key. `asked`: everything that makes it this write and no other."""

    principal: Principal
    key: str
    asked: object

    @property
    def digest(self) -> str:
        """What tells this write from another one under the same key."""
        return hashlib.sha256(canonical_json(self.asked).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Answered:
    """What a write came to; `replayed`: it had been done before."""

    body: dict[str, Any]
    replayed: bool


def once(engine: Engine, write: Once, do: Callable[[], dict[str, Any]]) -> Answered:
    """Does a write that was not done, or tells what came of it. KeyReused for another write, UnderWay for one that is being done."""
    earlier = _begun(engine, write)
    if earlier is not None:
        return Answered(earlier, replayed=True)
    mine = (requests.c.principal == write.principal.id, requests.c.key == write.key)
    try:
        body = do()
    except BaseException:
        with writing(engine) as connection:
            connection.execute(delete(requests).where(*mine))
        raise
    with writing(engine) as connection:
        connection.execute(update(requests).where(*mine).values(status=200, answer=json.dumps(body, ensure_ascii=False)))
    return Answered(body, replayed=False)


def _begun(engine: Engine, write: Once) -> dict[str, Any] | None:
    """Notes that the write begins, or returns the answer of the one that was done."""
    mine = (requests.c.principal == write.principal.id, requests.c.key == write.key)
    with writing(engine) as connection:
        row = connection.execute(select(requests).where(*mine).with_for_update()).first()
        if row is None:
            values = {"principal": write.principal.id, "key": write.key, "digest": write.digest, "begun_at": now()}
            connection.execute(insert(requests).values(**values))
            return None
        if row.digest != write.digest:
            raise KeyReused(
                "此 Idempotency-Key 已用于另一请求,新的写入请用新的键。This Idempotency-Key came with another request; use a new one."
            )
        if row.answer is not None:
            earlier: dict[str, Any] = json.loads(row.answer)
            return earlier
        if datetime.now(UTC) - datetime.fromisoformat(row.begun_at) < _GIVEN_UP_AFTER:
            raise UnderWay("同一请求正在办理,请稍后再查。The same write is being done.", retry_after=2)
        connection.execute(update(requests).where(*mine).values(begun_at=now()))
        return None
