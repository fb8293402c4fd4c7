"""The store protocol: opens, takes a load, records acts and judgements, gives the change feed. Reading is `credit.view.View`.

A load is staged column by column, counted, and published in one step, so that a failed file leaves nothing (DESIGN section 5).
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, runtime_checkable

from credit.facts import Deed, Props
from credit.periods import Day
from credit.view import View


@dataclass(frozen=True, slots=True)
class BatchInfo:
    """What one load of one file is: the source and scope that speak, the file, and the day of which it speaks."""

    source: str
    scope: str
    title: str
    publisher: str
    precedence: int
    file: str
    sha256: str
    data_on: Day
    snapshot: bool = False
    author: str = "loader"
    recorded_at: datetime | None = None
    """When the office knew it, for replaying an older record; never before the last transaction. None: now."""


@dataclass(frozen=True, slots=True)
class StagedClaims:
    """Claims as columns of equal length. Codes are `credit.kinds` codes; `fact` and `digest` are 16 bytes from `credit.identity`."""

    kind: Sequence[int]
    src: Sequence[str]
    dst: Sequence[str | None]
    fact: Sequence[bytes]
    digest: Sequence[bytes]
    from_min: Sequence[Day]
    from_max: Sequence[Day]
    to_min: Sequence[Day]
    to_max: Sequence[Day]
    props: Sequence[str]
    row: Sequence[int]
    document: Sequence[str | None]


@dataclass(frozen=True, slots=True)
class StagedRows:
    """Raw values of source rows (allow-listed columns only), as JSON, by row number: read once, shared by all claims of the row."""

    row: Sequence[int]
    raw: Sequence[str]


@dataclass(frozen=True, slots=True)
class NewAct:
    """A deed to record against a fact (hex id). `props` holds corrected values for `correct`."""

    fact: str
    deed: Deed
    effective: Day | None
    author: str
    reason: str
    props: Props = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewJudgement:
    """A pair of ids that a source (an official identifier map) says are one. A pair that anybody has judged already stays as judged."""

    a: str
    b: str
    basis: str


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing a load changed: counts of claims. `transaction` is None where nothing changed."""

    transaction: int | None
    new: int
    changed: int
    unchanged: int
    closed: int
    duplicates: int


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the change feed: a claim born or died, an act, or a judgement, in transaction order."""

    transaction: int
    what: str
    fact: str
    node: str


@dataclass(frozen=True, slots=True)
class GraphStats:
    """What rests in the store at its last transaction, counted by kind, whatever acts say of it, and the bytes of its files."""

    nodes: Mapping[str, int]
    facts: Mapping[str, int]
    claims: Mapping[str, int]
    transactions: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What a copy of a store holds: its last transaction, nodes and claims counted by kind."""

    transaction: int
    nodes: Mapping[str, int]
    claims: Mapping[str, int]


class Load(Protocol):
    """One file on its way into the store. Leaving the context without `publish` leaves nothing."""

    def add(self, claims: StagedClaims, rows: StagedRows) -> None:
        """Stages a chunk; nothing is visible yet. All claims of a line come in one chunk, with its raw values."""
        ...

    def add_acts(self, acts: Sequence[NewAct]) -> None:
        """Stages acts (repairs, voids …) that the file states; one that the store already has is not recorded again."""
        ...

    def add_judgements(self, pairs: Sequence[NewJudgement]) -> None:
        """Stages same-as judgements; they count from this load's transaction and can be taken back with `Store.judge`."""
        ...

    def repeat(self) -> bool:
        """Whether the last batch of this source and scope was this very file (by `sha256`, and a snapshot or not, as this one is).

        If so, a batch line says that it was seen again, and the load is over: it would change nothing. Ask before anything is staged.
        """
        ...

    def publish(self) -> Publication:
        """Merges what was staged, in one transaction. Of staged rows that state one fact the greatest digest counts, then the first row."""
        ...


class Store(Protocol):
    """One graph at rest."""

    def view(self, transaction: int | None = None) -> AbstractContextManager[View]:
        """A picture at a transaction (None: the last). Raises NotYetKnown for one that has not arrived."""
        ...

    def transaction_at(self, known_at: datetime) -> int:
        """The last transaction recorded at or before that instant (0: none)."""
        ...

    def load(self, batch: BatchInfo) -> AbstractContextManager[Load]:
        """Takes the writer's lease for a load; raises StoreBusy where another holds it beyond the patience that is set."""
        ...

    def record(self, acts: Sequence[NewAct], recorded_at: datetime | None = None) -> int:
        """Records acts in one transaction and returns its number."""
        ...

    def judge(self, a: str, b: str, same: bool, author: str, basis: str, recorded_at: datetime | None = None) -> int:
        """Records the judgement that two ids name the same thing, or takes it back (`same=False`)."""
        ...

    def changes(self, since: int) -> Iterator[Change]:
        """The change feed after a transaction, in order."""
        ...

    def last_transaction(self) -> tuple[int, datetime | None]:
        """The last transaction's number and instant (0 and None for an empty store)."""
        ...

    def stats(self) -> GraphStats:
        """What rests here: counts by kind, transactions, bytes."""
        ...

    def close(self) -> None:
        """Gives back files and connections."""
        ...


@runtime_checkable
class CountsChanges(Protocol):
    """A store that knows how much has changed without telling what."""

    def count_changes(self, since: int, until: int, most: int) -> int:
        """How many claims came or went in the transactions after `since` and through `until`; past `most` it may stop counting."""
        ...
