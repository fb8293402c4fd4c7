"""What linked risk answers (advisory lane): exposures, never consequences. A natural person gets facts and no score (N12)."""

from dataclasses import dataclass

from credit.periods import Day, Period


@dataclass(frozen=True, slots=True)
class Hop:
    """One relation on the way: from whom to whom, along which fact, in which period, on whose word."""

    from_: str
    edge: str
    to: str
    kind: str
    period: Period
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Adverse:
    """One adverse record of an exposed subject, with the severity that the policy gives its kind."""

    fact: str
    record: str
    kind: str
    severity: float
    domain: str | None
    from_: Day | None
    until: Day | None
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Exposure:
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
