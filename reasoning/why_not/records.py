"""One record against one case of a rule, premise by premise: the first that fails, or None where the rule reaches the subject."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from credit.kinds import FACT_KINDS, node_kind_of
from credit.periods import Certainty, Day, iso
from reasoning.catalogue import Bind, Case, Catalogue, Rule
from reasoning.propagation.exempting import exemption_of
from reasoning.propagation.matching import Firing, all_doubts, fits, in_force, party_fits, record_fits
from reasoning.propagation.proof import record_words
from reasoning.propagation.roles import in_role, lives
from reasoning.propagation.scene import Record, Scene
from reasoning.propagation.terms import Span, released_on, span_of
from reasoning.why_not.model import Code, Premise, Reason
from reasoning.why_not.roles import not_in_role, reason_at, role_not_named, stands
from reasoning.why_not.standing import Standing, standing
from reasoning.why_not.statements import by_reason


def candidate(scene: Scene, rule: Rule, case: Case, record: Record, subject: str) -> Standing | None:
    """The subject's standing towards a record that could have set the case off for him: it fits, or he has a role of the rule there."""
    found = standing(scene, subject, record, record.day(case.trigger.dated_by))
    fitting = record_fits(record.fact.props, case.trigger)
    return found if fitting or any(stands(scene, rule, bind, found) for bind in case.binds) else None


def failing(scene: Scene, rule: Rule, case: Case, found: Standing, erased: bool = False) -> Reason | None:
    """The first premise that fails on the way from a record to a subject. `erased`: an act has voided the record."""
    if not record_fits(found.record.fact.props, case.trigger):
        return _differs(scene, rule, case, found)
    binds = [bind for bind in case.binds if stands(scene, rule, bind, found)]
    if not binds:
        return role_not_named(scene, rule, found)
    if erased:
        return _erased(scene, rule, found)
    return _of_the_rule(scene, rule, case, found) or _nearest(scene, rule, case, binds, found)


def _differs(scene: Scene, rule: Rule, case: Case, found: Standing) -> Reason:
    props, trigger = found.record.fact.props, case.trigger
    says = record_words(scene.catalogue, found.record, found.day)
    wanted = next((each for each in (trigger.where, *trigger.any) if not fits(props, each)), None)
    if wanted is None or (trigger.any and any(fits(props, each) for each in trigger.any) and fits(props, trigger.where)):
        what = f"所载情形（{_asked(scene.catalogue, found.record, trigger.unless)}）为{rule.id}所排除"
    else:
        missing = {name: codes for name, codes in wanted.items() if not fits(props, {name: codes})}
        what = f"不是{rule.id}所要求的{_asked(scene.catalogue, found.record, missing)}"
    return reason_at(rule, found, "record_differs", Premise.FITS, f"{says}，{what}")


def _asked(catalogue: Catalogue, record: Record, where: Any) -> str:
    kinds = {prop.name: prop.zh for prop in FACT_KINDS[record.fact.kind].props}
    return "；".join(
        f"{kinds.get(name, name)}：{'、'.join(_word(catalogue, name, code) for code in codes)}" for name, codes in where.items()
    )


def _word(catalogue: Catalogue, prop: str, code: Any) -> str:
    known = catalogue.vocabulary.get(prop, {})
    return known[code].zh if code in known else {True: "是", False: "否"}.get(code, str(code))


def _erased(scene: Scene, rule: Rule, found: Standing) -> Reason:
    acts = "；".join(f"{each.reason}（{each.author}）" for each in found.record.fact.acts)
    says = f"{record_words(scene.catalogue, found.record, found.day)}：该记录已被撤销或者异议成立，视为自始不存在：{acts}"
    return reason_at(rule, found, "voided", Premise.STANDS, says)


def _of_the_rule(scene: Scene, rule: Rule, case: Case, found: Standing) -> Reason | None:
    """What fails whoever is asked about: the party's form, the days of the rule, the conditions of the record."""
    trigger, record = case.trigger, found.record
    told = record_words(scene.catalogue, record, found.day)
    if not party_fits(scene, record.subject, trigger):
        form = scene.catalogue.vocabulary["legal_form"].get(scene.legal_form(record.subject) or "")
        what = form.zh if form and scene.legal_form(record.subject) in trigger.legal_form_not else FACT_KINDS[_kind(record.subject)].zh
        return reason_at(rule, found, "party_excluded", Premise.PARTY, f"{told}；{{{record.subject}}}是{what}，不在{rule.id}的主体范围之内")
    day = scene.as_of if trigger.valid_on == "now" else found.day
    if not in_force(rule, day):
        return not_in_force(scene, rule, found, day)
    for doubt in all_doubts(scene, rule, trigger, record):
        if doubt.certainty is Certainty.OUTSIDE:
            code: Code = doubt.fails  # type: ignore[assignment]  # matching names them from this very list
            reason = reason_at(rule, found, code, Premise.CONDITIONS, f"{told}；{doubt.says_zh}")
            return replace(reason, statement=by_reason(scene.catalogue, rule, code), basis=(*rule.basis, *doubt.basis))
    return None


def not_in_force(scene: Scene, rule: Rule, found: Standing, day: Day | None) -> Reason:
    """The rule was not yet, or no longer, in force on the day by which it is judged."""
    days = f"{rule.valid_from or '—'} 至 {rule.valid_to or '今'}"
    says = f"{rule.id}的依据在{iso(day or 0)}没有效力（有效期间 {days}）"
    reason = reason_at(rule, found, "not_in_force", Premise.IN_FORCE, says)
    return replace(reason, statement=by_reason(scene.catalogue, rule, "not_in_force"))


def _nearest(scene: Scene, rule: Rule, case: Case, binds: Iterable[Bind], found: Standing) -> Reason | None:
    firing = Firing(rule, case, found.record, found.day, all_doubts(scene, rule, case.trigger, found.record))
    reasons = [_of_the_bind(scene, firing, bind, found) for bind in binds]
    told = [each for each in reasons if each is not None]
    return None if len(told) < len(reasons) else min(told, key=lambda each: each.nearness)


def _of_the_bind(scene: Scene, firing: Firing, bind: Bind, found: Standing) -> Reason | None:
    if found.subject not in {target.node for target in in_role(scene, firing, bind)}:
        return not_in_role(scene, firing, bind, found)
    if (reason := target_fails(scene, firing.rule, bind, found)) is not None:
        return reason
    span = span_of(scene, firing, found.subject)
    if span.certainty is Certainty.OUTSIDE:
        return _outside(scene, firing, found, span)
    exemption = exemption_of(scene, firing, bind)
    if exemption is None or exemption.effect != "exempt":
        return None
    says = f"{record_words(scene.catalogue, found.record, found.day)}；本应适用，但{exemption.says_zh}"
    return replace(reason_at(firing.rule, found, "exempt", Premise.EXEMPT, says), basis=exemption.basis)


def target_fails(scene: Scene, rule: Rule, bind: Bind, found: Standing) -> Reason | None:
    """Whether the rule takes such a target, and whether the target still is."""
    subject, kind = found.subject, _kind(found.subject)
    if kind not in bind.of:
        says = f"{rule.id}在此只及于{'、'.join(FACT_KINDS[each].zh for each in bind.of)}，{{{subject}}}是{FACT_KINDS[kind].zh}"
        return reason_at(rule, found, "target_excluded", Premise.TARGET, says)
    if not lives(scene, subject):
        ended = "已经死亡，措施终止，不及于继承人" if kind == "Person" else "已经注销，其本身的措施终止"
        return reason_at(rule, found, "target_ended", Premise.TARGET, f"{{{subject}}}{ended}")
    return None


def _kind(node: str) -> str:
    return node_kind_of(node) or "Organization"


def _outside(scene: Scene, firing: Firing, found: Standing, span: Span) -> Reason:
    told = record_words(scene.catalogue, found.record, found.day)
    code, what = _days(scene, firing, found, span)
    reason = reason_at(firing.rule, found, code, Premise.DAYS, f"{told}；{what}")
    return replace(reason, statement=by_reason(scene.catalogue, firing.rule, code, found.record), until=span.until)


def _days(scene: Scene, firing: Firing, found: Standing, span: Span) -> tuple[Code, str]:
    lasts, period = firing.case.lasts, found.record.fact.period
    if span.from_ is not None and scene.as_of < span.from_:
        return "not_begun", f"自{iso(span.from_)}起才适用"
    if lasts.released_by and span.until is not None and span.until == released_on(scene, firing, found.subject, lasts.released_by):
        return "released", f"人民法院已自{iso(span.until)}起解除对{{{found.subject}}}的限制"
    if lasts.kind == "while_listed" or lasts.ends_with_record:
        if span.until is None or scene.as_of < span.until:
            return ("not_begun", f"记录自{iso(period.from_min)}起") if scene.as_of < period.from_min else ("removed", "记录已经终止")
        if span.until == period.to_max:
            return "removed", f"已自{iso(span.until)}起移出名单或者终止"
    return "term_over", f"期限已于{iso(span.until) if span.until is not None else '—'}届满或者已被解除"
