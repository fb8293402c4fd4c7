"""Who is this? All identifiers, roles, decisions, lists and conflicts, with who says so and since when."""

from collections.abc import Iterator, Sequence
from typing import Any

from credit.facts import Fact
from credit.view import Way
from inquiry.answering.items import Disagreement, Item, conflicts, item, props, standing
from inquiry.answering.kinds import DECISIONS, ROLES, TO_DECISIONS, around
from inquiry.answering.wire import Ref, Span, Wire
from inquiry.asking.parameters import History
from inquiry.asking.question import Outcome, Question
from inquiry.asking.subject import Subject, subject_of

_IDENTIFIERS = ("uscc", "org_code", "reg_no", "tax_no", "own_id", "stated_code")


class ShowParameters(History):
    """How much of a subject to show."""


class Code(Wire):
    """One identifier and who states it. `scheme` `id` is one of our own ids for the subject."""

    scheme: str
    value: str
    evidence: list[int]


class NameUsed(Wire):
    """A name, current or former."""

    name: str
    former: bool
    period: Span
    evidence: list[int]


class Decision(Item):
    """A record with the subject's part in it: `relation` is the fact that ties the two."""

    relation: str
    relation_kind: str
    part: dict[str, Any]


class SubjectData(Wire):
    """Everything about one subject."""

    subject: Ref
    names: list[NameUsed]
    identifiers: list[Code]
    record: Item | None
    roles: list[Item]
    decisions: list[Decision]
    lists: list[Decision]
    conflicts: list[Disagreement]


def show(question: Question, asked: str, wanted: ShowParameters) -> Outcome[SubjectData]:
    """Who a subject is, on the day and as known then."""
    subject = subject_of(question, asked)
    record = question.directory.record(subject.id)
    statements = question.view.facts_of([subject.id], ["FORMER_NAME", "IDENTIFIED_AS"], question.until_the_day)
    roles = _roles(question, subject, wanted)
    decisions = [_decision(question, subject, tie) for tie in _ties(question, subject, wanted)]
    heard = [fact for fact in (record, *statements, *roles, *_records(question, decisions)) if fact]
    return Outcome(
        SubjectData(
            subject=question.ref(subject.id),
            names=_names(question, subject, record, statements),
            identifiers=_identifiers(question, subject, record, statements),
            record=item(question, record) if record else None,
            roles=[item(question, fact, subject.id) for fact in roles],
            decisions=[each for each in decisions if each.kind != "ListEntry"],
            lists=[each for each in decisions if each.kind == "ListEntry" and (each.usable or wanted.include_former)],
            conflicts=conflicts(question, heard),
        )
    )


def _roles(question: Question, subject: Subject, wanted: ShowParameters) -> list[Fact]:
    """Offices, holdings and the like; of a decision, everybody who has part in it."""
    kinds = around(subject.kind) if subject.kind in DECISIONS else ROLES
    found = question.relations([subject.id], kinds, question.during(wanted.include_former or subject.kind in DECISIONS))
    return standing(question, found, wanted.include_repaired)


def _ties(question: Question, subject: Subject, wanted: ShowParameters) -> list[Fact]:
    """What ties the subject to records, latest first. Whether a record still counts is said by the record, not by the tie.

    A tie whose record does not stand (voided, or never described) says nothing, and is left out.
    """
    if subject.kind in DECISIONS:
        return []
    found = question.relations([subject.id], TO_DECISIONS, question.until_the_day, way=Way.OUT)
    described = (tie for tie in found if question.directory.record(tie.dst or ""))
    begun = (tie for tie in described if _record_of(question, tie).period.from_min <= question.as_of)
    return sorted(standing(question, begun, wanted.include_repaired), key=lambda tie: (-_record_of(question, tie).period.from_min, tie.id))


def _record_of(question: Question, tie: Fact) -> Fact:
    """The record at the far end of a tie; the tie itself where nobody described the record."""
    return question.directory.record(tie.dst or "") or tie


def _records(question: Question, decisions: list[Decision]) -> Iterator[Fact | None]:
    return (question.directory.record(decision.other.id) for decision in decisions if decision.other)


def _decision(question: Question, subject: Subject, tie: Fact) -> Decision:
    told = item(question, _record_of(question, tie))
    return Decision(
        **{name: getattr(told, name) for name in Item.model_fields if name != "other"},
        other=question.ref(tie.dst or ""),
        relation=tie.id,
        relation_kind=tie.kind,
        part=props(question, tie),
    )


def _names(question: Question, subject: Subject, record: Fact | None, statements: Sequence[Fact]) -> list[NameUsed]:
    current = question.ref(subject.id).name
    used = (
        [NameUsed(name=current, former=False, period=Span.of(record.period), evidence=list(record.evidence))] if record and current else []
    )
    former = (fact for fact in statements if fact.kind == "FORMER_NAME" and fact.props.get("name"))
    return used + [
        NameUsed(name=str(fact.props["name"]), former=True, period=Span.of(fact.period), evidence=list(fact.evidence)) for fact in former
    ]


def _identifiers(question: Question, subject: Subject, record: Fact | None, statements: Sequence[Fact]) -> list[Code]:
    stated = [(name, record.props[name], record) for name in _IDENTIFIERS if name in record.props] if record else []
    mapped = [(str(fact.props.get("scheme")), fact.props.get("value"), fact) for fact in statements if fact.kind == "IDENTIFIED_AS"]
    told = {("id", member): Code(scheme="id", value=member, evidence=[]) for member in subject.members}
    for scheme, value, fact in (*stated, *mapped):
        if subject.kind != "Person" or not question.privacy.withhold(subject.id, scheme):
            told.setdefault((scheme, str(value)), Code(scheme=scheme, value=str(value), evidence=list(fact.evidence)))
    return list(told.values())
