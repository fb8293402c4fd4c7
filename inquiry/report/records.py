"""The subject's records: which of them may be told, in which states they are, and which measures rest on them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from inquiry.answering.consequences import ConsequenceTold
from inquiry.answering.items import Item
from inquiry.asking.question import Question
from inquiry.report.fixed import fixed
from inquiry.report.wire import RecordTold, ReportParameters
from inquiry.show import Decision

Grounds = Mapping[str, tuple[ConsequenceTold, ...]]


def grounds_of(consequences: Iterable[ConsequenceTold]) -> Grounds:
    """Which measures rest on each fact, by their proofs."""
    found: defaultdict[str, dict[str, ConsequenceTold]] = defaultdict(dict)
    for each in consequences:
        for step in each.proof:
            if step.fact:
                found[step.fact][each.id] = each
    return {fact: tuple(resting.values()) for fact, resting in found.items()}


def records(question: Question, decisions: Iterable[Decision], grounds: Grounds, wanted: ReportParameters) -> list[RecordTold]:
    """The records that may be told: what still counts, what a measure rests on, and what else was asked for (信用修复管理办法)."""
    publicity = _publicity_rules(question)
    told = []
    for each in decisions:
        resting = {one.id: one for fact in (each.fact, each.relation) for one in grounds.get(fact, ())}
        published = any(one.rule in publicity and one.state == "bound" for one in resting.values())
        codes = _states(each, published)
        if resting or _may_be_told(codes, wanted):
            states = [fixed().state(code) for code in (*codes, *(["ground"] if resting and not each.usable else []))]
            fields = {name: getattr(each, name) for name in Decision.model_fields}
            told.append(RecordTold(**fields, states=states, carries=list(resting)))
    return told


def _publicity_rules(question: Question) -> frozenset[str]:
    """The rules by which a record is published."""
    repair = question.rulebook.catalogue.repair.values()
    return frozenset(rule.evaluated_by for rule in repair if rule.kind == "publicity" and rule.evaluated_by)


def _states(each: Item, published: bool) -> list[str]:
    """A record may be disputed beside anything else; of the rest the first that holds says it."""
    ended: list[str] = [code for code in ("repaired", "publicity_ended") if code in each.flags]
    if not ended and (each.certainty == "outside" or not each.usable):
        ended = ["ended"]
    standing = ended or ["in_publicity" if published or "public_until" in each.props else "in_force"]
    return standing + (["disputed"] if "disputed" in each.flags else [])


def _may_be_told(codes: list[str], wanted: ReportParameters) -> bool:
    if "repaired" in codes:
        return wanted.include_repaired
    return wanted.include_former or not {"publicity_ended", "ended"} & set(codes)
