"""The main questions of an investigator, as each engine is asked them: the same ids, the same day, answers that can be compared.

An engine's answer is clocked as it comes; what is compared is read out of it afterwards. Where a statement in Cypher asks less than the
question does (no guard against hubs, no certainty), it is compared where that makes no difference, and asked all the same.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.generate.nation import TODAY
from bench.graph import POLICY
from bench.propagation import CATALOGUE
from credit.chains import Connected, Limits, Pair, Which
from credit.exposures import LinkedRisk
from credit.kinds import EDGES
from credit.periods import ALWAYS, Interval, to_date
from credit.view import View, Way
from graph.projection import kernels
from graph.projection.connecting import chains_between
from graph.projection.telling import Current
from reasoning.linked_risk import by_walking, leads_of
from reasoning.linked_risk.walk import walk
from reasoning.ownership.structure import Depth, Reading, above
from reasoning.paths import Known, between
from reasoning.propagation import measures

HOPS, LIMIT = 3, 20
_LEVELS, _STEPS = 6, 6
_WALKED = "|".join(POLICY.relations)
_OFFICES = "|".join(kind.name for kind in EDGES.values() if kind.office)
_IN_FORCE = "r.counts AND r.starts <= $day AND r.ends > $day"
_LEADS = leads_of(POLICY)

LINKED = f"""
MATCH (a:Thing {{id: $id}})
MATCH way = SHORTEST 1 (a)(()-[r:{_WALKED} WHERE {_IN_FORCE}]-()){{0,{HOPS}}}(b:Thing)
MATCH (b)-[part:SUBJECT_OF|LISTED_AS]->(x)
WHERE part.counts AND x.counts AND x.starts <= $day AND x.ends > $day
RETURN b.id AS id, length(way) AS hops, [each IN relationships(way) | each.id] AS evidence, collect(x.id) AS records
"""
"""The statement that we found the fastest (shared findings, tried again here); its labels, types and depth are of the declaration."""
_LOOK_UP = "MATCH (a:Thing {id: $id}) RETURN a.id AS id"
_HOP = f"MATCH (a:Thing {{id: $id}})-[r:{_WALKED}]-(b:Thing) WHERE {_IN_FORCE} RETURN r.fact AS id"
_REACH = f"MATCH (a:Thing {{id: $id}})(()-[r:{_WALKED} WHERE {_IN_FORCE}]-()){{1,{HOPS}}}(b:Thing) RETURN DISTINCT b.id AS id"
_HELD_DIRECTLY = CATALOGUE.holdings.model_copy(
    update={"kinds": {name: kind for name, kind in CATALOGUE.holdings.kinds.items() if kind.held_by == "src"}}
)
"""Without branches, whose head stands at the other end of the relation: one pattern has one direction."""
_OWNERS = f"""
MATCH (a:Thing {{id: $id}})
MATCH (owner:Thing)(()-[r:{"|".join(_HELD_DIRECTLY.kinds)} WHERE {_IN_FORCE}]->()){{1,{_LEVELS}}}(a)
RETURN DISTINCT owner.id AS id
"""
_PATH = f"""
MATCH (a:Thing {{id: $id}}), (b:Thing {{id: $other}})
MATCH way = SHORTEST 1 (a)(()-[r:{_WALKED} WHERE {_IN_FORCE}]-()){{1,{_STEPS}}}(b)
RETURN length(way) AS steps, [each IN relationships(way) | each.id] AS evidence
"""
_BEHIND = f"""
MATCH (a:Thing {{id: $id}})-[l:LISTED_AS]->(e:ListEntry)
WHERE l.counts AND l.starts <= $day AND l.ends > $day AND e.counts AND e.starts <= $day AND e.ends > $day
MATCH (a)<-[r:{_OFFICES}]-(p:Person)
WHERE {_IN_FORCE}
RETURN DISTINCT p.id AS person, type(r) AS office, e.id AS entry
"""

Asker = Callable[[Any], Any]
Read = Callable[[Any], Any]


def _as_it_is(answer: Any) -> Any:
    return answer


@dataclass(frozen=True)
class Asking:
    """How an engine is asked, and what of its answer is compared. `slow`: asked about fewer subjects, for it goes hop by hop."""

    ask: Asker
    read: Read = _as_it_is
    slow: bool = False


@dataclass(frozen=True)
class Question:
    """A question to all engines that answer it; the first of them says what is right."""

    name: str
    about: Sequence[Any]
    engines: Mapping[str, Asking]
    same: Callable[[Any, Any, Any], bool] = field(default=lambda wanted, found, about: wanted == found)


@dataclass(frozen=True)
class Asked:
    """Where the questions go, and about whom. `cypher` runs a statement and gives its rows."""

    arrays: Current
    lite: View
    remote: View
    cypher: Callable[[str, Mapping[str, Any]], list[list[Any]]]

    def said(self, text: str) -> Asker:
        """A statement about one id."""
        return lambda about: self.cypher(text, {"day": to_date(TODAY), "id": about})

    def both(self, ask: Callable[[View, Any], Any], read: Read = _as_it_is) -> dict[str, Asking]:
        """The same code over the view of either store."""
        return {
            "SQLite": Asking(lambda about: ask(self.lite, about), read),
            "Neo4j, view": Asking(lambda about: ask(self.remote, about), read, slow=True),
        }


def questions(asked: Asked, seeds: Sequence[str]) -> list[Question]:
    """All of them."""
    listed = _listed(asked.lite, len(seeds))
    return [
        Question("look-up by id", seeds, {**asked.both(_node, _one), "Neo4j, Cypher": Asking(asked.said(_LOOK_UP), _ids)}),
        Question("relations of one", seeds, {**asked.both(_hop), "Neo4j, Cypher": Asking(asked.said(_HOP), _ids)}),
        _reach(asked, seeds),
        _linked(asked, seeds),
        Question("owners, 6 levels up", seeds, {**asked.both(_owners), "Neo4j, Cypher": Asking(asked.said(_OWNERS), _ids)}, _but_itself),
        _path(asked, seeds),
        Question(
            "persons behind a listed enterprise", listed, {**asked.both(_behind), "Neo4j, Cypher": Asking(asked.said(_BEHIND), _rows)}
        ),
        Question("measures of a case, with proofs", listed, asked.both(lambda view, about: measures(view, CATALOGUE, about, TODAY))),
    ]


def _on() -> Interval:
    return Interval.on(TODAY)


def _node(view: View, about: str) -> Any:
    return view.node(about)


def _one(node: Any) -> set[str]:
    return {node.id} if node else set()


def _ids(rows: list[list[Any]]) -> set[str]:
    return {row[0] for row in rows}


def _rows(rows: list[list[Any]]) -> set[tuple[Any, ...]]:
    return {tuple(row) for row in rows}


def _hop(view: View, about: str) -> set[str]:
    return {fact.id for fact in view.expand([about], tuple(POLICY.relations), _on())}


def _owners(view: View, about: str) -> set[str]:
    return set(above(Reading(view, _HELD_DIRECTLY, TODAY), about, Depth(_LEVELS)).levels) - {about}


def _but_itself(wanted: Any, found: Any, about: Any) -> bool:
    """In a circle of holdings an enterprise stands above itself: one says so, the other leaves it out."""
    return bool(wanted - {about} == found - {about})


def _behind(view: View, about: str) -> set[tuple[str, str, str]]:
    ties = view.expand([about], ("LISTED_AS",), _on(), Way.OUT)
    entries = view.facts_of([tie.dst for tie in ties if tie.dst], ("ListEntry",), _on())
    offices = view.expand([about], tuple(kind.name for kind in EDGES.values() if kind.office), _on(), Way.IN)
    return {(office.src, office.kind, entry.src) for office in offices for entry in entries if office.src.startswith("p:")}


def _listed(view: View, count: int) -> list[str]:
    """Enterprises that stand on a list, as many as there are of the other subjects."""
    entries = view.all_nodes("ListEntry", "", 50_000)
    chosen = random.Random(12).sample(entries, min(2 * count, len(entries)))
    ties = view.expand(chosen, ("LISTED_AS",), ALWAYS, Way.IN)
    return sorted({tie.src for tie in ties})[:count]


def _reach(asked: Asked, seeds: Sequence[str]) -> Question:
    def arrays(about: str) -> set[str]:
        now, seed = asked.arrays, asked.arrays.number(about)
        states = (*now.states(TODAY), POLICY.possible_relation)
        assert seed is not None  # seeds are drawn from the graph
        bounds = (HOPS, POLICY.hub_guard, POLICY.max_explored)
        ways, *_ = kernels.walk(now.base.graph, now.over.relations, seed, bounds, now.weights(_LEADS), states)
        return {now.id_of(node) for node in ways[0].tolist()}

    def reached(view: View, about: str) -> Any:
        return walk(view, POLICY, about, TODAY, HOPS)

    def same(wanted: Any, found: Any, about: Any) -> bool:
        """Cypher crosses hubs, which the policy does not: there it may know more."""
        if isinstance(found, list):
            theirs = _ids(found) | {about}
            return bool(wanted.ways.keys() <= theirs if wanted.hubs else wanted.ways.keys() == theirs)
        return bool(wanted.ways.keys() == (found if isinstance(found, set) else found.ways.keys()))

    engines = {**asked.both(reached), "projection": Asking(arrays), "Neo4j, Cypher": Asking(asked.said(_REACH))}
    return Question("parties within 3 relations", seeds, engines, same)


def _linked(asked: Asked, seeds: Sequence[str]) -> Question:
    from graph.projection.telling import linked_risk

    def same(wanted: LinkedRisk, found: Any, about: Any) -> bool:
        if isinstance(found, LinkedRisk):
            return found == wanted
        whole = linked_risk(asked.arrays, _LEADS, about, TODAY, HOPS, 1_000_000)
        assert whole is not None
        told, known = {(row[0], row[1]) for row in found}, {(each.subject, each.hops) for each in whole.exposures}
        return {each for each, _ in known} <= {each for each, _ in told} if whole.totals.hubs_not_crossed else told == known

    engines = {
        **asked.both(lambda view, about: by_walking(view, POLICY, about, TODAY, HOPS, LIMIT)),
        "projection": Asking(lambda about: linked_risk(asked.arrays, _LEADS, about, TODAY, HOPS, LIMIT)),
        "Neo4j, Cypher": Asking(asked.said(LINKED)),
    }
    return Question("linked risk, 3 hops, with ways and evidence", seeds, engines, same)


def _path(asked: Asked, seeds: Sequence[str]) -> Question:
    """Between a subject and somebody within three relations of it, and for every fourth a stranger, who may be out of reach."""
    chance = random.Random(13)
    near = [(seed, chance.choice(sorted(walk(asked.lite, POLICY, seed, TODAY, HOPS).ways))) for seed in seeds]
    pairs = [(seed, chance.choice(seeds) if i % 4 == 0 else other) for i, (seed, other) in enumerate(near)]
    limits, which = Limits(_STEPS), Which(frozenset(POLICY.relations), _on(), None)

    def steps(answer: Connected) -> int | None:
        (found,) = answer.found.values()
        return None if answer.hubs or found.cut else len(found.chains[0]) if found.chains else 0

    def walked(view: View, pair: Pair) -> int | None:
        known = Known(lambda nodes: view.expand(sorted(nodes), tuple(POLICY.relations), _on()), limits, frozenset(pair))
        return steps(between(known, [pair], limits))

    def arrays(pair: Pair) -> int | None:
        found = chains_between(asked.arrays, which, [pair], limits, pair)
        assert found is not None
        return steps(found)

    def cypher(pair: tuple[str, str]) -> list[list[Any]]:
        return asked.cypher(_PATH, {"day": to_date(TODAY), "id": pair[0], "other": pair[1]})

    def same(wanted: Any, found: Any, about: Any) -> bool:
        """Nothing is compared where a hub was not crossed, or the search was cut short."""
        return wanted is None or found is None or wanted == found

    engines = {**asked.both(walked), "projection": Asking(arrays), "Neo4j, Cypher": Asking(cypher, lambda rows: rows[0][0] if rows else 0)}
    return Question("path between a pair, at most 6", [pair for pair in pairs if pair[0] != pair[1]], engines, same)
