"""The kernel of chains: two balls grow towards each other, then every way of one length is gone through, from the shortest length on.

Step for step reasoning's walk (`reasoning/paths.py`, which says why each node inside a chain has been read by then), so that not only the
chains but what was looked at, which hubs were met and where it stopped come out equal.
"""

from typing import Any

import numpy as np

from graph.projection import kernels
from graph.projection.arrays import Array, Graph
from graph.projection.compiling import kernel
from graph.projection.overlay_arrays import ChangedRelations
from graph.projection.standing import Standing, beside, listed

Walked = tuple[Graph, ChangedRelations, Standing]

NODE, LEFT, STATE, ON_WAY, _LIST, _LIST_END = 0, 5, 6, 7, 8, 9
"""Rows of what is kept of each node that was met: its number; 1 and 2: how far from either end (-1: not reached); 3 and 4: nodes by place
in the order in which either ball met them; how far from the end over what was read; whether it was read (below); whether on the way; where
the list of whom a way may go to from it begins and ends."""
_OPEN, _AROUND, _HUB = 1, 2, 3
"""Read, and its relations count; to be gone around; a hub."""
_COUNT, _MET, _FIRST, _END, _REACH, _USED = 0, 1, 2, 4, 6, 8
"""Counters: nodes met, those in both balls; for either ball where its frontier begins and ends, and how far it reaches; use of lists."""
UNCUT, MAX_NODES, MAX_STEPS = 0, 1, 2


@kernel
def _wider(of: Array) -> Array:
    grown = np.full((of.shape[0], 2 * of.shape[1]), -1, np.int64)
    grown[:, : of.shape[1]] = of
    return grown


@kernel
def _read(walked: Walked, of: Array, here: int, guard: int, sets: tuple[Array, Array, Array]) -> None:
    """Reads a node: a hub, and what is to be gone around, have no relations from then on. `sets`: around, through, ends."""
    graph, over, which = walked
    node = of[NODE, here]
    if of[STATE, here] > 0:
        return
    of[STATE, here] = _AROUND if listed(sets[0], node) else _OPEN
    place, near = kernels.place_of(graph, over, node), 0
    if place[3] <= guard or of[STATE, here] == _AROUND or listed(sets[2], node):
        return
    for j in range(place[3]):
        other, _, _ = beside(graph, over, which, node, place, j)
        if other >= 0 and not listed(sets[0], other):
            near += 1
            if near > guard:
                of[STATE, here] = _HUB
                return


@kernel
def _grown(walked: Walked, met: tuple[Array, Array, Array], side: int, guard: int, sets: tuple[Array, Array, Array]) -> tuple[Array, Array]:
    """One more step of a ball; the table and the nodes, which may have moved. `met`: those two, and the counters."""
    graph, over, which = walked
    table, of, n = met
    first, end = n[_FIRST + side], n[_END + side]
    n[_REACH + side] += 1
    n[_FIRST + side] = end
    for at in range(first, end):
        here = of[3 + side, at]
        _read(walked, of, here, guard, sets)
        if of[STATE, here] != _OPEN:
            continue
        place = kernels.place_of(graph, over, of[NODE, here])
        for j in range(place[3]):
            other, _, _ = beside(graph, over, which, of[NODE, here], place, j)
            if other < 0 or listed(sets[0], other):
                continue
            slot = kernels.slot_of(table, of[NODE], other)
            found = table[slot]
            if found < 0:
                found, n[_COUNT] = n[_COUNT], n[_COUNT] + 1
                if n[_COUNT] > of.shape[1]:
                    of = _wider(of)
                of[NODE, found], table[slot] = other, found
                if 2 * n[_COUNT] > len(table):
                    table = kernels.filled(4 * len(table), of[NODE], n[_COUNT])
            if of[1 + side, found] < 0:
                of[1 + side, found] = n[_REACH + side]
                of[3 + side, n[_END + side]] = found
                n[_END + side] += 1
                n[_MET] += of[2 - side, found] >= 0
    return table, of


@kernel
def _distances(walked: Walked, met: tuple[Array, Array, Array], length: int) -> None:
    """How far nodes are from the end, where a way of this length may pass: within its ball known, beyond it through the other ball."""
    graph, over, which = walked
    table, of, n = met
    queue, first, end = np.empty(n[_COUNT], np.int64), 0, 0
    for i in range(n[_COUNT]):
        of[LEFT, i] = of[2, i]
        if of[2, i] == n[_REACH + 1] and of[1, i] >= 0:
            queue[end], end = i, end + 1
    for far in range(n[_REACH + 1] + 1, length + 1):
        last = end
        for at in range(first, last):
            here = queue[at]
            if of[STATE, here] != _OPEN:
                continue
            place = kernels.place_of(graph, over, of[NODE, here])
            for j in range(place[3]):
                other, _, _ = beside(graph, over, which, of[NODE, here], place, j)
                there = table[kernels.slot_of(table, of[NODE], other)] if other >= 0 else -1
                if there >= 0 and of[LEFT, there] < 0 and of[1, there] >= 0 and of[1, there] + far <= length:
                    of[LEFT, there] = far
                    queue[end], end = there, end + 1
        first = last


@kernel
def _around(walked: Walked, met: tuple[Array, Array, Array], here: int, length: int, avoid: Array) -> tuple[Array, Array]:
    """Whom a way of this length may go to from a node, in the order of ids, and by which relation: the one of the least fact id."""
    graph, over, which = walked
    table, of, _ = met
    place = kernels.place_of(graph, over, of[NODE, here])
    room = place[3] if of[STATE, here] == _OPEN else np.int64(0)
    there, edge, order, count = np.empty(room, np.int64), np.empty(room, np.int64), np.empty(room, np.int64), 0
    for j in range(room):
        other, number, _ = beside(graph, over, which, of[NODE, here], place, j)
        found = table[kernels.slot_of(table, of[NODE], other)] if other >= 0 else np.int64(-1)
        if found >= 0 and 0 <= of[LEFT, found] < length - max(of[1, here], 0) and not listed(avoid, other):
            there[count], edge[count], order[count] = found, number, kernels.order_of(over, other)
            count += 1
    to, by, kept = np.empty(count, np.int64), np.empty(count, np.int64), 0
    for i in np.argsort(order[:count], kind="mergesort"):
        if kept and to[kept - 1] == there[i]:
            if kernels.before(graph, over, edge[i], by[kept - 1]):
                by[kept - 1] = edge[i]
            continue
        to[kept], by[kept] = there[i], edge[i]
        kept += 1
    return to[:kept], by[:kept]


@kernel
def _opened(walked: Walked, met: tuple[Array, Array, Array], lists: tuple[Array, Array], here: int, length: int, avoid: Array) -> Any:
    """The lists, with that of this node in them; their use is the last counter."""
    to, by = _around(walked, met, here, length, avoid)
    (flat_to, flat_by), of, n = lists, met[1], met[2]
    first, end = n[_USED], n[_USED] + len(to)
    while end > len(flat_to):
        flat_to, flat_by = kernels.longer(flat_to, -1), kernels.longer(flat_by, -1)
    flat_to[first:end], flat_by[first:end] = to, by
    of[_LIST, here], of[_LIST_END, here], n[_USED] = first, end, end
    return flat_to, flat_by


@kernel
def _sooner(walked: Walked, by: Array, others: Array) -> bool:
    """Whether a way's least fact ids come before another's of the same length."""
    graph, over, _ = walked
    for i in range(len(by)):
        if by[i] != others[i]:
            if kernels.before(graph, over, by[i], others[i]):
                return True
            if kernels.before(graph, over, others[i], by[i]):
                return False
    return False


@kernel
def _keep(walked: Walked, best: Array, kept: int, first: int, way: tuple[Array, Array]) -> int:
    """Puts a way in its order among those of its length, which begin at `first`, where there is room for it; how many there are now.

    A line of `best`: how long, the nodes, the relations.
    """
    nodes, by = way
    length, wide = len(by), best.shape[1] // 2
    at = kept
    while at > first and _sooner(walked, by, best[at - 1, 1 + wide : 1 + wide + length]):
        at -= 1
    if at == len(best):
        return kept
    for line in range(min(kept, len(best) - 1), at, -1):
        best[line] = best[line - 1]
    best[at, 0] = length
    best[at, 1 : length + 2] = nodes
    best[at, 1 + wide : 1 + wide + length] = by
    return min(kept + 1, len(best))


@kernel
def _through(nodes: Array, through: Array) -> bool:
    """Whether a way passes all of these."""
    for i in range(len(through)):
        passed = False
        for node in nodes:
            passed = passed or node == through[i]
        if not passed:
            return False
    return True


@kernel
def _of_length(walked: Walked, met: tuple[Array, Array, Array], length: int, best: Array, bounds: tuple[int, int], sets: Any) -> Any:
    """Goes through every way of a length. `bounds`: how many are kept already, most steps. How many there are, kept, whether it stopped."""
    _distances(walked, met, length)
    (_, of, n), (first, most) = met, bounds
    lists = np.empty(256, np.int64), np.empty(256, np.int64)
    of[ON_WAY], of[_LIST], n[_USED] = -1, -1, 0
    way, by, cursor = np.zeros(length + 1, np.int64), np.zeros(length, np.int64), np.zeros(length, np.int64)
    spent, at, found, kept = 1, 0, 0, first
    of[ON_WAY, 0] = 1
    lists = _opened(walked, met, lists, 0, length, sets[0])
    cursor[0] = of[_LIST, 0] if spent <= most else of[_LIST_END, 0]
    while at >= 0:
        here = way[at]
        if cursor[at] == of[_LIST_END, here]:
            of[ON_WAY, here] = -1
            at -= 1
            continue
        there, number = lists[0][cursor[at]], lists[1][cursor[at]]
        cursor[at] += 1
        left = length - at - 1
        if of[LEFT, there] > left or of[ON_WAY, there] > 0 or (there == 1 and left > 0):
            continue
        spent += 1
        way[at + 1], by[at] = there, number
        if left == 0:
            if _through(of[NODE][way], sets[1]):
                found += 1
                kept = _keep(walked, best, kept, first, (of[NODE][way], by))
        elif spent <= most:
            at += 1
            of[ON_WAY, there] = 1
            if of[_LIST, there] < 0:
                lists = _opened(walked, met, lists, there, length, sets[0])
            cursor[at] = of[_LIST, there]
    return found, kept, spent > most


@kernel
def _told(walked: Walked, best: Array, kept: int, head: Array, hubs: Array) -> Array:
    """One row of numbers: the head, the hubs, and of each way how long, its nodes, and of each step how many relations and which."""
    graph, over, which = walked
    row, wide = np.empty(256, np.int64), best.shape[1] // 2
    row[: len(head)] = head
    at = len(head)
    while at + len(hubs) > len(row):
        row = kernels.longer(row, 0)
    row[at : at + len(hubs)] = hubs
    at += len(hubs)
    for line in range(kept):
        length = best[line, 0]
        while at + wide > len(row):
            row = kernels.longer(row, 0)
        row[at : at + length + 2] = best[line, : length + 2]
        at += length + 2
        for step in range(length):
            here, there, place_at = best[line, 1 + step], best[line, 2 + step], at
            place, at = kernels.place_of(graph, over, here), at + 1
            while at + place[3] > len(row):
                row = kernels.longer(row, 0)
            for j in range(place[3]):
                other, number, outward = beside(graph, over, which, here, place, j)
                if other == there:
                    row[at] = 2 * number + outward
                    at += 1
            row[place_at] = at - place_at - 1
    return row[:at]


@kernel
def chained(walked: Walked, pair: tuple[int, int], bounds: tuple[int, int, int, int, int], sets: tuple[Array, Array, Array]) -> Array:
    """The chains of a pair. `bounds`: most relations, chains, relations of a node that is crossed, nodes, steps. `sets`: see `_read`.

    Returns one row: how many were looked at, why it was cut, how many chains there are, are told, how many hubs; then as `_told` says.
    """
    hops, most, guard, max_nodes, max_steps = bounds
    of, table, n = np.full((10, 256), -1, np.int64), np.full(1024, -1, np.int64), np.zeros(9, np.int64)
    for side in range(2):
        of[NODE, side], of[1 + side, side], of[3 + side, 0] = pair[side], 0, side
        table[kernels.slot_of(table, of[NODE], pair[side])] = side
    n[_COUNT], n[_END], n[_END + 1] = 2, 1, 1
    best, found, kept, cut = np.empty((most, 2 * hops + 4), np.int64), 0, 0, UNCUT
    for length in range(1, hops + 1):
        width = n[_END] - n[_FIRST], n[_END + 1] - n[_FIRST + 1]
        if width[0] or width[1]:
            shorter = width[1] < width[0] or (width[1] == width[0] and n[_REACH + 1] < n[_REACH])
            table, of = _grown(walked, (table, of, n), 1 if width[1] and (shorter or not width[0]) else 0, guard, sets)
        if n[_MET] == 0 and (n[_END] == n[_FIRST] or n[_END + 1] == n[_FIRST + 1]):
            break
        if n[_COUNT] > max_nodes:
            cut = MAX_NODES
            break
        if n[_MET] == 0:
            continue
        for i in range(n[_COUNT]):
            if of[1, i] >= 0 and of[2, i] >= 0:
                _read(walked, of, i, guard, sets)
        more, kept, stopped = _of_length(walked, (table, of, n), length, best, (kept, max_steps), sets)
        found += more
        cut = MAX_STEPS if stopped else cut
        if stopped or found >= most:
            break
    hubs = of[NODE, : n[_COUNT]][of[STATE, : n[_COUNT]] == _HUB]
    head = np.array([n[_COUNT], cut, found, kept, len(hubs)])
    return _told(walked, best, kept, head, hubs)
