"""The honest no: why a rule, or a measure, does not reach a subject. The first failing premise of the nearest rule, one for each non-hit.

It walks the same premises as the engine, with the engine's own tests of each, so that the two cannot disagree (held by a property test).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from credit.periods import Day
from credit.view import View
from reasoning.catalogue import Case, Catalogue, Rule
from reasoning.propagation.engine import conclude
from reasoning.propagation.matching import party_fits
from reasoning.propagation.model import Consequence
from reasoning.propagation.neighbourhood import origins
from reasoning.propagation.scene import Record, Scene
from reasoning.unconfirmed import Unconfirmed, unconfirmed
from reasoning.why_not.measures import not_carried
from reasoning.why_not.model import Code, Premise, Reason, WhyNot
from reasoning.why_not.namesakes import of_a_namesake
from reasoning.why_not.records import candidate, failing
from reasoning.why_not.standing import affiliates
from reasoning.why_not.statements import answering

__all__ = ["Code", "Premise", "Reason", "WhyNot", "by_rule", "why_none", "why_not"]


@dataclass(frozen=True, slots=True)
class _Case:
    """What one question has read: the records near the subject, erased ones apart, what follows from them, his namesakes' records."""

    scene: Scene
    subject: str
    records: tuple[Record, ...]
    erased: tuple[Record, ...]
    known: tuple[Consequence, ...]
    namesakes: tuple[tuple[Unconfirmed, Record], ...]


def why_not(
    view: View, catalogue: Catalogue, subject: str, as_of: Day, rules: Collection[Rule], other: str | None = None
) -> WhyNot:  # fmt: skip
    """Why none of these rules reaches the subject: the nearest one's reason, or what applies after all.

    `other`: only what follows from the records of this subject.
    """
    case = _read(Scene(view, catalogue, as_of), subject, other)
    return _answer(case, {rule.id: _reason(case, rule) for rule in rules})


def by_rule(view: View, catalogue: Catalogue, subject: str, as_of: Day) -> dict[str, Reason | None]:
    """Of every rule the reason why it does not reach the subject, None where it does."""
    case = _read(Scene(view, catalogue, as_of), subject, None)
    return {rule.id: _reason(case, rule) for rule in catalogue.rules.values()}


def _answer(case: _Case, reasons: Mapping[str, Reason | None]) -> WhyNot:
    bound = {rule for rule, reason in reasons.items() if reason is None}
    if bound:
        return WhyNot(tuple(each for each in case.known if each.target == case.subject and each.rule in bound), ())
    told = sorted((each for each in reasons.values() if each), key=lambda each: (each.nearness, each.rule or ""))
    return WhyNot((), tuple(told[:1]) if told else (_no_rule(case.scene.catalogue),))


def why_none(view: View, catalogue: Catalogue, subject: str, as_of: Day, other: str | None = None) -> WhyNot:
    """For every rule whose record stands near the subject, why it does not reach him; rules that do reach him are left out."""
    case = _read(Scene(view, catalogue, as_of), subject, other)
    reasons = [reason for rule in catalogue.rules.values() if (reason := _reason(case, rule)) and _near(case, rule, reason)]
    return WhyNot((), tuple(sorted(reasons, key=lambda each: (-each.premise, each.rule or ""))))


def _near(case: _Case, rule: Rule, reason: Reason) -> bool:
    """Whether a record that fits stands near, of a party that the rule takes; of a rule that is off, whether one would."""
    if reason.code == "rule_off":
        return any(each is None or each.premise > Premise.ROLE_NAMED for each in _walked(case, rule))
    if reason.code != "role_not_named" or (reason.statement and reason.statement.measures):
        return reason.premise > Premise.FITS
    return any(reason.party and party_fits(case.scene, reason.party, each.trigger) for each in rule.cases)


def _read(scene: Scene, subject: str, other: str | None) -> _Case:
    gone = {end for tie in scene.erased_at(subject) for end in (tie.src, tie.dst) if end}
    near = origins(scene, subject) | set(affiliates(scene, subject)) | gone | ({other} if other else set())
    known, _ = conclude(scene, near)
    asked = {other} if other else near
    sakes = unconfirmed(scene.view, subject)
    records = {(record.subject, record.id): record for record in scene.records({each.namesake for each in sakes})}
    return _Case(
        scene,
        subject,
        tuple(scene.records(asked)),
        tuple(scene.erased_records(asked)),
        tuple(sorted((each for each in known.values() if not other or each.path[0] == other), key=lambda each: each.id)),
        tuple((each, records[each.namesake, each.record]) for each in sakes if (each.namesake, each.record) in records),
    )


def _reason(case: _Case, rule: Rule) -> Reason | None:
    """The nearest reason of a rule, None where it reaches the subject."""
    if case.scene.catalogue.is_off(rule):
        grade = case.scene.catalogue.head.grades[rule.grade]
        says = f"{rule.id}未启用：" + (f"由{rule.turned_off_by}停用" if rule.turned_off_by else f"依据等级为{rule.grade}（{grade.zh}）")
        return Reason(rule.id, "rule_off", Premise.RULE, says, basis=rule.basis)
    found = list(_walked(case, rule))
    if None in found or _carried(case, rule):
        return None
    return min((each for each in found if each), key=lambda each: each.nearness, default=None) or _nothing(case, rule)


def _carried(case: _Case, rule: Rule) -> bool:
    """Whether a measure that binds somebody has brought the rule to the subject."""
    chained = any(each.trigger.measure for each in rule.cases)
    return chained and any(each.rule == rule.id and each.target == case.subject for each in case.known)


def _walked(case: _Case, rule: Rule) -> Iterable[Reason | None]:
    for each in rule.cases:
        yield from _by_record(case, rule, each)
        yield from (
            reason
            for cause in case.known
            if cause.measure in each.trigger.measure and cause.state != "note"
            if (reason := not_carried(case.scene, rule, each, cause, case.subject)) is not None
        )


def _by_record(case: _Case, rule: Rule, each: Case) -> Iterable[Reason | None]:
    kind = each.trigger.fact
    for record, erased in (*((one, False) for one in case.records), *((one, True) for one in case.erased)):
        if record.fact.kind == kind and (found := candidate(case.scene, rule, each, record, case.subject)):
            yield failing(case.scene, rule, each, found, erased)
    for said, record in case.namesakes:
        if record.fact.kind == kind and (reason := of_a_namesake(case.scene, rule, each, record, said)):
            yield reason


def _nothing(case: _Case, rule: Rule) -> Reason:
    """Nothing near the subject could set the rule off."""
    catalogue, subject = case.scene.catalogue, f"{{{case.subject}}}"
    measures = "、".join(dict.fromkeys(catalogue.measures[code].zh for each in rule.cases for code in each.trigger.measure))
    if measures and not any(each.trigger.fact for each in rule.cases):
        says = f"{subject}及与其有关的主体均不受“{measures}”约束，{rule.id}无由发生"
        return Reason(rule.id, "no_measure", Premise.RULE, says, basis=rule.basis)
    says = f"{subject}及与其有关的主体均没有引起{rule.id}的记录（{rule.title_zh}）"
    return Reason(rule.id, "no_record", Premise.RULE, says, basis=rule.basis)


def _no_rule(catalogue: Catalogue) -> Reason:
    """No rule lays such a measure down: what the law says of that, and what a policy paper wishes all the same."""
    statement = next(iter(answering(catalogue, "no_rule")), None)
    says = "没有任何条款规定该措施" + (f"；{statement.statement_zh}" if statement else "")
    return Reason(None, "no_rule", Premise.RULE, says, basis=statement.basis if statement else (), statement=statement)
