"""Who is connected to the subject on the day, how, and on whose word?"""

from collections.abc import Collection, Iterable
from typing import Any, Literal

from pydantic import Field

from credit.chains import Which
from credit.circles import Bounds, Circle, Page
from credit.facts import Fact
from credit.kinds import FACT_KINDS
from credit.view import Way
from inquiry.answering.items import Sureness, certainty, flags, period_of, props, standing
from inquiry.answering.kinds import around, chosen
from inquiry.answering.wire import Ref, Span, Wire
from inquiry.asking.parameters import Codes, Paged
from inquiry.asking.question import Outcome, Question, ends_of
from inquiry.asking.subject import Subject, subject_of
from inquiry.rulebook import kind_label
from reasoning.circles import circle

_WIDEST = 5000
"""A walk that has seen so many nodes goes no further: it has met a hub, not a circle of acquaintances."""


class NeighborsParameters(Paged):
    """How far to look, and along which relations."""

    kinds: Codes = Field(
        default=[], description="Kinds of relation (/v1/ontology/edge_kinds); default all but namesakes, contacts, authorities."
    )
    way: Literal["out", "in", "both"] = Field(default="both", description="out: what the subject holds; in: who holds something in it.")
    max_hops: int = Field(default=1, ge=1, le=3, description="How many relations away.")
    hub_guard: int = Field(default=500, ge=1, le=10_000, description="Somebody else with more relations is not walked on from.")


class Edge(Wire):
    """One relation. `hops` is the distance from the subject of its nearer end."""

    fact: str
    kind: str
    label_zh: str
    label_en: str
    lane: Literal["binding", "advisory"]
    from_: str = Field(alias="from")
    to: str
    hops: int
    period: Span
    certainty: Sureness
    props: dict[str, Any]
    evidence: list[int]
    sources: list[str]
    flags: list[str]


class Crowded(Wire):
    """A party with more relations than the guard allows: shown, not walked on from."""

    party: Ref
    relations: int


class NeighborsData(Wire):
    """The circle around a subject, flat: every node once, every relation once. `total`: relations on all pages; `explored`: nodes met."""

    subject: Ref
    nodes: list[Ref]
    edges: list[Edge]
    total: int
    explored: int
    hubs_not_crossed: list[Crowded]


def neighbors(question: Question, asked: str, wanted: NeighborsParameters) -> Outcome[NeighborsData]:
    """The relations within `max_hops`, nearest first, then by kind and id."""
    subject = subject_of(question, asked)
    found = _circle(question, subject, wanted)
    more = found.total > question.offset + len(found.relations)
    facts = {fact.id: fact for fact in question.view.facts([near.fact for near in found.relations])}
    page = [(near.hops, facts[near.fact]) for near in found.relations if near.fact in facts]
    ends = ends_of(fact for _, fact in page)
    question.directory.learn([*ends, *(hub.subject for hub in found.hubs)])
    return Outcome(
        NeighborsData(
            subject=question.ref(subject.id),
            nodes=[question.ref(end) for end in ends],
            edges=[edge(question, fact, hops) for hops, fact in page],
            total=found.total,
            explored=found.explored,
            hubs_not_crossed=[Crowded(party=question.ref(hub.subject), relations=hub.relations) for hub in found.hubs],
        ),
        truncated=more or found.cut or bool(found.hubs),
        reason="limit" if more else "max_nodes" if found.cut else "hubs_not_crossed" if found.hubs else None,
        paged=True,
        next_offset=question.offset + wanted.limit if more else None,
    )


def _circle(question: Question, start: Subject, wanted: NeighborsParameters) -> Circle:
    kinds, during, way = chosen(wanted.kinds, around(start.kind)), question.during(wanted.include_former), Way(wanted.way)

    def relations(nodes: Collection[str]) -> Iterable[Fact]:
        return standing(question, question.steps(nodes, kinds, during, way=way), wanted.include_repaired, during)

    which = Which(kinds, during, None if wanted.include_repaired else question.as_of)
    bounds = Bounds(wanted.max_hops, way, wanted.hub_guard, _WIDEST)
    return circle(question.view, which, start.id, bounds, Page(question.offset, wanted.limit), relations)


def edge(question: Question, fact: Fact, hops: int) -> Edge:
    """A relation as part of a graph."""
    label = kind_label(fact.kind)
    return Edge(
        fact=fact.id,
        kind=fact.kind,
        label_zh=label.label_zh,
        label_en=label.label_en,
        lane=FACT_KINDS[fact.kind].lane.value,
        from_=fact.src,
        to=fact.dst or "",
        hops=hops,
        period=Span.of(period_of(question, fact)),
        certainty=certainty(period_of(question, fact), question.as_of),
        props=props(question, fact),
        evidence=list(fact.evidence),
        sources=list(dict.fromkeys(claim.source for claim in fact.claims)),
        flags=flags(fact, question.as_of),
    )
