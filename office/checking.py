"""Checks at the desk: each gets a number, its signed audit line is the receipt, and the answer leaves after it is on disk."""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from credit.errors import BadParameter, NotPermitted, XinmaiError
from inquiry.answering.problems import problem_of
from inquiry.asking.days import SHANGHAI
from inquiry.asking.question import Asked
from inquiry.checks import CheckParameters, check
from office.audit.lines import CheckEntry, Line, Sealed
from office.desk import Desk, Enquiry, answered_line
from office.rights import Profile, Right, purposes

_DIGITS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No sign of a number can be taken for another when it is read out."""
_RANDOM = 12


@dataclass(frozen=True, slots=True)
class Checked:
    """One check: the body that leaves, with its receipt."""

    body: dict[str, Any]


def check_one(desk: Desk, enquiry: Enquiry) -> Checked:
    """One check, on record before this returns."""
    asked, line = _asked(desk, enquiry)
    return _with_receipt(asked, desk.book.write(line), desk)


def check_many(desk: Desk, enquiries: Sequence[Enquiry]) -> list[dict[str, Any]]:
    """Each check as if it were asked alone: its body, or the problem that it met; all on record, in groups, before this returns."""
    answers: list[tuple[Asked, Line] | dict[str, Any]] = [_asked_or_problem(desk, each) for each in enquiries]
    kept = [each for each in answers if isinstance(each, tuple)]
    receipts = iter(desk.book.write_all([line for _, line in kept]) if kept else [])
    return [_with_receipt(each[0], next(receipts), desk).body if isinstance(each, tuple) else each for each in answers]


def _asked_or_problem(desk: Desk, enquiry: Enquiry) -> tuple[Asked, Line] | dict[str, Any]:
    try:
        return _asked(desk, enquiry)
    except XinmaiError as error:
        if error.status >= 500:
            raise
        return {"problem": problem_of(error, enquiry.request_id)}


def _asked(desk: Desk, enquiry: Enquiry) -> tuple[Asked, Line]:
    """The answer and the line that it must leave."""
    wanted = enquiry.parameters
    assert isinstance(wanted, CheckParameters)
    must_be_in_order(enquiry)
    asked = desk.asked(replace(enquiry, right=Right.CHECKS), lambda question: check(question, wanted))
    data = asked.body["data"]
    entry = _entry(data, wanted, enquiry.number or new_number())
    line = replace(answered_line(enquiry, asked, "check"), subject=data["subject"]["id"], check=entry)
    return asked, line


def must_be_in_order(enquiry: Enquiry) -> None:
    """A check states its purpose and is never the public's."""
    if enquiry.principal.profile is Profile.PUBLIC:
        raise NotPermitted("公众查询不得核查具体事项。The public profile runs no checks.", missing_right=str(Right.CHECKS))
    if enquiry.parameters.purpose not in purposes():
        known = "、".join(f"{code}({each['zh']})" for code, each in purposes().items())
        raise BadParameter(f"核查须载明用途:{known}。A check states its purpose.", errors=[{"field": "purpose", "message": known}])


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
    return f"HC{datetime.now(SHANGHAI):%Y%m%d}-{''.join(secrets.choice(_DIGITS) for _ in range(_RANDOM))}"


def settled_number(day: date, seed: str, at: int) -> str:
    """The number of one check of many, the same however often it is made: a day, and twelve signs that nobody guesses without the seed."""
    digest = hmac.digest(seed.encode(), str(at).encode(), "sha256")
    return f"HC{day:%Y%m%d}-{''.join(_DIGITS[each % len(_DIGITS)] for each in digest[:_RANDOM])}"


def _with_receipt(asked: Asked, receipt: Sealed, desk: Desk) -> Checked:
    number = receipt.said["check"]["number"]
    return Checked({**asked.body, "receipt": {"number": number, "line": receipt.as_json(), "public_key": desk.book.key.public}})
