"""Conflicts as they leave: who holds which office in spite of what, on whose word, and whose duty follows."""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from inquiry.answering.consequences import Citation, citations, day_told, named, nodes_in
from inquiry.answering.terms import Term, term_told
from inquiry.answering.wire import Label, Ref, Span, Wire
from inquiry.asking.question import Question
from reasoning.conflicts import Conflict
from reasoning.propagation import Consequence

ConflictKind = Literal["post", "incumbent", "red_and_black"]


class BarTold(Wire):
    """The measure that closes an office: its consequence (ask /v1/measures/explain), its rule, how surely and until when."""

    consequence: str
    measure: Label
    rule: str
    state: Literal["bound", "possible", "note"]
    from_: str | None = Field(alias="from")
    until: str | None
    ends: str
    flags: list[str]
    basis: list[Citation]


class Entry(Wire):
    """A record that a conflict rests on."""

    record: Ref
    period: Span
    evidence: list[int]


class ConflictTold(Wire):
    """One conflict. `duties` are of the organisation or its registrar; nothing in it binds the organisation."""

    id: str
    kind: ConflictKind
    state: Literal["bound", "possible"]
    subject: Ref
    organization: Ref | None
    registrar: str | None
    term: Term | None
    bar: BarTold | None
    grounds: list[Entry]
    rule: str
    says_zh: str
    duties: list[Label]
    basis: list[Citation]
    evidence: list[int]


def conflict_nodes(found: Iterable[Conflict]) -> set[str]:
    """Every node that these conflicts name."""
    found = tuple(found)
    named_nodes = {node for each in found for node in (each.subject, each.organization, *nodes_in(each.says_zh)) if node}
    return named_nodes | {ground.src for each in found for ground in each.grounds}


def conflict_told(question: Question, each: Conflict) -> ConflictTold:
    """A conflict with names."""
    return ConflictTold(
        id=each.id,
        kind=each.kind,
        state=each.state,
        subject=question.ref(each.subject),
        organization=question.ref(each.organization) if each.organization else None,
        registrar=each.registrar,
        term=term_told(question, each.term) if each.term else None,
        bar=bar_told(question, each.bar) if each.bar else None,
        grounds=[Entry(record=question.ref(one.src), period=Span.of(one.period), evidence=list(one.evidence)) for one in each.grounds],
        rule=each.rule,
        says_zh=named(question, each.says_zh),
        duties=[question.rulebook.label("post_duty", duty) for duty in each.duties],
        basis=citations(each.basis),
        evidence=list(each.evidence),
    )


def bar_told(question: Question, bar: Consequence) -> BarTold:
    """A bar with labels and days."""
    return BarTold(
        consequence=bar.id,
        measure=question.rulebook.measure(bar.measure),
        rule=bar.rule,
        state=bar.state,
        from_=day_told(bar.from_),
        until=day_told(bar.until),
        ends=bar.ends,
        flags=list(bar.flags),
        basis=citations(bar.basis),
    )
