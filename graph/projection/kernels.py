"""The kernels: a walk level by level that keeps everybody's best way, and the records that count among those it reached.

Every kernel takes the arrays and an overlay: nodes whose relations or records changed since, with all that they have now. Sums and
products are taken in the same order as reasoning's, so that scores are equal to the last bit.
"""

from typing import Any

import numpy as np

from graph.projection.arrays import Array, Graph, Records
from graph.projection.compiling import kernel
from graph.projection.overlay_arrays import ChangedRecords, ChangedRelations

_NEAR = 1 << 20
"""How many new ids may stand between two of the projection's."""

Place = tuple[Any, Any, Any, Any]
"""Where a node's relations are: from where in the overlay (-1: unchanged), from where outward, how many outward, how many in all."""


@kernel
def _changed(nodes: Array, node: int) -> Any:
    """The place of a node in an overlay, -1 where it is unchanged."""
    if len(nodes) == 0:
        return -1
    at = np.searchsorted(nodes, node)
    return at if at < len(nodes) and nodes[at] == node else -1


@kernel
def place_of(graph: Graph, over: ChangedRelations, node: int) -> Place:
    """Where a node's relations are."""
    at = _changed(over.nodes, node)
    if at >= 0:
        return over.at[at], np.int64(0), np.int64(0), over.at[at + 1] - over.at[at]
    if node >= len(graph.out_at) - 1:
        return np.int64(-1), np.int64(0), np.int64(0), np.int64(0)
    outward = np.int64(graph.out_at[node + 1]) - np.int64(graph.out_at[node])
    return np.int64(-1), np.int64(graph.out_at[node]), outward, outward + np.int64(graph.in_at[node + 1]) - np.int64(graph.in_at[node])


@kernel
def relation(graph: Graph, over: ChangedRelations, node: int, place: Place, j: int) -> tuple[Any, Any, Any, Any, Any]:
    """The j-th relation of a node: the other end, kind, both period codes, and its number (below zero: -1 - place in the overlay).

    A relation of a node with itself is told once: its inward place says kind 0.
    """
    changed, start, outward, _ = place
    if changed >= 0:
        k = changed + j
        return np.int64(over.other[k]), np.int64(over.kind[k]), np.int64(over.since[k]), np.int64(over.until[k]), -1 - k
    if j < outward:
        k = start + j
        return np.int64(graph.out_to[k]), np.int64(graph.kind[k]), np.int64(graph.since[k]), np.int64(graph.until[k]), k
    i = np.int64(graph.in_at[node]) + j - outward
    k = np.int64(graph.in_edge[i])
    other = np.int64(graph.in_from[i])
    return other, np.int64(0) if other == node else np.int64(graph.kind[k]), np.int64(graph.since[k]), np.int64(graph.until[k]), k


@kernel
def slot_of(table: Array, node: Array, wanted: int) -> int:
    """The slot of a node in an open table: where it stands, or the free one where it would."""
    mask = len(table) - 1
    at = ((wanted & 0x3FFFFFFF) * 2654435761 >> 7) & mask
    while table[at] >= 0 and node[table[at]] != wanted:
        at = (at + 1) & mask
    return at


@kernel
def filled(size: int, node: Array, count: int) -> Array:
    """A table of that size with the first `count` nodes in it."""
    table = np.full(size, -1, np.int64)
    for i in range(count):
        table[slot_of(table, node, node[i])] = i
    return table


@kernel
def longer(old: Array, fill: int) -> Array:
    """Twice as long."""
    grown = np.full(2 * len(old), fill, old.dtype)
    grown[: len(old)] = old
    return grown


@kernel
def fact_of(graph: Graph, over: ChangedRelations, edge: int) -> tuple[Any, Any]:
    if edge < 0:
        return over.fact_hi[-1 - edge], over.fact_lo[-1 - edge]
    return graph.fact_hi[edge], graph.fact_lo[edge]


@kernel
def before(graph: Graph, over: ChangedRelations, a: int, b: int) -> Any:
    """Whether one relation's fact id comes before another's."""
    a_hi, a_lo = fact_of(graph, over, a)
    b_hi, b_lo = fact_of(graph, over, b)
    return a_hi < b_hi or (a_hi == b_hi and a_lo < b_lo)


@kernel
def _earlier(graph: Graph, over: ChangedRelations, ways: tuple[Array, Array], a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Of two equally heavy and long ways, whether the first has the lesser list of fact ids. A way: parent's place, last relation."""
    parent, edge = ways
    (at_a, last_a), (at_b, last_b) = a, b
    answer, decided = False, False
    if last_a != last_b:
        answer, decided = before(graph, over, last_a, last_b), True
    while at_a != at_b and at_a >= 0 and at_b >= 0:
        if edge[at_a] != edge[at_b]:
            answer, decided = before(graph, over, edge[at_a], edge[at_b]), True
        at_a, at_b = parent[at_a], parent[at_b]
    return answer and decided


@kernel
def _in_force(graph: Graph, over: ChangedRelations, node: int, weights: Array, states: tuple[Array, Array, float]) -> int:
    """How many relations of a node are walked and may be in force."""
    place, near = place_of(graph, over, node), 0
    for j in range(place[3]):
        _, kind, since, until, _ = relation(graph, over, node, place, j)
        if kind > 0 and weights[kind] >= 0 and states[0][since] > 0 and states[1][until] > 0:
            near += 1
    return near


@kernel
def order_of(over: ChangedRelations, node: int) -> int:
    """A number that orders as ids do, for nodes of the arrays and for those that came since."""
    base = over.base
    return (node + 1) * _NEAR if node < base else over.new_order[node - base]


@kernel
def _heaviest(node: Array, weight: Array, over: ChangedRelations) -> Array:
    """Places, the heaviest first, then by id."""
    order = np.empty(len(node), np.int64)
    for i in range(len(node)):
        order[i] = order_of(over, node[i])
    by_id = np.argsort(order, kind="mergesort")
    return by_id[np.argsort(-weight[by_id], kind="mergesort")]


@kernel
def _keep(over: ChangedRelations, ways: tuple[Array, Array, Array, Array], level: tuple[int, int, int]) -> None:
    """Moves the heaviest of a level to its front: so many as there is room for. Level: first place, end, room."""
    node, weight, parent, edge = ways
    first, end, room = level
    kept = first + _heaviest(node[first:end], weight[first:end], over)[:room]
    node[first : first + room], weight[first : first + room] = node[kept], weight[kept]
    parent[first : first + room], edge[first : first + room] = parent[kept], edge[kept]


@kernel
def walk(  # noqa: C901 -- one loop over flat arrays: a call in its midst would cost what it saves
    graph: Graph, over: ChangedRelations, seed: int, bounds: tuple[int, int, int], weights: Array, states: tuple[Array, Array, float]
) -> tuple[tuple[Array, Array, Array, Array], Array, tuple[Array, Array], bool]:
    """Everybody within some relations of the seed, each with his best way: fewest relations, then heaviest, then least fact ids.

    `bounds`: most relations, hub guard, most nodes. `weights`: by kind, below zero for kinds that are not walked. `states`: by period
    code whether the day is before (0), possibly (1) or certainly (2) in, and the factor of a possible relation.
    Returns nodes, weights, parents and relations, by place; where each level begins; hubs with their counts; whether it was cut.
    """
    hops, guard, most = bounds
    since_state, until_state, possible = states
    node, weight = np.empty(256, np.int64), np.empty(256, np.float64)
    parent, edge = np.full(256, -1, np.int64), np.zeros(256, np.int64)
    node[0], weight[0], count = seed, 1.0, 1
    table = filled(1024, node, 1)
    hubs, sizes, levels, cut = [np.int64(-1)], [np.int64(0)], [np.int64(0)], False
    for _ in range(hops):
        first, end = levels[-1], count
        levels.append(np.int64(end))
        for at in range(first, end):
            here = node[at]
            place = place_of(graph, over, here)
            if place[3] > guard and here != seed:
                near = _in_force(graph, over, here, weights, states)
                if near > guard:
                    hubs.append(np.int64(here))
                    sizes.append(np.int64(near))
                    continue
            for j in range(place[3]):
                other, kind, since, until, number = relation(graph, over, here, place, j)
                state = min(since_state[since], until_state[until])
                if kind == 0 or weights[kind] < 0 or state == 0:
                    continue
                slot = slot_of(table, node, other)
                found = table[slot]
                if found >= 0 and found < end:
                    continue
                step = weight[at] * (weights[kind] * (1.0 if state == 2 else possible))
                if found < 0:
                    if count == len(node):
                        node, weight = longer(node, 0), longer(weight, 0)
                        parent, edge = longer(parent, -1), longer(edge, 0)
                    found, table[slot], count = count, count, count + 1
                    if 2 * count > len(table):
                        node[found] = other
                        table = filled(4 * len(table), node, count)
                elif step < weight[found] or (
                    step == weight[found] and not _earlier(graph, over, (parent, edge), (at, number), (parent[found], edge[found]))
                ):
                    continue
                node[found], weight[found], parent[found], edge[found] = other, step, at, number
        room = max(most - end, 0)
        if count - end > room:
            cut = True
            _keep(over, (node, weight, parent, edge), (end, count, room))
            count = end + room
            table = filled(len(table), node, count)
    levels.append(np.int64(count))
    return (node[:count], weight[:count], parent[:count], edge[:count]), np.array(levels), (np.array(hubs)[1:], np.array(sizes)[1:]), cut


@kernel
def _usable(records: Records, i: Any, day: int, states: tuple[Array, Array]) -> Any:
    """Begun, not ended, not repaired, not lifted, not past its last public day."""
    in_time = states[0][records.since[i]] > 0 and states[1][records.until[i]] > 0
    return in_time and records.repaired[i] > day and records.lifted[i] > day and records.last[i] >= day


@kernel
def adverse(
    records: Records,
    over: ChangedRecords,
    node: Array,
    day: int,
    states: tuple[Array, Array],
    scales: tuple[Array, Array],
) -> tuple[Array, Array, Array, Array]:
    """Who among these nodes has records that count on the day. `scales`: severity by profile, decay by code of the first day.

    Returns their places, the combined weight of their records, where the records of each begin, and the records (below zero: overlay),
    the most severe first, then by fact id.
    """
    places, totals = np.empty(len(node), np.int64), np.empty(len(node), np.float64)
    starts, found = np.zeros(len(node) + 1, np.int64), np.empty(64, np.int64)
    severe = np.empty(64, np.float64)
    count, size, known = 0, 0, len(records.at) - 1
    for place in range(len(node)):
        here = node[place]
        at = _changed(over.nodes, here)
        low, high = np.int64(0), np.int64(0)
        if at >= 0:
            low, high = np.int64(over.records.at[at]), np.int64(over.records.at[at + 1])
        elif here < known:
            low, high = np.int64(records.at[here]), np.int64(records.at[here + 1])
        first = size
        for j in range(low, high):
            of = over.records if at >= 0 else records
            i = np.int64(of.record[j])
            severity = scales[0][of.profile[i]]
            if severity > 0.0 and _usable(of, i, day, states):
                if size == len(found):
                    found, severe = longer(found, 0), longer(severe, 0)
                k = size
                while k > first and severe[k - 1] < severity:
                    found[k], severe[k] = found[k - 1], severe[k - 1]
                    k -= 1
                found[k], severe[k] = (-1 - i if at >= 0 else i), severity
                size += 1
        if size > first:
            left = 1.0
            for k in range(first, size):
                i = found[k]
                began = over.records.began[-1 - i] if i < 0 else records.began[i]
                left *= 1.0 - severe[k] * scales[1][began]
            places[count], totals[count] = place, 1.0 - left
            count += 1
            starts[count] = size
    return places[:count], totals[:count], starts[: count + 1], found[:size]
