"""What a store holds, in a form that belongs to no engine: tables of plain values. What can be derived again is not among them.

None as the end of a version says that it stands. Facts and digests are hexadecimal, days and instants numbers, properties JSON text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, ClassVar, Protocol

Row = tuple[Any, ...]


class Frozen(Protocol):
    """A dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Transaction:
    """A transaction."""

    seq: int
    at_us: int
    author: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed."""

    id: int
    source: str
    scope: str


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch."""

    id: int
    feed: int
    title: str
    publisher: str
    precedence: int
    file: str
    sha256: str
    data_on: int
    snapshot: int
    author: str
    at_us: int
    tx: int
    born: int
    first_claim: int
    last_claim: int


@dataclass(frozen=True, slots=True)
class Node:
    """A node."""

    id: str
    kind: int
    tx: int


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a claim."""

    id: int
    fact: str
    kind: int
    src: str
    dst: str | None
    from_min: int
    from_max: int
    to_min: int
    to_max: int
    tx: int
    tx_end: int | None
    batch: int
    row: int
    document: str | None
    props: str


@dataclass(frozen=True, slots=True)
class Claim(Version):
    """A version of a claim, with the digest of what it says where it stands."""

    digest: str | None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """The raw values of a line."""

    id: int
    raw: str


@dataclass(frozen=True, slots=True)
class Restated:
    """A line that states a fact whose claim rests on another."""

    fact: str
    source_row: int


@dataclass(frozen=True, slots=True)
class Act:
    """An act."""

    id: int
    fact: str
    deed: str
    effective: int | None
    props: str
    tx: int
    author: str
    reason: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judgement."""

    a: str
    b: str
    same: int
    author: str
    basis: str
    tx: int
    tx_end: int | None


@dataclass(frozen=True, slots=True)
class Membership:
    """A membership of a cluster."""

    member: str
    root: str
    tx: int
    tx_end: int | None


@dataclass(frozen=True, slots=True)
class Text:
    """A text that finds a node."""

    text: str
    named: int
    node: str
    tx: int


KINDS: Mapping[str, type[Frozen]] = MappingProxyType(
    {
        "transaction": Transaction,
        "feed": Feed,
        "batch": Batch,
        "node": Node,
        "claim": Claim,
        "source_row": SourceRow,
        "restated": Restated,
        "act": Act,
        "judgement": Judgement,
        "membership": Membership,
        "text": Text,
    }
)
"""What a row of a table is, in an order in which tables can be written."""

TABLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {name: tuple(field.name for field in fields(kind)) for name, kind in KINDS.items()}
)
"""Columns by table."""


class Reading(Protocol):
    """A store's tables, all as of one moment."""

    def rows(self, table: str) -> Iterator[Row]:
        """Every row of a table, in any order."""
        ...

    def count(self, table: str) -> int:
        """How many there are."""
        ...


class Writing(Protocol):
    """The tables of a store that is empty."""

    def fill(self, table: str, rows: Sequence[Row]) -> None:
        """Writes some rows of a table; tables come in the order of TABLES."""
        ...

    def settle(self) -> Iterable[int]:
        """Makes what is derived, after the last row; yields how many nodes are done since the last time."""
        ...


class Movable(Protocol):
    """A store that can be copied from and, where it is empty, into."""

    def reading(self) -> AbstractContextManager[Reading]:
        """Its tables."""
        ...

    def filling(self) -> AbstractContextManager[Writing]:
        """Its tables, to be written; BadParameter where it is not empty. Leaving the context is the end of it."""
        ...
