"""Rows for the audit's tables, and the statements that put them there, written once from the tables' declaration.

A group of lines goes through the driver itself, all rows of a table in one statement: SQLAlchemy's way costs 0.1 ms of processor a
statement, and each row of its own gives the interpreter away and has to wait until it gets it back (decision 0096).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, Table, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from credit.identity import canonical_json
from inquiry.asking.days import SHANGHAI
from office.audit.lines import Line, Sealed
from office.audit.tables import about, checks, feedback, heads, lines

_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class _Statement:
    """A statement as a database's driver wants it. `order`: its values by place; None: they are given by name."""

    text: str
    order: tuple[str, ...] | None

    def run(self, cursor: Any, rows: Sequence[Mapping[str, Any]]) -> None:
        """Executes it with the values of these rows, as many as it was written for."""
        given = {f"{name}_m{i}": value for i, row in enumerate(rows) for name, value in row.items()}
        cursor.execute(self.text, given if self.order is None else [given[name] for name in self.order])


class Inserting:
    """Puts lines into the tables of one database. Its driver's own errors come through: `errors` names them."""

    def __init__(self, engine: Engine) -> None:
        assert engine.dialect.loaded_dbapi is not None
        self.errors: type[Exception] = engine.dialect.loaded_dbapi.Error
        self._dialect = engine.dialect
        self._written: dict[tuple[Table, int], _Statement] = {}
        self._head = self._statement(_head(engine.dialect))

    def put(self, connection: Connection, told: Sequence[Line], written: Sequence[Sealed], now: datetime) -> None:
        """Puts lines as they were written, in the transaction that is open."""
        day, pairs = now.astimezone(SHANGHAI).date().isoformat(), list(zip(told, written, strict=True))
        cursor = connection.connection.cursor()
        for table, rows in _rows(pairs, day).items():
            for first in range(0, len(rows), _AT_ONCE):
                part = rows[first : first + _AT_ONCE]
                self._insert(table, len(part)).run(cursor, part)
        last = written[-1]
        self._head.run(cursor, [{"chain": last.chain, "seq": last.seq, "hash": last.hash, "at": last.at}])

    def _insert(self, table: Table, rows: int) -> _Statement:
        """The statement for so many rows of a table, written when it is first needed."""
        key = table, rows
        if key not in self._written:
            self._written[key] = self._statement(insert(table).values(_blank(table, rows)))
        return self._written[key]

    def _statement(self, statement: Insert) -> _Statement:
        compiled: Any = statement.compile(dialect=self._dialect)
        return _Statement(str(compiled), tuple(compiled.positiontup) if compiled.positiontup else None)


def _blank(table: Table, rows: int) -> list[dict[str, None]]:
    return [dict.fromkeys((each.name for each in table.columns), None) for _ in range(rows)]


def _head(dialect: Dialect) -> Insert:
    """A chain ends here now."""
    made = (postgresql.insert if dialect.name == "postgresql" else sqlite.insert)(heads).values(_blank(heads, 1))
    told = {each.name: made.excluded[each.name] for each in heads.columns if not each.primary_key}
    return made.on_conflict_do_update(index_elements=[heads.c.chain], set_=told)


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
