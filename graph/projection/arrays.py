"""The arrays of a projection, and what each holds.

Nodes are numbered in the order of their ids, so that comparing numbers compares ids. Relations are numbered in the order of their
source: a relation's number is its place in the outward arrays. Periods are codes into tables of distinct bounds: two bytes each way,
and still all four bounds to the day.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from graph.projection.sinks import Sink

Array = npt.NDArray[Any]

NONE_DAY = np.iinfo(np.int32).max
"""A day that no record states."""


class Graph(NamedTuple):
    """What kernels walk over. n nodes, m relations.

    `out_at`[n+1], `out_to`[m]: outward; `kind`[m], `since`[m], `until`[m]: code of the kind, codes of the two pairs of bounds;
    `in_at`[n+1], `in_from`[m], `in_edge`[m]: inward, with the relation's number; `fact_hi`, `fact_lo`[m]: the fact's id as two numbers.
    """

    out_at: Array
    out_to: Array
    kind: Array
    since: Array
    until: Array
    in_at: Array
    in_from: Array
    in_edge: Array
    fact_hi: Array
    fact_lo: Array


class Records(NamedTuple):
    """Adverse records, r of them, and who is their party.

    `at`[n+1], `record`: the records of each node, in the order of fact ids; `profile`: which set of codes a record states;
    `since`, `until`: its period; `last`: the day after which it is no longer public; `lifted`, `repaired`: from when it no longer counts;
    `began`: code of the day from which its age counts; `kind`, `domain`: codes; `node`: whose record it is.
    """

    at: Array
    record: Array
    profile: Array
    since: Array
    until: Array
    last: Array
    lifted: Array
    repaired: Array
    began: Array
    fact_hi: Array
    fact_lo: Array


class Tables(NamedTuple):
    """Small tables that codes point into. `since`, `until`: least and greatest day; `began`: days, NONE_DAY where none is stated."""

    since: Array
    until: Array
    began: Array


class Evidence(NamedTuple):
    """Evidence of facts: `first`, and for the few with more than one claim `more_of` (which fact, in order), `more_at`, `more`.

    `disputed`: the facts, in order, against which an objection is pending.
    """

    first: Array
    more_of: Array
    more_at: Array
    more: Array
    disputed: Array

    def is_disputed(self, place: int) -> bool:
        """Whether an objection against a fact is pending."""
        at = int(np.searchsorted(self.disputed, place))
        return at < len(self.disputed) and int(self.disputed[at]) == place

    def of(self, place: int) -> tuple[int, ...]:
        """The evidence ids of a fact, the one that counts first."""
        if not len(self.more_of):
            return (int(self.first[place]),)
        at = int(np.searchsorted(self.more_of, place))
        if at < len(self.more_of) and self.more_of[at] == place:
            return tuple(int(each) for each in self.more[self.more_at[at] : self.more_at[at + 1]])
        return (int(self.first[place]),)


class Names(NamedTuple):
    """Public ids in order, one after the other: `text` bytes, `at`[n+1]."""

    text: Array
    at: Array

    def of(self, node: int) -> str:
        """The id of a node."""
        return bytes(self.text[int(self.at[node]) : int(self.at[node + 1])]).decode()

    def find(self, public_id: str) -> int:
        """The place of an id in order: its number, where `has` says so."""
        low, high, wanted = 0, len(self.at) - 1, public_id.encode()
        while low < high:
            middle = (low + high) // 2
            if bytes(self.text[int(self.at[middle]) : int(self.at[middle + 1])]) < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def number(self, public_id: str) -> int | None:
        """The number of a node, None where the projection does not know the id."""
        place = self.find(public_id)
        return place if place < len(self.at) - 1 and self.of(place) == public_id else None


@dataclass(frozen=True)
class Projection:
    """Everything, at one transaction. `record_kind`, `record_domain`, `record_node`: what is told of a record and never walked over.

    `repaired`: relations upon which a repair was laid, by number, and from which day: few or none.
    """

    transaction: int
    graph: Graph
    records: Records
    tables: Tables
    names: Names
    evidence: Evidence
    record_evidence: Evidence
    record_node: Array
    record_domain: Array
    profiles: tuple[tuple[str, dict[str, Any]], ...]
    domains: tuple[str, ...]
    repaired: Array = field(default_factory=lambda: np.zeros((0, 2), np.int64))

    def __post_init__(self) -> None:
        """Nobody writes to it, built or mapped: kernels are compiled once for both."""
        groups = (self.graph, self.records, self.tables, self.names, self.evidence, self.record_evidence)
        for array in (*(each for group in groups for each in group), self.record_node, self.record_domain, self.repaired):
            array.setflags(write=False)

    @property
    def nodes(self) -> int:
        """How many nodes."""
        return len(self.names.at) - 1

    @property
    def relations(self) -> int:
        """How many relations."""
        return len(self.graph.out_to)

    @property
    def about(self) -> dict[str, Any]:
        """What is no column."""
        return {"transaction": self.transaction, "profiles": self.profiles, "domains": self.domains}

    def write(self, sink: "Sink") -> None:
        """Writes every column."""
        for name in ("graph", "records", "tables", "names", "evidence", "record_evidence"):
            write_group(name, getattr(self, name), sink)
        sink.append("record_node", self.record_node)
        sink.append("record_domain", self.record_domain)
        sink.append("repaired", self.repaired)


def write_group(name: str, group: Any, sink: "Sink") -> None:
    """Writes the arrays of a group, each under the group's name and its own."""
    for part in group._fields:
        sink.append(f"{name}.{part}", getattr(group, part))


def fact_hex(high: int, low: int) -> str:
    """The public form of a fact id."""
    return f"{int(high):016x}{int(low):016x}"


def fact_halves(fact: str) -> tuple[int, int]:
    """A fact id as two numbers that order as its text does."""
    return int(fact[:16], 16), int(fact[16:], 16)
