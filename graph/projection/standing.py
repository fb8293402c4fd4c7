"""Which relations count in a walk between parties: of the kinds wanted, perhaps so in the interval, with both ends still on record.

A relation at a decision is read with the decision: one that was voided, or that nobody described, leads nowhere; one that was repaired
only where repaired ones are wanted; and what ties somebody to it lasts as long as it does. Reasoning's walk reads the same of facts.
"""

from typing import Any, NamedTuple

import numpy as np

from credit.chains import Which
from credit.kinds import EDGES, node_kind_of, prefixes_of
from credit.periods import Interval
from graph.projection import kernels
from graph.projection.arrays import Array, Graph, Projection, Tables
from graph.projection.columns import RECORD_KINDS
from graph.projection.compiling import kernel
from graph.projection.overlay import Overlay
from graph.projection.overlay_arrays import ChangedRelations

_BEFORE_ALL = np.iinfo(np.int32).min
_PLAIN, _AT_A_DECISION, _TO_A_DECISION = 1, 2, 3


class OnRecord(NamedTuple):
    """Which nodes are decisions, and what is on record of them.

    `between`: the numbers between which the projection's decisions stand; `new`: which of the new nodes are some; `node`, `record`: those
    on record, in order, and their records; `since`, `until`, `repaired`: of the records. The same of nodes that changed.
    """

    between: Array
    new: Array
    node: Array
    record: Array
    since: Array
    until: Array
    repaired: Array
    changed: Array
    changed_record: Array
    changed_since: Array
    changed_until: Array
    changed_repaired: Array


class Standing(NamedTuple):
    """What counts. `ties`: by code of kind 0 not walked, 1 between parties, 2 at a decision, 3 to a decision and as long as it.

    `since`, `until`: by period code, whether it may touch the interval; `gone`: relations that were repaired, by number, in order;
    `outward`: whether a changed relation is told from its source; `repaired_by`: records repaired by then do not count.
    """

    ties: Array
    since: Array
    until: Array
    gone: Array
    outward: Array
    repaired_by: int
    known: OnRecord


@kernel
def listed(places: Array, place: int) -> Any:
    """Whether a number is among numbers in order."""
    at = np.searchsorted(places, place)
    return at < len(places) and places[at] == place


@kernel
def _is_decision(known: OnRecord, base: int, node: int) -> bool:
    if node >= base:
        return node - base < len(known.new) and bool(known.new[node - base])
    found = False
    for i in range(len(known.between)):
        found = found or known.between[i, 0] <= node < known.between[i, 1]
    return found


@kernel
def _counts_at(over: ChangedRelations, which: Standing, node: int, timed: bool) -> bool:
    """Whether an end of a relation lets it count: no decision, or one on record, not repaired, and (`timed`) so in the interval."""
    known = which.known
    if not _is_decision(known, over.base, node):
        return True
    if len(over.nodes) and listed(over.nodes, node):
        at = np.searchsorted(known.changed, node)
        if at == len(known.changed) or known.changed[at] != node:
            return False
        i = known.changed_record[at]
        since, until, repaired = known.changed_since[i], known.changed_until[i], known.changed_repaired[i]
    else:
        at = np.searchsorted(known.node, node)
        if at == len(known.node) or known.node[at] != node:
            return False
        i = known.record[at]
        since, until, repaired = known.since[i], known.until[i], known.repaired[i]
    return repaired > which.repaired_by and (not timed or (which.since[since] and which.until[until]))


@kernel
def beside(graph: Graph, over: ChangedRelations, which: Standing, node: int, place: kernels.Place, j: int) -> tuple[Any, Any, Any]:
    """The j-th relation of a node where it counts: the other end, the relation's number, whether the node is its source.

    The other end is -1 where it does not count, -2 where it counts and leads back to the node.
    """
    other, kind, since, until, number = kernels.relation(graph, over, node, place, j)
    tie = which.ties[kind]
    outward = which.outward[-1 - number] if number < 0 else j < place[2]
    none = np.int64(-1)
    if tie == 0 or not which.since[since] or not which.until[until]:
        return none, number, outward
    if len(which.gone) and listed(which.gone, number):
        return none, number, outward
    if tie > 1:
        src, dst = (node, other) if outward else (other, node)
        if not _counts_at(over, which, src, False) or not _counts_at(over, which, dst, tie == 3):
            return none, number, outward
    return np.int64(-2) if other == node else other, number, outward


def ties_of(kinds: frozenset[str]) -> Array:
    """How each kind is walked, by its code."""
    ties, records = np.zeros(256, np.int8), set(RECORD_KINDS)
    for name in kinds:
        kind = EDGES[name]
        to_decisions = {*kind.dst} <= records
        at_decision = bool(records & {*kind.src, *kind.dst})
        ties[kind.code] = _TO_A_DECISION if to_decisions else _AT_A_DECISION if at_decision else _PLAIN
    return ties


def on_record(base: Projection, over: Overlay) -> OnRecord | None:
    """What is on record of decisions; None where something has two records (then the arrays cannot tell which of them counts)."""
    node, record = _in_order(base.record_node.astype(np.int64))
    changed, changed_record = _in_order(_numbers(base, over))
    if any(len(each) > 1 and not (np.diff(each) > 0).all() for each in (node, changed)):
        return None
    of, new = base.records, over.records.records
    prefixes = sorted(prefix for kind in RECORD_KINDS for prefix in prefixes_of(kind))
    between = [(base.names.find(f"{prefix}:"), base.names.find(f"{prefix};")) for prefix in prefixes]
    return OnRecord(
        between=np.array(between, dtype=np.int64).reshape(-1, 2),
        new=np.array([node_kind_of(name) in RECORD_KINDS for name in over.names], dtype=np.bool_),
        node=node,
        record=record,
        since=of.since,
        until=of.until,
        repaired=of.repaired,
        changed=changed,
        changed_record=changed_record,
        changed_since=new.since,
        changed_until=new.until,
        changed_repaired=new.repaired,
    )


def _in_order(nodes: Array) -> tuple[Array, Array]:
    order = np.argsort(nodes, kind="stable")
    return nodes[order], order.astype(np.int64)


def _numbers(base: Projection, over: Overlay) -> Array:
    """The numbers of changed records: each node is one of the projection's or is new."""
    new = {name: base.nodes + i for i, name in enumerate(over.names)}
    found = (new[name] if name in new else base.names.find(name) for name in over.record_node)
    return np.fromiter(found, dtype=np.int64, count=len(over.record_node))


def standing(base: Projection, over: Overlay, known: OnRecord, which: Which) -> Standing:
    """What counts, as kernels take it."""
    since, until = _touching(over.tables, which.during)
    by = _BEFORE_ALL if which.repaired_by is None else which.repaired_by
    gone = [(base.repaired[base.repaired[:, 1] <= by, 0]), -1 - over.repaired[over.repaired[:, 1] <= by, 0]]
    return Standing(ties_of(which.kinds), since, until, np.sort(np.concatenate(gone)), over.outward, by, known)


def _touching(tables: Tables, during: Interval) -> tuple[Array, Array]:
    return tables.since[:, 0] < during.until, tables.until[:, 1] > during.since
