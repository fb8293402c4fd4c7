"""The words of ownership: shares as intervals, stakes with their facts, and how surely a threshold is reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from credit.facts import Fact

_EXACT = 1e-9
"""Effective shares are solved in floating point: closer to a threshold than this counts as equal to it."""


class Sureness(StrEnum):
    """Whether something holds for every, for some or for no reading of what the sources leave open."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    NOT = "not"

    @property
    def rank(self) -> int:
        """Certain 0, possible 1, not 2."""
        return (Sureness.CERTAIN, Sureness.POSSIBLE, Sureness.NOT).index(self)


@dataclass(frozen=True, slots=True)
class Share:
    """A share between 0 and 1, as an interval where sources leave it open."""

    low: float
    high: float

    @property
    def exact(self) -> bool:
        """Whether it is known to the last digit that arithmetic gives."""
        return self.high - self.low < _EXACT

    def reaches(self, least: Decimal | None, beyond: Decimal | None) -> Sureness:
        """Whether it is at least `least`, or more than `beyond` (one of the two is given)."""
        if _over(self.low, least, beyond):
            return Sureness.CERTAIN
        return Sureness.POSSIBLE if _over(self.high, least, beyond) else Sureness.NOT


def _over(value: float, least: Decimal | None, beyond: Decimal | None) -> bool:
    return value >= float(least) - _EXACT if least is not None else value > float(beyond or 0) + _EXACT


@dataclass(frozen=True, slots=True)
class Stake:
    """What one party holds in one company, as one fact states it. `commands`: whatever his share (an executive partner)."""

    owner: str
    company: str
    low: Fraction
    high: Fraction
    stated: bool
    votes: bool
    commands: bool
    fact: Fact


@dataclass(frozen=True, slots=True)
class Held:
    """One holder's place in a company's register, with bounds that fit together with all the others'."""

    owner: str
    low: Fraction
    high: Fraction
    stake: Stake


@dataclass(frozen=True, slots=True)
class Command:
    """By which fact a party directs a company whatever his share: found or disclosed as controller, executive partner."""

    owner: str
    company: str
    certain: bool
    fact: Fact


@dataclass(frozen=True, slots=True)
class Register:
    """All known holders of one company. `stated_total`: the sum of the least that each is said to hold; over 1, somebody is wrong."""

    company: str
    held: tuple[Held, ...]
    stated_total: Fraction
    commands: tuple[Command, ...] = ()

    @property
    def over_full(self) -> bool:
        """Whether sources give away more than the whole."""
        return self.stated_total > 1


@dataclass(frozen=True, slots=True)
class Structure:
    """What holds what around one party on a day. `levels`: how far from it. `cut`: further parties were not read."""

    subject: str
    registers: Mapping[str, Register]
    levels: Mapping[str, int]
    cut: bool

    @property
    def over_full(self) -> tuple[str, ...]:
        """Companies of which sources give away more than the whole."""
        return tuple(sorted(company for company, register in self.registers.items() if register.over_full))


@dataclass(frozen=True, slots=True)
class Chain:
    """One way from an owner down to a company, with the product of the shares on it."""

    stakes: tuple[Stake, ...]
    share: Share
