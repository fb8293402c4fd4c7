"""Whether the service can answer now: each part is tried, and the one that does not work is named."""

import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from threading import Lock
from time import monotonic
from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from credit.errors import AuditFailed, StoreMissing, XinmaiError
from graph.opening import projection_state
from office.database import writing
from office.premises import Premises

_LEAST_FREE_BYTES = 32_000_000
"""Below this an audit on this machine's disk is about to fail; then nobody should be sent here."""


@dataclass(frozen=True, slots=True)
class PartState:
    """One part: whether it works, and what it says."""

    name: str
    works: bool
    says: dict[str, Any]


@dataclass
class Readiness:
    """Looks at every part, at most once in so many seconds: whoever may ask without a key shall not keep the audit's writers waiting."""

    premises: Premises
    most_behind: int | None
    fresh_for_s: float = 1.0
    _lock: Lock = field(default_factory=Lock)
    _seen: tuple[float, list[PartState]] | None = None

    def parts(self) -> list[PartState]:
        """Every part, tried."""
        with self._lock:
            if self._seen is None or monotonic() - self._seen[0] > self.fresh_for_s:
                self._seen = monotonic(), parts_of(self.premises, self.most_behind)
            return self._seen[1]


def parts_of(premises: Premises, most_behind: int | None) -> list[PartState]:
    """Every part, tried. `most_behind`: transactions that the projection may lag; None: it may be absent."""
    return [
        _tried("rules", lambda: premises.rulebook.mark.model_dump()),
        _tried("store", lambda: {"transaction": premises.desk().store.last_transaction()[0]}),
        _tried("audit", lambda: _audit(premises)),
        _tried("projection", lambda: _projection(premises, most_behind)),
    ]


def _tried(name: str, do: Callable[[], dict[str, Any]]) -> PartState:
    try:
        return PartState(name, True, do())
    except XinmaiError as fault:
        return PartState(name, False, {"code": fault.code, "detail": fault.detail})


def _audit(premises: Premises) -> dict[str, Any]:
    """The writer's lock is taken and given back: that fails on a full or read-only disk, in a server's standby, and without the server."""
    if not premises.audit_has_begun():
        return {"chain": "not begun"}
    try:
        engine = premises.book.engine
        with writing(engine) as connection:
            if engine.dialect.name == "postgresql" and connection.execute(text("SHOW transaction_read_only")).scalar_one() != "off":
                raise AuditFailed("留痕库只读。The audit's database is read-only.")
    except SQLAlchemyError:
        raise AuditFailed("留痕库不可写。The audit's database cannot be written to.") from None
    _must_have_room(premises, engine)
    return {"chain": "writable"}


def _must_have_room(premises: Premises, engine: Engine) -> None:
    if engine.dialect.name == "sqlite" and shutil.disk_usage(premises.settings.home).free < _LEAST_FREE_BYTES:
        raise AuditFailed("磁盘将满。The disk is almost full.")


def _projection(premises: Premises, most_behind: int | None) -> dict[str, Any]:
    found = projection_state(premises.desk().store)
    if most_behind is not None and (found is None or found.behind > most_behind):
        raise StoreMissing("没有投影或落后过多,请运行 xinmai graph build。No projection, or too far behind: xinmai graph build.")
    return {"transaction": None} if found is None else asdict(found)
