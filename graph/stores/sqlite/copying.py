"""Copies all relations and records of a view at once, for the projection: whole columns instead of one assembled fact after the other.

A claim that is alone between its ends is a fact as it stands; so are several that state different terms of ends that nobody merged.
The rest (two claims of one fact, an undated one beside dated ones, merged ends, an act) is named by its ends, and whoever copies asks
the view for it, so that assembling stays in one place.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import apsw
import numpy as np
import numpy.typing as npt

from credit.kinds import EDGES, KIND_OF_CODE, NODES
from credit.relations import PlainRecord, PlainRecords, PlainRelations
from graph.stores.sqlite import reads
from graph.stores.sqlite.connections import pragma
from graph.stores.sqlite.query import NOTHING

_AT_ONCE = 200_000
_PACKED = 50_000
"""Claims that SQLite hands over as one row: 3 MB of text."""

_WITHOUT_KEY = [kind.code for kind in EDGES.values() if not kind.key]

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class _Nodes:
    """By number of row: the place of its root among `ids`, and whether it is one of several."""

    root: Array
    merged: Array
    ids: list[str]


def plain_graph(connection: apsw.Connection, tx: int, record_kinds: Collection[str]) -> tuple[PlainRelations, PlainRecords]:
    """Every relation and every record of a view that needs no assembling, and where all others stand."""
    nodes = _nodes(connection, tx)
    with _mapped(connection):
        return _relations(connection, tx, nodes), _records(connection, tx, nodes, record_kinds)


def _relations(connection: apsw.Connection, tx: int, nodes: _Nodes) -> PlainRelations:
    parts = list(_parts(connection, tx))
    numbers = np.concatenate([part.numbers for part in parts]) if parts else np.zeros((0, 8), np.int64)
    facts = np.concatenate([part.facts for part in parts]) if parts else np.zeros((0, 2), np.uint64)
    src, dst, kind = nodes.root[numbers[:, 2]], nodes.root[numbers[:, 3]], numbers[:, 1]
    acted = np.isin(facts[:, 0], _acted(connection, tx))
    keyed = ~np.isin(kind, _WITHOUT_KEY) & ~nodes.merged[numbers[:, 2]] & ~nodes.merged[numbers[:, 3]]
    plain = _plain(connection, (kind * len(nodes.ids) + src) * len(nodes.ids) + dst, (numbers[:, 0], facts[:, 0]), keyed, acted)
    rest = np.unique(np.stack([kind[~plain], src[~plain], dst[~plain]], axis=1), axis=0)
    return PlainRelations(
        ids=nodes.ids,
        src=src[plain],
        dst=dst[plain],
        kind=kind[plain].astype(np.uint8),
        bounds=numbers[plain, 4:8],
        facts=facts[plain],
        evidence=numbers[plain, 0],
        others=[(KIND_OF_CODE[code].name, nodes.ids[a], nodes.ids[b]) for code, a, b in rest.tolist()],
    )


def _records(connection: apsw.Connection, tx: int, nodes: _Nodes, kinds: Collection[str]) -> PlainRecords:
    acted = {row[0] for row in reads.ACTED_FACTS.tuples(connection, reads.AtTransaction(tx))}
    wanted = reads.KindsAt(json.dumps([NODES[kind].code for kind in kinds]), tx)
    found, others = [], defaultdict(list)
    for (node, code), claims in groupby(reads.RECORDS.tuples(connection, wanted), key=lambda row: (row[3], row[2])):
        kind, public_id = KIND_OF_CODE[code].name, nodes.ids[nodes.root[node]]
        (claim, fact, _, _, *bounds, props), *more = claims
        if more or fact in acted or nodes.merged[node]:
            others[kind].append(public_id)
        else:
            found.append(PlainRecord(public_id, kind, fact, (bounds[0], bounds[1], bounds[2], bounds[3]), claim, props))
    return PlainRecords(found, others)


@contextmanager
def _mapped(connection: apsw.Connection) -> Iterator[None]:
    """The whole file is read once, front to back: mapped, at half of the cost (1.0 of 2.0 s for a million claims)."""
    pragma(connection, f"mmap_size = {1 << 40}")
    try:
        yield
    finally:
        pragma(connection, "mmap_size = 0")


def _nodes(connection: apsw.Connection, tx: int) -> _Nodes:
    roots, parts = list[str](), [np.zeros(0, np.int64)]
    last = reads.LAST_NODE.one(connection, NOTHING).id
    for first in range(0, last + 1, _PACKED):
        row = reads.NODE_ROWS.one(connection, reads.NodeRange(first, first + _PACKED, tx))
        if row.roots and row.numbers:
            roots += row.roots.split(",")
            parts.append(_numbers(row.numbers))
    numbers = np.concatenate(parts)
    at, one_of = numbers >> 1, numbers & 1 == 1
    root, merged = np.zeros(last + 1, np.int64), np.zeros(last + 1, bool)
    merged[at] = one_of
    if not one_of.any():
        root[at] = np.arange(len(at))
        return _Nodes(root, merged, roots)
    place = {each: i for i, each in enumerate(dict.fromkeys(roots))}
    root[at] = np.fromiter((place[each] for each in roots), np.int64, len(roots))
    return _Nodes(root, merged, list(place))


def _numbers(text: str) -> Array:
    """Whole numbers between commas."""
    return np.fromstring(text, np.int64, sep=",")


@dataclass(frozen=True)
class _Part:
    """So many claims. `numbers`: id, kind, ends, bounds; `facts`: fact ids in halves."""

    numbers: Array
    facts: Array


def _parts(connection: apsw.Connection, tx: int) -> Iterator[_Part]:
    kinds, last = json.dumps([kind.code for kind in EDGES.values()]), reads.LAST_CLAIM.one(connection, NOTHING).id
    for first in range(0, last + 1, _PACKED):
        row = reads.PLAIN_RELATIONS.one(connection, reads.ClaimRange(first, first + _PACKED, kinds, tx))
        if row.facts and row.numbers:
            facts = np.frombuffer(row.facts, dtype=">u8").reshape(-1, 2).astype(np.uint64)
            yield _Part(_numbers(row.numbers).reshape(len(facts), 8), facts)


def _plain(connection: apsw.Connection, ends: Array, claims: tuple[Array, Array], keyed: Array, acted: Array) -> Array:
    """Whether a claim is a fact as it stands. `ends`: kind, source and other end as one number; `claims`: their numbers and their facts.

    Where several claims lie between the same ends, each must state what tells it from every other (`keyed`: whether it can at all).
    One number fits: kinds are below 256, and 190 million nodes squared leave room for that.
    """
    count = len(keyed)
    if not count:
        return keyed
    order = np.argsort(ends)
    ordered = ends[order]
    starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
    sizes = np.diff(np.append(starts, count))
    crowded = np.sort(order[np.repeat(sizes > 1, sizes)])
    plain = ~acted
    plain[crowded] &= keyed[crowded] & _told(connection, claims[0], crowded) & _alone(claims[1], crowded)
    whole = np.logical_and.reduceat(plain[order], starts)
    plain[order] = np.repeat(whole, sizes)
    return plain


def _told(connection: apsw.Connection, numbers: Array, which: Array) -> Array:
    """Whether these claims state what tells one term from the next."""
    told = [
        reads.TOLD_CLAIMS.tuples(connection, reads.ClaimIds(json.dumps(numbers[which[at : at + _AT_ONCE]].tolist())))
        for at in range(0, len(which), _AT_ONCE)
    ]
    return np.isin(numbers[which], np.array([row[0] for part in told for row in part], np.int64))


def _alone(facts: Array, which: Array) -> Array:
    """Whether a claim is the only one of its fact (by half an id: one that merely shares it is read by the view, and loses nothing)."""
    _, place, times = np.unique(facts[which], return_inverse=True, return_counts=True)
    alone: Array = times[place] == 1
    return alone


def _acted(connection: apsw.Connection, tx: int) -> Array:
    """First halves of the ids of facts with acts: one that merely shares its half is read by the view, and loses nothing."""
    facts = [row[0] for row in reads.ACTED_FACTS.tuples(connection, reads.AtTransaction(tx))]
    return np.frombuffer(b"".join(each[:8] for each in facts), dtype=">u8").astype(np.uint64)
