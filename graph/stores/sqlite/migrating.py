"""The shape of the file: numbered .sql files, each applied once, in order, in one transaction together with its number."""

from importlib.resources import files
from pathlib import Path

import apsw

from credit.errors import StoreFault, StoreTooNew
from graph.settings import StoreSettings
from graph.stores.sqlite.connections import CREATE, opened, pragma, writing

_PAGE_BYTES = 8192
"""Twice SQLite's default: 5 % less work for a load, and still small enough to read a page for one claim."""
APPLICATION_ID = 0x584D4B47
"""XMKG, in the header of the file: tells our file from any other SQLite database."""


def migrations() -> tuple[tuple[int, str], ...]:
    """Number and text of each migration, in order."""
    folder = files("graph.stores.sqlite") / "migrations"
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".sql"))
    return tuple((int(name.partition("_")[0]), (folder / name).read_text("utf-8")) for name in names)


def schema_version() -> int:
    """The version that this program writes and reads."""
    return migrations()[-1][0]


def version_of(connection: apsw.Connection) -> int:
    """The version of an opened file (0: it is empty). StoreTooNew where a newer Xinmai wrote it, StoreFault where it is not ours."""
    version, ours = int(connection.pragma("user_version")), connection.pragma("application_id") == APPLICATION_ID
    is_empty = version == 0 and connection.execute("SELECT count(*) FROM sqlite_schema").get == 0
    if not ours and not is_empty:
        raise StoreFault("这不是信脉的数据文件。This file is an SQLite database, but not a store of ours: check the settings.")
    if version > schema_version():
        raise StoreTooNew(
            f"数据文件版本 {version} 高于程序所知的 {schema_version()},请升级程序。"
            f"The store has version {version}, this program knows {schema_version()}: upgrade the program."
        )
    return version


def migrate(path: Path, settings: StoreSettings) -> None:
    """Brings the file to the version of this program, making it where there is none."""
    connection = opened(path, CREATE, settings.load_patience_s, settings.reader_cache_mb)
    try:
        if version_of(connection) == schema_version():
            return
        pragma(connection, f"page_size = {_PAGE_BYTES}")
        pragma(connection, "journal_mode = WAL")
        with writing(connection):
            _apply(connection, version_of(connection))
    finally:
        connection.close()


def _apply(connection: apsw.Connection, done: int) -> None:
    for number, text in migrations():
        if number > done:
            for _ in connection.execute(text):
                pass
    pragma(connection, f"application_id = {APPLICATION_ID}")
    pragma(connection, f"user_version = {schema_version()}")
