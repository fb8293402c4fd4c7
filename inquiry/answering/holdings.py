"""Shares and traces as they leave."""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from inquiry.answering.consequences import Citation, named
from inquiry.answering.wire import Ref, Span, Wire
from inquiry.asking.question import Question
from inquiry.rulebook import kind_label
from reasoning.control import Finding, Step
from reasoning.ownership import Chain, Share, Stake, Structure

Surely = Literal["certain", "possible", "not"]
MOST_LEVELS = 15
_DIGITS = 9


class ShareTold(Wire):
    """A share between 0 and 1. `min` and `max` differ where sources leave it open."""

    min: float
    max: float
    exact: bool

    @classmethod
    def of(cls, share: Share) -> "ShareTold":
        """The wire form of a share."""
        return cls(min=round(share.low, _DIGITS), max=round(share.high, _DIGITS), exact=share.exact)


class StakeTold(Wire):
    """One holding, as one fact states it. `stated`: whether the fact states a share at all."""

    from_: str = Field(alias="from")
    to: str
    fact: str
    kind: str
    label_zh: str
    share: ShareTold
    stated: bool
    period: Span
    evidence: list[int]


class ChainTold(Wire):
    """One way from an owner down to the company, with the product of its shares."""

    share: ShareTold
    stakes: list[StakeTold]


class TraceStep(Wire):
    """One step of a trace, with the facts behind it."""

    says_zh: str
    facts: list[str]
    evidence: list[int]


class FindingTold(Wire):
    """A party that fits a criterion. A lead for whoever must find out, never a finding itself."""

    party: Ref
    criterion: str
    criterion_zh: str
    sureness: Surely
    share: ShareTold | None
    basis: list[Citation]
    trace: list[TraceStep]


def stake(held: Stake) -> StakeTold:
    """A holding as it leaves."""
    return StakeTold(
        from_=held.owner,
        to=held.company,
        fact=held.fact.id,
        kind=held.fact.kind,
        label_zh=kind_label(held.fact.kind).label_zh,
        share=ShareTold.of(Share(float(held.low), float(held.high))),
        stated=held.stated,
        period=Span.of(held.fact.period),
        evidence=list(held.fact.evidence),
    )


def chain(way: Chain) -> ChainTold:
    """A way as it leaves."""
    return ChainTold(share=ShareTold.of(way.share), stakes=[stake(each) for each in way.stakes])


def trace(question: Question, steps: Iterable[Step]) -> list[TraceStep]:
    """Steps with names."""
    return [
        TraceStep(
            says_zh=named(question, step.says_zh),
            facts=[fact.id for fact in step.facts],
            evidence=[number for fact in step.facts for number in fact.evidence],
        )
        for step in steps
    ]


def finding(question: Question, each: Finding, criterion_zh: str, basis: list[Citation]) -> FindingTold:
    """A finding with names."""
    return FindingTold(
        party=question.ref(each.party),
        criterion=each.criterion,
        criterion_zh=criterion_zh,
        sureness=each.sureness.value,
        share=ShareTold.of(each.share) if each.share else None,
        basis=basis,
        trace=trace(question, each.steps),
    )


def learn(question: Question, structure: Structure) -> None:
    """Reads the records of everybody in a structure in one go."""
    owners = (held.owner for register in structure.registers.values() for held in register.held)
    question.directory.learn({*structure.levels, *owners})


def cut_short(structure: Structure) -> str | None:
    """Why a structure is not whole."""
    return "max_levels_or_parties: 更远或更小的持股未读取。Further or smaller holdings were not read." if structure.cut else None
