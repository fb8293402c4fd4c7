"""Opens the office's databases: SQLite files in the home folder, or PostgreSQL by its address; older ones are brought up to date in place.

Kept apart from the graph, which any load may replace.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2  # type: ignore[import-untyped]  # ships no types
from sqlalchemy import Connection, Engine, column, create_engine, event, inspect, select, table, text
from sqlalchemy.exc import OperationalError

from credit.errors import StoreTooNew, StoreUnreachable

_BUSY_S = 10
_BEFORE_MIGRATIONS = 1
"""`PRAGMA user_version` of the databases that were made before there were migrations; theirs is set to 2 when they are upgraded."""
_ADVISORY = 0x58494E4D
"""The lock on a PostgreSQL server under which one process migrates."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """One database of the office: its file, the table that says how far it is migrated, and the newest step."""

    name: str
    head: str

    @property
    def file(self) -> str:
        """Its file in the home folder."""
        return f"{self.name}.db"

    @property
    def version_table(self) -> str:
        """Where Alembic notes its step; both shelves may stand in one server's database."""
        return f"{self.name}_version"


OFFICE = Shelf("office", "0005")
AUDIT = Shelf("audit", "a0002")


def open_database(home: Path, url: str = "", shelf: Shelf = OFFICE) -> Engine:
    """The database of a shelf, at the newest step. A file is made on first use and readable by its owner alone."""
    engine = _server(url) if url else _file(home, shelf)
    try:
        _prepare(engine, shelf, home)
    except BaseException as fault:
        engine.dispose()
        if engine.dialect.name == "sqlite" or not isinstance(fault, OperationalError):
            raise
        raise StoreUnreachable("办公库所在的数据库服务器无应答。The server of the office's database does not answer.") from None
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that will write: on SQLite it waits for the writer's lock at once and not half-way."""
    with engine.execution_options(xinmai_writes=True).begin() as connection:
        yield connection


def _server(url: str) -> Engine:
    """PostgreSQL through psycopg. A dropped connection is noticed before it is used."""
    scheme, separator, rest = url.partition("://")
    if scheme not in {"postgresql", "postgres", "postgresql+psycopg"} or not separator:
        raise StoreUnreachable("办公库地址应以 postgresql:// 开头。The address of the office's database begins with postgresql://.")
    return create_engine(f"postgresql+psycopg://{rest}", pool_size=20, max_overflow=10, pool_pre_ping=True, hide_parameters=True)


def _file(home: Path, shelf: Shelf) -> Engine:
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = home / shelf.file
    with _locked(home, shelf):
        _made(path)
    engine = create_engine(
        f"sqlite:///{path}", module=pysqlite3.dbapi2, connect_args={"timeout": _BUSY_S}, pool_size=20, hide_parameters=True
    )
    event.listen(engine, "connect", _pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _made(path: Path) -> None:
    """A new file, its owner's alone, in write-ahead mode: two who would set the mode at once do not wait for each other but fail."""
    if path.exists():
        return
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    connection = pysqlite3.dbapi2.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


@contextmanager
def _locked(home: Path, shelf: Shelf) -> Iterator[None]:
    with (home / f"{shelf.name}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _pragmas(connection: Any, _record: Any) -> None:
    """Write-ahead log, and an fsync for every line: what was shown must be on record even after a power cut."""
    connection.isolation_level = None  # transactions are begun below, so that a migration is one of them
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("xinmai_writes") else "BEGIN")


def _prepare(engine: Engine, shelf: Shelf, home: Path) -> None:
    if _is_newest(engine, shelf):
        return
    with _alone(engine, shelf, home):
        if not _is_newest(engine, shelf):
            migrate(engine, shelf)


def _is_newest(engine: Engine, shelf: Shelf) -> bool:
    with engine.connect() as connection:
        return _step(connection, shelf) == shelf.head


def migrate(engine: Engine, shelf: Shelf) -> None:
    """Brings a database to the newest step, in one transaction. StoreTooNew where a newer program made it."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", _place("migrations"))
    config.set_main_option("version_locations", _place("migrations", shelf.name))
    config.set_main_option("path_separator", "os")
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    with _unbound(engine), writing(engine) as connection:
        at = _step(connection, shelf)
        if at is not None and at not in known:
            raise _too_new(at)
        config.attributes.update(connection=connection, version_table=shelf.version_table)
        if at == _FIRST and not inspect(connection).has_table(shelf.version_table):
            command.stamp(config, _FIRST)
        command.upgrade(config, "head")
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA user_version = {_BEFORE_MIGRATIONS + 1}")


_FIRST = "0001"


def _place(*parts: str) -> str:
    """A folder of ours, as Alembic's configuration reads it: a percent sign is doubled."""
    return str(files("office").joinpath(*parts)).replace("%", "%%")


@contextmanager
def _unbound(engine: Engine) -> Iterator[None]:
    """SQLite changes a table by making it anew, for which references must not be enforced; the setting counts outside transactions only."""
    if engine.dialect.name != "sqlite":
        yield
        return
    event.listen(engine, "checkout", _references_off)
    try:
        yield
    finally:
        event.remove(engine, "checkout", _references_off)
        engine.dispose()


def _references_off(connection: Any, _record: Any, _proxy: Any) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")


def _step(connection: Connection, shelf: Shelf) -> str | None:
    """How far the database is migrated; None for an empty one."""
    if inspect(connection).has_table(shelf.version_table):
        found = connection.execute(select(column("version_num")).select_from(table(shelf.version_table))).scalar()
        return None if found is None else str(found)
    version = connection.execute(text("PRAGMA user_version")).scalar_one() if connection.dialect.name == "sqlite" else 0
    if version > _BEFORE_MIGRATIONS:
        raise _too_new(version)
    return _FIRST if version == _BEFORE_MIGRATIONS and shelf is OFFICE else None


@contextmanager
def _alone(engine: Engine, shelf: Shelf, home: Path) -> Iterator[None]:
    """One process migrates, the others wait and find it done."""
    if engine.dialect.name == "sqlite":
        with _locked(home, shelf):
            yield
    else:
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:number)"), {"number": _ADVISORY})
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:number)"), {"number": _ADVISORY})


def _too_new(version: object) -> StoreTooNew:
    return StoreTooNew(f"办公库的版本 {version} 比本程序新,请升级程序。The office's database is newer than the program.")
