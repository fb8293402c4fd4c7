"""The forms of answers that the office gives on top of an inquiry's: receipts, batches, feedback, acts."""

from typing import Any

from pydantic import Field

from inquiry.answering.checking import CheckData
from inquiry.answering.problems import Problem
from inquiry.answering.wire import Answer, Wire


class LineTold(Wire):
    """A line of the audit: `body` is the very text that was hashed, `hash` = SHA-256(`prev` + newline + `body`)."""

    chain: str
    seq: int
    at: str
    body: str
    prev: str
    hash: str
    signature: str | None


class ReceiptTold(Wire):
    """The receipt of a check: its number, the signed line, and the key by which the signature verifies."""

    number: str
    line: LineTold
    public_key: str = Field(description="Ed25519, 64 hexadecimal digits. Compare it with the one that you were given when you joined.")


class CheckAnswer(Answer[CheckData]):
    """A check with its receipt."""

    receipt: ReceiptTold


class ItemTold(Wire):
    """One check of a batch: an answer, or the problem that it met. `subject` is what the caller gave."""

    subject: str
    reference: str | None = None
    answer: CheckAnswer | None = None
    problem: Problem | None = None


class BatchData(Wire):
    """All checks of a batch in the caller's order, and how many came to which verdict."""

    items: list[ItemTold]
    verdicts: dict[str, int]
    problems: int


class BatchAnswer(Wire):
    """The answer to a batch; each item has a `meta` of its own."""

    data: BatchData
    meta: dict[str, Any]
