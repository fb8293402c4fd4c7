"""Linked risk (advisory lane): which penalties and listings stand near this subject, along which relations, on whose word.

A lead, never a sanction: nothing here may be a step in the proof of a measure, and its types are not propagation's.
"""

from credit.kinds import node_kind_of
from credit.periods import Day
from credit.view import View
from reasoning.catalogue import Policy
from reasoning.linked_risk.adverse import adverse_records, weight_of
from reasoning.linked_risk.model import Adverse, Exposure, Hop, Hub, LinkedRisk, Totals
from reasoning.linked_risk.walk import Reach, walk

__all__ = ["Adverse", "Exposure", "Hop", "Hub", "LinkedRisk", "Totals", "linked_risk"]


def linked_risk(view: View, policy: Policy, subject: str, as_of: Day, max_hops: int, limit: int) -> LinkedRisk:
    """The exposures within `max_hops` relations in force on the day, highest score first; totals and truncation are honest."""
    reach = walk(view, policy, subject, as_of, max_hops)
    exposures = _exposures(view, policy, reach, as_of)
    totals = Totals(len(reach.ways), len(exposures), min(limit, len(exposures)), reach.hubs)
    return LinkedRisk(exposures[:limit], totals, reach.cut or len(exposures) > limit, _reason(reach, policy, len(exposures), limit))


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
