"""Chains of relations between parties: what may be asked for, and what is found.

And the capability of an engine that finds them in one kernel: the same answer as reasoning's walk over `View.expand`, held by tests.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, runtime_checkable

from credit.facts import Fact
from credit.periods import Day, Interval, Period

Pair = tuple[str, str]
"""The nodes at both ends of a chain."""


@dataclass(frozen=True, slots=True)
class Which:
    """Which relations count: of these kinds, perhaps so within the interval, both ends still on record.

    What ties somebody to a record lasts as long as the record does. `repaired_by`: relations and records whose repair had taken
    effect by this day do not count; None where they do.
    """

    kinds: frozenset[str]
    during: Interval
    repaired_by: Day | None


@dataclass(frozen=True, slots=True)
class Limits:
    """At most so many steps and chains; what to go around; what to go through; hubs are not crossed, and no more nodes than these read.

    `max_steps`: that one enumeration may take, for a dense middle has more chains than anybody reads.
    """

    max_hops: int
    most: int = 1
    avoid: frozenset[str] = frozenset()
    through: frozenset[str] = frozenset()
    hub_guard: int = 500
    max_nodes: int = 20_000
    max_steps: int = 200_000


class Relation(NamedTuple):
    """What is told of a relation on a chain; the period is the relation's own."""

    id: str
    kind: str
    src: str
    dst: str
    period: Period
    evidence: tuple[int, ...]

    @classmethod
    def of(cls, fact: Fact) -> "Relation":
        """The same of a fact."""
        return cls(fact.id, fact.kind, fact.src, fact.dst or "", fact.period, fact.evidence)


class Step(NamedTuple):
    """From one node to the next, by these relations, the one of the least id first."""

    from_: str
    to: str
    relations: tuple[Relation, ...]


Chain = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Chains of a pair, fewest steps first, then by the least ids of their relations; how many nodes were looked at.

    `cut`: why there may be more, or None.
    """

    chains: tuple[Chain, ...]
    explored: int
    cut: str | None


@dataclass(frozen=True, slots=True)
class Connected:
    """What was found for every pair, and the hubs that were met on the way and not crossed, in order."""

    found: Mapping[Pair, Found]
    hubs: tuple[str, ...]


@runtime_checkable
class FindsChains(Protocol):
    """A view that finds chains itself."""

    def chains_between(self, which: Which, pairs: Sequence[Pair], limits: Limits, ends: Collection[str]) -> Connected | None:
        """The chains, equal to reasoning's (`ends` are never hubs); None where it cannot tell (reasoning's walk must be asked then)."""
        ...
