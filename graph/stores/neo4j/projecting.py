"""What people see in Neo4j's own tools, kept current by every writing transaction: the standing claims as relations with the bounds of
their facts, and on nodes what their records say. Made by `credit.facts.assemble` from the claims, so it says what the service says.

`counts`: true on exactly one relation for each fact that stands; false on those that only corroborate it, and on voided ones.
`starts`, `ends`: the first day on which it may be so, and the first on which it no longer may; `sure_from`, `sure_until`: between
which it is so for certain.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from credit.errors import BadDay
from credit.facts import Claim, Fact, assemble
from credit.identity import canonical_json
from credit.kinds import EDGES, FACT_KINDS, NODES, EdgeKind, NodeKind, Prop
from credit.periods import day_of, to_date
from graph.stores.neo4j.declared import OF_BATCH, records_of, relations_of, told_of
from graph.stores.neo4j.query import Run
from graph.stores.neo4j.talk import as_columns, in_batches
from graph.stores.neo4j.view import Neo4jView

_OF_FACTS = ("starts", "sure_from", "sure_until", "ends", "disputed", "repaired_on")

_RELATIONS = 10_000
"""So many go over at a time: a source may have any number."""

Touched = Mapping[str, Collection[str]]
"""By kind of fact, the source ends whose facts may have changed."""


@dataclass(frozen=True)
class Projecting:
    """The projection inside a writing transaction; `view` is the picture with that transaction in it."""

    run: Run
    view: Neo4jView
    many: int

    def project(self, touched: Touched) -> None:
        """Brings what these nodes show up to date."""
        for kind, nodes in touched.items():
            if kind in EDGES or kind in NODES:
                for some in in_batches(sorted(nodes), self.many):
                    self._project(kind, some)

    def _project(self, kind: str, nodes: Collection[str]) -> None:
        claims = self.view.said_of(nodes, [kind])
        self._write(kind, claims, assemble(claims, self.view.acts({claim.fact for claim in claims})), new=False)

    def add(self, claims: Iterable[Claim]) -> None:
        """The same for claims that are all there is of their sources, so that nothing need be read, and no relation looked for."""
        said: dict[str, dict[str, list[Claim]]] = {}
        for claim in claims:
            said.setdefault(claim.kind, {}).setdefault(claim.src, []).append(claim)
        for kind, by_source in said.items():
            if kind in EDGES or kind in NODES:
                for sources in in_batches(sorted(by_source), self.many):
                    some = [claim for source in sources for claim in by_source[source]]
                    self._write(kind, some, assemble(some, {}), new=True)

    def _write(self, kind: str, claims: Sequence[Claim], facts: Sequence[Fact], *, new: bool) -> None:
        if kind not in EDGES:
            rows = [{"id": record["id"], **record["told"]} for record in records(kind, claims, facts)]
            self.run(records_of(NODES[kind]), _columns(rows, ("id",), NODES[kind]))
            return
        table, batches = self._relations(claims, facts)
        for some in in_batches(table, _RELATIONS):
            given = _columns(some, ("id", "batch"), EDGES[kind])
            self.run(relations_of(EDGES[kind], new=new), given | {"batches": batches})

    def _relations(self, claims: Iterable[Claim], facts: Iterable[Fact]) -> tuple[list[dict[str, Any]], dict[str, list[Any]]]:
        """A row for each claim, and what is the same of many: the batches that the rows name by their place."""
        counting = {fact.claims[0].id: fact for fact in facts}
        table: list[dict[str, Any]] = []
        batches: dict[tuple[Any, ...], int] = {}
        for claim in claims:
            shown = told(counting[claim.id]) if claim.id in counting else {"counts": False}
            place = batches.setdefault(tuple(getattr(claim, name) for name in OF_BATCH), len(batches))
            table.append({"id": claim.id, "batch": place} | shown)
        return table, as_columns([dict(zip(OF_BATCH, each, strict=True)) for each in batches], OF_BATCH)


def _columns(rows: Sequence[Mapping[str, Any]], names: Iterable[str], kind: EdgeKind | NodeKind) -> dict[str, Any]:
    """Parameters: the rows as columns, days by their place in a list of all days that they name."""
    shown, days = told_of(kind)
    columns, places = as_columns(rows, (*names, *shown)), dict[date, int]()
    for name in days & columns.keys():
        columns[name] = [None if day is None else places.setdefault(day, len(places)) for day in columns[name]]
    return {"columns": columns, "days": list(places)}


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


@lru_cache(maxsize=100_000)
def _date(value: Any) -> date | None:
    """A day as sources state it: a number of days or an ISO date."""
    if isinstance(value, int):
        return to_date(value)
    with suppress(BadDay):
        return to_date(day_of(str(value)))
    return None
