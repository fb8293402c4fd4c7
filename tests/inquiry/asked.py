"""Asks at the desk, as a caller with or without rights."""

from collections.abc import Callable
from typing import Any

from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question
from office.desk import Desk, Enquiry
from office.rights import ALL_RIGHTS, Principal, Right

OFFICER = Principal("key:1", "officer", ALL_RIGHTS)
BANK = Principal("key:2", "bank", ALL_RIGHTS - {Right.PERSONS})


def ask(desk: Desk, inquire: Callable[[Question], Outcome[Any]], wanted: Parameters | None = None, who: Principal = BANK) -> Any:
    """The body of an answer."""
    return desk.answer(Enquiry(who, "test", wanted or Parameters(), "r1"), inquire).body
