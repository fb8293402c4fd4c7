"""The office's databases on both engines: SQLite files, and a PostgreSQL server of the system's packages where there is one."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine

from office.audit.book import Book
from office.database import AUDIT, OFFICE, open_database
from office.signing import signing_key_in


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server that the tests may fill."""

    socket: Path

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.socket}"

    def fresh(self, name: str) -> str:
        """The address of an empty database."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return self.url(name)


def _programs() -> Path | None:
    """Where PostgreSQL's programs are: the newest version of the system's packages, else whatever stands in the path."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = str(installed[-1]) if installed else shutil.which("initdb")
    return Path(found).parent if found else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server of this test run's own, on a socket in a folder of its own. None to be had: skipped, loudly; in CI a failure."""
    programs = _programs()
    if programs is None:
        missing = "NO POSTGRESQL, NOT TESTED: install the system's package postgresql"
        if os.environ.get("CI"):
            raise RuntimeError(missing)
        pytest.skip(missing)
    folder = Path(tempfile.mkdtemp(prefix="xinmai-pg-"))
    who = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
    if who:
        shutil.chown(folder, who, who)
    data = folder / "data"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder, "user": who, "check": True}
    subprocess.run([programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"], **quiet)  # type: ignore[call-overload]
    options = f"-k {folder} -c listen_addresses= -c fsync=off"
    subprocess.run([programs / "pg_ctl", "-D", data, "-w", "-o", options, "-l", folder / "log", "start"], **quiet)  # type: ignore[call-overload]
    try:
        yield Server(folder)
    finally:
        subprocess.run([programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **quiet)  # type: ignore[call-overload]
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest) -> str:
    """The address of an empty database of either engine; empty: a file in the home folder."""
    if request.param == "sqlite":
        return ""
    server: Server = request.getfixturevalue("postgres")
    return server.fresh("office")


@pytest.fixture
def office(tmp_path: Path, place: str) -> Iterator[Engine]:
    engine = open_database(tmp_path, place, OFFICE)
    yield engine
    engine.dispose()


@pytest.fixture
def book(tmp_path: Path, place: str) -> Iterator[Book]:
    opened = Book(open_database(tmp_path, place, AUDIT), signing_key_in(tmp_path), anchor_seconds=60)
    yield opened
    opened.engine.dispose()
