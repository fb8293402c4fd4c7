"""Facts as they are told: kind, other end, period, properties, who says so, and whether it still counts."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from credit.chains import Relation
from credit.facts import Conflict, Fact
from credit.kinds import FACT_KINDS, EdgeKind, Prop, node_kind_of
from credit.periods import ALWAYS, Certainty, Day, Interval, Period, day_of, iso
from inquiry.answering.kinds import DECISIONS, PARTIES, TO_DECISIONS
from inquiry.answering.wire import Ref, Span, Wire
from inquiry.asking.question import Question
from inquiry.rulebook import kind_label
from reasoning.linked_risk.adverse import usable as may_be_used

Sureness = Literal["certain", "possible", "outside"]


class Item(Wire):
    """One fact. `usable` tells whether it still counts on the day: neither repaired, nor ended, nor past its publicity."""

    fact: str
    kind: str
    label_zh: str
    label_en: str
    lane: Literal["binding", "advisory"]
    direction: Literal["out", "in"] | None = None
    other: Ref | None = None
    period: Span
    certainty: Sureness
    props: dict[str, Any]
    evidence: list[int]
    sources: list[str]
    flags: list[str]
    usable: bool
    repaired_on: str | None = None


class Voice(Wire):
    """One of the values on which sources disagree; the first of a list is the one that counts."""

    value: Any
    sources: list[str]
    evidence: list[int]
    counts: bool


class Disagreement(Wire):
    """A property on which sources disagree."""

    fact: str
    kind: str
    prop: str
    label_zh: str
    values: list[Voice]


def item(question: Question, fact: Fact, seen_from: str | None = None) -> Item:
    """A fact, told from one of its ends."""
    label, kind = kind_label(fact.kind), FACT_KINDS[fact.kind]
    other = fact.dst if fact.src == seen_from else fact.src
    return Item(
        fact=fact.id,
        kind=fact.kind,
        label_zh=label.label_zh,
        label_en=label.label_en,
        lane=kind.lane.value,
        direction=("out" if fact.src == seen_from else "in") if fact.dst else None,
        other=question.ref(other) if fact.dst and other else None,
        period=Span.of(fact.period),
        certainty=certainty(fact.period, question.as_of),
        props=props(question, fact),
        evidence=list(fact.evidence),
        sources=list(dict.fromkeys(claim.source for claim in fact.claims)),
        flags=flags(fact, question.as_of),
        usable=usable(fact, question.as_of),
        repaired_on=iso(fact.repaired_on) if fact.repaired_on is not None else None,
    )


def certainty(period: Period, on: Day) -> Sureness:
    """How surely a day lies inside a period."""
    words: dict[Certainty, Sureness] = {Certainty.CERTAIN: "certain", Certainty.POSSIBLE: "possible", Certainty.OUTSIDE: "outside"}
    return words[period.at(on)]


def props(question: Question, fact: Fact) -> dict[str, Any]:
    """The properties that the caller may see: days as dates, codes with their labels."""
    declared = {prop.name: prop for prop in FACT_KINDS[fact.kind].props}
    if fact.kind in DECISIONS:
        question.texts_of.add(fact.src)
    told: dict[str, Any] = {}
    for name, value in fact.props.items():
        prop = declared.get(name)
        if prop and not question.privacy.withholds(fact.src, prop, str(fact.props.get("list_code", ""))):
            told[name] = value_of(question, fact.kind, prop, value)
    return told


def value_of(question: Question, kind: str, prop: Prop, value: Any) -> Any:
    """One value as it leaves."""
    if prop.type == "code":
        return question.rulebook.prop_label(kind, prop.name, str(value)).model_dump()
    if prop.type == "codes" and isinstance(value, list):
        return [question.rulebook.prop_label(kind, prop.name, str(code)).model_dump() for code in value]
    return value


def flags(fact: Fact, on: Day) -> list[str]:
    """What a reader must know before he leans on the fact."""
    said = {
        "disputed": fact.disputed,
        "repaired": repaired(fact, on),
        "publicity_ended": _publicity_ended(fact, on),
        "approximate_date": not fact.period.start_known and fact.kind not in PARTIES,
        "conflicting": bool(fact.conflicts),
    }
    return [flag for flag, holds in said.items() if holds]


def usable(fact: Fact, on: Day) -> bool:
    """Whether the fact still counts on the day (data_standards 1.8)."""
    return not _publicity_ended(fact, on) and may_be_used(fact, on)


def repaired(fact: Fact, on: Day) -> bool:
    """Whether a repair had taken effect by the day: such a record is no longer published, shared or used (信用修复管理办法)."""
    return fact.repaired_on is not None and fact.repaired_on <= on


def standing(question: Question, facts: Iterable[Fact], include_repaired: bool, during: Interval = ALWAYS) -> list[Fact]:
    """The facts without those that are repaired or lead to a repaired record, to a voided one, or to one that is outside the interval."""
    in_force = (fact for fact in facts if _stands(question, fact) and period_of(question, fact).overlaps(during))
    return [fact for fact in in_force if include_repaired or not _leads_to_repaired(question, fact)]


def period_of(question: Question, fact: Fact | Relation) -> Period:
    """When a relation is so. What ties somebody to a record lasts as long as the record."""
    record = question.directory.record(fact.dst) if fact.kind in TO_DECISIONS and fact.dst else None
    return record.period if record else fact.period


def conflicts(question: Question, facts: Iterable[Fact]) -> list[Disagreement]:
    """Where sources disagree: who says what."""
    return [_disagreement(question, fact, conflict) for fact in facts for conflict in fact.conflicts if _may_tell(question, fact, conflict)]


def _publicity_ended(fact: Fact, on: Day) -> bool:
    until = fact.props.get("public_until")
    return isinstance(until, str) and day_of(until) < on


def _stands(question: Question, fact: Fact) -> bool:
    """A tie to a record that was voided, or that nobody described, says nothing."""
    decisions = (end for end in (fact.src, fact.dst) if end and node_kind_of(end) in DECISIONS)
    return all(question.directory.record(end) is not None for end in decisions)


def _leads_to_repaired(question: Question, fact: Fact) -> bool:
    if repaired(fact, question.as_of):
        return True
    records = (question.directory.record(end) for end in (fact.src, fact.dst) if end and isinstance(FACT_KINDS[fact.kind], EdgeKind))
    return any(record is not None and record.kind in DECISIONS and repaired(record, question.as_of) for record in records)


def _declared(fact: Fact) -> Mapping[str, Prop]:
    return {prop.name: prop for prop in FACT_KINDS[fact.kind].props}


def _may_tell(question: Question, fact: Fact, conflict: Conflict) -> bool:
    prop = _declared(fact).get(conflict.prop)
    return prop is not None and not question.privacy.withholds(fact.src, prop, str(fact.props.get("list_code", "")))


def _disagreement(question: Question, fact: Fact, conflict: Conflict) -> Disagreement:
    prop = _declared(fact)[conflict.prop]
    values = [
        Voice(
            value=value_of(question, fact.kind, prop, dissent.value),
            sources=list(dissent.sources),
            evidence=list(dissent.evidence),
            counts=place == 0,
        )
        for place, dissent in enumerate(conflict.values)
    ]
    return Disagreement(fact=fact.id, kind=fact.kind, prop=conflict.prop, label_zh=prop.zh, values=values)
