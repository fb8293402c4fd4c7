"""A relation between two subjects as it leaves: what it is, of whom to whom, from when until when, on whose word."""

from pydantic import Field

from credit.facts import Fact
from inquiry.answering.wire import Label, Ref, Span, Wire
from inquiry.asking.question import Question
from inquiry.rulebook import kind_label


class Term(Wire):
    """A relation that a reason or a conflict reads."""

    fact: str
    kind: Label
    from_: Ref = Field(alias="from")
    to: Ref | None
    period: Span
    evidence: list[int]


def term_told(question: Question, fact: Fact) -> Term:
    """A relation with names."""
    return Term(
        fact=fact.id,
        kind=kind_label(fact.kind),
        from_=question.ref(fact.src),
        to=question.ref(fact.dst) if fact.dst else None,
        period=Span.of(fact.period),
        evidence=list(fact.evidence),
    )
