"""A decision or listing before it is signed: what would bind whom, what is not known, and what its author should look at again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from credit.periods import Certainty, Day
from credit.view import View
from reasoning.catalogue import Basis, Catalogue, ListLaw
from reasoning.hypothetical import HypotheticalView, Supposed
from reasoning.lifecycle import Remedy, WorkingDays, remedies
from reasoning.propagation import Consequence, Gap, measures
from reasoning.propagation.scene import Scene
from reasoning.supposing import SupposedRecord


@dataclass(frozen=True, slots=True)
class Hint:
    """Something that the author of a draft should look at again before he signs; `rule`: a rule of repair or the code of a list."""

    code: str
    says_zh: str
    rule: str | None
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would follow from the draft alone: `binds` its subject and others, `gaps` the roles that nobody has stated."""

    binds: tuple[Consequence, ...]
    gaps: tuple[Gap, ...]
    remedy: Remedy | None
    hints: tuple[Hint, ...]


def preview(view: View, catalogue: Catalogue, days: WorkingDays, draft: SupposedRecord, supposed: Supposed, day: Day) -> Preview:
    """The draft's own consequences on a day. `supposed` holds the claims of the draft, and nothing else."""
    imagined = HypotheticalView(view, supposed)
    record = next(claim.src for claim in supposed.claims if claim.dst is None)
    before, after = measures(view, catalogue, draft.party, day), measures(imagined, catalogue, draft.party, day)
    binds = tuple(each for each in (*after.on, *after.from_) if each.record == record)
    ways = remedies(imagined, catalogue, days, draft.party, day)
    return Preview(
        binds=binds,
        gaps=tuple(each for each in after.gaps if each not in before.gaps),
        remedy=next((each for each in ways.records if each.record.id == record), None),
        hints=tuple(_hints(Scene(view, catalogue, day), draft, binds)),
    )


def _hints(scene: Scene, draft: SupposedRecord, binds: tuple[Consequence, ...]) -> Iterator[Hint]:
    catalogue, props = scene.catalogue, draft.props
    law = catalogue.lists.get(str(props.get("list_code")))
    if not binds:
        yield Hint("no_measure", "没有规则由此产生措施：缺少法定依据的，不得减损权益", None, ())
    if not props.get("grounds") and not props.get("reason"):
        yield Hint("no_grounds", "未载明法定情形，须写明事实与依据", None, law.basis if law else ())
    if draft.kind == "Penalty":
        yield from _of_penalty(catalogue, props)
    if law is not None:
        yield from _of_list(scene, draft, law)
    yield from _unnamed(catalogue, draft, binds)
    undecided = sum(each.state == "possible" for each in binds)
    if undecided:
        yield Hint("undecided", f"有{undecided}项措施须另行认定或者决定，不因本决定当然发生", None, ())


def _unnamed(catalogue: Catalogue, draft: SupposedRecord, binds: tuple[Consequence, ...]) -> Iterator[Hint]:
    """Roles that exist only in the decision: whom it does not name, no rule will reach."""
    duties = {duty for _, duty in draft.named}
    for rule in (catalogue.rules[each] for each in sorted({each.rule for each in binds})):
        roles = {bind.role for case in rule.cases if case.trigger.fact == draft.kind for bind in case.binds}
        missing = [
            catalogue.roles[role].zh
            for role in sorted(roles)
            if catalogue.roles[role].named and not duties & {*catalogue.roles[role].named}
        ]
        if missing:
            yield Hint("role_not_named", f"本规则及于决定列名的{'、'.join(missing)}；草稿未列名，未列名者不受约束", rule.id, rule.basis)


def _of_penalty(catalogue: Catalogue, props: Mapping[str, Any]) -> Iterator[Hint]:
    if props.get("tier") is None:
        grading = next(rule for rule in catalogue.repair.values() if rule.kind == "grading")
        yield Hint("tier_not_stated", f"未认定失信程度，公示期限不能确定。{grading.rule_zh}", grading.id, grading.basis)
    if props.get("repair_notice") is not True:
        notice = next(rule for rule in catalogue.repair.values() if rule.kind == "notice")
        yield Hint("repair_notice", notice.rule_zh, notice.id, notice.basis)


def _of_list(scene: Scene, draft: SupposedRecord, law: ListLaw) -> Iterator[Hint]:
    """Who may stand on the list, whether its law was read, and whether the subject already stands there."""
    if law.persons.by == "entry":
        yield Hint("persons_by_entry", law.persons.text_zh, law.code, law.basis)
    named = {duty for role in law.persons.roles for duty in scene.catalogue.roles[role].named}
    for _, duty in draft.named:
        if duty not in named:
            yield Hint("role_not_in_law", f"该名单的法律未规定列名身份“{duty}”：{law.persons.text_zh}", law.code, law.basis)
    if law.verified != "yes":
        yield Hint("law_not_verified", "该名单的条文未全部核实，使用前须核对原文", law.code, law.basis)
    for other in scene.records((draft.party,)):
        if other.fact.props.get("list_code") == law.code and other.fact.period.at(scene.as_of) is not Certainty.OUTSIDE:
            yield Hint("already_listed", f"主体已在该名单上（{other.id}）", law.code, law.basis)
