"""The premises about the role: does the rule name it, does the decision name the person, was it held on the rule's own date?"""

from collections.abc import Iterable
from dataclasses import replace

from credit.facts import Fact
from credit.kinds import FACT_KINDS
from credit.periods import Certainty, Day, iso
from credit.view import Way
from reasoning.catalogue import Bind, Role, Rule
from reasoning.propagation.matching import Firing
from reasoning.propagation.roles import began_after, held_on, holds, office_words, reached, read_date
from reasoning.propagation.scene import Scene
from reasoning.why_not.model import Code, Premise, Reason
from reasoning.why_not.standing import Standing, any_office, carriers_of, fitting, offices_alike
from reasoning.why_not.statements import by_reason, by_relation, refused_office, wished


def stands(scene: Scene, rule: Rule, bind: Bind, found: Standing) -> bool:
    """Whether the subject stands near enough to the record for this role to be his, whatever the day: never narrower than the engine."""
    role = scene.catalogue.roles[bind.role]
    if role.posts:
        return any(linked(scene, found, tie.src) for tie in carriers_of(scene, found.subject, role))
    return (
        (found.itself and role.self_)
        or _in_register(scene, role, found)
        or bool(found.of((*role.head, *role.partners)))
        or bool(role.named and (found.named or _might_be_named(scene, rule, bind, found)))
    )


def _in_register(scene: Scene, role: Role, found: Standing) -> bool:
    held = (*found.of(role.office), *(each for each in found.erased if each.kind in role.office))
    trader = role.trader if role.self_ and role.trader else None
    return bool(fitting(role, held)) or bool(trader and found.of(trader.office) and _trades(scene, role, found))


def _trades(scene: Scene, role: Role, found: Standing) -> bool:
    return role.trader is not None and scene.legal_form(found.record.subject) in role.trader.legal_form


def _might_be_named(scene: Scene, rule: Rule, bind: Bind, found: Standing) -> bool:
    """A decision names persons whom no register shows: whoever holds the like office, or any, may have been meant; no shareholder."""
    if found.of(offices_alike(scene.catalogue, bind.role)):
        return True
    return scene.catalogue.roles[bind.role].is_ is None and any_office(found) and not refused_office(scene, rule, found)


def linked(scene: Scene, found: Standing, person: str) -> bool:
    """Whether a person has to do with the record: its party, named in it, or once in an office of its party."""
    if person == found.record.subject:
        return True
    named = (edge for edge in scene.edges(person, ("NAMED_IN",), Way.OUT) if edge.dst == found.record.id)
    held = (edge for edge in scene.edges(person, scene.ties, Way.OUT) if edge.dst == found.record.subject)
    return any(named) or any(held)


def role_not_named(scene: Scene, rule: Rule, found: Standing) -> Reason:
    """Nothing in the rule names what the subject is to the party."""
    statement = by_relation(scene, rule, found)
    reasons = f"；{statement.statement_zh}" if statement else ""
    says = f"{_is_to(found)}，{rule.id}只及于{named_roles(scene, rule)}{reasons}"
    reason = reason_at(rule, found, "role_not_named", Premise.ROLE_NAMED, says, (*found.ties, *found.named))
    return replace(reason, basis=statement.basis if statement else rule.basis, statement=statement)


def _is_to(found: Standing) -> str:
    subject, party = f"{{{found.subject}}}", f"{{{found.record.subject}}}"
    if found.itself:
        return f"{subject}是记录的当事人本身"
    if not found.ties:
        return f"{subject}与{party}之间没有可以承受措施的身份"
    return f"{subject}与{party}的关系是{'、'.join(dict.fromkeys(FACT_KINDS[tie.kind].zh for tie in found.ties))}"


def named_roles(scene: Scene, rule: Rule) -> str:
    """The roles that a rule names, in words, each once."""
    return "、".join(dict.fromkeys(role.zh for role in _roles_of(scene, rule)))


def _roles_of(scene: Scene, rule: Rule) -> list[Role]:
    return [scene.catalogue.roles[bind.role] for case in rule.cases for bind in case.binds]


def not_in_role(scene: Scene, firing: Firing, bind: Bind, found: Standing) -> Reason:
    """Why the role, which the subject might have had, is not his: the decision does not name him, or he did not hold it on the day."""
    role, rule = scene.catalogue.roles[bind.role], firing.rule
    if role.posts:
        return _no_carrier(scene, firing, bind, found)
    if gone := fitting(role, [each for each in found.erased if each.kind in role.office]):
        says = f"{{{found.subject}}}的{role.zh}身份已被撤销或者异议成立，视为自始不存在：{_acts(gone[0])}"
        return reason_at(rule, found, "voided", Premise.ROLE_HELD, says, gone)
    held = fitting(role, found.of((*role.office, *role.head, *role.partners, *(role.trader.office if role.trader else ()))))
    if not held:
        return _not_named(scene, rule, bind, found)
    day = read_date(scene, firing, role.trader.read_on if role.trader else bind.read_on)[0]
    on = "任职日期未载明" if day is None else f"本条以{iso(day)}的身份为准"
    says = f"{on}，该日{{{found.subject}}}不是{{{found.record.subject}}}的{FACT_KINDS[held[0].kind].zh}：{_terms(held)}"
    statement = by_reason(scene.catalogue, rule, "role_not_held", found.record)
    return replace(reason_at(rule, found, "role_not_held", Premise.ROLE_HELD, says, held), statement=statement)


def _not_named(scene: Scene, rule: Rule, bind: Bind, found: Standing) -> Reason:
    duties = [scene.catalogue.vocabulary["duty"][str(edge.props.get("duty"))].zh for edge in found.named if "duty" in edge.props]
    named = f"文书列明{{{found.subject}}}为{'、'.join(duties)}" if duties else f"文书没有列明{{{found.subject}}}"
    wanted = dict.fromkeys(each.zh for each in _roles_of(scene, rule) if each.named)
    says = f"{named}；{rule.id}以文书列名为准，只及于所列的{'、'.join(wanted)}"
    ties = (*found.named, *found.of(offices_alike(scene.catalogue, bind.role)))
    return replace(
        reason_at(rule, found, "not_named_in_decision", Premise.NAMED_IN_DECISION, says, ties), statement=wished(scene, rule, found)
    )


def _no_carrier(scene: Scene, firing: Firing, bind: Bind, found: Standing) -> Reason:
    """Why no person carries the measure on to the subject: the reason of whoever comes furthest."""
    through = bind.model_copy(update={"role": bind.through, "through": None})
    carriers = {each.node for each in reached(scene, firing, through)} if bind.through else set()
    role = scene.catalogue.roles[bind.role]
    ties = [tie for tie in carriers_of(scene, found.subject, role) if linked(scene, found, tie.src)]
    reasons = [_not_carried(scene, firing, bind, found, tie, carriers) for tie in ties]
    return min(reasons, key=lambda each: each.nearness)


def _not_carried(scene: Scene, firing: Firing, bind: Bind, found: Standing, tie: Fact, carriers: set[str]) -> Reason:
    if tie.src not in carriers:
        through = scene.catalogue.roles[bind.through or bind.role].zh
        says = f"{{{tie.src}}}不是该记录的{through}，措施不经其及于{{{found.subject}}}"
        return reason_at(firing.rule, found, "not_named_in_decision", Premise.NAMED_IN_DECISION, says, (tie,))
    return not_carried_by(scene, firing.rule, bind, found, tie)


def not_carried_by(scene: Scene, rule: Rule, bind: Bind, found: Standing, tie: Fact) -> Reason:
    """Why a measure on a person does not come to the organisation in which he holds the post."""
    code, says = _obstacle(scene, scene.catalogue.roles[bind.role], tie, found.day)
    return reason_at(rule, found, code, Premise.ROLE_HELD, f"{says}，{rule.id}不及于{{{found.subject}}}", (tie,))


def _obstacle(scene: Scene, role: Role, tie: Fact, day: Day | None) -> tuple[Code, str]:
    if not scene.verified(tie.src):
        return "identity_unverified", f"{{{tie.src}}}仅知姓名，未经证件核实，其措施不带往其他组织"
    if held_on(tie, scene.as_of) is Certainty.OUTSIDE:
        return "role_not_held", f"{{{tie.src}}}于{iso(scene.as_of)}不在{{{tie.dst}}}任职：{_terms((tie,))}"
    if not fitting(role.model_copy(update={"office_any": (role.post_where,) if role.post_where else ()}), (tie,)):
        return "role_not_held", f"{office_words(tie, scene.as_of)}，不是本条所列岗位"
    if role.began and began_after(scene, tie, day) is Certainty.OUTSIDE:
        registered = scene.profile(tie.dst or "").get("registered_on")
        return "not_later", f"{{{tie.dst}}}{f'成立于{registered}，' if registered else ''}在{iso(day or 0)}之前已经存在：{_terms((tie,))}"
    if holds(scene, tie.dst or "", role)[0] is Certainty.OUTSIDE:
        return "holds_no_licence", f"未见{{{tie.dst}}}持有本条所要求的有效许可"
    return "role_not_held", f"{{{tie.dst}}}是措施所由来的主体本身"


def _terms(ties: Iterable[Fact]) -> str:
    return "；".join(dict.fromkeys(_term(tie) for tie in ties))


def _term(tie: Fact) -> str:
    period = tie.period
    start = iso(period.from_min) if period.start_known else "起始日未知"
    end = "今" if period.open_ended else iso(period.to_max)
    return f"{FACT_KINDS[tie.kind].zh} {start} 至 {end}"


def _acts(fact: Fact) -> str:
    told = [f"{each.reason}（{each.author}，{iso(each.effective)}）" if each.effective else each.reason for each in fact.acts]
    return "；".join(told)


def reason_at(rule: Rule, found: Standing, code: Code, premise: Premise, says: str, terms: Iterable[Fact] = ()) -> Reason:
    """A reason that rests on a record, with the relations that were read."""
    held = tuple(terms)
    evidence = (*found.record.fact.evidence, *(number for fact in held for number in fact.evidence))
    return Reason(
        rule=rule.id,
        code=code,
        premise=premise,
        says_zh=says,
        record=found.record.id,
        party=found.record.subject,
        day=found.day,
        terms=held,
        evidence=tuple(dict.fromkeys(evidence)),
        basis=rule.basis,
    )
