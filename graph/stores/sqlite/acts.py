"""Recording acts and judgements inside a writing transaction."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import apsw

from credit.facts import Deed
from credit.identity import canonical_json
from graph.admission import checked_acts, checked_instant, instant_of, microseconds
from graph.store import NewAct
from graph.stores.sqlite import writes
from graph.stores.sqlite.names import erased_among
from graph.stores.sqlite.query import NOTHING
from graph.stores.sqlite.reads import LAST_TRANSACTION


def next_instant(connection: apsw.Connection, recorded_at: datetime | None) -> tuple[int, int]:
    """Number and instant (microseconds) of the next transaction; BadParameter where the instant lies before the last."""
    last = LAST_TRANSACTION.one(connection, NOTHING)
    at = checked_instant(recorded_at, None if last.at_us is None else instant_of(last.at_us))
    return last.seq + 1, microseconds(at)


def unrecorded(connection: apsw.Connection, acts: Sequence[NewAct]) -> list[NewAct]:
    """Of acts that a file states, those that nobody has recorded; the values of redacted facts are dropped first."""
    fresh: dict[writes.DeedOn, NewAct] = {}
    for act in _without_erased(connection, checked_acts(acts) if acts else ()):
        fresh.setdefault(writes.DeedOn(act.fact, act.deed.value, act.effective, canonical_json(act.props)), act)
    return [act for deed, act in fresh.items() if not writes.IS_RECORDED.one(connection, deed).known]


def _without_erased(connection: apsw.Connection, acts: Sequence[NewAct]) -> list[NewAct]:
    erased = erased_among(connection, {act.fact for act in acts})
    return [replace(act, props={}) if act.fact in erased else act for act in acts]


def record(connection: apsw.Connection, acts: Sequence[NewAct], tx: int) -> None:
    """Records acts in that transaction."""
    for act in _without_erased(connection, acts):
        deed = (act.fact, act.deed.value, act.effective, canonical_json(act.props))
        writes.RECORD.run(connection, writes.ActToRecord(*deed, tx, act.author, act.reason))


def is_redacting(acts: Sequence[NewAct]) -> bool:
    """Whether any of these acts erases for good."""
    return any(act.deed is Deed.REDACT for act in acts)
