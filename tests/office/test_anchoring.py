"""Chains note each other, also those of workers whom nobody asks."""

import threading

import pytest

from credit.errors import AuditFailed
from office.audit.anchoring import anchoring
from office.audit.book import Book
from office.audit.lines import Line
from office.audit.reading import exported
from office.audit.verifying import verify

ASKED = Line("enquiry", "key:1", "局", "某局", "show", subject="uscc:1")


def kinds(book: Book) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for line in exported(book.engine):
        told.setdefault(line.chain, []).append(line.said["kind"])
    return told


def test_an_idle_worker_notes_what_a_busy_one_wrote_and_then_both_rest(book: Book) -> None:
    idle = Book(book.engine, book.key, anchor_seconds=60)
    last = book.write(ASKED)
    for _ in range(5):
        idle.anchor()
        book.anchor()
    told = kinds(book)
    assert told.pop(last.chain) == ["open", "enquiry", "anchor"], "the opening of the idle one's chain, and nothing about mere anchors"
    assert list(told.values()) == [["open", "anchor"]]


def test_a_cut_off_end_is_missed_by_the_worker_that_noted_it(book: Book) -> None:
    idle = Book(book.engine, book.key, anchor_seconds=60)
    last = book.write(ASKED)
    idle.anchor()
    with book.engine.begin() as connection:  # what somebody does who owns the database
        on = " ON audit_line" if connection.dialect.name == "postgresql" else ""
        connection.exec_driver_sql(f"DROP TRIGGER audit_line_remains{on}")
        connection.exec_driver_sql(f"DELETE FROM audit_line WHERE chain = '{last.chain}' AND seq = {last.seq}")
    found = [(each.chain, each.seq, each.what) for each in verify(book.engine, book.key.public).findings]
    assert (last.chain, last.seq, "missing") in found


def test_the_thread_looks_and_ends_with_its_context(book: Book) -> None:
    idle, noted = Book(book.engine, book.key, anchor_seconds=60), threading.Event()
    book.write(ASKED)

    def looked() -> Book:
        noted.set()
        return idle

    before = threading.active_count()
    with anchoring(0.01, looked):
        assert noted.wait(30)
    assert threading.active_count() <= before + 2, "the committing threads of two books, and no other"
    idle.anchor()
    assert ["open", "anchor"] in kinds(book).values()


def test_a_closed_book_takes_no_line_and_keeps_nobody_waiting(book: Book) -> None:
    book.write(ASKED)
    book.close()
    book.close()
    with pytest.raises(AuditFailed):
        book.write(ASKED)
