"""The office's databases: made, brought up to date in place, left alone where they are newer."""

import sqlite3
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, insert, select

import office.audit.tables
import office.tables
from credit.errors import StoreTooNew, StoreUnreachable
from office.audit.reading import who_saw_before
from office.database import AUDIT, OFFICE, Shelf, open_database
from office.keys import holder_of, list_keys
from office.principals import list_principals
from office.rights import Right
from tests.office.test_office import TODAY

_FIRST_VERSION = """
CREATE TABLE "key" (id VARCHAR(16) NOT NULL, name VARCHAR(80) NOT NULL, salt VARCHAR(32) NOT NULL, digest VARCHAR(64) NOT NULL,
  rights TEXT NOT NULL, created_at VARCHAR(32) NOT NULL, expires_on VARCHAR(10), revoked_at VARCHAR(32), PRIMARY KEY (id));
CREATE TABLE access (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, at VARCHAR(32) NOT NULL, principal VARCHAR(80) NOT NULL,
  purpose VARCHAR(40) NOT NULL, question VARCHAR(40) NOT NULL, subject VARCHAR(100), parameters TEXT NOT NULL,
  persons INTEGER NOT NULL, request_id VARCHAR(64) NOT NULL);
CREATE TRIGGER access_stays BEFORE UPDATE ON access BEGIN SELECT RAISE(ABORT, 'access lines are never changed'); END;
CREATE TRIGGER access_remains BEFORE DELETE ON access BEGIN SELECT RAISE(ABORT, 'access lines are never deleted'); END;
INSERT INTO "key" VALUES ('0a1b2c3d4e5f', '县信用办', '73616c74', '%s', '["measures:read", "subjects:read"]',
  '2026-01-05T08:00:00.000+00:00', '2026-12-31', NULL);
INSERT INTO "key" VALUES ('ffffffffffff', '旧银行', '73616c74', '%s', '["subjects:read"]',
  '2026-01-06T08:00:00.000+00:00', NULL, '2026-02-01T08:00:00.000+00:00');
INSERT INTO access (at, principal, purpose, question, subject, parameters, persons, request_id)
  VALUES ('2026-02-02T08:00:00.000+00:00', 'key:0a1b2c3d4e5f 县信用办', 'enforcement', 'show', 'uscc:91379926MA00000112', '{}', 2, 'r1');
PRAGMA user_version = 1;
"""


def first_version(home: Path, secret: str) -> None:
    """A database as the first version of the program left it, with a key of which we know the secret."""
    import hashlib
    import hmac

    digest = hmac.new(b"73616c74", secret.encode(), hashlib.sha256).hexdigest()
    connection = sqlite3.connect(home / "office.db")
    connection.executescript(_FIRST_VERSION % (digest, digest))
    connection.close()


def test_a_database_of_the_first_version_is_brought_up_to_date_in_place(tmp_path: Path) -> None:
    first_version(tmp_path, "secret")
    engine = open_database(tmp_path)
    holder = holder_of(engine, "xm_0a1b2c3d4e5f_secret", TODAY)
    assert (holder.id, holder.name, holder.authority) == ("key:0a1b2c3d4e5f", "县信用办", "县信用办")
    assert holder.rights == {Right.SUBJECTS, Right.MEASURES}
    assert [(key.id, key.revoked_at is None) for key in list_keys(engine)] == [("0a1b2c3d4e5f", True), ("ffffffffffff", False)]
    assert len(list_principals(engine)) == 2
    (line,) = who_saw_before(engine, "uscc:91379926MA00000112")
    assert (line["purpose"], line["principal"]) == ("enforcement", "key:0a1b2c3d4e5f 县信用办")
    engine.dispose()
    again = open_database(tmp_path)
    assert len(list_keys(again)) == 2
    again.dispose()


def test_the_old_lines_still_refuse_to_be_changed(tmp_path: Path) -> None:
    first_version(tmp_path, "secret")
    open_database(tmp_path).dispose()
    connection = sqlite3.connect(tmp_path / "office.db")
    with pytest.raises(sqlite3.DatabaseError, match="never"):
        connection.execute("DELETE FROM access")
    connection.close()


def test_an_upgrade_that_fails_leaves_the_old_database_as_it_was(tmp_path: Path) -> None:
    first_version(tmp_path, "secret")
    connection = sqlite3.connect(tmp_path / "office.db")
    connection.execute("CREATE TABLE request (x INTEGER)")  # in the way of the step's last statement
    connection.commit()
    before = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    connection.close()
    with pytest.raises(Exception, match="already exists"):
        open_database(tmp_path)
    connection = sqlite3.connect(tmp_path / "office.db")
    assert connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall() == before
    connection.close()


@pytest.mark.parametrize(("shelf", "tables"), [(OFFICE, office.tables.metadata), (AUDIT, office.audit.tables.metadata)])
def test_the_migrations_lead_to_the_tables_that_the_code_declares(tmp_path: Path, place: str, shelf: Shelf, tables: MetaData) -> None:
    engine = open_database(tmp_path, place, shelf)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": shelf.version_table})
        told = [each for each in compare_metadata(context, tables) if "fk" not in str(each[0])]
    engine.dispose()
    assert told == []


def test_the_heads_that_the_code_names_are_the_newest_steps() -> None:
    for shelf in (OFFICE, AUDIT):
        folder = Path(office.tables.__file__).parent / "migrations"
        script = ScriptDirectory(str(folder), version_locations=[str(folder / shelf.name)])
        assert script.get_heads() == [shelf.head]


def test_a_database_of_a_newer_program_is_left_alone(tmp_path: Path, place: str) -> None:
    engine = open_database(tmp_path, place)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE office_version SET version_num = '9999'")
    engine.dispose()
    with pytest.raises(StoreTooNew):
        open_database(tmp_path, place)


def test_many_who_come_first_at_once_find_one_database(tmp_path: Path, place: str) -> None:
    opened: list[Engine] = []
    threads = [threading.Thread(target=lambda: opened.append(open_database(tmp_path, place))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 4
    with opened[0].begin() as connection:
        row = {"principal": "a", "key": "k", "digest": "d", "begun_at": "now"}
        connection.execute(insert(office.tables.requests).values(**row))
    with opened[3].connect() as connection:
        assert connection.execute(select(office.tables.requests.c.digest)).scalar() == "d"
    for engine in opened:
        engine.dispose()


@pytest.mark.parametrize("url", ["mysql://x/y", "nothing", "postgresql://nobody@127.0.0.1:1/none"])
def test_a_server_that_cannot_be_had_is_told(tmp_path: Path, url: str) -> None:
    with pytest.raises(StoreUnreachable):
        open_database(tmp_path, url)
