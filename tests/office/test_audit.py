"""The audit: lines on disk before the answer, chained, and every tampering named."""

import asyncio
import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from credit.errors import AuditFailed
from office.audit.book import SHELL, Book, _Slip
from office.audit.lines import CheckEntry, Line
from office.audit.reading import asked_on, exported, latest, receipt_line, who_saw
from office.audit.verifying import verify
from office.database import AUDIT, open_database
from office.signing import signing_key_in


def line(number: int, **more: object) -> Line:
    return Line("enquiry", "key:1", "银行", "某银行", "show", subject=f"uscc:{number}", request_id=f"r{number}", **more)  # type: ignore[arg-type]


def check(number: str) -> Line:
    return Line(
        "check", "key:1", "局", "某局", "check", subject="uscc:1", check=CheckEntry(number, "m", "block", ("禁止",), ("X",), (), None)
    )


def without_triggers(engine: Engine, do: Callable[[Connection], object]) -> None:
    """What somebody does who owns the database and wants to hide something."""
    with engine.begin() as connection:
        for table in ("audit_line", "audit_about", "audit_check"):
            for name in (f"{table}_stays", f"{table}_remains"):
                on = f" ON {table}" if connection.dialect.name == "postgresql" else ""
                connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")
        do(connection)


def faults(book: Book, heads: dict[str, list[object]] | None = None) -> list[tuple[int, str]]:
    return [(each.seq, each.what) for each in verify(book.engine, book.key.public, heads).findings]


def test_a_line_is_there_when_write_returns_and_the_chain_holds(book: Book) -> None:
    first, second = book.write(line(1)), book.write(line(2, persons=("p:v1a", "p:v1b")))
    assert (second.seq, second.prev) == (first.seq + 1, first.hash)
    assert [each["request_id"] for each in latest(book.engine, 10)] == ["r2", "r1"]
    found = verify(book.engine, book.key.public)
    assert (found.lines, found.findings) == (3, [])
    assert found.heads == {second.chain: [second.seq, second.hash]}


def test_who_saw_somebody_is_told_whether_he_was_asked_about_or_named(book: Book) -> None:
    book.write(line(1, purpose="lending", persons=("p:v1a",)))
    book.write(line(2))
    assert [each["subject"] for each in who_saw(book.engine, "p:v1a")] == ["uscc:1"]
    assert [(each["authority"], each["purpose"]) for each in who_saw(book.engine, "uscc:1")] == [("某银行", "lending")]
    assert who_saw(book.engine, "uscc:3") == []
    assert [each["request_id"] for each in latest(book.engine, 10, with_persons=True)] == ["r1"]


def test_lines_are_never_changed_by_whoever_only_writes(book: Book) -> None:
    book.write(line(1))
    for statement in ("UPDATE audit_line SET body = '{}'", "DELETE FROM audit_line", "DELETE FROM audit_about"):
        with pytest.raises(DatabaseError, match="never"), book.engine.begin() as connection:
            connection.exec_driver_sql(statement)


CHANGE = "UPDATE audit_line SET body = replace(body, 'uscc:3', 'uscc:9') WHERE seq = 3"
TAMPERINGS = [
    (CHANGE, (3, "changed")),
    ("DELETE FROM audit_line WHERE seq = 3", (3, "missing")),
    ("UPDATE audit_line SET principal = 'key:9' WHERE seq = 4", (4, "moved")),
    ("UPDATE audit_line SET at = '2020-01-01' WHERE seq = 2", (2, "moved")),
    ("UPDATE audit_line SET hash = prev WHERE seq = 2", (2, "changed")),
    ("UPDATE audit_line SET seq = 99 WHERE seq = 5", (5, "missing")),
    ("DELETE FROM audit_line WHERE seq = 5", (5, "missing")),
]


@pytest.mark.parametrize(("statement", "finding"), TAMPERINGS)
def test_a_changed_removed_or_moved_line_is_found_and_named(book: Book, statement: str, finding: tuple[int, str]) -> None:
    for number in range(1, 6):
        book.write(line(number))
    without_triggers(book.engine, lambda connection: connection.exec_driver_sql(statement))
    assert finding in faults(book)


def test_two_lines_in_each_others_place_are_found(book: Book) -> None:
    for number in range(1, 6):
        book.write(line(number))

    def swap(connection: Connection) -> None:
        for before, after in ((2, 90), (3, 2), (90, 3)):
            connection.exec_driver_sql(f"UPDATE audit_line SET seq = {after} WHERE seq = {before}")

    without_triggers(book.engine, swap)
    assert {(2, "moved"), (3, "moved")} <= set(faults(book))


def test_a_chain_whose_end_is_cut_off_is_missed_by_the_others(book: Book, tmp_path: Path) -> None:
    for number in range(1, 4):
        book.write(line(number))
    other = Book(book.engine, book.key, 60)
    other.write(line(9))

    def cut(connection: Connection) -> None:
        for table in ("audit_line", "audit_about"):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE seq > 1 AND chain <> '{other._chain}'")

    without_triggers(book.engine, cut)
    assert (3, "missing") in faults(book)


def test_a_whole_chain_written_anew_does_not_fit_what_the_others_noted(book: Book) -> None:
    """Whoever recomputes every hash of a chain must recompute the chains that noted it, and those the next."""
    mine = book.write(line(1))
    other = Book(book.engine, book.key, 60)
    other.write(line(9))
    forged = Book(book.engine, book.key, 60, chain=mine.chain)

    def rewrite(connection: Connection) -> None:
        connection.exec_driver_sql(f"DELETE FROM audit_line WHERE chain = '{mine.chain}'")
        connection.exec_driver_sql(f"DELETE FROM audit_about WHERE chain = '{mine.chain}'")
        connection.exec_driver_sql(f"DELETE FROM audit_head WHERE chain = '{mine.chain}'")

    without_triggers(book.engine, rewrite)
    forged.write(line(7))
    assert (1, "rewritten") in faults(book)


def test_heads_kept_elsewhere_show_what_no_other_chain_noted(book: Book) -> None:
    book.write(line(1))
    last = book.write(line(2))
    heads: dict[str, list[object]] = {**verify(book.engine, book.key.public).heads}
    without_triggers(
        book.engine,
        lambda connection: [connection.exec_driver_sql(f"DELETE FROM {table} WHERE seq = 2") for table in ("audit_line", "audit_about")],
    )
    assert faults(book) == []
    assert faults(book, heads) == [(last.seq, "missing")]


def test_a_receipt_is_signed_and_a_forged_one_is_found(book: Book) -> None:
    receipt = book.write(check("HC1"))
    assert receipt_line(book.engine, "HC1") == receipt
    assert receipt.signature
    assert faults(book) == []
    forged = "f" * 128
    without_triggers(
        book.engine, lambda connection: connection.exec_driver_sql(f"UPDATE audit_line SET signature = '{forged}' WHERE seq = 1")
    )
    assert faults(book) == [(1, "unsigned")]


def test_many_threads_write_one_chain_and_no_line_is_lost(book: Book) -> None:
    def some(start: int) -> None:
        for number in range(start, start + 20):
            book.write(line(number))

    threads = [threading.Thread(target=some, args=(start,)) for start in range(0, 160, 20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = verify(book.engine, book.key.public)
    assert (found.lines, found.findings, len(found.heads)) == (161, [], 1)


def test_where_a_line_cannot_be_written_nobody_is_answered_and_the_next_chain_is_whole(book: Book) -> None:
    book.write(line(1))
    with book.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE audit_line RENAME TO elsewhere")
    with pytest.raises(AuditFailed):
        book.write(line(2))
    with book.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO audit_line")
    book.write(line(3))
    found = verify(book.engine, book.key.public)
    assert (found.findings, len(found.heads)) == ([], 2)


def test_the_shell_continues_one_chain_over_many_commands(tmp_path: Path, place: str) -> None:
    for number in range(3):
        shell = Book(open_database(tmp_path, place, AUDIT), signing_key_in(tmp_path), 60, SHELL)
        shell.write(line(number))
        shell.close()
    engine = open_database(tmp_path, place, AUDIT)
    found = verify(engine, signing_key_in(tmp_path).public)
    engine.dispose()
    assert (found.findings, list(found.heads)) == ([], [SHELL])


def test_two_workers_note_each_other_as_time_goes_by(book: Book) -> None:
    often = Book(book.engine, book.key, anchor_seconds=0.000001)
    often.write(line(1))
    book.write(line(2))
    often.write(line(3))
    kinds = [json.loads(each.body)["kind"] for each in exported(book.engine) if each.chain == often._chain]
    assert kinds == ["open", "enquiry", "anchor", "enquiry"]
    assert faults(book) == []


def test_the_day_of_a_principal_is_counted(book: Book) -> None:
    for number in range(3):
        written = book.write(line(number))
    day = json.loads(written.body)["at"][:10]
    assert asked_on(book.engine, "key:1", day) + asked_on(book.engine, "key:1", "2020-01-01") in (0, 3)  # the line's day is Shanghai's
    assert asked_on(book.engine, "key:2", day) == 0


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of forty lines of two chains."""
    home = tmp_path_factory.mktemp("whole")
    engine = open_database(home, shelf=AUDIT)
    books = [Book(engine, signing_key_in(home), 0.000001) for _ in range(2)]
    for number in range(20):
        books[number % 2].write(line(number) if number % 3 else check(f"HC{number}"))
    engine.dispose()
    return home


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_one_byte_of_any_line_that_is_changed_is_found(
    data: st.DataObject, whole: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    import shutil

    home = tmp_path_factory.mktemp("tampered")
    for name in ("audit.db", "receipt.key"):
        shutil.copy(whole / name, home / name)
    engine = open_database(home, shelf=AUDIT)
    rows = list(exported(engine))
    chosen = data.draw(st.sampled_from(rows))
    at = data.draw(st.integers(0, len(chosen.body) - 1))
    other = data.draw(st.sampled_from([sign for sign in "0a,}九" if sign != chosen.body[at]]))
    body = chosen.body[:at] + other + chosen.body[at + 1 :]
    without_triggers(
        engine,
        lambda connection: connection.exec_driver_sql(
            "UPDATE audit_line SET body = ? WHERE chain = ? AND seq = ?", (body, chosen.chain, chosen.seq)
        ),
    )
    found = verify(engine, signing_key_in(home).public)
    engine.dispose()
    assert (chosen.chain, chosen.seq, "changed") in [(each.chain, each.seq, each.what) for each in found.findings]


def test_a_line_that_cannot_be_written_fails_alone_and_ends_nothing(book: Book) -> None:
    """Everybody waits for one thread: no line may end it, nor take those down that came with it."""
    spoilt, sound = (_Slip([line(1, purpose=purpose)], threading.Event()) for purpose in ("\ud800", "lending"))
    book._commit_whatever_comes([spoilt, sound])
    assert sound.written()[0].said["purpose"] == "lending"
    with pytest.raises(AuditFailed):
        spoilt.written()
    with pytest.raises(AuditFailed):
        book.write(line(2, purpose="\ud800"))
    assert book.write(line(3)).seq > 0
    assert faults(book) == []


def test_nobody_left_to_be_told_ends_nothing(book: Book) -> None:
    """A loop that has ended refuses to be called: the line is written, and so are those of the others after it."""
    loop = asyncio.new_event_loop()
    loop.close()
    book._handed_in(_Slip([line(3)], asyncio.Event(), loop))
    assert book.write(line(3)).seq == 2
