"""Chains between parties: the shortest, the best few, or all up to a length; around some nodes, through others.

Pure: `Relations` hands out the relations at some nodes that count, as facts. A chain is told by the nodes it passes; relations of two
nodes that stand side by side are one step with several facts. Fewest steps come first, then the lesser fact ids.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from credit.chains import Chain, Connected, FindsChains, Found, Limits, Pair, Relation, Step, Which
from credit.facts import Fact
from credit.view import View

__all__ = ["Known", "Limits", "Relations", "between", "chains", "connected"]

Relations = Callable[[Collection[str]], Iterable[Fact]]


@dataclass
class Known:
    """Relations read so far, shared by all questions of one answer. `ends`: never a hub, however many relations they have."""

    relations: Relations
    limits: Limits
    ends: frozenset[str]
    around: dict[str, dict[str, list[Fact]]] = field(default_factory=dict)
    hubs: set[str] = field(default_factory=set)

    def read(self, nodes: Iterable[str]) -> None:
        """The relations at these nodes, in one question for those not yet read."""
        fresh = sorted(set(nodes) - self.around.keys())
        if not fresh:
            return
        self.around.update({node: {} for node in fresh})
        for fact in self.relations(fresh):
            for here, there in ((fact.src, fact.dst), (fact.dst, fact.src)):
                if here in self.around and here in fresh and there and there != here and not {here, there} & self.limits.avoid:
                    self.around[here].setdefault(there, []).append(fact)
        for node in fresh:
            if sum(len(facts) for facts in self.around[node].values()) > self.limits.hub_guard and node not in self.ends:
                self.hubs.add(node)
                self.around[node] = {}

    def beside(self, node: str) -> Mapping[str, list[Fact]]:
        """Who is beside a node that was read; nobody at hubs that are not crossed."""
        return self.around.get(node, {})


@dataclass
class _Ball:
    """Everybody within some steps of one end."""

    frontier: list[str]
    depth: dict[str, int]
    reach: int = 0

    def grow(self, known: Known) -> None:
        """One more step."""
        known.read(self.frontier)
        self.reach += 1
        beyond = {there for node in self.frontier for there in known.beside(node) if there not in self.depth}
        self.depth.update(dict.fromkeys(beyond, self.reach))
        self.frontier = sorted(beyond)


def chains(known: Known, start: str, end: str, limits: Limits) -> Found:
    """The chains between two nodes, length by length from the shortest on, until there are enough.

    The balls around both ends grow until together they reach the length; whoever stands in both is read too, so that every node inside
    a chain of that length has been read, and no hub is crossed unseen.
    """
    balls = _Ball([start], {start: 0}), _Ball([end], {end: 0})
    found: list[Chain] = []
    cut = None
    for length in range(1, limits.max_hops + 1):
        growing = min((each for each in balls if each.frontier), key=lambda each: (len(each.frontier), each.reach), default=None)
        if growing is not None:
            growing.grow(known)
        common = balls[0].depth.keys() & balls[1].depth.keys()
        if not common and not all(each.frontier for each in balls):
            break  # one side is read to its end, and the other is not in it
        if _explored(balls) > limits.max_nodes:
            cut = f"max_nodes={limits.max_nodes}"
            break
        known.read(common)
        lines, stopped = _of_length(known, (start, end), length, limits)
        found += lines
        if stopped or len(found) >= limits.most:
            cut = "max_steps" if stopped else None
            break
    more = f"limit={limits.most}" if len(found) > limits.most else None
    return Found(tuple(found[: limits.most]), _explored(balls), cut or more)


def _explored(balls: tuple[_Ball, _Ball]) -> int:
    return len(balls[0].depth.keys() | balls[1].depth.keys())


def _of_length(known: Known, ends: tuple[str, str], length: int, limits: Limits) -> tuple[list[Chain], bool]:
    """All chains of exactly this length, in order, and whether the enumeration was stopped."""
    start, end = ends
    left = _distances(known, end, length)
    spent = [0]
    lines = []
    for nodes in _simple(known, [start], left, (end, length), spent):
        if limits.through <= set(nodes):
            lines.append(tuple(_step(known, a, b) for a, b in pairwise(nodes)))
    return sorted(lines, key=lambda chain: [step.relations[0].id for step in chain]), spent[0] > limits.max_steps


def _distances(known: Known, end: str, most: int) -> dict[str, int]:
    """How far everybody in what was read is from the end."""
    distance, frontier = {end: 0}, [end]
    for step in range(1, most + 1):
        beyond = {there for node in frontier for there in known.beside(node) if there not in distance}
        distance.update(dict.fromkeys(beyond, step))
        frontier = list(beyond)
    return distance


def _simple(known: Known, path: list[str], left: Mapping[str, int], goal: tuple[str, int], spent: list[int]) -> Iterator[list[str]]:
    """Ways without a circle that end at the goal after exactly so many steps, by node ids."""
    end, steps = goal
    spent[0] += 1
    if steps == 0 or spent[0] > known.limits.max_steps:
        if path[-1] == end:
            yield list(path)
        return
    for there in sorted(known.beside(path[-1])):
        if left.get(there, steps) <= steps - 1 and there not in path and (there != end or steps == 1):
            path.append(there)
            yield from _simple(known, path, left, (end, steps - 1), spent)
            path.pop()


def _step(known: Known, a: str, b: str) -> Step:
    facts = known.beside(a).get(b, [])
    return Step(a, b, tuple(Relation.of(fact) for fact in sorted(facts, key=lambda fact: fact.id)))


def between(known: Known, pairs: Sequence[Pair], limits: Limits) -> Connected:
    """The chains of many pairs, over relations that are read once: what every kernel is held to."""
    found = {pair: chains(known, *pair, limits) for pair in pairs}
    return Connected(found, tuple(sorted(known.hubs)))


def connected(view: View, which: Which, pairs: Sequence[Pair], known: Known) -> Connected:
    """The same from the view itself where it finds chains, else over the relations that are known, which are those of `which`."""
    if isinstance(view, FindsChains):
        found = view.chains_between(which, pairs, known.limits, known.ends)
        if found is not None:
            return found
    return between(known, pairs, known.limits)
