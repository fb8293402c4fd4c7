"""Joint majority to the fix-point: X controls Z if X and what it controls hold more than half of the votes in Z.

Certain on the least shares, possible on the greatest that the others leave. Registers are independent of each other, so the greatest
of every company can be so at the same time, and the possible fix-point is exact.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from reasoning.control.model import Joined, Sphere
from reasoning.ownership import Command, Held, Register, Sureness


@dataclass(frozen=True, slots=True)
class Bar:
    """Which part of a company brings it under: beyond a number, or from it on. `votes`: only votes count, and commands do too."""

    number: Fraction
    beyond: bool = True
    votes: bool = True

    def passed(self, part: Fraction) -> bool:
        """Whether a part suffices."""
        return part > self.number if self.beyond else part >= self.number

    def counts(self, held: Held) -> bool:
        """Whether a holding counts."""
        return held.stake.votes or not self.votes


@dataclass(frozen=True)
class Ties:
    """Registers turned round: in which companies everybody holds, or which he commands."""

    registers: Mapping[str, Register]
    holdings: Mapping[str, tuple[Held, ...]]
    commands: Mapping[str, tuple[Command, ...]]

    @classmethod
    def of(cls, registers: Mapping[str, Register]) -> "Ties":
        """The ties of these registers."""
        holdings: dict[str, list[Held]] = {}
        commands: dict[str, list[Command]] = {}
        for register in registers.values():
            for held in register.held:
                holdings.setdefault(held.owner, []).append(held)
            for command in register.commands:
                commands.setdefault(command.owner, []).append(command)
        return cls(registers, {k: tuple(v) for k, v in holdings.items()}, {k: tuple(v) for k, v in commands.items()})


@dataclass
class _Spread:
    """One fix-point: everybody who has joined, and the part that they hold in each company so far."""

    ties: Ties
    bar: Bar
    sureness: Sureness
    members: set[str]
    parts: dict[str, list[Held]] = field(default_factory=dict)
    joined: dict[str, Joined] = field(default_factory=dict)

    def run(self, frontier: Iterable[str]) -> None:
        """Until nothing joins any more."""
        waiting = sorted(frontier)
        for party in waiting:  # grows while it is walked
            for command in self.ties.commands.get(party, ()) if self.bar.votes else ():
                if self.sureness is Sureness.POSSIBLE or command.certain:
                    waiting += self._join(command.company, command)
            for held in self.ties.holdings.get(party, ()):
                if self.bar.counts(held):
                    self.parts.setdefault(held.stake.company, []).append(held)
                    waiting += self._join(held.stake.company, None)

    def _join(self, company: str, command: Command | None) -> list[str]:
        low, high = part_of(self.ties.registers[company], self.parts.get(company, ()), self.bar)
        enough = command is not None or self.bar.passed(low if self.sureness is Sureness.CERTAIN else high)
        if company in self.members or not enough:
            return []
        self.members.add(company)
        held = tuple(self.parts.get(company, ()))
        self.joined[company] = Joined(company, self.sureness, held, command, low, high, len(self.joined))
        return [company]


def part_of(register: Register, mine: Iterable[Held], bar: Bar) -> tuple[Fraction, Fraction]:
    """The least and the greatest part that some holders have together."""
    own = {held.owner: held for held in mine}
    low = sum((held.low for held in own.values()), Fraction(0))
    high = sum((held.high for held in own.values()), Fraction(0))
    others = sum((held.low for held in register.held if held.owner not in own), Fraction(0))
    return low, min(high, 1 - others)


def sphere(ties: Ties, heads: Iterable[str], bar: Bar) -> Sphere:
    """Everything that comes under these parties together."""
    first = tuple(sorted(heads))
    certain = _Spread(ties, bar, Sureness.CERTAIN, set(first))
    certain.run(first)
    possible = _Spread(ties, bar, Sureness.POSSIBLE, set(first))
    possible.run(first)
    later = {name: each for name, each in possible.joined.items() if name not in certain.joined}
    return Sphere(first, {**later, **certain.joined})
