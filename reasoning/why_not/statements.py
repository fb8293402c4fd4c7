"""Which negative rule, or refused one, says in general what a reason says of one case."""

from collections.abc import Iterable

from credit.facts import Fact
from credit.kinds import node_kind_of
from credit.periods import Certainty
from reasoning.catalogue import Catalogue, NegativeRule, RefusedRule, Rule
from reasoning.propagation.matching import fits
from reasoning.propagation.relations import OFFICES
from reasoning.propagation.roles import held_on
from reasoning.propagation.scene import Record, Scene
from reasoning.why_not.standing import Standing

Statement = NegativeRule | RefusedRule


def by_relation(scene: Scene, rule: Rule, found: Standing) -> Statement | None:
    """The first statement about this relation to such a record: what the law refuses, then what a policy paper wishes."""
    return next((each for each in _all(scene.catalogue) if _speaks(scene, each, rule, found)), None)


def wished(scene: Scene, rule: Rule, found: Standing) -> Statement | None:
    """The first statement about this relation that a policy paper wishes otherwise."""
    return next((each for each in scene.catalogue.refused_rules.values() if _speaks(scene, each, rule, found)), None)


def refused_office(scene: Scene, rule: Rule, found: Standing) -> bool:
    """Whether a negative rule speaks of an office that the subject holds or held: then the rule cannot mean its holder as such."""
    held = {tie.kind for tie in found.of(OFFICES)}
    return any(held & set(each.relations) and _speaks(scene, each, rule, found) for each in scene.catalogue.negative_rules.values())


def by_reason(catalogue: Catalogue, rule: Rule, code: str, record: Record | None = None) -> Statement | None:
    """The first statement that answers with this reason about the rule, its measure or the record's list."""
    spoken = {rule.id, rule.measure, str(record.fact.props.get("list_code")) if record else ""}
    return next((each for each in answering(catalogue, code) if not each.speaks_of or spoken & set(each.speaks_of)), None)


def answering(catalogue: Catalogue, code: str) -> Iterable[Statement]:
    """The statements that answer with this reason."""
    return (each for each in _all(catalogue) if code in each.answers)


def _all(catalogue: Catalogue) -> Iterable[Statement]:
    return (*catalogue.negative_rules.values(), *catalogue.refused_rules.values())


def _speaks(scene: Scene, each: Statement, rule: Rule, found: Standing) -> bool:
    record = found.record.fact
    if each.measures and rule.measure not in each.measures:
        return False
    if each.triggered_by and not (record.kind == each.triggered_by.fact and fits(record.props, each.triggered_by.where)):
        return False
    if each.affiliate:
        return not found.ties and not found.itself and {node_kind_of(found.subject), node_kind_of(found.record.subject)} == {"Organization"}
    return any(_counts(scene, tie, found) for tie in found.of(each.relations))


def _counts(scene: Scene, tie: Fact, found: Standing) -> bool:
    """Whether a relation was there on the day of the record, or is today: an old one explains nothing."""
    return any(held_on(tie, day) is not Certainty.OUTSIDE for day in (found.day, scene.as_of))
