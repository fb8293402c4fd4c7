"""What readings of control answer (advisory lane): findings with their trace. None of them binds anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from credit.facts import Fact
from reasoning.catalogue import ControlRules
from reasoning.ownership import Command, Held, Share, Sureness


@dataclass(frozen=True, slots=True)
class Joined:
    """How a company came under somebody: with the votes of these holders, or by this command; `place`: in which order."""

    company: str
    sureness: Sureness
    held: tuple[Held, ...]
    command: Command | None
    low: Fraction
    high: Fraction
    place: int


@dataclass(frozen=True, slots=True)
class Sphere:
    """Everything that a party, or several together, control: certainly, and possibly."""

    heads: tuple[str, ...]
    joined: Mapping[str, Joined]

    def surely(self, company: str) -> Sureness:
        """Whether a company is in it."""
        if company in self.heads:
            return Sureness.CERTAIN
        return self.joined[company].sureness if company in self.joined else Sureness.NOT


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a trace. `says_zh` names nodes in braces."""

    says_zh: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A party that fits a criterion of a reading."""

    party: str
    criterion: str
    sureness: Sureness
    share: Share | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ReadingOf:
    """One rule set, read on one company. `in_force`: on the day asked about."""

    rules: ControlRules
    findings: tuple[Finding, ...]
    in_force: bool
