"""The circle around a party: level by level over the relations that count, hubs shown and not walked on from."""

from collections.abc import Callable, Collection, Iterable

from credit.chains import Which
from credit.circles import Bounds, Circle, FindsCircles, Near, Page
from credit.exposures import Hub
from credit.facts import Fact
from credit.view import View, Way

Relations = Callable[[Collection[str]], Iterable[Fact]]
"""The relations of the way wanted at some nodes that count."""


def circle(view: View, which: Which, subject: str, bounds: Bounds, page: Page, relations: Relations) -> Circle:
    """The circle from the view itself where it finds circles, else over the relations, which are those of `which`."""
    if isinstance(view, FindsCircles):
        found = view.circle_around(which, subject, bounds, page)
        if found is not None:
            return found
    return by_walking(relations, subject, bounds, page)


def by_walking(relations: Relations, subject: str, bounds: Bounds, page: Page) -> Circle:
    """The same over the relations alone: what every kernel is held to."""
    seen, frontier, found, hubs = {subject}, {subject}, dict[str, Near](), list[Hub]()
    for hops in range(1, bounds.max_hops + 1):
        at = _at(relations(sorted(frontier)), frontier, bounds.way)
        crowded = {node: len(facts) for node, facts in at.items() if len(facts) > bounds.hub_guard and node != subject}
        hubs += [Hub(node, count) for node, count in crowded.items()]
        walked = [fact for node, facts in at.items() if node not in crowded for fact in facts]
        for fact in walked:
            found.setdefault(fact.id, Near(hops, fact.kind, fact.id))
        frontier = {end for fact in walked for end in (fact.src, fact.dst) if end} - seen
        seen |= frontier
        if len(seen) > bounds.max_nodes or not frontier:
            break
    told = sorted(found.values())[page.offset : page.offset + page.limit]
    return Circle(tuple(told), len(found), len(seen), tuple(sorted(hubs, key=lambda hub: hub.subject)), len(seen) > bounds.max_nodes)


def _at(facts: Iterable[Fact], frontier: Collection[str], way: Way) -> dict[str, list[Fact]]:
    """The relations of each node of the frontier, along the ends wanted."""
    at: dict[str, list[Fact]] = {}
    for fact in facts:
        ends = {*((fact.src,) if way is not Way.IN else ()), *((fact.dst,) if way is not Way.OUT else ())}
        for end in ends:
            if end in frontier:
                at.setdefault(end, []).append(fact)
    return at
