"""Checks at the desk: each gets a number, its signed audit line is the receipt, and the answer leaves after it is on disk."""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from anyio.to_thread import run_sync
from pydantic_core import to_json

from credit.errors import NotPermitted, XinmaiError
from inquiry.answering.problems import problem_of
from inquiry.asking.days import SHANGHAI
from inquiry.checks import CheckParameters, check
from office.audit.lines import CheckEntry, Line, Sealed
from office.desk import Desk, Enquiry, line_of_answer
from office.remembering import Remembered
from office.rights import Profile, Right, must_state_purpose, sees_persons

_DIGITS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No sign of a number can be taken for another when it is read out. They are 32, so that a random byte chooses evenly."""
_SIGN_OF_BYTE = bytes(ord(_DIGITS[each % len(_DIGITS)]) for each in range(256))
_RANDOM = 12


@dataclass(frozen=True, slots=True)
class Checked:
    """One check, with its receipt."""

    answer: Remembered
    receipt: dict[str, Any]

    @property
    def body(self) -> dict[str, Any]:
        """The body that leaves."""
        return {**self.answer.asked.body, "receipt": self.receipt}

    def encoded(self) -> bytes:
        """The same as JSON text; the data, which is most of it, is not written anew for an answer that was remembered."""
        rest = to_json({"meta": self.answer.asked.body["meta"], "receipt": self.receipt})
        return b"".join((b'{"data":', self.answer.data, b",", rest[1:]))


def check_one(desk: Desk, enquiry: Enquiry) -> Checked:
    """One check, on record before this returns."""
    answer, line = _asked(desk, enquiry)
    return _with_receipt(answer, line, desk.book.write(line), desk)


async def check_one_soon(desk: Desk, enquiry: Enquiry) -> Checked:
    """The same for a coroutine: a verdict that is remembered needs no thread, and no thread waits for the disk."""
    known = _recalled(desk, enquiry) if desk.at_hand else None
    answer, line = known if known else await run_sync(_asked, desk, enquiry)
    return _with_receipt(answer, line, await desk.book.written(line), desk)


def check_many(desk: Desk, enquiries: Sequence[Enquiry]) -> list[dict[str, Any]]:
    """Each check as if it were asked alone: its body, or the problem that it met; all on record, in groups, before this returns."""
    answers: list[tuple[Remembered, Line] | dict[str, Any]] = [_asked_or_problem(desk, each) for each in enquiries]
    kept = [each for each in answers if isinstance(each, tuple)]
    receipts = iter(desk.book.write_all([line for _, line in kept]) if kept else [])
    return [_with_receipt(*each, next(receipts), desk).body if isinstance(each, tuple) else each for each in answers]


def _asked_or_problem(desk: Desk, enquiry: Enquiry) -> tuple[Remembered, Line] | dict[str, Any]:
    try:
        return _asked(desk, enquiry)
    except XinmaiError as error:
        if error.status >= 500:
            raise
        return {"problem": problem_of(error, enquiry.request_id)}


def _asked(desk: Desk, enquiry: Enquiry) -> tuple[Remembered, Line]:
    """The answer and the line that it must leave."""
    wanted = _wanted(enquiry)
    must_be_in_order(enquiry)
    return _lined(enquiry, desk.remembered(_by_right(enquiry), _about(wanted), lambda question: check(question, wanted)))


def _recalled(desk: Desk, enquiry: Enquiry) -> tuple[Remembered, Line] | None:
    """The same where the verdict is remembered."""
    must_be_in_order(enquiry)
    known = desk.recalled(_by_right(enquiry), _about(_wanted(enquiry)))
    return _lined(enquiry, known) if known else None


def _wanted(enquiry: Enquiry) -> CheckParameters:
    assert isinstance(enquiry.parameters, CheckParameters)
    return enquiry.parameters


def _by_right(enquiry: Enquiry) -> Enquiry:
    return enquiry if enquiry.right is Right.CHECKS else replace(enquiry, right=Right.CHECKS)


def _about(wanted: CheckParameters) -> tuple[str, ...]:
    """What a verdict depends on, besides the day, the graph, the rules and the reader: not the office's own number of the case."""
    return wanted.subject, wanted.matter


def _lined(enquiry: Enquiry, answer: Remembered) -> tuple[Remembered, Line]:
    data = answer.asked.body["data"]
    entry = _entry(data, _wanted(enquiry), enquiry.number or new_number())
    made = answer.digest, answer.fields
    return answer, line_of_answer(enquiry, answer.asked, "check", made, subject=data["subject"]["id"], check=entry)


def must_be_in_order(enquiry: Enquiry) -> None:
    """A check states its purpose and is never the public's."""
    if enquiry.principal.profile is Profile.PUBLIC:
        raise NotPermitted("公众查询不得核查具体事项。The public profile runs no checks.", missing_right=str(Right.CHECKS))
    must_state_purpose(("purpose",), Right.CHECKS, enquiry.parameters.purpose)
    sees_persons(enquiry.principal, enquiry.parameters.purpose)


def _entry(data: dict[str, Any], wanted: CheckParameters, number: str) -> CheckEntry:
    grounds = data["grounds"]
    return CheckEntry(
        number=number,
        matter=data["matter"]["code"],
        verdict=data["verdict"],
        actions=tuple(sorted({each["action"]["code"] for each in grounds})),
        measures=tuple(sorted({each["consequence"]["measure"]["code"] for each in grounds})),
        grounds=tuple(each["consequence"]["id"] for each in grounds),
        reference=wanted.reference,
    )


def new_number() -> str:
    """A number for a receipt (核查编号): its day in Shanghai, and twelve random signs that nobody can guess."""
    day = datetime.now(SHANGHAI)
    return f"HC{day.year}{day.month:02}{day.day:02}-{_signs(secrets.token_bytes(_RANDOM))}"


def settled_number(day: date, seed: str, at: int) -> str:
    """The number of one check of many, the same however often it is made: a day, and twelve signs that nobody guesses without the seed."""
    digest = hmac.digest(seed.encode(), str(at).encode(), "sha256")
    return f"HC{day:%Y%m%d}-{_signs(digest[:_RANDOM])}"


def _signs(digits: bytes) -> str:
    return digits.translate(_SIGN_OF_BYTE).decode("ascii")


def _with_receipt(answer: Remembered, line: Line, receipt: Sealed, desk: Desk) -> Checked:
    assert line.check is not None
    return Checked(answer, {"number": line.check.number, "line": receipt.as_json(), "public_key": desk.book.key.public})
