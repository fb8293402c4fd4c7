"""Consequences as they leave: reasoning's words with the names that the caller may see (DESIGN section 7)."""

import re
from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from credit.periods import Day, iso
from inquiry.answering.wire import Label, Ref, Wire
from inquiry.asking.question import Question
from reasoning.catalogue import Basis
from reasoning.propagation import Consequence, Gap, Lift, Refusal, Step
from reasoning.unconfirmed import Unconfirmed

_NODE = re.compile(r"\{([^{}]{1,100})\}")


class Citation(Wire):
    """An instrument and the article of it."""

    instrument: str
    article: str


class RoleTold(Wire):
    """The role through which a measure reaches its target, and the date on which it was read."""

    kind: str
    label_zh: str
    read_on: Literal["act", "decision", "listing", "now", "later"]
    date: str | None


class WayOutTold(Wire):
    """What lifts a measure, and from when at the earliest."""

    kind: Literal["repair", "removal", "objection", "expiry", "event"]
    text_zh: str
    earliest: str | None


class StepTold(Wire):
    """One step of a proof: what is so, which fact says it, on whose word, under which rule."""

    step: int
    says_zh: str
    fact: str | None
    evidence: list[int]
    rule: str | None
    basis: list[Citation]


class ConsequenceTold(Wire):
    """A measure on a target, its basis, its end, its ways out and its proof."""

    id: str
    measure: Label
    target: Ref
    state: Literal["bound", "possible", "note"]
    mode: Literal["ex_lege", "decision_named", "discretionary", "reference"]
    role: RoleTold | None
    rule: str
    basis: list[Citation]
    domain: str
    domain_zh: str
    executor: str
    from_: str | None = Field(alias="from")
    until: str | None
    ends: Literal["term", "while_listed", "event", "lifetime"]
    lifts_when: list[WayOutTold]
    flags: list[str]
    proof: list[StepTold]


class RefusalTold(Wire):
    """Somebody near whom the law does not reach, and the rule that says so."""

    subject: Ref
    related: Ref
    relation: str
    rule: str
    statement_zh: str
    basis: list[Citation]
    evidence: list[int]


class GapTold(Wire):
    """A role that a rule reads and no source has stated."""

    subject: Ref
    rule: str
    role: str
    date: str | None
    says_zh: str


class UnconfirmedTold(Wire):
    """A record of a namesake: whether the published part of the number could be this person's (addenda 8). Never a measure."""

    namesake: Ref
    record: Ref
    compatible: bool
    verdict: Literal["identity_unconfirmed", "not_the_same"]
    says_zh: str
    evidence: list[int]


def nodes_in(says: str) -> list[str]:
    """The nodes that reasoning names in words."""
    return _NODE.findall(says)


def nodes_of(consequences: Iterable[Consequence]) -> set[str]:
    """Every node that these consequences name, in their proofs too."""
    found = set()
    for each in consequences:
        found |= {each.target, *(node for step in each.proof for node in nodes_in(step.says_zh))}
    return found


def consequence(question: Question, each: Consequence) -> ConsequenceTold:
    """A consequence with names, labels and dates."""
    return ConsequenceTold(
        id=each.id,
        measure=question.rulebook.measure(each.measure),
        target=question.ref(each.target),
        state=each.state,
        mode=each.mode,
        role=_role(question, each),
        rule=each.rule,
        basis=citations(each.basis),
        domain=each.domain,
        domain_zh=question.rulebook.label("domain", each.domain).label_zh,
        executor=each.executor,
        from_=day_told(each.from_),
        until=day_told(each.until),
        ends=each.ends,
        lifts_when=[_lift(lift) for lift in each.lifts_when],
        flags=list(each.flags),
        proof=[_step(question, step) for step in each.proof],
    )


def refusal(question: Question, each: Refusal) -> RefusalTold:
    """A refusal with names."""
    return RefusalTold(
        subject=question.ref(each.subject),
        related=question.ref(each.related),
        relation=each.relation,
        rule=each.rule,
        statement_zh=named(question, each.statement_zh),
        basis=citations(each.basis),
        evidence=list(each.evidence),
    )


def gap(question: Question, each: Gap) -> GapTold:
    """A gap with names."""
    return GapTold(
        subject=question.ref(each.subject), rule=each.rule, role=each.role, date=day_told(each.date), says_zh=named(question, each.says_zh)
    )


def unconfirmed_told(question: Question, each: Unconfirmed) -> UnconfirmedTold:
    """A namesake's record with names."""
    return UnconfirmedTold(
        namesake=question.ref(each.namesake),
        record=question.ref(each.record),
        compatible=each.compatible,
        verdict="identity_unconfirmed" if each.compatible else "not_the_same",
        says_zh=named(question, each.says_zh),
        evidence=list(each.evidence),
    )


def citations(basis: Iterable[Basis]) -> list[Citation]:
    """Articles as they leave."""
    return [Citation(instrument=each.instrument, article=each.article) for each in basis]


def day_told(day: Day | None) -> str | None:
    """A day as it leaves; unknown and open are null."""
    return None if day is None else iso(day)


def named(question: Question, says: str) -> str:
    """Reasoning names nodes by id in braces; a reader gets the name that he may see, else the id."""
    return _NODE.sub(lambda found: question.ref(found.group(1)).name or found.group(1), says)


def _role(question: Question, each: Consequence) -> RoleTold:
    role = each.role
    return RoleTold(kind=role.kind, label_zh=question.rulebook.role(role.kind).label_zh, read_on=role.read_on, date=day_told(role.date))


def _lift(lift: Lift) -> WayOutTold:
    return WayOutTold(kind=lift.kind, text_zh=lift.text_zh, earliest=day_told(lift.earliest))


def _step(question: Question, step: Step) -> StepTold:
    return StepTold(
        step=step.step,
        says_zh=named(question, step.says_zh),
        fact=step.fact,
        evidence=list(step.evidence),
        rule=step.rule,
        basis=citations(step.basis),
    )
