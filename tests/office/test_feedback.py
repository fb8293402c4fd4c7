"""Feedback closes a check, measure by measure or at once; what is open is listed, reminded of and counted."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from office.audit.book import Book
from office.audit.lines import CheckEntry, FeedbackEntry, Line
from office.board import workbook
from office.checking import new_number
from office.counting import counts
from office.database import AUDIT, open_database
from office.feedback import fell_due, open_checks
from office.principals import written
from office.reminders import TURNS, remind
from office.signing import signing_key_in
from tests.inquiry.world import rulebook
from tests.office.webhooks.conftest import Office, hooked, receiver
from tests.office.webhooks.receiver import Receiver

__all__ = ["hooked", "receiver"]
DAY = timedelta(days=1)


def asked(book: Book, *measures: str, verdict: str = "block", authority: str = "某局", many: int = 1) -> list[str]:
    """Checks of one batch, which share their instant."""
    numbers = [new_number() for _ in range(many)]
    entries = [CheckEntry(number, "tender", verdict, ("prohibit",), measures, (), None) for number in numbers]
    book.write_all([Line("check", "key:1", "经办", authority, "run_check", check=each) for each in entries])
    return numbers


def done(book: Book, number: str, outcome: str = "executed", measure: str | None = None) -> None:
    book.write(
        Line("feedback", "key:1", "经办", "某局", "record_feedback", feedback=FeedbackEntry(number, outcome, "理由", "依据", measure, None))
    )


def board(book: Book) -> dict[str | None, dict[str, int]]:
    return {
        line["measure"]: {name: value for name, value in line.items() if isinstance(value, int) and value} for line in counts(book.engine)
    }


def open_numbers(book: Book) -> list[str]:
    return [each["number"] for each in open_checks(book.engine, None, 10)]


def test_one_measure_of_two_leaves_the_other_open(book: Book) -> None:
    (number,) = asked(book, "A", "B")
    done(book, number, "executed", "A")
    assert open_numbers(book) == [number]
    assert board(book) == {
        "A": {"checks": 1, "block": 1, "triggered": 1, "executed": 1},
        "B": {"checks": 1, "block": 1, "triggered": 1, "open": 1},
    }
    done(book, number, "exempt", "B")
    assert open_numbers(book) == []
    assert [board(book)[name].get("exempt", 0) for name in ("A", "B")] == [0, 1]


def test_a_word_on_the_whole_check_counts_for_every_measure_until_a_later_one(book: Book) -> None:
    (number,) = asked(book, "A", "B")
    done(book, number, "not_executed", "A")
    done(book, number, "executed")
    assert open_numbers(book) == []
    assert [board(book)[name].get("executed") for name in ("A", "B")] == [1, 1]
    done(book, number, "exempt", "B")
    assert [sorted(set(board(book)[name]) - {"checks", "block", "triggered"}) for name in ("A", "B")] == [["executed"], ["exempt"]]


def test_what_asked_for_nothing_is_never_open(book: Book) -> None:
    asked(book, verdict="clear")
    asked(book, "A", verdict="attention")
    assert open_numbers(book) == []
    assert board(book)[None] == {"checks": 1, "clear": 1}


def test_open_checks_of_one_instant_are_read_in_pages(book: Book) -> None:
    numbers = sorted(asked(book, "A", many=25))
    seen: list[str] = []
    while page := open_checks(book.engine, "某局", 10, (seen[-1] if seen else "", 4)):
        seen += [each["number"] for each in page]
    assert seen == numbers
    now = written(datetime.now(UTC) + DAY)
    assert [row.number for row in fell_due(book.engine, ["某局"], (("", ""), now), 100)] == numbers
    assert fell_due(book.engine, ["另一局"], (("", ""), now), 100) == []


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    home = tmp_path_factory.mktemp("ledger")
    opened = Book(open_database(home, "", AUDIT), signing_key_in(home), anchor_seconds=60)
    yield opened
    opened.engine.dispose()


SAID = st.lists(st.tuples(st.sampled_from(["executed", "not_executed", "exempt"]), st.sampled_from([None, "A", "B", "C"])), max_size=6)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.lists(st.sampled_from("ABC"), unique=True, min_size=1), SAID), min_size=1, max_size=4))
def test_the_board_says_what_a_reader_of_the_feedback_would_count(ledger: Book, cases: list[tuple[list[str], list[Any]]]) -> None:
    month = new_number()  # an authority of this example's own
    wanted: dict[str, list[str]] = {}
    still: list[str] = []
    for measures, said in cases:
        (number,) = asked(ledger, *sorted(measures), authority=month)
        told = [(outcome, measure) for outcome, measure in said if measure is None or measure in measures]
        for outcome, measure in told:
            done(ledger, number, outcome, measure)
        for one in measures:
            last = [outcome for outcome, measure in told if measure in (None, one)]
            wanted.setdefault(one, []).append(last[-1] if last else "open")
        heard = {one for _, measure in told for one in ([measure] if measure else measures)}
        still += [number] if set(measures) - heard else []
    found = {line["measure"]: line for line in counts(ledger.engine, month)}
    for measure, outcomes in wanted.items():
        assert found[measure]["checks"] == len(outcomes)
        assert {name: found[measure][name] for name in ("executed", "not_executed", "exempt", "open")} == {
            name: outcomes.count(name) for name in ("executed", "not_executed", "exempt", "open")
        }
    assert {each["number"] for each in open_checks(ledger.engine, month, 10)} == set(still)


def test_the_board_as_a_workbook_holds_the_same_and_no_formula(book: Book) -> None:
    asked(book, "EXCLUDE_PROCUREMENT", authority="=1+1", many=3)
    found = counts(book.engine)
    sheet = load_workbook(BytesIO(workbook(found, rulebook()))).worksheets[0]
    head, *rows = sheet.iter_rows()
    assert [cell.value for cell in head][:5] == ["机关", "事项", "措施", "月份", "核查次数"]
    ((authority, _, measure, month, checks, *_),) = rows
    assert (authority.value, authority.data_type) == ("=1+1", "s")
    assert str(measure.value).endswith(" EXCLUDE_PROCUREMENT")
    assert (month.value, checks.value) == (found[0]["month"], 3)


def reminded(office: Office, days: float) -> int:
    return remind(office.premises, datetime.now(UTC) + days * DAY)


def test_an_authority_is_reminded_of_what_is_due_once_a_turn(hooked: Office, receiver: Receiver) -> None:
    webhook, _ = hooked.add(receiver.url, "feedback.due")
    book = hooked.premises.book
    numbers = asked(book, "A", many=3)
    asked(book, "A", authority="另一局")
    asked(book, verdict="clear")
    days = hooked.premises.rules.feedback_days
    assert reminded(hooked, days - 0.5) == 0
    assert reminded(hooked, days + 0.5) == 3
    assert reminded(hooked, days + 0.6) == 0
    done(book, numbers[0])
    assert reminded(hooked, days * 2 + 0.5) == 2
    assert [reminded(hooked, days * turn + 0.5) for turn in range(3, TURNS + 4)] == [2, 0, 0, 0]
    told = [(each["about"], each["turn"]) for each in hooked.listed(webhook)]
    assert sorted(told) == sorted([*((number, 1) for number in numbers), *((number, turn) for number in numbers[1:] for turn in (2, 3))])
    hooked.rounds()
    assert len(receiver.got) == 7
    assert b'"link":"/v1/receipts/HC' in receiver.got[0].body


def test_whoever_is_added_later_is_not_reminded_of_what_was_due_before(hooked: Office, receiver: Receiver) -> None:
    hooked.add(receiver.url, "alert.raised")
    asked(hooked.premises.book, "A")
    days = hooked.premises.rules.feedback_days
    assert reminded(hooked, days + 5) == 0, "nobody listens"
    webhook, _ = hooked.add(receiver.url, "feedback.due")
    assert reminded(hooked, days + 5) == 1, "it falls due after the webhook was made, by the clock"
    with hooked.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE webhook SET created_at = '2999-01-01T00:00:00.000+00:00' WHERE id = '{webhook}'")
    assert reminded(hooked, days * 2 + 5) == 0


def test_a_batch_of_one_instant_is_reminded_of_whole(filed_batch: Office, receiver: Receiver) -> None:
    webhook, _ = filed_batch.add(receiver.url, "feedback.due")
    asked(filed_batch.premises.book, "A", many=1203)
    days = filed_batch.premises.rules.feedback_days
    assert reminded(filed_batch, days + 1) == 1203
    assert reminded(filed_batch, days + 1) == 0
    assert len(filed_batch.listed(webhook)) == 1000


@pytest.fixture
def filed_batch(tmp_path: Path) -> Iterator[Office]:
    from tests.office.webhooks.conftest import office_at

    made = office_at(tmp_path, "")
    yield made
    made.premises.close()
