"""What reading a text gives: findings, each with its value, its place in the source, the rule that found it and how sure it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

PartyKind = Literal["ORG", "PERSON"]


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the source text: [start, end)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Party:
    """Whom the paper is about: acted against, listed, or applying for review. `uscc`: valid or empty; `record`: its row of a table or 0."""

    name: str
    kind: PartyKind
    uscc: str = ""
    stated_code: str = ""
    masked: bool = False
    record: int = 0


@dataclass(frozen=True, slots=True)
class Post:
    """A person's post as the paper names it, and in which organisation (empty where it does not say)."""

    person: str
    role: str
    organization: str = ""
    edge: str = ""


@dataclass(frozen=True, slots=True)
class Responsible:
    """A person whom the paper itself holds responsible, with the duty of rules/vocabulary.yaml."""

    person: str
    duty: str
    organization: str = ""


@dataclass(frozen=True, slots=True)
class Sanction:
    """One penalty, or the order to put right (`code` empty). `fen` is None where the kind has no amount or none is stated."""

    kind: str
    code: str
    fen: int | None = None
    party: str = ""
    exact: bool = True
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """A law that the operative part rests on; `article` is empty where the paper names the whole (裁量基准)."""

    law: str
    article: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation that the text states between two names; `share` in per cent."""

    head: str
    relation: str
    tail: str
    share: Decimal | None = None


Value = str | date | Party | Post | Responsible | Sanction | Basis | Tie


@dataclass(frozen=True, slots=True)
class Finding:
    """One value with its place. `confidence` is that of the rule, lowered by what is odd about this text."""

    field: str
    value: Value
    span: Span
    rule: str
    confidence: float
    needs_review: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table that names somebody. `findings`: its own number, authority, day, violation; `stated`: those that have a column."""

    number: int
    span: Span
    stated: frozenset[str]
    findings: tuple[Finding, ...]


FIELDS = ("doc_no", "agency", "date", "violation", "parties", "uscc", "roles", "responsible", "penalties", "basis", "relations")


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one paper says, in the order of its text. `effect`: whether its operative part may state penalties (document_types.yaml)."""

    document_type: str
    effect: str
    quality: float
    findings: tuple[Finding, ...]
    records: tuple[Record, ...] = ()

    def of(self, field: str) -> tuple[Finding, ...]:
        """The findings of one field."""
        return tuple(each for each in self.findings if each.field == field)

    def one(self, field: str) -> Finding | None:
        """The one finding of a field that has at most one."""
        return next(iter(self.of(field)), None)

    def values(self, field: str) -> Iterator[Value]:
        """The values of one field."""
        return (each.value for each in self.findings if each.field == field)
