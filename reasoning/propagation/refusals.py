"""Whom the law does not reach, said out loud: a relation to a bound subject that a negative rule names gives no measure (N01 to N04)."""

from collections.abc import Collection, Iterable

from credit.facts import Fact
from credit.periods import Certainty
from credit.view import Way
from reasoning.catalogue import NegativeRule
from reasoning.propagation.matching import fits
from reasoning.propagation.model import Consequence, Refusal
from reasoning.propagation.scene import Scene


def refusals(scene: Scene, subject: str, consequences: Collection[Consequence]) -> tuple[Refusal, ...]:
    """For every relation of the subject, either way, to somebody whose records bind: the negative rule that keeps the other free."""
    bound = {(each.path[0], each.target, each.measure) for each in consequences}
    sources = {source for source, _, _ in bound}
    found = {
        (refusal.rule, refusal.subject, refusal.related): refusal
        for rule in (*scene.catalogue.negative_rules.values(), *scene.catalogue.refused_rules.values())
        for refusal in (*_by_relation(scene, rule, subject, bound, sources), *_by_affiliation(scene, rule, subject, bound, sources))
    }
    return tuple(found[key] for key in sorted(found))


Bound = Collection[tuple[str, str, str]]


def _by_relation(scene: Scene, rule: NegativeRule, subject: str, bound: Bound, sources: Collection[str]) -> Iterable[Refusal]:
    for way in (Way.IN, Way.OUT):
        for edge in scene.edges(subject, rule.relations, way):
            near = edge.dst in sources and _today(scene, edge) and not rule.affiliate
            if near and _applies(scene, rule, edge.dst or "", edge.src, bound):
                yield _refusal(rule, edge.dst or "", edge.src, edge.kind, edge.evidence)


def _by_affiliation(scene: Scene, rule: NegativeRule, subject: str, bound: Bound, sources: Collection[str]) -> Iterable[Refusal]:
    """Organisations that share a holder or controller with the subject, where the subject's own records bind."""
    if not rule.affiliate or subject not in sources:
        return
    for up in scene.edges(subject, rule.relations, Way.IN):
        for down in scene.edges(up.src, rule.relations, Way.OUT):
            near = down.dst != subject and _today(scene, up) and _today(scene, down)
            if down.dst and near and _applies(scene, rule, subject, down.dst, bound):
                yield _refusal(rule, subject, down.dst, down.kind, (*up.evidence, *down.evidence))


def _today(scene: Scene, edge: Fact) -> bool:
    return edge.period.at(scene.as_of) is not Certainty.OUTSIDE


def _applies(scene: Scene, rule: NegativeRule, source: str, other: str, bound: Bound) -> bool:
    """Whether something is in force from the source that the rule speaks of, and nothing of it reaches the other."""
    hits = {measure for origin, target, measure in bound if origin == source and target == other}
    if rule.triggered_by:
        listed = any(
            record.fact.kind == rule.triggered_by.fact and fits(record.fact.props, rule.triggered_by.where)
            for record in scene.records((source,))
            if record.fact.period.at(scene.as_of) is not Certainty.OUTSIDE
        )
        return listed and not (hits & set(rule.measures) if rule.measures else hits)
    spoken = {measure for origin, _, measure in bound if origin == source and (not rule.measures or measure in rule.measures)}
    return bool(spoken) and not (hits & set(rule.measures) if rule.measures else hits)


def _refusal(rule: NegativeRule, source: str, other: str, relation: str, evidence: tuple[int, ...]) -> Refusal:
    return Refusal(source, other, relation, rule.id, rule.statement_zh, rule.basis, evidence)
