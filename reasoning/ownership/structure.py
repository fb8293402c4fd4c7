"""Reads who holds what, level by level: upwards from a company, downwards from an owner. The whole level is one question to the view."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from credit.periods import Certainty, Day, Interval
from credit.view import View, Way
from reasoning.catalogue import Holdings
from reasoning.ownership.model import Command, Register, Stake, Structure
from reasoning.ownership.stakes import register_of, stake_of


@dataclass(frozen=True, slots=True)
class Depth:
    """How far to read: levels, and parties in all."""

    levels: int = 15
    parties: int = 1000


AS_FAR_AS_USEFUL = Depth()
"""Deeper or wider than any structure that a person reads."""


@dataclass(frozen=True)
class Reading:
    """A view, the relations that hold shares, and the day."""

    view: View
    holdings: Holdings
    as_of: Day

    def registers(self, companies: Collection[str]) -> dict[str, Register]:
        """The holders of these companies, and who commands them; those of which neither is known are left out."""
        stakes: dict[str, list[Stake]] = {company: [] for company in companies}
        for stake in self._stakes(companies, holders=True):
            if stake.company in stakes:
                stakes[stake.company].append(stake)
        commands = self._commands(companies, stakes)
        return {each: register_of(each, stakes[each], commands[each]) for each in companies if stakes[each] or commands[each]}

    def _commands(self, companies: Collection[str], stakes: Mapping[str, Sequence[Stake]]) -> dict[str, list[Command]]:
        by_company = {
            company: [Command(each.owner, company, True, each.fact) for each in held if each.commands] for company, held in stakes.items()
        }
        for fact in self.view.expand(sorted(companies), (self.holdings.found_by,), Interval.on(self.as_of), Way.IN):
            if fact.dst in by_company:
                certain = fact.period.at(self.as_of) is Certainty.CERTAIN
                by_company[fact.dst].append(Command(fact.src, fact.dst, certain, fact))
        return by_company

    def held_by(self, owners: Collection[str]) -> set[str]:
        """The companies in which these parties hold anything."""
        wanted = set(owners)
        return {stake.company for stake in self._stakes(owners, holders=False) if stake.owner in wanted}

    def reached_by(self, owners: Collection[str]) -> set[str]:
        """The companies in which these parties hold anything, or which they were found to control."""
        found = self.view.expand(sorted(owners), (self.holdings.found_by,), Interval.on(self.as_of), Way.OUT)
        return self.held_by(owners) | {fact.dst for fact in found if fact.dst}

    def _stakes(self, parties: Collection[str], *, holders: bool) -> Iterable[Stake]:
        """The stakes in these parties (`holders`), or of them."""
        asked = sorted(parties)
        for held_by in ("src", "dst"):
            kinds = [kind for kind, holding in self.holdings.kinds.items() if holding.held_by == held_by]
            if kinds and asked:
                way = Way.IN if holders is (held_by == "src") else Way.OUT
                facts = self.view.expand(asked, kinds, Interval.on(self.as_of), way)
                yield from (stake for fact in facts if (stake := stake_of(fact, self.holdings, self.as_of)))


def above(reading: Reading, company: str, depth: Depth = AS_FAR_AS_USEFUL) -> Structure:
    """Everybody who holds anything in, or commands, the company, directly or through others."""
    registers: dict[str, Register] = {}
    levels, frontier, cut = {company: 0}, [company], False
    while frontier:
        found = reading.registers(frontier)
        registers.update(found)
        owners = _largest_first(found.values(), levels)
        level = max(levels.values()) + 1
        room = depth.parties - len(levels) if level <= depth.levels else 0
        cut = cut or len(owners) > room
        kept = owners[: max(room, 0)]
        levels.update(dict.fromkeys(kept, level))
        frontier = kept
    return Structure(company, registers, levels, cut)


def below(reading: Reading, owner: str, depth: Depth = AS_FAR_AS_USEFUL) -> Structure:
    """Everything in which the owner holds anything, directly or through others, with all holders of each."""
    levels, frontier, cut = {owner: 0}, [owner], False
    while frontier:
        companies = sorted(reading.held_by(frontier) - levels.keys())
        level = max(levels.values()) + 1
        room = depth.parties - len(levels) if level <= depth.levels else 0
        cut = cut or len(companies) > room
        frontier = companies[: max(room, 0)]
        levels.update(dict.fromkeys(frontier, level))
    return Structure(owner, reading.registers(levels), levels, cut)


def _largest_first(registers: Iterable[Register], known: Collection[str]) -> list[str]:
    """The owners not yet known, those of the largest stakes first: what is cut is the small."""
    most: dict[str, Fraction] = {}
    for register in registers:
        commanding = ((each.owner, Fraction(1)) for each in register.commands)
        for owner, part in (*((held.owner, held.high) for held in register.held), *commanding):
            if owner not in known:
                most[owner] = max(part, most.get(owner, part))
    return sorted(most, key=lambda owner: (-most[owner], owner))
