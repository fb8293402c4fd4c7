"""The circle around a party from the arrays: a kernel that walks it, and the page of it that is told."""

from typing import Any

import numpy as np

from credit.chains import Which
from credit.circles import Bounds, Circle, Near, Page
from credit.exposures import Hub
from credit.kinds import KIND_OF_CODE
from credit.view import Way
from graph.projection import kernels
from graph.projection.arrays import Array, fact_hex
from graph.projection.chaining import Walked
from graph.projection.compiling import kernel
from graph.projection.connecting import what_counts
from graph.projection.standing import beside
from graph.projection.telling import Current

_WAYS = {Way.BOTH: 0, Way.OUT: 1, Way.IN: 2}
_IN_ORDER = sorted(kind.name for kind in KIND_OF_CODE.values())
_RANK = np.full(256, -1, np.int64)
"""Where a kind stands among kinds by name, by its code."""
for _code, _kind in KIND_OF_CODE.items():
    _RANK[_code] = _IN_ORDER.index(_kind.name)


@kernel
def _counted(walked: Walked, here: int, place: kernels.Place, way: int) -> int:
    """How many relations of a node count."""
    near = 0
    for j in range(place[3]):
        other, _, outward = beside(walked[0], walked[1], walked[2], here, place, j)
        near += (other >= 0 or other == -2) and (way == 0 or other == -2 or outward == (way == 1))
    return near


@kernel
def circled(  # noqa: C901 -- one loop over flat arrays, as `kernels.walk` is
    walked: Walked, seed: int, bounds: tuple[int, int, int, int]
) -> Any:
    """Everything within some relations of a node. `bounds`: most relations, which way (0 both, 1 out, 2 in), hub guard, most nodes.

    Returns relations with how far they are (one may come twice), hubs with their counts, and how many nodes were met.
    """
    graph, over, which = walked
    hops, way, guard, most = bounds
    node, number, far = np.full(256, -1, np.int64), np.empty(256, np.int64), np.empty(256, np.int64)
    node[0], count, size, first = seed, 1, 0, 0
    table = kernels.filled(1024, node, 1)
    hubs, sizes = [np.int64(-1)], [np.int64(0)]
    for hop in range(1, hops + 1):
        end = count
        for at in range(first, end):
            here = node[at]
            place = kernels.place_of(graph, over, here)
            if place[3] > guard and here != seed:
                near = _counted(walked, here, place, way)
                if near > guard:
                    hubs.append(np.int64(here))
                    sizes.append(np.int64(near))
                    continue
            for j in range(place[3]):
                other, relation, outward = beside(graph, over, which, here, place, j)
                if other == -1 or (way > 0 and other >= 0 and outward != (way == 1)):
                    continue
                if size == len(number):
                    number, far = kernels.longer(number, 0), kernels.longer(far, 0)
                number[size], far[size] = relation, hop
                size += 1
                if other < 0:
                    continue
                slot = kernels.slot_of(table, node, other)
                if table[slot] < 0:
                    if count == len(node):
                        node = kernels.longer(node, -1)
                    node[count], table[slot], count = other, count, count + 1
                    if 2 * count > len(table):
                        table = kernels.filled(4 * len(table), node, count)
        first = end
        if count > most or count == end:
            break
    return number[:size], far[:size], np.array(hubs)[1:], np.array(sizes)[1:], count


def circle_around(now: Current, which: Which, subject: str, bounds: Bounds, page: Page) -> Circle | None:
    """The circle around a party; None where the arrays cannot tell."""
    counts, seed = what_counts(now, which), now.number(subject)
    if counts is None or seed is None:
        return None
    base, over = now.base.graph, now.over.relations
    how = bounds.max_hops, _WAYS[bounds.way], bounds.hub_guard, bounds.max_nodes
    number, far, hubs, sizes, met = circled((base, over, counts), seed, how)
    high, low, kind = (_of(base, over, number, column) for column in ("fact_hi", "fact_lo", "kind"))
    told, total = _page((high, low), kind, far, page)
    counted = sorted((Hub(now.id_of(node), size) for node, size in zip(hubs.tolist(), sizes.tolist(), strict=True)), key=_by_id)
    return Circle(told, total, met, tuple(counted), met > bounds.max_nodes)


def _by_id(hub: Hub) -> str:
    return hub.subject


def _of(base: Any, over: Any, number: Array, column: str) -> Array:
    """What a column says of relations, of the projection and of the overlay."""
    new = number < 0
    if not new.any():
        found: Array = getattr(base, column)[number]
        return found
    found = np.empty(len(number), getattr(base, column).dtype)
    found[~new], found[new] = getattr(base, column)[number[~new]], getattr(over, column)[-1 - number[new]]
    return found


def _page(facts: tuple[Array, Array], kind: Array, far: Array, page: Page) -> tuple[tuple[Near, ...], int]:
    """The relations wanted, each once and by its nearest end: by distance, kind and fact id."""
    high, low = facts
    by_fact = np.lexsort((far, low, high))
    high, low, far, kind = high[by_fact], low[by_fact], far[by_fact], kind[by_fact]
    once = np.ones(len(high), np.bool_)
    once[1:] = (high[1:] != high[:-1]) | (low[1:] != low[:-1])
    high, low, far, kind = high[once], low[once], far[once], kind[once]
    order = np.lexsort((_RANK[kind], far))[page.offset : page.offset + page.limit]  # stable: by fact id already
    return tuple(Near(int(far[i]), KIND_OF_CODE[int(kind[i])].name, fact_hex(high[i], low[i])) for i in order), len(high)
