"""All relations at once, as columns: what an engine may hand to whoever copies the graph (a capability beside `View`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable


@dataclass(frozen=True)
class PlainRelations:
    """Relations that are one claim as it stands, as arrays: places of both ends in `ids`, code of kind, four bounds a line, the fact's
    id in halves, the claim's id. `others`: kind and ends of all that is left out here and must be asked of the view.
    """

    ids: Sequence[str]
    src: Any
    dst: Any
    kind: Any
    bounds: Any
    facts: Any
    evidence: Any
    others: Sequence[tuple[str, str, str]]


@runtime_checkable
class CopiesRelations(Protocol):
    """A view that hands out its relations in bulk."""

    def plain_relations(self) -> PlainRelations:
        """Every relation, plain ones as columns, the rest by kind and ends."""
        ...
