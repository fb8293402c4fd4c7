"""What people see in Neo4j's own tools, kept current by every writing transaction: the standing claims as relations with the bounds of
their facts, and on nodes what their records say. Made by `credit.facts.assemble` from the claims, so it says what the service says.

`counts`: true on exactly one relation for each fact that stands; false on those that only corroborate it, and on voided ones.
`starts`, `ends`: the first day on which it may be so, and the first on which it no longer may; `sure_from`, `sure_until`: between
which it is so for certain.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from credit.errors import BadDay
from credit.facts import Claim, Fact, assemble
from credit.identity import canonical_json
from credit.kinds import EDGES, FACT_KINDS, NODES, Prop
from credit.periods import day_of, to_date
from graph.stores.neo4j.declared import records_of, relations_of
from graph.stores.neo4j.query import Run
from graph.stores.neo4j.talk import in_batches
from graph.stores.neo4j.view import Neo4jView

_OF_FACTS = ("starts", "sure_from", "sure_until", "ends", "disputed", "repaired_on")

Touched = Mapping[str, Collection[str]]
"""By kind of fact, the source ends whose facts may have changed."""


@dataclass(frozen=True)
class Projecting:
    """The projection inside a writing transaction; `view` is the picture with that transaction in it."""

    run: Run
    view: Neo4jView
    feeds: Mapping[tuple[str, str], int]
    many: int

    def project(self, touched: Touched) -> None:
        """Brings what these nodes show up to date."""
        for kind, nodes in touched.items():
            if kind in EDGES or kind in NODES:
                for some in in_batches(sorted(nodes), self.many):
                    self._project(kind, some)

    def _project(self, kind: str, nodes: Collection[str]) -> None:
        claims = self.view.said_of(nodes, [kind])
        facts = assemble(claims, self.view.acts({claim.fact for claim in claims}))
        if kind in EDGES:
            self.run(relations_of(EDGES[kind]), {"rows": list(self._relations(claims, facts))})
        else:
            self.run(records_of(NODES[kind]), {"rows": list(records(kind, claims, facts))})

    def _relations(self, claims: Iterable[Claim], facts: Iterable[Fact]) -> Iterator[dict[str, Any]]:
        counting = {fact.claims[0].id: fact for fact in facts}
        for claim in claims:
            feed = self.feeds[(claim.source, claim.scope)]
            shown = told(counting[claim.id]) if claim.id in counting else {"counts": False}
            yield {"src": claim.src, "dst": claim.dst, "fact": claim.fact, "feed": feed, "said": said(claim, feed) | shown}


def said(claim: Claim, feed: int) -> dict[str, Any]:
    """A claim as its relation holds it: all that a view needs."""
    return {
        "id": claim.id,
        "fact": claim.fact,
        "kind": FACT_KINDS[claim.kind].code,
        "feed": feed,
        "from_min": claim.period.from_min,
        "from_max": claim.period.from_max,
        "to_min": claim.period.to_min,
        "to_max": claim.period.to_max,
        "props": canonical_json(claim.props),
        "tx": claim.tx,
        "source": claim.source,
        "scope": claim.scope,
        "precedence": claim.precedence,
        "seen_on": claim.seen_on,
    }


def records(kind: str, claims: Iterable[Claim], facts: Iterable[Fact]) -> Iterator[dict[str, Any]]:
    """What records say, by the ids stated and the id known; nothing is left of what no longer stands."""
    bare: dict[str, Any] = dict.fromkeys((*_OF_FACTS, *(prop.name for prop in FACT_KINDS[kind].props)))
    shown: dict[str, dict[str, Any]] = {claim.src: bare | {"counts": False} for claim in claims}
    for fact in facts:
        shown |= {end: bare | told(fact) for end in (*(claim.src for claim in fact.claims), fact.src)}
    return ({"id": end, "told": values} for end, values in shown.items())


def told(fact: Fact) -> dict[str, Any]:
    """A fact as people see it."""
    values = {
        "counts": True,
        "starts": to_date(fact.period.from_min),
        "sure_from": to_date(fact.period.from_max),
        "sure_until": to_date(fact.period.to_min),
        "ends": to_date(fact.period.to_max),
        "disputed": fact.disputed,
    }
    if fact.repaired_on is not None:
        values["repaired_on"] = to_date(fact.repaired_on)
    return values | {prop.name: _value(prop, fact.props[prop.name]) for prop in FACT_KINDS[fact.kind].props if prop.name in fact.props}


def _value(prop: Prop, value: Any) -> Any:
    """A value as Neo4j keeps it: days as dates, what has parts as JSON text."""
    if prop.type == "day":
        return _date(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


def _date(value: Any) -> date | None:
    """A day as sources state it: a number of days or an ISO date."""
    if isinstance(value, int):
        return to_date(value)
    with suppress(BadDay):
        return to_date(day_of(str(value)))
    return None
