"""What proportionality takes away: a measure that would follow from a minor or first breach, and the text that keeps it off."""

from dataclasses import replace

from reasoning.catalogue import Bind, ExemptionRule
from reasoning.propagation.matching import Firing, fits
from reasoning.propagation.model import Consequence, Step
from reasoning.propagation.proof import numbered
from reasoning.propagation.scene import Record, Scene


def exemption_of(scene: Scene, firing: Firing, bind: Bind) -> ExemptionRule | None:
    """The exemption that applies, one that takes away before one that leaves it to the authority; None where there is none."""
    found = [each for each in scene.catalogue.exemptions.values() if _applies(scene, each, firing, bind)]
    return min(found, key=lambda each: (each.effect != "exempt", each.id), default=None)


def _applies(scene: Scene, each: ExemptionRule, firing: Firing, bind: Bind) -> bool:
    record = firing.record
    measured = not each.measures or firing.rule.measure in each.measures
    moded = not each.modes or bind.mode in each.modes
    if not (measured and moded and record.fact.kind == each.record.fact and fits(record.fact.props, each.record.where)):
        return False
    here = not each.regions or (scene.region(record.subject) or "").startswith(each.regions)
    return here and not (each.first and _earlier(scene, firing))


def _earlier(scene: Scene, firing: Firing) -> bool:
    """Whether the party has an earlier record of the kind, or one of which nobody knows that it is later."""

    def before(other: Record) -> bool:
        start = other.fact.period.from_min
        return other.id != firing.record.id and other.fact.kind == firing.record.fact.kind and (firing.day is None or start < firing.day)

    return any(before(other) for other in scene.records((firing.record.subject,)))


def exempted(consequence: Consequence, exemption: ExemptionRule) -> Consequence:
    """The consequence with the text that takes it away, or that leaves it to the authority, before its conclusion."""
    flag = "exempt" if exemption.effect == "exempt" else "may_be_exempt"
    step = Step(0, exemption.says_zh, None, (), None, exemption.basis)
    *before, last = consequence.proof
    return replace(
        consequence,
        state="possible" if consequence.state == "bound" and flag == "may_be_exempt" else consequence.state,
        flags=tuple(sorted({*consequence.flags, flag})),
        proof=numbered((*before, step, last)),
    )
