"""From columns of relations to the arrays both ways: counting sorts, one pass each, nothing larger than the columns themselves."""

from dataclasses import dataclass

import numpy as np

from graph.projection.arrays import Array, Graph
from graph.projection.compiling import kernel


@dataclass
class RelationColumns:
    """Relations in any order: ends as node numbers, codes, and the fact's id in halves. Given away: assembling may reorder them."""

    src: Array
    dst: Array
    kind: Array
    since: Array
    until: Array
    fact_hi: Array
    fact_lo: Array


@kernel
def _starts(ends: Array, nodes: int) -> Array:
    """Where the relations of each node begin."""
    at = np.zeros(nodes + 1, np.int64)
    for i in range(len(ends)):
        at[np.int64(ends[i]) + 1] += 1
    for node in range(nodes):
        at[node + 1] += at[node]
    return at


@kernel
def _order(ends: Array, at: Array) -> Array:
    """The places of relations in the order of these ends, those of one node as they came."""
    free, order = at[:-1].copy(), np.empty(len(ends), np.uint32)
    for i in range(len(ends)):
        node = np.int64(ends[i])
        order[free[node]] = i
        free[node] += 1
    return order


def assembled(columns: RelationColumns, nodes: int) -> tuple[Graph, Array]:
    """The arrays both ways, and the order in which the columns now stand (for what goes beside them)."""
    out_at = _starts(columns.src, nodes)
    order = _order(columns.src, out_at)
    src = columns.src[order]
    out_to = columns.dst[order]
    in_at = _starts(out_to, nodes)
    in_edge = _order(out_to, in_at)
    graph = Graph(
        out_at=out_at.astype(np.uint32),
        out_to=out_to.astype(np.uint32),
        kind=columns.kind[order],
        since=columns.since[order],
        until=columns.until[order],
        in_at=in_at.astype(np.uint32),
        in_from=src[in_edge].astype(np.uint32),
        in_edge=in_edge,
        fact_hi=columns.fact_hi[order],
        fact_lo=columns.fact_lo[order],
    )
    return graph, order
