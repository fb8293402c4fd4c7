"""Groups of kinds that questions walk over, all derived from the declaration."""

from collections.abc import Collection

from credit.errors import BadParameter
from credit.kinds import EDGES, NODES

PARTIES = frozenset({"Organization", "Person"})
DECISIONS = frozenset(NODES) - PARTIES - {"ContactPoint"}
"""Kinds of node that are records about a party."""

ALL_KINDS = frozenset(EDGES)
SOFT = frozenset({"POSSIBLY_SAME", "USES_CONTACT"})
"""Hints for an investigator, off unless asked for by name: a caller must never take a possible namesake for the man."""

BY_AUTHORITY = frozenset({"DECIDED_BY"})
"""Ties everybody whom one authority ever decided on: no connection between them."""

TO_DECISIONS = frozenset(name for name, kind in EDGES.items() if {*kind.dst} <= DECISIONS)
ROLES = frozenset(name for name, kind in EDGES.items() if {*kind.src, *kind.dst} <= PARTIES) - SOFT
"""Offices, holdings, branches, guarantees: relations between parties."""


def around(kind: str) -> frozenset[str]:
    """What is looked at around a node of this kind by default. Only a decision is asked who took it: an authority has taken thousands."""
    return ALL_KINDS - SOFT if kind in DECISIONS else ALL_KINDS - SOFT - BY_AUTHORITY


def chosen(kinds: Collection[str], default: frozenset[str]) -> frozenset[str]:
    """The kinds that a caller names, else the default. BadParameter lists those that there are."""
    if unknown := sorted(set(kinds) - ALL_KINDS):
        raise BadParameter(
            f"未知的关系种类:{'、'.join(unknown)}。Unknown kinds; see /v1/ontology/edge_kinds.",
            errors=[{"field": "kinds", "message": f"one of {', '.join(sorted(ALL_KINDS))}"}],
        )
    return frozenset(kinds) or default
