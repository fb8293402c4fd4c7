"""All databases of a home at one moment, each through its own library: none says of another what that one does not know yet."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import Any

import pysqlite3.dbapi2  # type: ignore[import-untyped]  # ships no types

from credit.errors import StoreBusy, StoreFault
from graph.opening import frozen_store
from graph.stores.sqlite.backup import FrozenStore

_TRIES = 200
_PAUSE_S = 0.01
_PAGES_AT_ONCE = 4096


@dataclass(frozen=True)
class Held:
    """Read transactions that are open at once: of the graph's file, where there is one, and of the office's databases."""

    graph: FrozenStore | None
    others: dict[Path, Any]


@contextmanager
def held(graph: Path | None, others: list[Path]) -> Iterator[Held]:
    """Holds them all. Nothing is locked: where a transaction came into the graph while the others were being opened, they are opened anew.

    An audit line is written before its write and after the reading that it tells of, so a picture of the audit taken while the graph
    stood still has every line that the graph needs, and no line that speaks of a transaction which the graph does not have.
    """
    for _ in range(_TRIES):
        with ExitStack() as stack:
            first = stack.enter_context(frozen_store(graph)) if graph else None
            pictures = {path: stack.enter_context(_frozen(path)) for path in others}
            if graph is None or first is None or _stood_still(graph, first):
                yield Held(first, pictures)
                return
        sleep(_PAUSE_S)
    raise StoreBusy("写入过于频繁,未能取得一致的时点,请稍后再试。The graph is written to without a pause; try again.", retry_after=5)


def copy_to(connection: Any, target: Path) -> None:
    """Writes the picture that a connection holds as a file of its own, by SQLite's backup interface."""
    target.touch(mode=0o600, exist_ok=False)
    copied = pysqlite3.dbapi2.connect(target)
    try:
        copied.execute("PRAGMA synchronous = FULL")
        connection.backup(copied, pages=_PAGES_AT_ONCE)
    finally:
        copied.close()


def check_whole(path: Path) -> None:
    """Reads a copy that nobody writes to; StoreFault where its pages or indexes are not whole."""
    connection = immutable(path)
    try:
        said = connection.execute("PRAGMA integrity_check").fetchone()[0]
    except pysqlite3.dbapi2.DatabaseError:
        said = "not a database"
    finally:
        connection.close()
    if said != "ok":
        raise StoreFault(f"{path.name} 已损坏。The file is damaged: {str(said)[:200]}")


def immutable(path: Path) -> Any:
    """A connection to a file that nobody writes to: no lock is taken and nothing is made beside it."""
    return pysqlite3.dbapi2.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True, check_same_thread=False)


def is_open_elsewhere(path: Path) -> bool:
    """Whether anybody has the database open."""
    connection = pysqlite3.dbapi2.connect(path, timeout=0, isolation_level=None)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("ROLLBACK")
    except pysqlite3.dbapi2.OperationalError:
        return True
    except pysqlite3.dbapi2.DatabaseError:
        return False  # what is no database is nobody's
    finally:
        connection.close()
    return False


@contextmanager
def _frozen(path: Path) -> Iterator[Any]:
    connection = pysqlite3.dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=10)
    try:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()  # the first read fixes the picture
        yield connection
    except pysqlite3.dbapi2.DatabaseError as fault:
        raise StoreFault(f"{path.name} 无法读取。The database cannot be read: {fault}") from None
    finally:
        connection.close()


def _stood_still(graph: Path, first: FrozenStore) -> bool:
    with frozen_store(graph) as now:
        return now.transaction == first.transaction
