"""The kinds of node, of relation and of statement, declared once.

Everything that depends on what kinds exist is generated from here: table rows, writers, indexes, `docs/schema.md`, `/v1/ontology`.
The **key** of a kind names the properties that tell one fact from the next between the same ends: one term of office from
the next, one holding from the next. The **lane** says whether a relation may stand in the proof of a measure (DESIGN section 2).
"""

from collections.abc import Mapping
from types import MappingProxyType

from credit.kinds.declaration import Absence, EdgeKind, FactKind, Lane, NodeKind, Prop, PropType, StatementKind
from credit.kinds.nodes import NODE_KINDS
from credit.kinds.relations import EDGE_KINDS, STATEMENT_KINDS

__all__ = [
    "EDGES",
    "EDGE_KINDS",
    "FACT_KINDS",
    "KIND_OF_CODE",
    "NODES",
    "NODE_KINDS",
    "STATEMENT_KINDS",
    "Absence",
    "EdgeKind",
    "FactKind",
    "Lane",
    "NodeKind",
    "Prop",
    "PropType",
    "StatementKind",
    "node_kind_of",
    "prefixes_of",
]

_ALL: tuple[FactKind, ...] = (*NODE_KINDS, *STATEMENT_KINDS, *EDGE_KINDS)

FACT_KINDS: Mapping[str, FactKind] = MappingProxyType({kind.name: kind for kind in _ALL})
"""Every kind of fact by name: the record of a node, a statement about one, a relation between two."""

NODES: Mapping[str, NodeKind] = MappingProxyType({kind.name: kind for kind in NODE_KINDS})
EDGES: Mapping[str, EdgeKind] = MappingProxyType({kind.name: kind for kind in EDGE_KINDS})
KIND_OF_CODE: Mapping[int, FactKind] = MappingProxyType({kind.code: kind for kind in _ALL})

_PREFIXES = {kind.prefix: kind.name for kind in NODE_KINDS} | {"uscc": "Organization", "reg": "Organization"}


def node_kind_of(public_id: str) -> str | None:
    """The kind of node that a public id names by its prefix, or None where the prefix is none of ours."""
    return _PREFIXES.get(public_id.partition(":")[0])


def prefixes_of(kind: str) -> tuple[str, ...]:
    """The prefixes of the public ids of a kind of node, in order: an organisation has one for each kind of code."""
    return tuple(sorted(prefix for prefix, name in _PREFIXES.items() if name == kind))
