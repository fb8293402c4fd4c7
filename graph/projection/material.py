"""What a projection is made of, its nodes numbered and its codes given, and how it is made: one way, from a store or without one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from credit.kinds import EDGES
from graph.projection.arrays import Array, Evidence, Names, Records, Tables, write_group
from graph.projection.assembling import RelationColumns, Room, assemble, starts_of
from graph.projection.columns import PARTY_KINDS
from graph.projection.sinks import Sink

_PARTY_CODES = tuple(EDGES[name].code for name in PARTY_KINDS)
_NUMBER = np.int64


@dataclass(frozen=True)
class Claimed:
    """Of facts by their places: all claims of those with more than one; those against which an objection is pending; days of repair."""

    more: Mapping[int, tuple[int, ...]]
    disputed: Iterable[int] = ()
    repaired: Sequence[tuple[int, int]] = ()

    @property
    def marked(self) -> list[int]:
        """The facts of which there is anything to tell, each once."""
        return sorted({*self.more, *self.disputed, *(i for i, _ in self.repaired)})

    def evidence(self, first: Array, place: Mapping[int, int] | Sequence[int]) -> Evidence:
        """As arrays, where facts have come to stand at these places. `first`: the first claim of each, in their new order."""
        more = sorted((place[i], ids) for i, ids in self.more.items())
        at = np.zeros(len(more) + 1, dtype=_NUMBER)
        np.cumsum([len(ids) for _, ids in more], out=at[1:])
        return Evidence(
            first=first,
            more_of=np.array([i for i, _ in more], dtype=_NUMBER),
            more_at=at,
            more=np.array([number for _, ids in more for number in ids], dtype=_NUMBER),
            disputed=np.array(sorted(place[i] for i in self.disputed), dtype=_NUMBER),
        )

    def repaired_at(self, place: Mapping[int, int] | Sequence[int]) -> Array:
        """The repaired ones, by where they have come to stand, and the days."""
        return np.array(sorted((place[i], day) for i, day in self.repaired), dtype=_NUMBER).reshape(-1, 2)


@dataclass(frozen=True)
class RecordColumns:
    """Records in any order: whose they are, what is read of them (`Records`), and their evidence."""

    node: Array
    domain: Array
    profile: Array
    since: Array
    until: Array
    last: Array
    lifted: Array
    repaired: Array
    began: Array
    fact_hi: Array
    fact_lo: Array
    evidence: Evidence


@dataclass(frozen=True)
class Material:
    """`names`: ids in order, in pieces of any size; `claimed`: of relations, by their places in `relations`; `room`: in memory at once."""

    transaction: int
    nodes: int
    names: Iterable[Names]
    relations: RelationColumns
    claimed: Claimed
    records: RecordColumns
    tables: Tables
    profiles: tuple[tuple[str, dict[str, Any]], ...]
    domains: tuple[str, ...]
    room: Room = field(default_factory=Room)

    @property
    def about(self) -> dict[str, Any]:
        """What is no column."""
        return {"transaction": self.transaction, "profiles": self.profiles, "domains": self.domains}

    def write(self, sink: Sink) -> None:
        """Writes every column. What is walked comes last, so that it is what stays in memory where not all does."""
        _names(self.names, sink)
        _records(self, sink)
        write_group("tables", self.tables, sink)
        marked = self.claimed.marked
        places = assemble(self.relations, self.nodes, marked, sink, self.room)
        now_at = dict(zip(marked, places.tolist(), strict=True))
        told = self.claimed.evidence(np.zeros(0, np.uint32), now_at)
        for part in ("more_of", "more_at", "more", "disputed"):
            sink.append(f"evidence.{part}", getattr(told, part))
        sink.append("repaired", self.claimed.repaired_at(now_at))


def _names(pieces: Iterable[Names], sink: Sink) -> None:
    end = 0
    sink.append("names.at", np.zeros(1, _NUMBER))
    sink.append("names.text", np.zeros(0, np.uint8))
    for piece in pieces:
        sink.append("names.text", piece.text)
        sink.append("names.at", piece.at[1:] + end)
        end += int(piece.at[-1])


def _records(material: Material, sink: Sink) -> None:
    columns = material.records
    party, record = party_lists(material.relations, columns, material.room.slice)
    records = Records(
        at=starts_of(party, material.nodes, material.room.slice),
        record=record.astype(np.uint32),
        **{name: getattr(columns, name) for name in Records._fields if name not in ("at", "record")},
    )
    write_group("records", records, sink)
    write_group("record_evidence", columns.evidence, sink)
    sink.append("record_node", columns.node)
    sink.append("record_domain", columns.domain)


def party_lists(relations: RelationColumns, records: RecordColumns, at_once: int) -> tuple[Array, Array]:
    """Who is party of which record: node and record's place, by node, then by the record's fact id. One line a relation."""
    ties = _ties(relations.kind, at_once)
    party, ends = relations.src[ties], relations.dst[ties]
    by_node = np.argsort(records.node, kind="stable")
    nodes = records.node[by_node]
    at = np.minimum(np.searchsorted(nodes, ends), max(len(nodes) - 1, 0))
    known = nodes[at] == ends if len(nodes) else np.zeros(len(ends), bool)
    party, record = party[known], by_node[at[known]]
    order = np.lexsort((records.fact_lo[record], records.fact_hi[record], party))
    return party[order], record[order]


def _ties(kind: Array, at_once: int) -> Array:
    """The places of relations between a party and a record."""
    parts = (np.flatnonzero(np.isin(kind[first : first + at_once], _PARTY_CODES)) + first for first in range(0, len(kind), at_once))
    return np.concatenate([np.zeros(0, _NUMBER), *parts])
