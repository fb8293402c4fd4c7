"""Which records of a party count as adverse on a day, and how heavily: the policy says, and a repaired or removed one does not."""

from collections.abc import Iterable, Mapping
from typing import Any

from credit.exposures import Adverse
from credit.facts import Fact
from credit.periods import ALWAYS, Certainty, Day, iso
from credit.view import View
from credit.view import Way as Direction
from reasoning.catalogue import Policy
from reasoning.propagation.matching import fits
from reasoning.propagation.relations import PARTIES
from reasoning.propagation.scene import stated_day

_LAST_DAYS = ("valid_until", "public_until")
_ENDED_ON = ("lifted_on",)
_FIRST_DAYS = ("decided_on", "listed_on", "ordered_on", "registered_on")


def adverse_records(view: View, policy: Policy, parties: Iterable[str], as_of: Day) -> dict[str, tuple[Adverse, ...]]:
    """The adverse records in use on the day, by party; parties without any are left out."""
    edges = view.expand(sorted(parties), PARTIES, ALWAYS, Direction.OUT)
    kinds = tuple(dict.fromkeys(kind.fact for kind in policy.adverse))
    facts = {fact.src: fact for fact in view.facts_of({edge.dst for edge in edges if edge.dst}, kinds, ALWAYS)}
    found: dict[str, list[Adverse]] = {}
    for edge in edges:
        fact = facts.get(edge.dst or "")
        severity = severity_of(policy, fact.kind, fact.props) if fact else 0.0
        if fact and severity > 0 and usable(fact, as_of):
            found.setdefault(edge.src, []).append(_adverse(fact, severity))
    return {party: tuple(sorted(records, key=lambda each: (-each.severity, each.fact))) for party, records in found.items()}


def usable(fact: Fact, as_of: Day) -> bool:
    """Whether a record may still be used on a day: begun, not removed, not repaired, not past its stated last day (data_standards 1.8)."""
    if fact.period.at(as_of) is Certainty.OUTSIDE or (fact.repaired_on is not None and fact.repaired_on <= as_of):
        return False
    lasts = [day for day in (stated_day(fact.props, prop) for prop in _LAST_DAYS) if day is not None]
    ended = [day for day in (stated_day(fact.props, prop) for prop in _ENDED_ON) if day is not None]
    return not (lasts and max(lasts) < as_of) and not any(day <= as_of for day in ended)


def severity_of(policy: Policy, kind: str, props: Mapping[str, Any]) -> float:
    """How heavily a record counts: the policy's first line that fits."""
    return next((each.severity for each in policy.adverse if each.fact == kind and fits(props, each.where)), 0.0)


def _adverse(fact: Fact, severity: float) -> Adverse:
    began = next((day for prop in _FIRST_DAYS if (day := stated_day(fact.props, prop)) is not None), None)
    until = fact.period.to_max if iso(fact.period.to_max) else None
    domain = fact.props.get("domain")
    return Adverse(fact.id, fact.src, fact.kind, severity, str(domain) if domain else None, began, until, fact.evidence, fact.disputed)


def weight_of(records: Iterable[Adverse], policy: Policy, as_of: Day) -> float:
    """The combined severity of records, each decayed by its age in years: 1 − Π(1 − severity × decay), so it stays below one."""
    left = 1.0
    for record in records:
        years = max(0.0, (as_of - record.from_) / 365.25) if record.from_ is not None else 0.0
        left *= 1.0 - record.severity * policy.decay_per_year**years
    return 1.0 - left
