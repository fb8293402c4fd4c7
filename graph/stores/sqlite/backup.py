"""The store's file as it was at one moment, copied by SQLite's own backup interface while others read and write."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import apsw

from credit.errors import StoreFault
from credit.kinds import KIND_OF_CODE
from graph.settings import StoreSettings
from graph.store import Contents
from graph.stores.sqlite import reads
from graph.stores.sqlite.connections import CREATE, READ_ONLY, opened, pragma
from graph.stores.sqlite.migrating import version_of
from graph.stores.sqlite.query import NOTHING

_IMMUTABLE = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
_PAGES_AT_ONCE = 4096


@dataclass(frozen=True)
class FrozenStore:
    """A read transaction that is held: whatever is committed afterwards is not in the copy."""

    connection: apsw.Connection
    settings: StoreSettings

    @property
    def transaction(self) -> int:
        """The last transaction of the picture that is held."""
        return reads.LAST_TRANSACTION.one(self.connection, NOTHING).seq

    def copy_to(self, target: Path) -> None:
        """Writes the picture as a file of its own, flushed; `target` must not exist."""
        target.touch(mode=0o600, exist_ok=False)
        copied = opened(target, CREATE, self.settings.act_patience_s, self.settings.reader_cache_mb)
        try:
            with copied.backup("main", self.connection, "main") as backup:
                while not backup.done:
                    backup.step(_PAGES_AT_ONCE)
        finally:
            copied.close()


@contextmanager
def frozen(path: Path, settings: StoreSettings) -> Iterator[FrozenStore]:
    """Holds the picture of now. The backup interface copies what the connection's open read transaction sees."""
    connection = opened(path, READ_ONLY, settings.act_patience_s, settings.reader_cache_mb)
    try:
        connection.execute("BEGIN")
        held = FrozenStore(connection, settings)
        held.transaction  # noqa: B018  # the first read fixes the picture
        yield held
    finally:
        connection.close()


def contents(path: Path, settings: StoreSettings) -> Contents:
    """Reads a copy that nobody writes to: its pages and indexes are whole (StoreFault where not), and what it holds."""
    connection = apsw.Connection(f"{path.absolute().as_uri()}?immutable=1", flags=_IMMUTABLE)
    try:
        pragma(connection, f"cache_size = -{settings.writer_cache_mb * 1024}")
        version_of(connection)
        said = connection.execute("PRAGMA integrity_check").get
        if said != "ok":
            raise StoreFault(f"{path.name} 已损坏。The file is damaged: {str(said)[:200]}")
        claims = reads.CLAIMS_BY_KIND.rows(connection, NOTHING)
        nodes = reads.NODES_BY_KIND.rows(connection, NOTHING)
        transaction = reads.LAST_TRANSACTION.one(connection, NOTHING).seq
    except apsw.Error as fault:
        raise StoreFault(f"{path.name} 无法读取。The file cannot be read: {type(fault).__name__}") from None
    finally:
        connection.close()
    return Contents(
        transaction=transaction,
        nodes={KIND_OF_CODE[row.kind].name: row.count for row in nodes},
        claims={KIND_OF_CODE[row.kind].name: row.claims for row in claims},
    )
