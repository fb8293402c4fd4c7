"""What inquiries and reasoning may ask of a store: a read-only picture, fixed at a transaction and never at a day.

Every engine implements `View`; one contract suite holds them equal. Days are filtered only after claims have become facts,
because the source that counts may say that a term ended while a lesser one still says that it runs.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from credit.facts import Evidence, Fact
from credit.periods import Day, Interval


class Way(StrEnum):
    """Along which end of a relation to walk."""

    OUT = "out"
    IN = "in"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Node:
    """A thing that the store knows. `id` is the root; `members` are all ids that are judged to name the same thing."""

    id: str
    kind: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A node found by a name, a code, a case or document number; `matched` is the text that fitted, `exact` whether wholly."""

    id: str
    kind: str
    matched: str
    scheme: str
    exact: bool
    score: float


@dataclass(frozen=True, slots=True)
class SourceState:
    """One source in one scope as the view knows it: who publishes it and through which day it speaks."""

    name: str
    scope: str
    title: str
    publisher: str
    precedence: int
    current_through: Day | None
    loaded_at_us: int
    claims: int


class View(Protocol):
    """A read-only picture of the graph at one transaction."""

    @property
    def transaction(self) -> int:
        """The last transaction that this picture knows."""
        ...

    def node(self, public_id: str) -> Node | None:
        """The node that an id names, under whatever id it lives now; None where nothing here bears it."""
        ...

    def expand(self, frontier: Collection[str], kinds: Collection[str], during: Interval, way: Way = Way.BOTH) -> tuple[Fact, ...]:
        """The relations of these kinds at any node of the frontier whose period may touch the interval, one hop."""
        ...

    def facts_of(self, nodes: Collection[str], kinds: Collection[str], during: Interval) -> tuple[Fact, ...]:
        """The records of, and statements about, these nodes (kinds of node and of statement) that may touch the interval."""
        ...

    def erased(self, nodes: Collection[str], kinds: Collection[str]) -> tuple[Fact, ...]:
        """What was once stated of, or at, these nodes and an act has erased: for saying why nothing follows, never for concluding."""
        ...

    def facts(self, ids: Collection[str]) -> tuple[Fact, ...]:
        """The facts of these ids, whatever their period; ids that are unknown or voided are left out."""
        ...

    def find(self, text: str, kinds: Collection[str], limit: int) -> tuple[Match, ...]:
        """Nodes by code, case or document number (exact), or by name; best first, then by id."""
        ...

    def evidence(self, ids: Collection[int]) -> tuple[Evidence, ...]:
        """Where these claims were read, in the order of `ids`; unknown ones are left out."""
        ...

    def sources(self) -> tuple[SourceState, ...]:
        """Every source and scope that has said anything by this transaction."""
        ...

    def all_nodes(self, kind: str, after: str, limit: int) -> tuple[str, ...]:
        """Ids of this kind in id order, after the given one: for walks over the whole graph."""
        ...


class Notes(Protocol):
    """What a reader made of the records of nodes: forgotten by itself, and for certain with the transaction that it was made at."""

    def get(self, node: str) -> Any:
        """What was made of a node; None where nothing was, or it is forgotten."""
        ...

    def keep(self, made: dict[str, Any]) -> None:
        """Keeps these."""
        ...
