"""Everything that readings need of one company, read and solved once: registers, effective shares, everybody's sphere of control."""

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from credit.facts import Fact
from credit.kinds import EDGES
from credit.periods import ALWAYS, Interval
from credit.view import Way
from reasoning.catalogue import Criterion
from reasoning.catalogue.rules import RecordFilter
from reasoning.control.majority import Bar, Ties, part_of, sphere
from reasoning.control.model import Sphere
from reasoning.linked_risk.adverse import usable
from reasoning.ownership import Reading, Share, Structure, effective_owners
from reasoning.propagation.matching import fits

_TO_LISTS = tuple(name for name, kind in EDGES.items() if "ListEntry" in kind.dst and name != "NAMED_IN")


@dataclass(frozen=True)
class Picture:
    """One company and everybody above it."""

    reading: Reading
    structure: Structure
    _spheres: dict[str, Sphere] = field(default_factory=dict)

    @property
    def company(self) -> str:
        """The company that is asked about."""
        return self.structure.subject

    @cached_property
    def ties(self) -> Ties:
        """Who holds what, turned round."""
        return Ties.of(self.structure.registers)

    @cached_property
    def effective(self) -> dict[str, Share]:
        """Effective shares of everybody above."""
        return effective_owners(self.structure)

    @property
    def majority(self) -> Bar:
        """More than half of the votes."""
        return Bar(Fraction(self.reading.holdings.majority))

    def sphere_of(self, party: str) -> Sphere:
        """What a party controls, as far as it lies above the company."""
        if party not in self._spheres:
            self._spheres[party] = sphere(self.ties, (party,), self.majority)
        return self._spheres[party]

    def parties(self) -> tuple[str, ...]:
        """Everybody above, the company itself left out."""
        return tuple(sorted(self.structure.levels.keys() - {self.company}))

    def votes_of(self, party: str) -> Share:
        """The votes that a party directs in the company: its own and those of what it controls."""
        register = self.structure.registers.get(self.company)
        if register is None:
            return Share(0.0, 0.0)
        under, mine = self.sphere_of(party), [held for held in register.held if held.stake.votes]
        surely = [held for held in mine if under.surely(held.owner).rank == 0]
        perhaps = [held for held in mine if under.surely(held.owner).rank <= 1]
        return Share(float(part_of(register, surely, self.majority)[0]), float(part_of(register, perhaps, self.majority)[1]))

    def holders_of_office(self, criterion: Criterion) -> tuple[Fact, ...]:
        """Whoever holds one of these offices in the company on the day."""
        return self.reading.view.expand((self.company,), criterion.offices, Interval.on(self.reading.as_of), Way.IN)

    def listed(self, filters: tuple[RecordFilter, ...]) -> dict[str, tuple[Fact, ...]]:
        """The parties above that stand on a list of this sort on the day, with the entries."""
        edges = self.reading.view.expand(self.parties(), _TO_LISTS, ALWAYS, Way.OUT)
        kinds = tuple(dict.fromkeys(each.fact for each in filters))
        records = {fact.src: fact for fact in self.reading.view.facts_of({edge.dst for edge in edges if edge.dst}, kinds, ALWAYS)}
        found: dict[str, list[Fact]] = {}
        for edge in edges:
            record = records.get(edge.dst or "")
            if record and usable(record, self.reading.as_of) and _is_one_of(record, filters):
                found.setdefault(edge.src, []).append(record)
        return {party: tuple(facts) for party, facts in found.items()}


def _is_one_of(record: Fact, filters: tuple[RecordFilter, ...]) -> bool:
    return any(each.fact == record.kind and fits(record.props, each.where) for each in filters)
