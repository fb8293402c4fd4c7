"""The whole graph on a day: components, hubs, and where adverse facts weigh by personalised PageRank.

An investigator's map of where to look first, never a score of anybody: natural persons are left out of the ranking (N12).
"""

from dataclasses import dataclass

import numpy as np

from credit.exposures import Leads
from credit.periods import Day
from graph.projection import kernels
from graph.projection.arrays import Array, Graph
from graph.projection.compiling import kernel
from graph.projection.telling import Current

_DAMPING, _ROUNDS, _CLOSE = 0.85, 100, 1e-10


@dataclass(frozen=True)
class Ranked:
    """A node and its number: relations of a hub, weight of a party."""

    id: str
    value: float


@dataclass(frozen=True)
class Survey:
    """Components of parties that are connected on the day (nodes without any relation are alone), the largest first; hubs; weights."""

    components: int
    largest: tuple[int, ...]
    alone: int
    hubs: tuple[Ranked, ...]
    weighty: tuple[Ranked, ...]


@kernel
def in_force(graph: Graph, weights: Array, since: Array, until: Array) -> Array:
    """By relation: its weight on the day, 0 where it is not walked or not in force."""
    found = np.zeros(len(graph.out_to), np.float32)
    for k in range(len(found)):
        weight = weights[graph.kind[k]]
        if weight > 0 and since[graph.since[k]] > 0 and until[graph.until[k]] > 0:
            found[k] = weight
    return found


@kernel
def components(graph: Graph, weight: Array) -> Array:
    """By node: the least number in its component."""
    nodes = len(graph.out_at) - 1
    root: Array = np.arange(nodes)
    for a in range(nodes):
        for k in range(np.int64(graph.out_at[a]), np.int64(graph.out_at[a + 1])):
            if weight[k] > 0:
                x, y = a, np.int64(graph.out_to[k])
                while root[x] != x:
                    root[x] = root[root[x]]
                    x = root[x]
                while root[y] != y:
                    root[y] = root[root[y]]
                    y = root[y]
                if x < y:
                    root[y] = x
                else:
                    root[x] = y
    for a in range(nodes):
        root[a] = root[root[a]]
    return root


@kernel
def degrees(graph: Graph, weight: Array) -> Array:
    """By node: relations in force at it."""
    count = np.zeros(len(graph.out_at) - 1, np.int64)
    for a in range(len(count)):
        for k in range(np.int64(graph.out_at[a]), np.int64(graph.out_at[a + 1])):
            if weight[k] > 0:
                count[a] += 1
                if graph.out_to[k] != a:
                    count[np.int64(graph.out_to[k])] += 1
    return count


@kernel
def pagerank(graph: Graph, weight: Array, seeds: Array, bounds: tuple[float, int, float]) -> Array:
    """Where a walker is found who follows relations either way by weight, and now and then starts again at a seed. Sums to 1."""
    damping, rounds, close = bounds
    nodes = len(graph.out_at) - 1
    out = np.zeros(nodes, np.float64)
    for a in range(nodes):
        for k in range(np.int64(graph.out_at[a]), np.int64(graph.out_at[a + 1])):
            out[a] += weight[k]
            out[np.int64(graph.out_to[k])] += weight[k]
    rank = seeds.copy()
    for _ in range(rounds):
        then, lost = np.zeros(nodes, np.float64), 0.0
        for a in range(nodes):
            if out[a] == 0.0:
                lost += rank[a]
            for k in range(np.int64(graph.out_at[a]), np.int64(graph.out_at[a + 1])):
                if weight[k] > 0:
                    b = np.int64(graph.out_to[k])
                    then[b] += rank[a] * weight[k] / out[a]
                    then[a] += rank[b] * weight[k] / out[b]
        moved = 0.0
        for a in range(nodes):
            then[a] = damping * (then[a] + lost * seeds[a]) + (1.0 - damping) * seeds[a]
            moved += abs(then[a] - rank[a])
        rank = then
        if moved < close:
            break
    return rank


def survey(now: Current, leads: Leads, as_of: Day, most: int) -> Survey | None:
    """The whole graph on a day by a policy's relations and severities; None without a single relation in force."""
    graph, (since, until) = now.base.graph, now.states(as_of)
    weight = in_force(graph, now.weights(leads), since, until)
    if not weight.any():
        return None
    _, sizes = np.unique(components(graph, weight), return_counts=True)
    count = degrees(graph, weight)
    together = np.sort(sizes[sizes > 1])[::-1]
    return Survey(
        components=len(together),
        largest=tuple(int(each) for each in together[:most]),
        alone=int((sizes == 1).sum()),
        hubs=_first(now, count.astype(np.float64), most),
        weighty=_first(now, _weighty(now, leads, as_of, weight), most),
    )


def _weighty(now: Current, leads: Leads, as_of: Day, weight: Array) -> Array:
    nodes = np.arange(now.base.nodes, dtype=np.int64)
    scales = now.severities(leads), now.decays(leads, as_of)
    places, totals, _, _ = kernels.adverse(now.base.records, now.over.records, nodes, as_of, now.states(as_of), scales)
    seeds = np.zeros(now.base.nodes)
    seeds[places] = totals
    if not seeds.any():
        return seeds
    rank = pagerank(now.base.graph, weight, seeds / seeds.sum(), (_DAMPING, _ROUNDS, _CLOSE))
    low, high = now.persons
    rank[low:high] = 0.0
    return rank


def _first(now: Current, values: Array, most: int) -> tuple[Ranked, ...]:
    order = np.argsort(-values, kind="stable")[:most]
    return tuple(Ranked(now.id_of(int(node)), float(values[node])) for node in order if values[node] > 0)
