"""Linked risk (advisory lane): which penalties and listings stand near this subject, along which relations, on whose word.

A lead, never a sanction: nothing here may be a step in the proof of a measure, and its types are not propagation's.
"""

from collections.abc import Mapping
from typing import Any

from credit.exposures import Adverse, Exposure, Hop, Hub, Leads, LinkedRisk, NearAdverse, Totals
from credit.kinds import FACT_KINDS, node_kind_of
from credit.periods import Day
from credit.view import View
from reasoning.catalogue import Policy
from reasoning.linked_risk.adverse import adverse_records, severity_of, weight_of
from reasoning.linked_risk.walk import Reach, walk

__all__ = ["Adverse", "Exposure", "Hop", "Hub", "LinkedRisk", "Totals", "leads_of", "linked_risk"]


def linked_risk(view: View, policy: Policy, subject: str, as_of: Day, max_hops: int, limit: int) -> LinkedRisk:
    """The exposures within `max_hops` relations in force on the day, highest score first; totals and truncation are honest."""
    if isinstance(view, NearAdverse) and (leads := leads_of(policy)).by_codes:
        found = view.near_adverse(leads, subject, as_of, max_hops, limit)
        if found is not None:
            return found
    return by_walking(view, policy, subject, as_of, max_hops, limit)


def by_walking(view: View, policy: Policy, subject: str, as_of: Day, max_hops: int, limit: int) -> LinkedRisk:
    """The same over `View.expand` alone: what every kernel is held to."""
    reach = walk(view, policy, subject, as_of, max_hops)
    exposures = _exposures(view, policy, reach, as_of)
    totals = Totals(len(reach.ways), len(exposures), min(limit, len(exposures)), reach.hubs)
    return LinkedRisk(exposures[:limit], totals, reach.cut or len(exposures) > limit, _reason(reach, policy, len(exposures), limit))


_LEADS: dict[int, tuple[Policy, Leads]] = {}
_MOST = 64


def leads_of(policy: Policy) -> Leads:
    """What an engine needs of a policy, made once for each."""
    known = _LEADS.get(id(policy))
    if known is None or known[0] is not policy:
        if len(_LEADS) >= _MOST:
            _LEADS.clear()
        _LEADS[id(policy)] = known = (policy, _leads(policy))
    return known[1]


def _leads(policy: Policy) -> Leads:
    def severity(kind: str, props: Mapping[str, Any]) -> float:
        return severity_of(policy, kind, props)

    return Leads(
        relations=policy.relations,
        possible_relation=policy.possible_relation,
        hub_guard=policy.hub_guard,
        max_explored=policy.max_explored,
        decay_per_year=policy.decay_per_year,
        severity=severity,
        by_codes=all(prop in _codes_of(kind.fact) for kind in policy.adverse for prop in kind.where),
    )


def _codes_of(kind: str) -> set[str]:
    props = FACT_KINDS[kind].props if kind in FACT_KINDS else ()
    return {each.name for each in props if each.type in ("code", "codes", "flag")}


def _exposures(view: View, policy: Policy, reach: Reach, as_of: Day) -> tuple[Exposure, ...]:
    found = []
    for party, records in adverse_records(view, policy, reach.ways, as_of).items():
        way = reach.ways[party]
        scored = None if node_kind_of(party) == "Person" else round(way.weight * weight_of(records, policy, as_of), 6)
        found.append(Exposure(party, len(way.path), scored, records, way.path))
    return tuple(sorted(found, key=lambda each: (-(each.score or 0.0), each.hops, each.subject)))


def _reason(reach: Reach, policy: Policy, found: int, limit: int) -> str | None:
    if reach.cut:
        return f"max_explored={policy.max_explored}: the strongest relations of each level were followed first"
    return f"limit={limit}: exposures are ordered by score, hops, id" if found > limit else None
