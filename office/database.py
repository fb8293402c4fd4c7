"""The office's own records: keys, and who was shown whose name. Kept apart from the graph, which any load may replace."""

import logging
import os
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2  # type: ignore[import-untyped]  # ships no types
from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, Text, create_engine, event, text
from sqlalchemy.exc import OperationalError

from credit.errors import StoreTooNew

_VERSION = 1
_BUSY_S = 10

metadata = MetaData()

keys = Table(
    "key",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("salt", String(32), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("rights", Text, nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("expires_on", String(10)),
    Column("revoked_at", String(32)),
)

access = Table(
    "access",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", String(32), nullable=False),
    Column("principal", String(80), nullable=False),
    Column("purpose", String(40), nullable=False),
    Column("question", String(40), nullable=False),
    Column("subject", String(100)),
    Column("parameters", Text, nullable=False),
    Column("persons", Integer, nullable=False),
    Column("request_id", String(64), nullable=False),
)

_APPEND_ONLY = (
    "CREATE TRIGGER IF NOT EXISTS access_stays BEFORE UPDATE ON access BEGIN SELECT RAISE(ABORT, 'access lines are never changed'); END",
    "CREATE TRIGGER IF NOT EXISTS access_remains BEFORE DELETE ON access BEGIN SELECT RAISE(ABORT, 'access lines are never deleted'); END",
)


def open_database(home: Path) -> Engine:
    """The office's database in the home folder, made on first use and readable by its owner alone."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = home / "office.db"
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    engine = create_engine(f"sqlite:///{path}", module=pysqlite3.dbapi2, connect_args={"timeout": _BUSY_S})
    event.listen(engine, "connect", _pragmas)
    _prepare(engine)
    return engine


def _pragmas(connection: Any, _record: Any) -> None:
    """Write-ahead log, and an fsync for every line: what was shown must be on record even after a power cut."""
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _prepare(engine: Engine) -> None:
    with engine.connect() as connection:
        version = connection.execute(text("PRAGMA user_version")).scalar_one()
    if version > _VERSION:
        raise StoreTooNew(f"办公库的版本 {version} 比本程序新,请升级程序。The office database is newer than the program.")
    if version < _VERSION:
        _create(engine)


def _create(engine: Engine) -> None:
    """Two processes may come first at once: the second finds everything there."""
    try:
        with engine.begin() as connection:
            metadata.create_all(connection)
            for trigger in _APPEND_ONLY:
                connection.execute(text(trigger))
            connection.execute(text(f"PRAGMA user_version = {_VERSION}"))
    except OperationalError as fault:
        if "already exists" not in str(fault):
            raise
        logging.getLogger(__name__).info("another process has made the office database")
