"""The proof of a consequence, step by step, each with the fact and the evidence that it rests on."""

from collections.abc import Iterable
from dataclasses import replace

from credit.facts import Fact
from credit.kinds import EDGES, Lane
from credit.periods import Day, iso
from reasoning.catalogue import Basis, Catalogue, Rule
from reasoning.propagation.matching import Firing
from reasoning.propagation.model import Consequence, Step
from reasoning.propagation.roles import Reached
from reasoning.propagation.scene import Record

_LABELLED = ("list_code", "grade", "order_kind", "penalty_kinds", "revoked")
_NUMBERED = ("case_no", "doc_no")
_HAPPENED = {"ListEntry": "被列入", "CourtOrder": "被人民法院作出", "Penalty": "受到行政处罚："}


def proof_of(catalogue: Catalogue, firing: Firing, target: Reached, basis: tuple[Basis, ...]) -> tuple[Step, ...]:
    """Record, parties, role, conditions, rule: in that order. No advisory relation is ever a step (DESIGN section 2)."""
    steps = [_record_step(catalogue, firing), *(_fact_step(says, fact) for says, fact in target.facts), *_doubt_steps(firing)]
    steps.append(_concluding(catalogue, firing.rule, target, basis))
    return numbered(steps)


def carried_proof_of(catalogue: Catalogue, cause: Consequence, rule: Rule, target: Reached, basis: tuple[Basis, ...]) -> tuple[Step, ...]:
    """The proof of the cause, then the relations along which it is carried, then the rule that carries it."""
    steps = [*cause.proof, *(_fact_step(says, fact) for says, fact in target.facts)]
    steps.append(_concluding(catalogue, rule, target, basis))
    return numbered(steps)


def numbered(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps with their numbers, from 1."""
    return tuple(replace(step, step=number) for number, step in enumerate(steps, 1))


def binding_evidence(fact: Fact) -> tuple[int, ...]:
    """The evidence of a fact that may stand in a proof; an advisory one may not, whoever asks."""
    kind = EDGES.get(fact.kind)
    if kind is not None and kind.lane is Lane.ADVISORY:
        raise AssertionError(f"an advisory relation ({fact.kind}) can never be a step in a proof")
    return fact.evidence


def _record_step(catalogue: Catalogue, firing: Firing) -> Step:
    record = firing.record
    says = record_words(catalogue, record, firing.day)
    return Step(0, says, record.fact.id, (*binding_evidence(record.fact), *binding_evidence(record.party)))


def record_words(catalogue: Catalogue, record: Record, day: Day | None) -> str:
    """What happened to whom on which day, with the record's number."""
    number = next((f"“{record.fact.props[name]}”" for name in _NUMBERED if name in record.fact.props), "")
    on = f"于{iso(day)}" if day is not None else "（日期未载明）"
    return f"{{{record.subject}}}{on}{_HAPPENED[record.fact.kind]}{_labels(catalogue, record.fact)}{number}".removesuffix("：")


def _labels(catalogue: Catalogue, record: Fact) -> str:
    words = []
    for prop in _LABELLED:
        stated = record.props.get(prop)
        codes = stated if isinstance(stated, list) else [stated] if stated else []
        words += [catalogue.vocabulary[prop][code].zh for code in codes if code in catalogue.vocabulary[prop]]
    return "、".join(words)


def _fact_step(says: str, fact: Fact) -> Step:
    return Step(0, says, fact.id, binding_evidence(fact))


def _doubt_steps(firing: Firing) -> Iterable[Step]:
    evidence = firing.record.fact.evidence
    return (
        Step(0, each.says_zh, firing.record.fact.id, tuple(dict.fromkeys((*evidence, *each.evidence))), None, each.basis)
        for each in firing.doubts
        if each.says_zh
    )


def _concluding(catalogue: Catalogue, rule: Rule, target: Reached, basis: tuple[Basis, ...]) -> Step:
    role, measure = catalogue.roles[target.role.kind].zh, rule.measure_zh or catalogue.measures[rule.measure].zh
    articles = "；".join(f"《{each.instrument}》{each.article}" for each in basis)
    return Step(0, f"据此{{{target.node}}}作为{role}，适用“{measure}”：{articles}", None, (), rule.id, basis)
