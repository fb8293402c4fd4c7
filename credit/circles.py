"""The circle around a party: everything within some relations of it, nearest first.

And the capability of an engine that finds it in one kernel: the same answer as reasoning's walk over `View.expand`, held by tests.
"""

from dataclasses import dataclass
from typing import NamedTuple, Protocol, runtime_checkable

from credit.chains import Which
from credit.exposures import Hub
from credit.view import Way


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far, along which end of relations; hubs are shown and not walked on from; a walk that has met more nodes than these ends."""

    max_hops: int
    way: Way
    hub_guard: int
    max_nodes: int


class Near(NamedTuple):
    """A relation by its id and kind, and how far its nearer end is from the party. In the order in which they are told."""

    hops: int
    kind: str
    fact: str


@dataclass(frozen=True, slots=True)
class Page:
    """Which of the relations are wanted: so many after the first so many."""

    offset: int
    limit: int


@dataclass(frozen=True, slots=True)
class Circle:
    """The relations of a page, in order, and how many there are in all; how many nodes were met; hubs, by id; whether it was cut short."""

    relations: tuple[Near, ...]
    total: int
    explored: int
    hubs: tuple[Hub, ...]
    cut: bool


@runtime_checkable
class FindsCircles(Protocol):
    """A view that finds circles itself."""

    def circle_around(self, which: Which, subject: str, bounds: Bounds, page: Page) -> Circle | None:
        """The circle, equal to reasoning's; None where it cannot tell (reasoning's walk must be asked then)."""
        ...
