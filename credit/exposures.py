"""What linked risk answers (advisory lane): exposures, never consequences. A natural person gets facts and no score (N12).

And the capability of an engine that answers it in one kernel: the same answer as reasoning's walk over `View.expand`, held by tests.
Named tuples and no data classes: an answer is some fifty of these, and a frozen data class takes five times as long to make.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, runtime_checkable

from credit.periods import Day, Period


class Hop(NamedTuple):
    """One relation on the way: from whom to whom, along which fact, in which period, on whose word; whether an objection is pending."""

    from_: str
    edge: str
    to: str
    kind: str
    period: Period
    evidence: tuple[int, ...]
    disputed: bool


class Adverse(NamedTuple):
    """One adverse record of an exposed subject, with the severity that the policy gives its kind."""

    fact: str
    record: str
    kind: str
    severity: float
    domain: str | None
    from_: Day | None
    until: Day | None
    evidence: tuple[int, ...]
    disputed: bool


class Exposure(NamedTuple):
    """A subject with adverse records near the one asked about. `score` is None for a natural person."""

    subject: str
    hops: int
    score: float | None
    adverse: tuple[Adverse, ...]
    path: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Hub:
    """A party with more relations than the guard allows: shown, not crossed."""

    subject: str
    relations: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Honest counts: parties looked at, exposures found and returned, hubs that were not crossed."""

    explored: int
    exposures: int
    returned: int
    hubs_not_crossed: tuple[Hub, ...]


@dataclass(frozen=True, slots=True)
class LinkedRisk:
    """Exposures, highest score first, then by distance and id; `reason` says what cut the answer short."""

    exposures: tuple[Exposure, ...]
    totals: Totals
    truncated: bool
    reason: str | None


@dataclass(frozen=True, eq=False)
class Leads:
    """What a walking policy says, without its grammar. Compared by identity, so that an engine may keep what it made of it.

    `severity`: how heavily a record of a kind with these properties counts, 0 for not at all. `by_codes`: whether it reads codes and
    flags only; an engine may keep no more of a record than those.
    """

    relations: Mapping[str, float]
    possible_relation: float
    hub_guard: int
    max_explored: int
    decay_per_year: float
    severity: Callable[[str, Mapping[str, Any]], float]
    by_codes: bool


@runtime_checkable
class NearAdverse(Protocol):
    """A view that answers linked risk itself."""

    def near_adverse(self, leads: Leads, subject: str, as_of: Day, max_hops: int, limit: int) -> LinkedRisk | None:
        """The exposures, equal to reasoning's; None where it cannot tell (reason's walk must be asked then)."""
        ...
