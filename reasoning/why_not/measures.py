"""Rules that a measure sets off: why nothing comes to the subject of a measure that binds somebody near him."""

from collections.abc import Iterable

from credit.facts import Fact
from credit.kinds import FACT_KINDS, node_kind_of
from credit.periods import Certainty
from reasoning.catalogue import Bind, Case, Rule
from reasoning.propagation.matching import in_force, record_doubts
from reasoning.propagation.model import Consequence
from reasoning.propagation.scene import Record, Scene
from reasoning.why_not.model import Premise, Reason
from reasoning.why_not.records import not_in_force, target_fails
from reasoning.why_not.roles import linked, named_roles, not_carried_by, reason_at
from reasoning.why_not.standing import Standing, carriers_of, standing


def not_carried(scene: Scene, rule: Rule, case: Case, cause: Consequence, subject: str) -> Reason | None:
    """Why a measure in force leads to nothing for a subject whom the rule does not reach; None where its record is not at hand."""
    record = next((each for each in scene.records((cause.path[0],)) if each.id == cause.record), None)
    if record is None:
        return None
    found = standing(scene, subject, Record(record.fact, record.party, cause.target), cause.from_)
    binds = [bind for bind in case.binds if _stands(scene, bind, found)]
    if not binds:
        return _unnamed(scene, rule, cause, found)
    if node_kind_of(cause.target) not in case.trigger.subject:
        kinds = "、".join(FACT_KINDS[kind].zh for kind in case.trigger.subject)
        says = f"{_told(scene, cause)}，{rule.id}只由{kinds}所受的措施引起"
        return reason_at(rule, found, "party_excluded", Premise.PARTY, says)
    day = scene.as_of if case.trigger.valid_on == "now" else cause.from_
    if not in_force(rule, day):
        return not_in_force(scene, rule, found, day)
    for doubt in record_doubts(rule, record, scene.as_of):
        if doubt.certainty is Certainty.OUTSIDE:
            return reason_at(rule, found, "repaired", Premise.CONDITIONS, f"{_told(scene, cause)}；{doubt.says_zh}")
    reasons = (each for bind in binds for each in _of_the_bind(scene, rule, bind, cause, found))
    return min(reasons, key=lambda each: each.nearness)


def _stands(scene: Scene, bind: Bind, found: Standing) -> bool:
    role = scene.catalogue.roles[bind.role]
    return (role.self_ and found.itself) or any(linked(scene, found, tie.src) for tie in carriers_of(scene, found.subject, role))


def _of_the_bind(scene: Scene, rule: Rule, bind: Bind, cause: Consequence, found: Standing) -> Iterable[Reason]:
    ended = target_fails(scene, rule, bind, found)
    role = scene.catalogue.roles[bind.role]
    if ended is not None or role.self_ or found.subject in cause.path:
        yield ended or _unnamed(scene, rule, cause, found)
        return
    for tie in carriers_of(scene, found.subject, role):
        if linked(scene, found, tie.src):
            yield _by(scene, rule, bind, cause, found, tie)


def _by(scene: Scene, rule: Rule, bind: Bind, cause: Consequence, found: Standing, tie: Fact) -> Reason:
    duties = scene.catalogue.roles[bind.through].named if bind.through else ()
    named = {edge.src for edge in scene.named_in(cause.record) if edge.props.get("duty") in duties}
    if tie.src not in (named if bind.through else {cause.target}):
        through = scene.catalogue.roles[bind.through or bind.role].zh
        says = f"{_told(scene, cause)}；{{{tie.src}}}不是该记录列明的{through}，措施不经其及于{{{found.subject}}}"
        return reason_at(rule, found, "not_named_in_decision", Premise.NAMED_IN_DECISION, says, (tie,))
    return not_carried_by(scene, rule, bind, found, tie)


def _unnamed(scene: Scene, rule: Rule, cause: Consequence, found: Standing) -> Reason:
    says = f"{_told(scene, cause)}，{rule.id}由此只及于{named_roles(scene, rule)}，{{{found.subject}}}不在其列"
    return reason_at(rule, found, "role_not_named", Premise.ROLE_NAMED, says, found.ties)


def _told(scene: Scene, cause: Consequence) -> str:
    measure = scene.catalogue.rules[cause.rule].measure_zh or scene.catalogue.measures[cause.measure].zh
    return f"{{{cause.target}}}受“{measure}”约束（{cause.rule}）"
