"""The same questions to graph libraries, where they are installed (`pip install networkx igraph`): for their time, over the same relations.

They hold the relations that are in force on the day and of the kinds that are walked, and know nothing of hubs, periods or evidence: what
they answer is less, and what is measured is the walk alone.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from graph.projection.arrays import Array, Graph

Pairs = Sequence[tuple[int, int]]
Timed = Callable[[str, Callable[[Any], Any], Sequence[Any]], None]
_FAR = 3


def relations_of(graph: Graph, kept: Array) -> Array:
    """The ends of these relations, a line each."""
    src = np.repeat(np.arange(len(graph.out_at) - 1), (graph.out_at[1:] - graph.out_at[:-1]).astype(np.int64))
    return np.stack([src[kept], graph.out_to[kept].astype(np.int64)], axis=1)


def asked_of_libraries(nodes: int, relations: Array, pairs: Pairs, seeds: Sequence[int], timed: Timed) -> None:
    """Reach and shortest paths, of each library that is installed."""
    for name, open_it in (("networkx", _networkx), ("igraph", _igraph)):
        if find_spec(name) is None:
            print(f"{name} is not installed here: not asked")
            continue
        reach, path = open_it(import_module(name), nodes, relations)
        timed(f"parties within {_FAR} relations: {name}", reach, seeds)
        timed(f"shortest path of any length: {name}", path, pairs)


def _networkx(library: Any, nodes: int, relations: Array) -> tuple[Callable[[int], Any], Callable[[tuple[int, int]], Any]]:
    graph = library.Graph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from(map(tuple, relations.tolist()))

    def path(pair: tuple[int, int]) -> Any:
        try:
            return library.bidirectional_shortest_path(graph, *pair)
        except library.NetworkXNoPath:
            return None

    return lambda seed: library.single_source_shortest_path_length(graph, seed, cutoff=_FAR), path


def _igraph(library: Any, nodes: int, relations: Array) -> tuple[Callable[[int], Any], Callable[[tuple[int, int]], Any]]:
    graph = library.Graph(n=nodes, edges=relations)
    return lambda seed: graph.neighborhood(seed, order=_FAR), lambda pair: graph.get_shortest_path(*pair)
