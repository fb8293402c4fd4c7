"""Who is connected to the subject on the day, how, and on whose word?"""

from typing import Any, Literal

from pydantic import Field

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

_WIDEST = 5000
"""A walk that has seen so many nodes goes no further: it has met a hub, not a circle of acquaintances."""


class NeighborsParameters(Paged):
    """How far to look, and along which relations."""

    kinds: Codes = Field(
        default=[], description="Kinds of relation (/v1/ontology/edge_kinds); default all but namesakes, contacts, authorities."
    )
    way: Literal["out", "in", "both"] = Field(default="both", description="out: what the subject holds; in: who holds something in it.")
    max_hops: int = Field(default=1, ge=1, le=3, description="How many relations away.")


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


class NeighborsData(Wire):
    """The circle around a subject, flat: every node once, every relation once."""

    subject: Ref
    nodes: list[Ref]
    edges: list[Edge]


def neighbors(question: Question, asked: str, wanted: NeighborsParameters) -> Outcome[NeighborsData]:
    """The relations within `max_hops`, nearest first, then by kind and id."""
    subject = subject_of(question, asked)
    found, complete = _walk(question, subject, wanted)
    page = found[question.offset : question.offset + wanted.limit]
    more = len(found) > question.offset + wanted.limit
    ends = ends_of(fact for _, fact in page)
    question.directory.learn(ends)
    return Outcome(
        NeighborsData(
            subject=question.ref(subject.id),
            nodes=[question.ref(end) for end in ends],
            edges=[edge(question, fact, hops) for hops, fact in page],
        ),
        truncated=more or not complete,
        reason="limit" if more else None if complete else "max_nodes",
        paged=True,
        next_offset=question.offset + wanted.limit if more else None,
    )


def _walk(question: Question, start: Subject, wanted: NeighborsParameters) -> tuple[list[tuple[int, Fact]], bool]:
    kinds, during = chosen(wanted.kinds, around(start.kind)), question.during(wanted.include_former)
    seen, frontier, found = {start.id}, {start.id}, dict[str, tuple[int, Fact]]()
    for hops in range(1, wanted.max_hops + 1):
        relations = standing(question, question.steps(frontier, kinds, during, way=Way(wanted.way)), wanted.include_repaired, during)
        for fact in relations:
            found.setdefault(fact.id, (hops, fact))
        frontier = {end for fact in relations for end in (fact.src, fact.dst) if end} - seen
        seen |= frontier
        if len(seen) > _WIDEST or not frontier:
            break
    return sorted(found.values(), key=lambda each: (each[0], each[1].kind, each[1].id)), len(seen) <= _WIDEST


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
