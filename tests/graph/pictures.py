"""Everything that a view answers, in a form that does not depend on the engine: claim and act numbers are replaced by what they name."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from credit.facts import Claim, Evidence, Fact
from credit.kinds import EDGES, FACT_KINDS, NODES
from credit.periods import ALWAYS, Day, Interval
from credit.view import View, Way
from graph.store import Store

RECORDS = [kind for kind in FACT_KINDS if kind not in EDGES]


def normal(fact: Fact) -> Fact:
    """A fact whose claims are numbered by their place in it, and whose acts have no numbers."""
    number = {claim.id: place for place, claim in enumerate(fact.claims)}
    return replace(
        fact,
        claims=tuple(replace(claim, id=number[claim.id]) for claim in fact.claims),
        acts=tuple(replace(act, id=0) for act in fact.acts),
        conflicts=tuple(
            replace(
                conflict,
                values=tuple(replace(each, evidence=tuple(number[i] for i in each.evidence)) for each in conflict.values),
            )
            for conflict in fact.conflicts
        ),
    )


def normals(facts: Iterable[Fact]) -> list[Fact]:
    """Facts, each in its normal form."""
    return [normal(fact) for fact in facts]


def evidence_of(view: View, facts: Iterable[Fact]) -> list[Evidence]:
    """The evidence of facts, numberless, in their order."""
    claims: list[Claim] = [claim for fact in facts for claim in fact.claims]
    found = view.evidence([claim.id for claim in claims])
    assert [each.id for each in found] == [claim.id for claim in claims]
    return [replace(each, id=0) for each in found]


def picture(view: View, ids: Collection[str], texts: Collection[str], day: Day) -> Iterator[tuple[str, Any]]:
    """Name and answer of every question that a view takes, about these ids, texts and day."""
    during = Interval.on(day)
    for each in ids:
        yield f"node {each}", view.node(each)
        for way in Way:
            yield f"expand {way} {each}", normals(view.expand([each], EDGES, during, way))
        yield f"facts_of {each}", normals(view.facts_of([each], RECORDS, during))
    around = view.expand(ids, EDGES, ALWAYS)
    about = view.facts_of(ids, RECORDS, ALWAYS)
    yield "all relations", normals(around)
    yield "all records", normals(about)
    yield "mixed kinds", (normals(view.expand(ids, FACT_KINDS, during)), normals(view.facts_of(ids, FACT_KINDS, during)))
    named = sorted({each for fact in (*around, *about) for each in fact.ids})
    yield "facts", normals(view.facts(named))
    for each in named[:3]:
        yield f"fact {each}", normals(view.facts([each]))
    yield "erased", normals(view.erased(ids, FACT_KINDS))
    yield "evidence", evidence_of(view, (*around, *about))
    for text in texts:
        yield f"find {text}", view.find(text, NODES, 10)
        yield f"find persons {text}", view.find(text, ["Person"], 2)
    yield "sources", view.sources()
    for kind in NODES:
        yield f"all {kind}", view.all_nodes(kind, "", 100)
        yield f"page {kind}", view.all_nodes(kind, min(ids), 1)


def history(store: Store) -> Iterator[tuple[str, Any]]:
    """What the store says of itself."""
    yield "last", store.last_transaction()
    yield "changes", list(store.changes(0))
    stats = store.stats()
    yield "stats", (stats.nodes, stats.facts, stats.claims, stats.transactions)
