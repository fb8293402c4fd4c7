"""The scratch database of one load: a file beside the store, attached as `scratch`, deleted afterwards. A failed load leaves nothing."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import apsw

from graph.settings import StoreSettings
from graph.stores.sqlite.connections import READ_WRITE, opened, pragma
from graph.stores.sqlite.names import prepare_names
from graph.stores.sqlite.query import sql_text

_PATTERN = "staging-*.db*"
_CARELESS = ("page_size = 32768", "journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "mmap_size = 4294967296")
"""What a crash leaves of a scratch file is thrown away, so nothing of it is guarded."""


def run_script(connection: apsw.Connection, name: str) -> None:
    """Executes every statement of sql/<name>.sql."""
    for _ in connection.execute(sql_text(name)):
        pass


def sweep(folder: Path) -> None:
    """Deletes what killed loads left. Only for the holder of the lease: nobody else has a scratch file then."""
    for left in folder.glob(_PATTERN):
        left.unlink(missing_ok=True)


@contextmanager
def writer(path: Path, patience_s: float, settings: StoreSettings) -> Iterator[apsw.Connection]:
    """A writing connection with its temporary tables and functions, closed afterwards."""
    connection = opened(path, READ_WRITE, patience_s, settings.writer_cache_mb)
    try:
        pragma(connection, "temp.journal_mode = OFF")
        run_script(connection, "scratch/temporary")
        prepare_names(connection)
        yield connection
    finally:
        connection.close()


@contextmanager
def scratch(connection: apsw.Connection, folder: Path, cache_mb: int) -> Iterator[None]:
    """Attaches an empty scratch database for as long as the context runs."""
    path = folder / f"staging-{os.getpid()}.db"
    sweep(folder)
    path.touch(mode=0o600)  # raw values rest here for a while
    try:
        connection.execute("ATTACH ? AS scratch", (str(path),))
        for setting in (*_CARELESS, f"cache_size = -{cache_mb * 1024}"):
            pragma(connection, f"scratch.{setting}")
        run_script(connection, "scratch/tables")
        yield
    finally:
        with suppress(apsw.Error):
            connection.execute("DETACH scratch")
        path.unlink(missing_ok=True)
