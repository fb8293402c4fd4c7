"""Copies all relations of a view at once, for the projection: whole columns instead of one assembled fact after the other.

A claim that is alone between its ends is a fact as it stands; so are several that state different terms of ends that nobody merged.
The rest (two claims of one fact, an undated one beside dated ones, merged ends, an act) is named by its ends, and whoever copies asks
the view for it, so that assembling stays in one place.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import apsw
import numpy as np
import numpy.typing as npt

from credit.kinds import EDGES, KIND_OF_CODE
from credit.relations import PlainRelations
from graph.stores.sqlite import reads
from graph.stores.sqlite.query import Query

_AT_ONCE = 200_000
_WITHOUT_KEY = [kind.code for kind in EDGES.values() if not kind.key]

Array = npt.NDArray[Any]


def plain_relations(connection: apsw.Connection, tx: int) -> PlainRelations:
    """Every relation of a view that needs no assembling, and the ends of all others."""
    roots, merged, nodes = _roots(connection, tx)
    parts = list(_parts(connection, tx))
    numbers = np.concatenate([part.numbers for part in parts]) if parts else np.zeros((0, 9), np.int64)
    facts = np.concatenate([part.facts for part in parts]) if parts else np.zeros((0, 2), np.uint64)
    src, dst, kind = roots[numbers[:, 2]], roots[numbers[:, 3]], numbers[:, 1]
    acted = np.isin(facts[:, 0], _acted(connection, tx))
    told = (numbers[:, 8] > 0) & ~np.isin(kind, _WITHOUT_KEY) & ~merged[numbers[:, 2]] & ~merged[numbers[:, 3]]
    plain = _plain((kind, src, dst), facts[:, 0], told, acted)
    rest = np.unique(np.stack([kind[~plain], src[~plain], dst[~plain]], axis=1), axis=0)
    return PlainRelations(
        ids=nodes,
        src=src[plain],
        dst=dst[plain],
        kind=kind[plain].astype(np.uint8),
        bounds=numbers[plain, 4:8],
        facts=facts[plain],
        evidence=numbers[plain, 0],
        others=[(KIND_OF_CODE[code].name, nodes[a], nodes[b]) for code, a, b in rest.tolist()],
    )


def _roots(connection: apsw.Connection, tx: int) -> tuple[Array, Array, list[str]]:
    """By number of row, the place of its root among the ids, and whether it is one of several; and the ids."""
    rows = reads.NODE_ROWS.tuples(connection, reads.AtTransaction(tx))
    place: dict[str, int] = {}
    size = (rows[-1][0] if rows else 0) + 1
    table, merged = np.zeros(size, np.int64), np.zeros(size, bool)
    for row, root, several in rows:
        table[row], merged[row] = place.setdefault(root, len(place)), several
    return table, merged, list(place)


@dataclass(frozen=True)
class _Part:
    """So many claims. `numbers`: id, kind, ends, bounds, told; `facts`: fact ids in halves."""

    numbers: Array
    facts: Array


def _parts(connection: apsw.Connection, tx: int) -> Iterator[_Part]:
    kinds = json.dumps([kind.code for kind in EDGES.values()])
    rows = _cursor(connection, reads.PLAIN_RELATIONS, reads.KindsAt(kinds, tx))
    while True:
        chunk = [row for row, _ in zip(rows, range(_AT_ONCE), strict=False)]
        if not chunk:
            return
        ids, facts, *rest = zip(*chunk, strict=True)
        halves = np.frombuffer(b"".join(facts), dtype=">u8").reshape(-1, 2).astype(np.uint64)
        yield _Part(np.column_stack([np.array(ids), *(np.array(each) for each in rest)]), halves)


def _cursor(connection: apsw.Connection, query: Query[reads.KindsAt, reads.PlainRow], params: reads.KindsAt) -> Iterator[Any]:
    return iter(connection.execute(query.text, query.bindings(params)))


def _plain(ends: tuple[Array, Array, Array], fact: Array, told: Array, acted: Array) -> Array:
    """Whether a claim is a fact as it stands. `ends`: kind, source, other end; `told`: its fact is told apart from every other of them."""
    if not len(fact):
        return told
    order = np.lexsort((fact, *ends))
    columns = np.stack([each[order] for each in ends])
    first = np.insert((columns[:, 1:] != columns[:, :-1]).any(axis=0), 0, True)
    again = ~first & np.insert(fact[order][1:] == fact[order][:-1], 0, False)
    starts = np.flatnonzero(first)
    several = np.diff(np.append(starts, len(order))) > 1
    unclear = np.logical_or.reduceat(again | ~told[order], starts) & several
    bad = unclear | np.logical_or.reduceat(acted[order], starts)
    plain = np.empty(len(order), bool)
    plain[order] = ~np.repeat(bad, np.diff(np.append(starts, len(order))))
    return plain


def _acted(connection: apsw.Connection, tx: int) -> Array:
    """First halves of the ids of facts with acts: one that merely shares its half is read by the view, and loses nothing."""
    facts = [row[0] for row in reads.ACTED_FACTS.tuples(connection, reads.AtTransaction(tx))]
    return np.frombuffer(b"".join(each[:8] for each in facts), dtype=">u8").astype(np.uint64)
