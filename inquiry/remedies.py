"""The way out of every record of a subject: from when a repair can be asked for, what is missing, what ends, who must act by when."""

from typing import Literal

from pydantic import Field

from credit.periods import Day
from inquiry.answering.consequences import Citation, citations, day_told, nodes_of
from inquiry.answering.coverage import require
from inquiry.answering.wire import Label, Ref, Wire
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question
from inquiry.asking.subject import subject_of
from inquiry.measures import RECORDS
from inquiry.rulebook import kind_label
from reasoning.lifecycle import Condition, Deadline, End, MeasureEnd, Opening, Remedies, Remedy, remedies


class RemediesParameters(Parameters):
    """Of which day."""


class OpeningTold(Wire):
    """From when a repair or a removal can be asked for; null: no day is known. `earlier_law`: by the law of today, not of the decision."""

    kind: Literal["repair", "removal"]
    earliest: str | None
    rule: str
    says_zh: str
    basis: list[Citation]
    flags: list[str]


class ConditionTold(Wire):
    """A condition of a repair. `not_stated`: no loaded source says it, which is silence and no refusal."""

    text_zh: str
    state: Literal["met", "not_yet", "not_stated"]
    on: str | None
    rule: str
    basis: list[Citation]
    evidence: list[int]


class EndTold(Wire):
    """What ends by itself, and the first day on which it no longer is; null: no day is known."""

    what: Literal["publicity", "listing", "retention"]
    until: str | None
    rule: str
    says_zh: str
    basis: list[Citation]
    flags: list[str]


class MeasureEndTold(Wire):
    """A measure that rests on the record: when it ends by itself, and whether a repair of the record ends it."""

    consequence: str
    measure: Label
    target: Ref
    state: Literal["bound", "possible", "note"]
    rule: str
    until: str | None
    ends: Literal["term", "while_listed", "event", "lifetime"]
    on_repair: Literal["yes", "no", "unsettled"]
    basis: list[Citation]
    flags: list[str]


class DeadlineTold(Wire):
    """The last day on which somebody must have acted. `approximate_date`: the calendar of that year has not been announced."""

    rule: str
    about: Ref
    who_zh: str
    what_zh: str
    since: str | None
    due: str | None
    days: int
    days_are: Literal["working", "calendar"]
    passed: bool
    basis: list[Citation]
    evidence: list[int]
    flags: list[str]


class RemedyTold(Wire):
    """One record's way out. `missing`: the conditions of a repair that are not met, as far as anybody has stated."""

    record: Ref
    kind: Label
    fact: str
    opens: list[OpeningTold]
    conditions: list[ConditionTold]
    missing: list[str]
    ends: list[EndTold]
    measures: list[MeasureEndTold]
    deadlines: list[DeadlineTold]
    repaired_on: str | None
    flags: list[str]
    evidence: list[int]


class RemediesData(Wire):
    """Record by record, the oldest first; and deadlines about decisions that were annulled (`annulled`)."""

    subject: Ref
    remedies: list[RemedyTold] = Field(description="Records that stand on the day; praise is left out.")
    annulled: list[DeadlineTold]


def remedies_of(question: Question, asked: str) -> Outcome[RemediesData]:
    """The calendar of remedies of a subject on the day."""
    subject = subject_of(question, asked)
    found = calendar_of(question, subject.id)
    return Outcome(
        RemediesData(
            subject=question.ref(subject.id),
            remedies=[remedy_told(question, each, question.as_of) for each in found.records],
            annulled=[_deadline(question, each) for each in found.annulled],
        )
    )


def calendar_of(question: Question, subject: str) -> Remedies:
    """What the calendar says, with the names that it mentions already read."""
    require(question.view, RECORDS)
    found = remedies(question.view, question.rulebook.catalogue, question.rulebook.days, subject, question.as_of)
    deadlines = [*found.annulled, *(each for remedy in found.records for each in remedy.deadlines)]
    named = {remedy.record.id for remedy in found.records} | {each.about for each in deadlines}
    question.directory.learn(named | nodes_of(end.measure for remedy in found.records for end in remedy.measures))
    return found


def remedy_told(question: Question, each: Remedy, on: Day) -> RemedyTold:
    """One record's way out as it leaves. What is only supposed has no evidence."""
    fact = each.record.fact
    repaired = fact.repaired_on
    return RemedyTold(
        record=question.ref(each.record.id),
        kind=kind_label(fact.kind),
        fact=fact.id,
        opens=[opening_told(opening) for opening in each.openings],
        conditions=[_condition(condition) for condition in each.conditions],
        missing=[condition.zh for condition in each.conditions if condition.state != "met"],
        ends=[end_told(end) for end in each.ends],
        measures=[_measure(question, end) for end in each.measures],
        deadlines=[_deadline(question, deadline) for deadline in each.deadlines],
        repaired_on=day_told(repaired if repaired is not None and repaired <= on else None),
        flags=list(each.flags),
        evidence=[number for number in dict.fromkeys((*fact.evidence, *each.record.party.evidence)) if number > 0],
    )


def opening_told(each: Opening) -> OpeningTold:
    """An opening as it leaves."""
    return OpeningTold(
        kind=each.kind,
        earliest=day_told(each.earliest),
        rule=each.rule,
        says_zh=each.says_zh,
        basis=citations(each.basis),
        flags=list(each.flags),
    )


def end_told(each: End) -> EndTold:
    """An end as it leaves."""
    return EndTold(
        what=each.what,
        until=day_told(each.until),
        rule=each.rule,
        says_zh=each.says_zh,
        basis=citations(each.basis),
        flags=list(each.flags),
    )


def _condition(each: Condition) -> ConditionTold:
    return ConditionTold(
        text_zh=each.zh,
        state=each.state,
        on=day_told(each.day),
        rule=each.rule,
        basis=citations(each.basis),
        evidence=[number for number in each.evidence if number > 0],
    )


def _measure(question: Question, each: MeasureEnd) -> MeasureEndTold:
    measure = each.measure
    return MeasureEndTold(
        consequence=measure.id,
        measure=question.rulebook.measure(measure.measure),
        target=question.ref(measure.target),
        state=measure.state,
        rule=measure.rule,
        until=day_told(measure.until),
        ends=measure.ends,
        on_repair=each.on_repair,
        basis=citations(measure.basis),
        flags=list(measure.flags),
    )


def _deadline(question: Question, each: Deadline) -> DeadlineTold:
    return DeadlineTold(
        rule=each.rule,
        about=question.ref(each.about),
        who_zh=each.who_zh,
        what_zh=each.what_zh,
        since=day_told(each.since),
        due=day_told(each.due),
        days=each.days,
        days_are=each.days_are,
        passed=each.due < question.as_of,
        basis=citations(each.basis),
        evidence=list(each.evidence),
        flags=list(each.flags),
    )
