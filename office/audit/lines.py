"""One line of the audit: who asked what, about whom, why, and what was handed over; and how it is bound to the line before it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from credit.errors import BadIdentifier
from credit.identity import canonical_json
from inquiry.asking.subject import id_of

Kind = Literal["enquiry", "check", "write", "feedback", "office", "open", "anchor", "close", "trim"]
_CANONICAL: dict[str, Any] = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}
BEGINNING = "0" * 64
"""What the first line of a chain names as the hash before it."""


@dataclass(frozen=True, slots=True)
class CheckEntry:
    """What a check's line says for receipts and counts. `actions`: what the matter asks for; empty where there is nothing to do."""

    number: str
    matter: str
    verdict: str
    actions: tuple[str, ...]
    measures: tuple[str, ...]
    grounds: tuple[str, ...]
    reference: str | None


@dataclass(frozen=True, slots=True)
class FeedbackEntry:
    """What was done upon a check."""

    number: str
    outcome: str
    reason: str | None
    basis: str | None
    measure: str | None
    done_on: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """What is put on record. `outcome`: answered, or the code of the refusal; `digest`: of the answer, which tells it from any other."""

    kind: Kind
    principal: str
    name: str
    authority: str
    question: str
    outcome: str = "answered"
    profile: str = ""
    purpose: str | None = None
    subject: str | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    persons: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    rules: str | None = None
    transaction: int | None = None
    as_of: str | None = None
    digest: str | None = None
    request_id: str = ""
    authorisation: str | None = None
    check: CheckEntry | None = None
    feedback: FeedbackEntry | None = None
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def about(self) -> tuple[str, ...]:
        """Whom the line was about, by id however written: its subject, whoever else the question names, everybody named in full."""
        subject = (_id_in(self.subject) or self.subject) if self.subject else None
        others = (_id_in(str(self.parameters[name])) for name in _NAMING if self.parameters.get(name))
        return tuple(dict.fromkeys(node for node in (subject, *others, *self.persons) if node))


_NAMING = ("from", "to", "related", "around", "q")
"""Parameters by which a question names somebody besides its subject."""


@lru_cache(maxsize=10_000)
def _id_in(text: str) -> str | None:
    """The id that a text is, also of a bare code; None where it is none."""
    try:
        return id_of(text)
    except BadIdentifier:
        return None


@dataclass(frozen=True, slots=True)
class Sealed:
    """A line in its chain."""

    chain: str
    seq: int
    at: str
    body: str
    prev: str
    hash: str
    signature: str | None

    def as_json(self) -> dict[str, Any]:
        """The line as it is exported and handed out as a receipt: `body` stays the text that was hashed."""
        return {name: getattr(self, name) for name in self.__slots__}

    @property
    def said(self) -> dict[str, Any]:
        """What the line says."""
        read: dict[str, Any] = json.loads(self.body)
        return read


def sealed(line: Line, chain: str, seq: int, at: str, prev: str) -> Sealed:
    """The line at its place, not yet signed. Place and time stand in the text that is hashed, so that a line cannot be moved."""
    values = ((name, getattr(line, name)) for name in line.__slots__)
    said = {name: _plain(value) for name, value in values if value not in (None, "", (), {}, [])}
    body = json.dumps({**said, "chain": chain, "seq": seq, "at": at}, default=str, **_CANONICAL)
    return Sealed(chain, seq, at, body, prev, hash_of(prev, body), None)


def _plain(value: Any) -> Any:
    return {name: getattr(value, name) for name in value.__slots__} if isinstance(value, CheckEntry | FeedbackEntry) else value


def hash_of(prev: str, body: str) -> str:
    """SHA-256 over the hash of the line before and the text of this one."""
    return hashlib.sha256(f"{prev}\n{body}".encode()).hexdigest()


def digest_of(body: Mapping[str, Any]) -> str:
    """What an answer comes down to: its data, the day, the transaction and the rules, and nothing that differs when it is asked again."""
    meta = body["meta"]
    rests_on = {name: meta[name] for name in ("as_of", "transaction", "rules")}
    return hashlib.sha256(canonical_json({"data": body["data"], **rests_on}).encode()).hexdigest()
