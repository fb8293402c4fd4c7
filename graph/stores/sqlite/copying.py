"""Copies all relations of a view at once, for the projection: whole columns instead of one assembled fact after the other.

Most facts are one claim on which nobody has acted: those are copied as they stand. The rest (several claims between the same two, or
an act) is named by its source end, and whoever copies asks the view for those facts, so that assembling stays in one place.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import apsw
import numpy as np
import numpy.typing as npt

from credit.kinds import EDGES
from credit.relations import PlainRelations
from graph.stores.sqlite import reads
from graph.stores.sqlite.query import Query

_AT_ONCE = 200_000

Array = npt.NDArray[Any]


def plain_relations(connection: apsw.Connection, tx: int) -> PlainRelations:
    """Every relation of a view that is one claim without acts, and the source ends of all others."""
    roots, nodes = _roots(connection, tx)
    parts = list(_parts(connection, tx))
    numbers = np.concatenate([part.numbers for part in parts]) if parts else np.zeros((0, 8), np.int64)
    facts = np.concatenate([part.facts for part in parts]) if parts else np.zeros((0, 2), np.uint64)
    src, dst = roots[numbers[:, 2]], roots[numbers[:, 3]]
    plain = _alone(numbers[:, 1], src, dst) & ~np.isin(facts[:, 0], _acted(connection, tx))
    others = np.unique(src[~plain])
    plain &= ~np.isin(src, others)
    return PlainRelations(
        ids=nodes,
        src=src[plain],
        dst=dst[plain],
        kind=numbers[plain, 1].astype(np.uint8),
        bounds=numbers[plain, 4:],
        facts=facts[plain],
        evidence=numbers[plain, 0],
        others=[nodes[each] for each in others.tolist()],
    )


def _roots(connection: apsw.Connection, tx: int) -> tuple[Array, list[str]]:
    """By number of row, the place of its root among the ids; and the ids."""
    rows = reads.NODE_ROWS.tuples(connection, reads.AtTransaction(tx))
    place: dict[str, int] = {}
    table = np.zeros((rows[-1][0] if rows else 0) + 1, np.int64)
    for row, root in rows:
        table[row] = place.setdefault(root, len(place))
    return table, list(place)


@dataclass(frozen=True)
class _Part:
    """So many claims. `numbers`: id, kind, ends, bounds; `facts`: fact ids in halves."""

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


def _alone(kind: Array, src: Array, dst: Array) -> Array:
    """Whether a claim is the only one of its kind between its ends."""
    order = np.lexsort((kind, dst, src))
    columns = np.stack([kind[order], src[order], dst[order]])
    same = (columns[:, 1:] == columns[:, :-1]).all(axis=0)
    alone = np.ones(len(kind), dtype=bool)
    if len(kind):
        alone[order] = ~(np.append(same, False) | np.insert(same, 0, False))
    return alone


def _acted(connection: apsw.Connection, tx: int) -> Array:
    """First halves of the ids of facts with acts: one that merely shares its half is read by the view, and loses nothing."""
    facts = [row[0] for row in reads.ACTED_FACTS.tuples(connection, reads.AtTransaction(tx))]
    return np.frombuffer(b"".join(each[:8] for each in facts), dtype=">u8").astype(np.uint64)
