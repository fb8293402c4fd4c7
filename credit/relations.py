"""All relations and records at once, as columns: what an engine may hand to whoever copies the graph (a capability beside `View`)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable


@dataclass(frozen=True)
class PlainRelations:
    """Relations that are one claim as it stands, as arrays: places of both ends in `ids`, code of kind, four bounds a line, the fact's
    id in halves, the claim's id. `others`: kind and ends of all that is left out here and must be asked of the view.
    """

    ids: Sequence[str]
    src: Any
    dst: Any
    kind: Any
    bounds: Any
    facts: Any
    evidence: Any
    others: Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class PlainRecord:
    """A record that is one claim as it stands: node, kind, fact id, four bounds, the claim's id, its properties as JSON."""

    node: str
    kind: str
    fact: bytes
    bounds: tuple[int, int, int, int]
    evidence: int
    props: str


@dataclass(frozen=True)
class PlainRecords:
    """`others`: the nodes by kind whose records must be asked of the view."""

    records: Iterable[PlainRecord]
    others: Mapping[str, Sequence[str]]


@runtime_checkable
class CopiesGraph(Protocol):
    """A view that hands out its relations and records in bulk."""

    def plain_graph(self, record_kinds: Collection[str]) -> tuple[PlainRelations, PlainRecords]:
        """All relations, and all records of these kinds of node."""
        ...
