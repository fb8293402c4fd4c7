"""Opening: where the store is, which version it has, who made it."""

from pathlib import Path

import apsw
import pytest

from credit.errors import StoreFault, StoreMissing, StoreTooNew
from credit.facts import Deed
from graph.opening import open_store
from graph.store import NewAct
from graph.stores.sqlite import SqliteStore
from graph.stores.sqlite.migrating import APPLICATION_ID, migrations, schema_version
from tests.graph.makers import batch, load, said

FIRM = said("Organization", "org:123456789", name="绍兴华达商贸有限公司")


def test_this_sqlite_has_no_wal_reset_fault() -> None:
    """3.7.0 to 3.51.2 can corrupt a database when connections write and checkpoint at the same time (DESIGN section 5)."""
    assert tuple(map(int, apsw.sqlite_lib_version().split("."))) >= (3, 51, 3)


def test_nothing_is_made_unless_asked(tmp_path: Path) -> None:
    store = open_store(tmp_path / "home", create=False)
    with pytest.raises(StoreMissing), store.view():
        pass
    with pytest.raises(StoreMissing), store.load(batch("saic", "2024-01-01")):
        pass
    assert not (tmp_path / "home").exists()


def test_a_store_that_appears_later_is_found(tmp_path: Path) -> None:
    early = open_store(tmp_path / "home", create=False)
    with pytest.raises(StoreMissing):
        early.last_transaction()
    late = open_store(tmp_path / "home", create=True)
    load(late, batch("saic", "2024-01-01", 0), [FIRM])
    assert early.last_transaction()[0] == 1
    assert (tmp_path / "home" / "graph.db").exists()


def test_the_setting_names_another_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XINMAI_STORE", str(tmp_path / "elsewhere" / "other.db"))
    open_store(tmp_path / "home", create=True).close()
    assert (tmp_path / "elsewhere" / "other.db").exists()
    assert not (tmp_path / "home").exists()


def test_a_store_keeps_its_version_and_its_mark(tmp_path: Path) -> None:
    SqliteStore(tmp_path / "graph.db", create=True).close()
    connection = apsw.Connection(str(tmp_path / "graph.db"))
    assert connection.pragma("user_version") == schema_version() == migrations()[-1][0]
    assert connection.pragma("application_id") == APPLICATION_ID
    assert connection.pragma("journal_mode") == "wal"
    connection.close()
    assert [number for number, _ in migrations()] == list(range(1, schema_version() + 1))


def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    SqliteStore(tmp_path / "graph.db", create=True).close()
    connection = apsw.Connection(str(tmp_path / "graph.db"))
    connection.pragma("user_version", schema_version() + 1)
    connection.close()
    store = SqliteStore(tmp_path / "graph.db", create=False)
    with pytest.raises(StoreTooNew, match="upgrade the program"), store.view():
        pass
    with pytest.raises(StoreTooNew):
        SqliteStore(tmp_path / "graph.db", create=True)


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    connection = apsw.Connection(str(tmp_path / "graph.db"))
    connection.execute("CREATE TABLE contact (name TEXT)")
    connection.close()
    with pytest.raises(StoreFault, match="not a store of ours"):
        SqliteStore(tmp_path / "graph.db", create=True)


def test_an_old_file_is_brought_up_to_date(tmp_path: Path) -> None:
    """An empty file is version 0: every migration runs, once."""
    (tmp_path / "graph.db").touch()
    store = SqliteStore(tmp_path / "graph.db", create=False)
    assert store.last_transaction() == (0, None)
    load(store, batch("saic", "2024-01-01", 0), [FIRM])
    store.close()
    again = SqliteStore(tmp_path / "graph.db", create=True)
    assert again.last_transaction()[0] == 1


def test_no_file_is_readable_by_others_while_staging(sqlite: SqliteStore, tmp_path: Path) -> None:
    with sqlite.load(batch("saic", "2024-01-01", 0)):
        (staging,) = tmp_path.glob("staging-*.db")
        assert staging.stat().st_mode & 0o077 == 0
    assert not list(tmp_path.glob("staging-*"))


def test_the_store_belongs_to_its_owner_alone(tmp_path: Path) -> None:
    store = open_store(tmp_path / "home", create=True)
    store.record([NewAct("00" * 16, Deed.DISPUTE, None, "office", "log and index are made")])
    modes = {path.name: oct(path.stat().st_mode & 0o077) for path in [tmp_path / "home", *(tmp_path / "home").iterdir()]}
    assert set(modes.values()) == {"0o0"}, modes
