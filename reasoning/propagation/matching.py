"""Whether a record sets a case off, and how surely: strict about what the rule names, possible where a condition is not proved."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from credit.kinds import node_kind_of
from credit.periods import Certainty, Day, add_months, from_date
from reasoning.catalogue import Basis, Case, Rule, Trigger
from reasoning.catalogue.rules import Counts, RecordFilter
from reasoning.catalogue.terms import Step, Threshold
from reasoning.catalogue.triggers import stated
from reasoning.propagation.scene import Record, Scene


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a firing is less than certain, or what a proof must say besides; `flag` goes into the answer.

    `fails`: which premise fails where the doubt is outside; why-not answers with it.
    """

    certainty: Certainty
    says_zh: str
    flag: str | None = None
    basis: tuple[Basis, ...] = ()
    evidence: tuple[int, ...] = ()
    fails: str | None = None


@dataclass(frozen=True, slots=True)
class Firing:
    """A case set off by a record of a subject on a day (None: the record states none)."""

    rule: Rule
    case: Case
    record: Record
    day: Day | None
    doubts: tuple[Doubt, ...]

    @property
    def certainty(self) -> Certainty:
        return min((doubt.certainty for doubt in self.doubts), default=Certainty.CERTAIN)


def fits(props: Mapping[str, Any], where: Mapping[str, Any]) -> bool:
    """Whether every property is stated with one of the wanted codes; an empty `where` fits all."""
    return all(stated(props.get(name)) & stated(wanted) for name, wanted in where.items())


def firings(scene: Scene, record: Record) -> Iterable[Firing]:
    """All cases of all rules that this record sets off."""
    cases = scene.catalogue.by_record.get(record.fact.kind)
    return fired_of(scene, record, cases.that_may_fit(record.fact.props) if cases else ())


def fired_of(scene: Scene, record: Record, cases: Iterable[tuple[Rule, Case]]) -> Iterator[Firing]:
    """Those of these cases that the record sets off."""
    return (found for rule, case in cases if (found := fired(scene, rule, case, record)))


def fired(scene: Scene, rule: Rule, case: Case, record: Record) -> Firing | None:
    """The firing of one case by one record, or None where it does not fit."""
    trigger, day = case.trigger, record.day(case.trigger.dated_by)
    if not (record_fits(record.fact.props, trigger) and party_fits(scene, record.subject, trigger)):
        return None
    if not in_force(rule, scene.as_of if trigger.valid_on == "now" else day):
        return None
    doubts = all_doubts(scene, rule, trigger, record)
    if any(doubt.certainty is Certainty.OUTSIDE for doubt in doubts):
        return None
    return Firing(rule, case, record, day, doubts)


def all_doubts(scene: Scene, rule: Rule, trigger: Trigger, record: Record) -> tuple[Doubt, ...]:
    """Everything that may make a firing less than certain, in the order in which it is asked."""
    return (
        *rule_doubts(scene, rule, record.day(trigger.dated_by)),
        *record_doubts(rule, record, scene.as_of),
        *_region_doubts(scene, trigger, record.subject),
        *_condition_doubts(scene, trigger, record),
        *_count_doubts(scene, trigger, record),
    )


def record_fits(props: Mapping[str, Any], trigger: Trigger) -> bool:
    """Whether the record states what the trigger asks of it."""
    chosen = not trigger.any or any(fits(props, each) for each in trigger.any)
    return chosen and fits(props, trigger.where) and not (trigger.unless and fits(props, trigger.unless))


def party_fits(scene: Scene, subject: str, trigger: Trigger) -> bool:
    """Whether the record's party is of a kind and a legal form that the trigger takes."""
    return node_kind_of(subject) in trigger.subject and scene.legal_form(subject) not in trigger.legal_form_not


def in_force(rule: Rule, day: Day | None) -> bool:
    """Whether the rule was in force on the day of the trigger; a record without a day is judged by its rule's other conditions."""
    return day is None or (not _before(day, rule.valid_from) and (rule.valid_to is None or _before(day, rule.valid_to)))


def _before(day: Day, bound: date | None) -> bool:
    return bound is not None and day < from_date(bound)


def rule_doubts(scene: Scene, rule: Rule, day: Day | None) -> Iterable[Doubt]:
    """What the rule itself leaves open: how well its text is known, and for which days it surely holds."""
    if scene.catalogue.head.grades[rule.grade].binds is False and rule.turned_on_by is None:
        yield Doubt(Certainty.POSSIBLE, "规则依据仅见摘要或二手资料，未启用为确定效力", "secondary_source")
    if day is None:
        yield Doubt(Certainty.POSSIBLE, "记录未载明日期", "approximate_date")
    elif _before(day, rule.firm_from):
        yield Doubt(Certainty.POSSIBLE, f"本条自{rule.firm_from}起确定适用，此前的认定仅作可能", "earlier_law")


_EFFECTS = {"yes": "，本措施随修复终止", "unsettled": "，其效果未有定论", "no": "，法定期限不因修复而缩短"}


def record_doubts(rule: Rule, record: Record, as_of: Day) -> Iterable[Doubt]:
    """What became of the record since: repaired, or under an objection."""
    repaired = record.fact.repaired_on
    if repaired is not None and repaired <= as_of:
        effect = {"yes": Certainty.OUTSIDE, "unsettled": Certainty.POSSIBLE, "no": Certainty.CERTAIN}[rule.ends_on_repair]
        yield Doubt(
            effect,
            "记录已完成信用修复" + _EFFECTS[rule.ends_on_repair],
            "repaired",
            fails="repaired",
        )
    if record.fact.disputed or record.party.disputed:
        yield Doubt(Certainty.CERTAIN, "记录处于异议处理中", "disputed")


_NOT = {Certainty.CERTAIN: "", Certainty.OUTSIDE: "为否"}


def _region_doubts(scene: Scene, trigger: Trigger, subject: str) -> Iterable[Doubt]:
    """A province's rule is of those registered there; of whom no source says where, it may be."""
    if trigger.region:
        region = scene.region(subject)
        if region is None:
            yield Doubt(Certainty.POSSIBLE, "主体的登记地未载明", "unproved_condition")
        elif not region.startswith(trigger.region):
            yield Doubt(Certainty.OUTSIDE, "主体登记在别处，本条是地方规定", fails="region_excluded")


def _condition_doubts(scene: Scene, trigger: Trigger, record: Record) -> Iterable[Doubt]:
    for condition in trigger.provided:
        stated = record.fact.props.get(condition.prop)
        if stated is None:
            yield Doubt(Certainty.POSSIBLE, f"要件“{condition.says_zh}”文书未载明，须另行认定", "unproved_condition")
        else:
            proved = Certainty.CERTAIN if stated == condition.is_ else Certainty.OUTSIDE
            yield Doubt(proved, f"要件“{condition.says_zh}”文书已认定{_NOT[proved]}", fails="condition_not_met")
    if trigger.at_least:
        yield _threshold_doubt(scene, trigger, record)
    if trigger.clear_of:
        clash = [other for other in scene.records((record.subject,)) if _is(other, trigger.clear_of) and stands(other, scene.as_of)]
        evidence = tuple(number for other in clash for number in other.fact.evidence)
        says = "同时有严重失信记录，期间暂停适用" if clash else ""
        yield Doubt(Certainty.OUTSIDE if clash else Certainty.CERTAIN, says, None, (), evidence, "suspended")
    if trigger.absent:
        present = any(_is(other, trigger.absent) for other in scene.records((record.subject,)))
        says = "另有记录已归集，以该记录为准" if present else trigger.unproved_zh or ""
        yield Doubt(Certainty.OUTSIDE if present else Certainty.POSSIBLE, says, "unproved_condition", fails="other_record")
    elif trigger.unproved:
        yield Doubt(Certainty.POSSIBLE, trigger.unproved_zh or "", "unproved_condition")


def _count_doubts(scene: Scene, trigger: Trigger, record: Record) -> Iterable[Doubt]:
    """Whether enough records of the subject lie in the window that this one closes (以上 includes the number, 民法典 1259)."""
    counts, day = trigger.counts, record.day(trigger.dated_by)
    if counts is None:
        return
    like = [other for other in scene.records((record.subject,)) if _alike(other, record, trigger)]
    days = [other.day(trigger.dated_by) for other in like]
    within = [other for other, at in zip(like, days, strict=True) if day is not None and at is not None and _since(day, counts) < at <= day]
    enough = Certainty.CERTAIN if len(within) >= counts.at_least else Certainty.OUTSIDE
    evidence = tuple(dict.fromkeys(number for other in within for number in other.fact.evidence))
    disputed = "disputed" if any(other.fact.disputed or other.party.disputed for other in within) else None
    short = "" if enough is Certainty.CERTAIN else f"，未满{counts.at_least}次"
    yield Doubt(enough, f"{counts.says_zh}：第{len(within)}次{short}", disputed, (), evidence, "count_not_reached")


def _since(day: Day, counts: Counts) -> Day:
    """The day before the window's first."""
    return add_months(day, -counts.months) if counts.months else day - counts.days


def _alike(other: Record, record: Record, trigger: Trigger) -> bool:
    same = trigger.counts.same if trigger.counts else None
    stated = same is None or (same in record.fact.props and other.fact.props.get(same) == record.fact.props[same])
    return other.fact.kind == record.fact.kind and stated and record_fits(other.fact.props, trigger)


def stands(record: Record, as_of: Day) -> bool:
    """Whether a record may stand on the day, and nobody has repaired it."""
    repaired = record.fact.repaired_on is not None and record.fact.repaired_on <= as_of
    return record.fact.period.at(as_of) is not Certainty.OUTSIDE and not repaired


def _is(record: Record, wanted: RecordFilter) -> bool:
    return record.fact.kind == wanted.fact and fits(record.fact.props, wanted.where)


def _threshold_doubt(scene: Scene, trigger: Trigger, record: Record) -> Doubt:
    """A threshold is read on the day of the question: the bid is that day's (addenda 4)."""
    if trigger.at_least is None:
        return Doubt(Certainty.CERTAIN, "")
    threshold = scene.catalogue.head.thresholds[trigger.at_least.threshold]
    value = record.fact.props.get(trigger.at_least.prop)
    sure, unsure = _numbers(threshold, record.fact.props, scene.as_of)
    if not sure or value is None:
        return Doubt(Certainty.POSSIBLE, f"{threshold.zh}的标准或金额未知", "unproved_condition")
    step = max(sure, key=lambda each: each.at_least)
    if value < step.at_least:
        says = f"{value / 100:,.2f}元，未达到{threshold.zh}标准{step.at_least / 100:,.2f}元"
        return Doubt(Certainty.OUTSIDE, says, None, step.basis, fails="below_threshold")
    if any(value < each.at_least for each in unsure):
        return Doubt(Certainty.POSSIBLE, f"{threshold.zh}：本领域是否另有更高标准未载明", "unproved_condition", step.basis)
    return Doubt(Certainty.CERTAIN, f"{value / 100:,.2f}元，达到{threshold.zh}标准{step.at_least / 100:,.2f}元", None, step.basis)


def _numbers(threshold: Threshold, props: Mapping[str, Any], as_of: Day) -> tuple[list[Step], list[Step]]:
    """The steps that surely count for a record on the day, and those of which the record does not say whether they do."""

    def valid(steps: Iterable[Step]) -> list[Step]:
        return [step for step in steps if from_date(step.from_) <= as_of][-1:]

    silent = [each for each in threshold.higher if any(name not in props for name in each.where)]
    fitting = [each for each in threshold.higher if each not in silent and fits(props, each.where)]
    sure = [*valid(threshold.steps), *(step for each in fitting for step in valid(each.steps))]
    return sure, [step for each in silent for step in valid(each.steps)]
