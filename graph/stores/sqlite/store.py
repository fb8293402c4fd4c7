"""The store over one SQLite file."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock

import apsw

from credit.errors import BadParameter, NotYetKnown, StoreMissing
from credit.kinds import KIND_OF_CODE
from graph.admission import checked_acts, checked_pair, instant_of, microseconds
from graph.settings import StoreSettings
from graph.store import BatchInfo, Change, GraphStats, NewAct
from graph.stores.sqlite import reads, writes
from graph.stores.sqlite.acts import is_redacting, next_instant, record
from graph.stores.sqlite.connections import READ_WRITE, Readers, flush_log, opened, writing
from graph.stores.sqlite.judgements import judge
from graph.stores.sqlite.load import SqliteLoad, loading
from graph.stores.sqlite.migrating import migrate
from graph.stores.sqlite.moving import SqliteFilling, SqliteReading, filling
from graph.stores.sqlite.names import erase, index_names
from graph.stores.sqlite.query import NOTHING
from graph.stores.sqlite.scratch import writer
from graph.stores.sqlite.view import SqliteView


class SqliteStore:
    """Implements graph.store.Store. Opening makes no file unless `create`; a store that appears later is found then."""

    def __init__(self, path: Path, *, create: bool, settings: StoreSettings | None = None) -> None:
        self._path = path
        self._settings = settings or StoreSettings()
        self._readers = Readers(path, self._settings)
        self._checked = Lock()
        self._is_ready = False
        if create:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)  # names and raw rows rest here: the log and the index beside it take over the file's mode
            migrate(path, self._settings)

    @contextmanager
    def view(self, transaction: int | None = None) -> Iterator[SqliteView]:
        """A picture at a transaction (None: the last). Raises NotYetKnown for one that has not arrived."""
        with self._snapshot() as connection:
            last = reads.LAST_TRANSACTION.one(connection, NOTHING).seq
            asked = last if transaction is None else transaction
            if asked < 0:
                raise BadParameter(f"交易号 {asked} 无效。A transaction is 0 or more.")
            if asked > last:
                raise NotYetKnown(f"第 {asked} 笔尚未到达,最后一笔是 {last}。Transaction {asked} has not arrived; the last is {last}.")
            picture = SqliteView(connection, asked, self._settings)
            try:
                yield picture
            finally:
                picture.close()

    def transaction_at(self, known_at: datetime) -> int:
        """The last transaction recorded at or before that instant (0: none)."""
        with self._snapshot() as connection:
            return reads.TRANSACTION_AT.one(connection, reads.AtInstant(microseconds(known_at))).seq

    def load(self, batch: BatchInfo) -> AbstractContextManager[SqliteLoad]:
        """Takes the writer's lease for a load; raises StoreBusy where another holds it beyond the patience that is set."""
        self._ready()
        return loading(self._path, batch, self._settings)

    def record(self, acts: Sequence[NewAct], recorded_at: datetime | None = None) -> int:
        """Records acts in one transaction and returns its number."""
        checked_acts(acts)
        authors = ", ".join(dict.fromkeys(act.author for act in acts))
        with self._act(authors, recorded_at) as (connection, tx):
            record(connection, acts, tx)
            index_names(connection, writes.Since(tx, writes.LAST_IDS.one(connection, NOTHING).claim))
            if is_redacting(acts):
                erase(connection, tx)
        if is_redacting(acts):
            self._flush()
        return tx

    def judge(self, a: str, b: str, same: bool, author: str, basis: str, recorded_at: datetime | None = None) -> int:
        """Records the judgement that two ids name the same thing, or takes it back."""
        low, high = checked_pair(a, b)
        with self._act(author, recorded_at) as (connection, tx):
            judge(connection, [writes.JudgementToRecord(low, high, int(same), author, basis, tx)], tx)
        return tx

    def changes(self, since: int) -> Iterator[Change]:
        """The change feed after a transaction, in order."""
        last, _ = self.last_transaction()
        for tx in range(since + 1, last + 1):
            with self._snapshot() as connection:
                rows = reads.CHANGES.rows(connection, reads.AtTransaction(tx))
            yield from (Change(tx, row.what, row.fact, row.node) for row in rows)

    def count_changes(self, since: int, until: int, most: int) -> int:
        """How many claims came or went in these transactions; past `most` it may stop counting."""
        with self._snapshot() as connection:
            return reads.COUNT_CHANGES.one(connection, reads.Course(since, until, most)).changes

    def last_transaction(self) -> tuple[int, datetime | None]:
        """The last transaction's number and instant (0 and None for an empty store)."""
        self._ready()
        with self._readers.at_once() as connection:
            last = reads.LAST_TRANSACTION.one(connection, NOTHING)
        return last.seq, None if last.at_us is None else instant_of(last.at_us)

    def stats(self) -> GraphStats:
        """What rests here: counts by kind, transactions, bytes of the file and its log."""
        with self._snapshot() as connection:
            nodes = reads.NODES_BY_KIND.rows(connection, NOTHING)
            claims = reads.CLAIMS_BY_KIND.rows(connection, NOTHING)
            transactions = reads.LAST_TRANSACTION.one(connection, NOTHING).seq
        return GraphStats(
            nodes={KIND_OF_CODE[row.kind].name: row.count for row in nodes},
            facts={KIND_OF_CODE[row.kind].name: row.facts for row in claims},
            claims={KIND_OF_CODE[row.kind].name: row.claims for row in claims},
            transactions=transactions,
            bytes=sum(file.stat().st_size for file in self._path.parent.glob(f"{self._path.name}*")),
        )

    @contextmanager
    def reading(self) -> Iterator[SqliteReading]:
        """Its tables, as of now."""
        with self._snapshot() as connection:
            yield SqliteReading(connection)

    def filling(self) -> AbstractContextManager[SqliteFilling]:
        """Its tables, to be written; BadParameter where it is not empty."""
        self._ready()
        return filling(self._path, self._settings)

    def close(self) -> None:
        """Gives back files and connections."""
        self._readers.close()

    def _snapshot(self) -> AbstractContextManager[apsw.Connection]:
        self._ready()
        return self._readers.snapshot()

    def _ready(self) -> None:
        """Once for each opened store: the file is there and of our version."""
        with self._checked:
            if not self._is_ready:
                if not self._path.exists():
                    raise StoreMissing(f"{self._path.name} 尚不存在,请先装载数据。There is no store yet: load something first.")
                migrate(self._path, self._settings)
                self._is_ready = True

    def _flush(self) -> None:
        connection = opened(self._path, READ_WRITE, self._settings.act_patience_s, self._settings.reader_cache_mb)
        try:
            flush_log(connection)
        finally:
            connection.close()

    @contextmanager
    def _act(self, author: str, recorded_at: datetime | None) -> Iterator[tuple[apsw.Connection, int]]:
        """A short writing transaction with a number of its own."""
        self._ready()
        with writer(self._path, self._settings.act_patience_s, self._settings) as connection, writing(connection):
            tx, at_us = next_instant(connection, recorded_at)
            writes.TRANSACTION.run(connection, writes.NewTransaction(tx, at_us, author))
            yield connection, tx
