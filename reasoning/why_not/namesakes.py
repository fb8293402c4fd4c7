"""A namesake's record of which part of the number is published: it is not this person's, or nobody knows whether it is (addenda 8)."""

from reasoning.catalogue import Case, Rule
from reasoning.propagation.matching import record_fits
from reasoning.propagation.scene import Record, Scene
from reasoning.unconfirmed import Unconfirmed
from reasoning.why_not.model import Premise, Reason


def of_a_namesake(scene: Scene, rule: Rule, case: Case, record: Record, said: Unconfirmed) -> Reason | None:
    """Why a record under the same name gives nothing here; None where it could not have set the rule off anyway."""
    if not record_fits(record.fact.props, case.trigger):
        return None
    return Reason(
        rule=rule.id,
        code="identity_unconfirmed" if said.compatible else "not_the_same",
        premise=Premise.ROLE_NAMED,
        says_zh=said.says_zh,
        record=record.id,
        party=said.namesake,
        day=record.day(case.trigger.dated_by),
        evidence=tuple(dict.fromkeys((*record.fact.evidence, *said.evidence))),
        basis=rule.basis,
    )
