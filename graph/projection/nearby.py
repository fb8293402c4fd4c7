"""What the arrays know of a node without a walk: that it has no relation of a kind, and that nothing near it has a record that matters.

Only of the newest picture, and only of nodes that nothing has touched since the arrays were built: of the others the store is asked.
Nodes that changed are kept by their ids alone, transaction by transaction, which costs a few reads for each change and no rebuilding.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from credit.kinds import EDGES, node_kind_of
from credit.nearness import Around, Place, Reach
from credit.view import View, Way
from graph.projection.arrays import Array, Projection
from graph.projection.changing import TooWide, changed_nodes
from graph.store import Change, CountsChanges, Store

_MOST_IDS = 50_000
_MOST_LINES = 4096
"""A node of more relations is asked of the store: looking through its lists would take as long."""
MOST_CHANGED = 1000
"""Changes that the first question after a transaction looks through: a load of more is answered by the store until the arrays are built."""
_MOST_TOUCHED = 100_000


@dataclass(frozen=True)
class Nearby:
    """The arrays at a later transaction. `changed`: the ids of all nodes that anything has touched since they were built."""

    base: Projection
    transaction: int
    changed: frozenset[str]
    _numbers: dict[str, int | None] = field(default_factory=dict)
    _made: dict[tuple[object, ...], object] = field(default_factory=dict)

    @cached_property
    def _touched(self) -> frozenset[int]:
        return frozenset(number for each in self.changed if (number := self.base.names.number(each)) is not None)

    def number(self, public_id: str) -> int | None:
        """The number of a node whose arrays still hold; None of any other."""
        if public_id in self._numbers:
            return self._numbers[public_id]
        if len(self._numbers) >= _MOST_IDS:
            self._numbers.clear()
        found = None if public_id in self.changed else self.base.names.number(public_id)
        self._numbers[public_id] = found
        return found

    def may_have(self, public_id: str, kinds: Collection[str], way: Way) -> bool:
        """Whether a node may have a relation of one of these kinds."""
        node = self.number(public_id)
        if node is None:
            return True
        codes, graph = self._codes(kinds), self.base.graph
        outward = way is not Way.IN and self._any(graph.kind[int(graph.out_at[node]) : int(graph.out_at[node + 1])], codes)
        return outward or (way is not Way.OUT and self._any(self._inward(node)[1], codes))

    def records_nearby(self, subject: str, reach: Reach) -> Around | None:
        """Who around a subject has records that may matter; None where something there has changed, or is too much."""
        node = self.number(subject)
        if node is None:
            return None
        near, far, met = self._ends(node, self._mask(reach.outward), self._mask(reach.inward)), set[int](), {node}
        if near is None:
            return None
        people = {node} if node_kind_of(subject) == "Person" else self._ends(node, None, self._mask(reach.ties))
        for person in people if people is not None else ():
            found = self._of_person(person, reach, met)
            if found is None:
                return None
            far |= found
        if people is None or not self._touched.isdisjoint(met | people | near | far):
            return None
        if node_kind_of(subject) == "Person":
            near, far = near | far, set()
        others = self._that_matter(near - {node}, Place.NEAR, reach) | self._that_matter((far | people) - near - {node}, Place.FAR, reach)
        return Around(bool(self._that_matter({node}, Place.OWN, reach)), frozenset(self.base.names.of(each) for each in others))

    def _of_person(self, person: int, reach: Reach, met: set[int]) -> set[int] | None:
        """Where a person holds or held something, and the parties of decisions that name him. `met`: what else was looked at."""
        posts, named = self._ends(person, self._mask(reach.ties), None), self._ends(person, self._mask(reach.naming), None)
        if posts is None or named is None:
            return None
        met |= named
        for record in named:
            parties = self._ends(record, None, self._mask(reach.parties))
            if parties is None:
                return None
            posts |= parties
        return posts

    def _ends(self, node: int, outward: Array | None, inward: Array | None) -> set[int] | None:
        """Who stands at the other end of relations of these kinds; None where there are too many to look through."""
        graph, found = self.base.graph, set[int]()
        if outward is not None:
            start, end = int(graph.out_at[node]), int(graph.out_at[node + 1])
            if end - start > _MOST_LINES:
                return None
            found.update(graph.out_to[start:end][outward[graph.kind[start:end]]].tolist())
        if inward is not None:
            sources, kinds = self._inward(node)
            if len(kinds) > _MOST_LINES:
                return None
            found.update(sources[inward[kinds]].tolist())
        return found

    def _inward(self, node: int) -> tuple[Array, Array]:
        """From whom relations come, and of which kinds. The many of an authority are not gathered."""
        graph = self.base.graph
        start, end = int(graph.in_at[node]), int(graph.in_at[node + 1])
        return graph.in_from[start:end], graph.kind[graph.in_edge[start : min(end, start + _MOST_LINES + 1)]]

    @staticmethod
    def _any(kinds: Array, codes: frozenset[int]) -> bool:
        return len(kinds) > _MOST_LINES or not codes.isdisjoint(kinds.tolist())

    def _that_matter(self, nodes: Collection[int], place: Place, reach: Reach) -> set[int]:
        """Those of the nodes that have a record which may matter in that place."""
        if not nodes:
            return set()
        records, places = self.base.records, np.fromiter(nodes, np.int64, len(nodes))
        starts, ends = records.at[places], records.at[places + 1]
        having = np.flatnonzero(starts != ends).tolist()
        profiles = ((int(places[i]), records.profile[records.record[int(starts[i]) : int(ends[i])]].tolist()) for i in having)
        return {node for node, codes in profiles if any(self._matters(code, place, reach) for code in codes)}

    def _matters(self, profile: int, place: Place, reach: Reach) -> bool:
        key = reach, place, profile
        found = self._made.get(key)
        if found is None:
            kind, props = self.base.profiles[profile]
            self._made[key] = found = reach.matters(place, kind, props)
        return bool(found)

    def _mask(self, kinds: frozenset[str]) -> Array:
        """Which codes of kinds are wanted."""
        found = self._made.get((kinds,))
        if found is None:
            found = np.zeros(256, np.bool_)
            found[[EDGES[kind].code for kind in kinds]] = True
            self._made[(kinds,)] = found
        assert isinstance(found, np.ndarray)
        return found

    def _codes(self, kinds: Iterable[str]) -> frozenset[int]:
        return frozenset(EDGES[kind].code for kind in kinds if kind in EDGES)


def brought_to(store: Store, before: Nearby, view: View) -> Nearby | None:
    """The same for a later picture; None where too much has changed."""
    since, until = before.transaction, view.transaction
    if isinstance(store, CountsChanges) and store.count_changes(since, until, MOST_CHANGED + 1) > MOST_CHANGED:
        return None
    try:
        with store.view(since) as older:
            nodes = changed_nodes(older, view, _until(store.changes(since), until), MOST_CHANGED)
    except TooWide:
        return None
    changed = before.changed | nodes
    return Nearby(before.base, until, changed) if len(changed) <= _MOST_TOUCHED else None


def _until(changes: Iterable[Change], transaction: int) -> Iterator[Change]:
    return (each for each in changes if each.transaction <= transaction)
