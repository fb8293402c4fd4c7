"""Backups: one moment of everything while others write, verified, and put back whole or not at all."""

import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from credit.errors import BadParameter, StoreBusy, StoreFault
from credit.facts import Deed
from credit.periods import ALWAYS
from graph.store import NewAct
from inquiry.settings import HomeSettings
from office.audit.lines import Line
from office.audit.reading import exported
from office.audit.verifying import verify
from office.backup.checking import check_backup
from office.backup.making import make_backup
from office.backup.manifest import FILE, Manifest
from office.backup.restoring import restore_backup
from office.premises import Premises
from office.settings import OfficeSettings
from tests.inquiry.world import DEBTOR, FINE, LISTING, premises_of, rulebook, sqlite_world

WRITE = Line("write", "key:1", "局", "某局", "record_act", outcome="begun")
READ = Line("enquiry", "key:1", "局", "某局", "show", subject=DEBTOR)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup with everything in it, from which each test's home is put back."""
    home = tmp_path_factory.mktemp("world") / "home"
    opened = premises_of(sqlite_world(home).store, home)
    opened.book.write(READ)
    opened.office.connect().close()
    (home / "writes").mkdir()
    (home / "writes" / "a.json").write_text("{}", "utf-8")
    (home / "graph.projection").mkdir()
    made(opened, home.parent / "backup", with_keys=True)
    opened.close()
    return home.parent / "backup"


@pytest.fixture
def premises(world: Path, tmp_path: Path) -> Iterator[Premises]:
    restore_backup(world, tmp_path / "home", replace=False)
    opened = reopened(tmp_path / "home")
    yield opened
    opened.close()


def made(premises: Premises, target: Path, *, with_keys: bool = False, **more: object) -> Manifest:
    rules = OfficeSettings.model_validate(more)
    return make_backup(premises.settings, rules, target, with_keys=with_keys)


def reopened(home: Path) -> Premises:
    opened = Premises(HomeSettings.model_validate({"home": home}))
    opened.__dict__["rulebook"] = rulebook()
    return opened


@contextmanager
def at_work(*deeds: Callable[[int], None]) -> Iterator[list[Exception]]:
    """Each deed is done again and again in a thread of its own, until the context ends."""
    over, failed = threading.Event(), list[Exception]()

    def again(deed: Callable[[int], None]) -> None:
        number = 0
        while not over.is_set():
            try:
                deed(number)
            except Exception as fault:  # noqa: BLE001  # told by the test
                failed.append(fault)
                return
            number += 1

    threads = [threading.Thread(target=again, args=(deed,)) for deed in deeds]
    for each in threads:
        each.start()
    try:
        yield failed
    finally:
        over.set()
        for each in threads:
            each.join()


def test_a_backup_made_under_writes_restores_to_one_moment(premises: Premises, tmp_path: Path) -> None:
    store, facts = premises.desk().store, [_fact(premises, FINE), _fact(premises, LISTING)]

    def two_acts_at_once(number: int) -> None:
        premises.book.write(replace(WRITE, more={"number": number}))
        store.record([NewAct(fact, Deed.DISPUTE, None, "局", f"第 {number} 次") for fact in facts])
        time.sleep(0.002)

    def a_reading(_: int) -> None:
        seen = store.last_transaction()[0]
        premises.book.write(replace(READ, transaction=seen))

    before = store.last_transaction()[0]
    with at_work(two_acts_at_once, a_reading, a_reading) as failed:
        for number in range(4):
            made(premises, tmp_path / f"b{number}", with_keys=True)
    assert failed == []
    for number in range(4):
        _is_one_moment(tmp_path / f"b{number}", tmp_path / f"restored{number}", before)


def _fact(premises: Premises, record: str) -> str:
    with premises.desk().store.view() as view:
        (fact,) = view.facts_of([record], ["Penalty", "ListEntry"], ALWAYS)
    return fact.id


def _is_one_moment(backup: Path, home: Path, before: int) -> None:
    manifest = restore_backup(backup, home, replace=False).manifest
    opened = reopened(home)
    last = opened.desk().store.last_transaction()[0]
    lines = [line.said for line in exported(opened.book.engine)]
    assert verify(opened.book.engine, opened.book.key.public).findings == []
    opened.close()
    assert manifest.graph is not None
    assert last == manifest.graph.transaction
    assert max((said["transaction"] for said in lines if "transaction" in said), default=0) <= last, "a line speaks of what is not there"
    assert sum(said["kind"] == "write" for said in lines) >= last - before, "an act is there without its line"
    with sqlite3.connect(home / "graph.db") as graph:
        torn = graph.execute("SELECT tx FROM act WHERE tx > ? GROUP BY tx HAVING count(*) <> 2", (before,)).fetchall()
    assert torn == [], "a transaction is half there"


def test_what_is_put_back_answers_as_before(premises: Premises, tmp_path: Path) -> None:
    stats = premises.desk().store.stats()
    manifest = made(premises, tmp_path / "backup", with_keys=True)
    restored = restore_backup(tmp_path / "backup", tmp_path / "again", replace=False)
    assert (restored.before, restored.missing) == (None, ())
    opened = reopened(tmp_path / "again")
    assert opened.desk().store.stats().claims == stats.claims
    assert opened.book.key.public == premises.book.key.public
    assert opened.book.write(READ).seq >= 0
    opened.close()
    assert (tmp_path / "again" / "writes" / "a.json").read_text("utf-8") == "{}"
    assert not (tmp_path / "again" / "graph.projection").exists()
    assert manifest.graph is not None
    assert manifest.graph.claims == stats.claims
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "again").rglob("*.db")} == {0}


def test_keys_are_left_out_and_told_unless_asked_for(premises: Premises, tmp_path: Path) -> None:
    manifest = made(premises, tmp_path / "backup")
    assert not manifest.holds_keys
    assert "receipt.key" in manifest.keys
    assert not list((tmp_path / "backup").rglob("*.key"))
    assert set(restore_backup(tmp_path / "backup", tmp_path / "again", replace=False).missing) == set(manifest.keys)
    premises.close()
    home = premises.settings.home
    assert restore_backup(tmp_path / "backup", home, replace=True).missing == (), "those of the home that is replaced are the same ones"


def test_a_home_that_is_not_empty_is_replaced_only_when_told_and_never_while_in_use(premises: Premises, tmp_path: Path) -> None:
    home = premises.settings.home
    made(premises, tmp_path / "backup")
    with pytest.raises(BadParameter, match="--replace"):
        restore_backup(tmp_path / "backup", home, replace=False)
    premises.book.write(READ)
    with pytest.raises(StoreBusy):
        restore_backup(tmp_path / "backup", home, replace=True)
    premises.close()
    restored = restore_backup(tmp_path / "backup", home, replace=True)
    assert restored.before is not None
    assert (restored.before / "graph.db").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["backup", "home", restored.before.name])


@pytest.mark.parametrize("name", ["graph.db", "audit.db", "office.db", "writes/a.json", FILE])
def test_what_was_changed_after_it_was_made_is_found_before_anything_is_restored(premises: Premises, tmp_path: Path, name: str) -> None:
    made(premises, tmp_path / "backup")
    path = tmp_path / "backup" / name
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(StoreFault):
        restore_backup(tmp_path / "backup", tmp_path / "again", replace=False)
    assert not (tmp_path / "again").exists()


def test_a_manifest_that_fits_a_tampered_audit_does_not_help(premises: Premises, tmp_path: Path) -> None:
    made(premises, tmp_path / "backup")
    audit, manifest = tmp_path / "backup" / "audit.db", tmp_path / "backup" / FILE
    with sqlite3.connect(audit) as connection:
        connection.execute("DROP TRIGGER audit_line_stays")
        connection.execute("UPDATE audit_line SET body = replace(body, '某局', '他局')")
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    said = json.loads(manifest.read_text("utf-8"))
    for part in said["parts"]:
        if part["path"] == "audit.db":
            part.update(_summed(audit))
    manifest.write_text(json.dumps(said), "utf-8")
    with pytest.raises(StoreFault, match="changed"):
        check_backup(tmp_path / "backup")


def _summed(path: Path) -> dict[str, object]:
    from office.backup.manifest import sum_of

    size, digest = sum_of(path)
    return {"bytes": size, "sha256": digest}


@pytest.mark.parametrize("path", ["../out.db", "/out.db", "a/../../out.db", ""])
def test_a_manifest_that_leads_out_of_its_folder_is_not_believed(premises: Premises, tmp_path: Path, path: str) -> None:
    made(premises, tmp_path / "backup")
    manifest = tmp_path / "backup" / FILE
    said = json.loads(manifest.read_text("utf-8"))
    said["parts"][0]["path"] = path
    manifest.write_text(json.dumps(said), "utf-8")
    with pytest.raises(StoreFault):
        restore_backup(tmp_path / "backup", tmp_path / "again", replace=False)


def test_a_backup_that_fails_leaves_nothing(premises: Premises, tmp_path: Path) -> None:
    (premises.settings.home / "jobs.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreFault, match=r"jobs\.db"):
        made(premises, tmp_path / "backup")
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_what_rests_on_a_server_is_told_with_what_to_run(premises: Premises, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XINMAI_STORE", "neo4j://127.0.0.1:1")
    manifest = made(premises, tmp_path / "backup", office_url="postgresql://someone:secret@127.0.0.1/office")
    assert manifest.graph is None
    told = [each.how for each in manifest.uncovered]
    assert [word in how for word, how in zip(("neo4j-admin", "pg_dump", "office"), told, strict=True)] == [True, True, True]
    assert "secret" not in manifest.model_dump_json()
