"""Rows for the audit's tables, and the statements that put them there, written once from the tables' declaration.

A group of lines goes through the driver itself: SQLAlchemy's way to it costs 0.1 ms of processor a statement (decision 0096).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, insert
from sqlalchemy.sql import bindparam
from sqlalchemy.sql.dml import UpdateBase

from credit.identity import canonical_json
from inquiry.asking.days import SHANGHAI
from office.audit.lines import Line, Sealed
from office.audit.tables import about, checks, feedback, heads, lines

_TABLES = (lines, about, checks, feedback, heads)


@dataclass(frozen=True, slots=True)
class _Statement:
    """A statement as a database's driver wants it. `order`: where values are given by their place, by their name otherwise."""

    text: str
    order: tuple[str, ...] | None

    def run(self, cursor: Any, rows: Sequence[Mapping[str, Any]]) -> None:
        cursor.executemany(self.text, rows if self.order is None else [tuple(row[name] for name in self.order) for row in rows])


class Inserting:
    """Puts lines into the tables of one database. Its driver's own errors come through: `errors` names them."""

    def __init__(self, engine: Engine) -> None:
        self._insert = {table: _statement(engine, insert(table), [each.name for each in table.columns]) for table in _TABLES}
        self._forget = _statement(engine, delete(heads).where(heads.c.chain == bindparam("chain")), [])
        assert engine.dialect.loaded_dbapi is not None
        self.errors: type[Exception] = engine.dialect.loaded_dbapi.Error

    def put(self, connection: Connection, told: Sequence[Line], written: Sequence[Sealed], now: datetime) -> None:
        """Puts lines as they were written, in the transaction that is open."""
        day, pairs = now.astimezone(SHANGHAI).date().isoformat(), list(zip(told, written, strict=True))
        cursor = connection.connection.cursor()
        for table, rows in _rows(pairs, day).items():
            if rows:
                self._insert[table].run(cursor, rows)
        last = written[-1]
        head = [{"chain": last.chain, "seq": last.seq, "hash": last.hash, "at": last.at}]
        self._forget.run(cursor, head)
        self._insert[heads].run(cursor, head)


def _statement(engine: Engine, statement: UpdateBase, names: list[str]) -> _Statement:
    compiled: Any = statement.compile(dialect=engine.dialect, column_keys=names)
    return _Statement(str(compiled), tuple(compiled.positiontup) if compiled.positiontup else None)


def _rows(pairs: Sequence[tuple[Line, Sealed]], day: str) -> dict[Table, list[dict[str, Any]]]:
    return {
        lines: [{**each.as_json(), "day": day, "kind": line.kind, "principal": line.principal} for line, each in pairs],
        about: [{"node": node[:100], "chain": each.chain, "seq": each.seq} for line, each in pairs for node in line.about],
        checks: [_receipt(line, each, day) for line, each in pairs if line.check],
        feedback: [_fed(line, each) for line, each in pairs if line.feedback],
    }


def _receipt(line: Line, each: Sealed, day: str) -> dict[str, Any]:
    assert line.check is not None
    entry = line.check
    return {
        "number": entry.number,
        "chain": each.chain,
        "seq": each.seq,
        "month": day[:7],
        "at": each.at,
        "authority": line.authority,
        "principal": line.principal,
        "matter": entry.matter,
        "verdict": entry.verdict,
        "measures": canonical_json(list(entry.measures)),
    }


def _fed(line: Line, each: Sealed) -> dict[str, Any]:
    assert line.feedback is not None
    said = {"number": line.feedback.number, "outcome": line.feedback.outcome, "measure": line.feedback.measure}
    return {**said, "chain": each.chain, "seq": each.seq, "at": each.at}
