"""The SQLite store's tables, read and filled (graph.moving.tables)."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw

from credit.errors import BadParameter
from graph.moving.tables import KINDS, TABLES, Claim, Row, Version
from graph.settings import StoreSettings
from graph.stores.sqlite import writes
from graph.stores.sqlite.connections import writing
from graph.stores.sqlite.lease import load_lease
from graph.stores.sqlite.query import NOTHING, Command, Nothing, Query
from graph.stores.sqlite.reads import LAST_TRANSACTION
from graph.stores.sqlite.scratch import writer


@dataclass(frozen=True, slots=True)
class LiveRow:
    """The standing version of a fact."""

    fact: str
    kind: int
    digest: str
    id: int
    batch: int


@dataclass(frozen=True, slots=True)
class TermRow:
    """A text in its form."""

    text: str
    named: int


READ = {table: Query(f"moving/{table}", Nothing, kind) for table, kind in KINDS.items()}
FILL = {table: Command(f"moving/into_{table}", Version if kind is Claim else kind) for table, kind in KINDS.items()}
LIVE, TERM = Command("moving/into_live", LiveRow), Command("moving/into_term", TermRow)
STATEMENTS: tuple[Command[Any], ...] = (*READ.values(), *FILL.values(), LIVE, TERM)


@dataclass(frozen=True)
class SqliteReading:
    """Implements graph.moving.tables.Reading over one read transaction."""

    connection: apsw.Connection

    def rows(self, table: str) -> Iterator[Row]:
        """Every row of a table."""
        yield from self.connection.execute(READ[table].text)

    def count(self, table: str) -> int:
        """How many there are."""
        ((found,),) = self.connection.execute(f"SELECT count(*) FROM ({READ[table].text})")  # noqa: S608  # a file's text around a file's text
        return int(found)


@dataclass(frozen=True)
class SqliteFilling:
    """Implements graph.moving.tables.Writing inside one writing transaction."""

    connection: apsw.Connection

    def fill(self, table: str, rows: Sequence[Row]) -> None:
        """Writes some rows of a table."""
        named = [dict(zip(TABLES[table], row, strict=True)) for row in rows]
        if table == "text":
            texts = [{"text": row["text"], "named": row["named"]} for row in named]
            self.connection.executemany(TERM.text, texts)
        self.connection.executemany(FILL[table].text, named)
        if table == "claim":
            self.connection.executemany(LIVE.text, [row for row in named if row["digest"] is not None])

    def settle(self) -> Iterable[int]:
        """The bigrams of all names."""
        writes.INDEX_TERMS.run(self.connection, writes.AfterTerm(0))
        yield 0


@contextmanager
def filling(path: Path, settings: StoreSettings) -> Iterator[SqliteFilling]:
    """All of it in one transaction: a copy that breaks off leaves the store empty."""
    with (
        load_lease(path.with_name("load.lock"), settings.load_patience_s, "copy"),
        writer(path, settings.load_patience_s, settings) as connection,
        writing(connection),
    ):
        if LAST_TRANSACTION.one(connection, NOTHING).seq:
            raise BadParameter(f"{path.name} 已有数据,只能复制到空库。The target holds data already: copy into an empty store.")
        yield SqliteFilling(connection)
