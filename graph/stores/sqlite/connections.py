"""Connections to the store's file. Readers cannot write; writers are opened for one piece of work and closed again."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import apsw

from credit.errors import StoreBusy
from graph.patience import is_limited, is_over, must_not_be_over, timed_out
from graph.settings import StoreSettings

READ_ONLY = apsw.SQLITE_OPEN_READONLY
READ_WRITE = apsw.SQLITE_OPEN_READWRITE
CREATE = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE

_RETRY_AFTER_S = 1
_STEPS_BETWEEN_LOOKS = 5_000
"""Steps of SQLite's machine (about a tenth of a millisecond) after which a reading looks at the clock, where there is a limit."""


def pragma(connection: apsw.Connection, text: str) -> None:
    """Sets what a pragma of ours sets, and drops what it answers."""
    connection.execute(f"PRAGMA {text}").get  # noqa: B018


def opened(path: Path, flags: int, patience_s: float, cache_mb: int) -> apsw.Connection:
    """A connection with what every one of ours needs."""
    connection = apsw.Connection(str(path), flags=flags)
    connection.set_busy_timeout(int(patience_s * 1000))
    pragma(connection, "foreign_keys = ON")
    pragma(connection, f"cache_size = -{cache_mb * 1024}")
    if flags == READ_ONLY:
        pragma(connection, "query_only = ON")
    else:
        pragma(connection, "synchronous = FULL")  # an acknowledged publish outlives power loss, not only kill -9
        pragma(connection, "journal_size_limit = 67108864")
        pragma(connection, "secure_delete = ON")  # what a redaction erases is overwritten, not only unlinked
    return connection


@contextmanager
def writing(connection: apsw.Connection) -> Iterator[None]:
    """One writing transaction: all of it or nothing. StoreBusy where another writer outlasts the connection's patience."""
    try:
        connection.execute("BEGIN IMMEDIATE")
    except apsw.BusyError:
        raise StoreBusy(
            "另一个写入者正在写入,请稍后重试。Another writer is at work; try again in a moment.", retry_after=_RETRY_AFTER_S
        ) from None
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(apsw.Error):
            connection.execute("ROLLBACK")
        raise


def flush_log(connection: apsw.Connection) -> None:
    """Moves the write-ahead log into the file and empties it, so that erased values are not left there.

    While a reader still holds an older picture the log stays until a later checkpoint.
    """
    with suppress(apsw.BusyError):
        connection.execute("PRAGMA wal_checkpoint (TRUNCATE)").get  # noqa: B018


@dataclass
class Readers:
    """A small pool of reading connections: a view has one for itself, so any number of threads may hold views at once."""

    path: Path
    settings: StoreSettings
    _idle: list[apsw.Connection] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)
    _closed: bool = False

    @contextmanager
    def snapshot(self) -> Iterator[apsw.Connection]:
        """A connection inside one read transaction: what is committed meanwhile is not seen."""
        must_not_be_over()
        connection = self._take()
        if is_limited():
            connection.set_progress_handler(is_over, _STEPS_BETWEEN_LOOKS)
        try:
            connection.execute("BEGIN")
            yield connection
        except apsw.InterruptError:
            raise timed_out() from None
        finally:
            connection.set_progress_handler(None)
            self._give_back(connection)

    @contextmanager
    def at_once(self) -> Iterator[apsw.Connection]:
        """A connection for one short statement, which needs no transaction of its own around it."""
        connection = self._take()
        try:
            yield connection
        finally:
            self._give_back(connection)

    def _take(self) -> apsw.Connection:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return opened(self.path, READ_ONLY, self.settings.act_patience_s, self.settings.reader_cache_mb)

    def _give_back(self, connection: apsw.Connection) -> None:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        with self._lock:
            if not self._closed and len(self._idle) < self.settings.idle_readers:
                self._idle.append(connection)
                return
        connection.close()

    def close(self) -> None:
        """Closes the idle connections; those that are out are closed when they come back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()
