"""The walk: level by level over the policy's relations, keeping for every party its best way there.

"Best" is the greatest product of weights among the shortest ways (fewest hops first), ties broken by id, so that the answer does
not depend on the order in which a store returns relations.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from credit.exposures import Hop, Hub
from credit.facts import Fact
from credit.periods import Certainty, Day, Interval
from credit.view import View
from reasoning.catalogue import Policy


@dataclass(frozen=True, slots=True)
class Way:
    """How a party was reached: the product of weights, and the relations from the seed."""

    weight: float
    path: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """All parties within the depth, with their ways; the hubs that were not crossed; whether the walk was cut short."""

    ways: Mapping[str, Way]
    hubs: tuple[Hub, ...]
    cut: bool


def walk(view: View, policy: Policy, seed: str, as_of: Day, max_hops: int) -> Reach:
    """Everybody within `max_hops` relations of the seed that may be in force on the day."""
    ways: dict[str, Way] = {seed: Way(1.0, ())}
    frontier, hubs, cut = [seed], {}, False
    for _ in range(max_hops):
        facts = view.expand(frontier, tuple(policy.relations), Interval.on(as_of)) if frontier else ()
        around = _around(facts, frontier)
        hubs.update({node: len(near) for node, near in around.items() if len(near) > policy.hub_guard and node != seed})
        found = _next(ways, {node: near for node, near in around.items() if node not in hubs}, policy, as_of)
        room = policy.max_explored - len(ways)
        cut = cut or len(found) > room
        kept = sorted(found, key=lambda node: (-found[node].weight, node))[: max(room, 0)]
        ways.update({node: found[node] for node in kept})
        frontier = sorted(kept)
    return Reach(ways, tuple(Hub(node, count) for node, count in sorted(hubs.items())), cut)


def _around(facts: Iterable[Fact], frontier: Iterable[str]) -> dict[str, list[Fact]]:
    around: dict[str, list[Fact]] = {node: [] for node in frontier}
    for fact in facts:
        for end in {fact.src, fact.dst or fact.src}:
            if end in around:
                around[end].append(fact)
    return around


def _next(ways: Mapping[str, Way], around: Mapping[str, list[Fact]], policy: Policy, as_of: Day) -> dict[str, Way]:
    found: dict[str, Way] = {}
    for node, facts in around.items():
        for fact in facts:
            other = fact.dst if fact.src == node else fact.src
            if other is not None and other not in ways:
                step = _step(ways[node], node, other, fact, policy.relations[fact.kind] * _factor(fact, policy, as_of))
                if other not in found or _better(step, found[other]):
                    found[other] = step
    return found


def _step(way: Way, node: str, other: str, fact: Fact, weight: float) -> Way:
    return Way(way.weight * weight, (*way.path, Hop(node, fact.id, other, fact.kind, fact.period, fact.evidence, fact.disputed)))


def _factor(fact: Fact, policy: Policy, as_of: Day) -> float:
    return 1.0 if fact.period.at(as_of) is Certainty.CERTAIN else policy.possible_relation


def _better(a: Way, b: Way) -> bool:
    return (-a.weight, [hop.edge for hop in a.path]) < (-b.weight, [hop.edge for hop in b.path])
