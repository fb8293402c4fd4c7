"""What propagation has read from the view so far: each question to the view is asked once, for all subjects at a time."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from credit.facts import Fact
from credit.identity import VERIFIED
from credit.kinds import node_kind_of
from credit.periods import ALWAYS, Day, day_of
from credit.view import View, Way
from reasoning.catalogue import Catalogue
from reasoning.propagation.relations import OFFICES, PARTIES, RelationsRead, between_of, ties_of

RECORDS = ("Penalty", "ListEntry", "CourtOrder")
_DIVISION = 6


@dataclass(frozen=True, slots=True)
class Record:
    """A decision, listing or order, with the relation that makes somebody its subject."""

    fact: Fact
    party: Fact
    subject: str

    @property
    def id(self) -> str:
        return self.fact.src

    def day(self, prop: str | None) -> Day | None:
        """The day that the record states under this property, or None."""
        return stated_day(self.fact.props, prop)


def stated_day(props: Mapping[str, Any], prop: str | None) -> Day | None:
    """The day of a `day` property, or None where it is not stated."""
    text = props.get(prop) if prop else None
    return day_of(text) if isinstance(text, str) else None


@dataclass
class Scene:
    """A memo over one view for one question. Not thread-safe, thrown away after the answer."""

    view: View
    catalogue: Catalogue
    as_of: Day
    _records: dict[str, list[Record]] = field(default_factory=dict)
    exempted: dict[str, Any] = field(default_factory=dict)
    """What would have followed and a text exempts, by id; the engine's own list beside its answer."""
    _erased: dict[str, list[Fact]] = field(default_factory=dict)
    _profiles: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    @cached_property
    def ties(self) -> tuple[str, ...]:
        """Every relation along which a role is found or a person holds something: the offices, and what the roles name besides."""
        return ties_of(self.catalogue)

    @cached_property
    def between(self) -> tuple[str, ...]:
        """The relations between organisations along which a rule may reach: a branch's head, a partner in one bid."""
        return between_of(self.catalogue)

    @cached_property
    def _relations(self) -> RelationsRead:
        return RelationsRead(self.view, frozenset({*self.ties, *self.between, "NAMED_IN"}))

    def records(self, subjects: Iterable[str]) -> list[Record]:
        """All records of these subjects, whatever their day, in a stable order."""
        asked = sorted(set(subjects))
        missing = [each for each in asked if each not in self._records]
        if missing:
            parties = self.view.expand(missing, PARTIES, ALWAYS, Way.OUT)
            self._records.update({each: [] for each in missing})
            for record in self._joined(parties):
                self._records.setdefault(record.subject, []).append(record)
        return [record for each in asked for record in self._records[each]]

    def _joined(self, parties: Collection[Fact]) -> Iterable[Record]:
        ids = {edge.dst for edge in parties if edge.dst}
        facts = {fact.src: fact for fact in self.view.facts_of(ids, RECORDS, ALWAYS)} if ids else {}
        return [Record(facts[edge.dst], edge, edge.src) for edge in parties if edge.dst in facts]

    def described(self, nodes: Collection[str], kind: str) -> list[Fact]:
        """What is on record of these things of a kind, whatever its day."""
        return list(self.view.facts_of(sorted(nodes), (kind,), ALWAYS)) if nodes else []

    def erased_records(self, subjects: Iterable[str]) -> list[Record]:
        """Records of these subjects that an act has erased: nothing follows from them, why-not names them."""
        parties = self.view.expand(sorted(set(subjects)), PARTIES, ALWAYS, Way.OUT)
        gone = {fact.src: fact for fact in self.view.erased(sorted({edge.dst for edge in parties if edge.dst}), RECORDS)} if parties else {}
        return [Record(gone[edge.dst], edge, edge.src) for edge in parties if edge.dst in gone]

    def erased_at(self, node: str) -> list[Fact]:
        """Relations at a node that an act has erased (a registration under another's name, 登记条例 40)."""
        if node not in self._erased:
            kinds = sorted({*self.ties, *OFFICES})
            self._erased[node] = list(self.view.erased((node,), kinds))
        return self._erased[node]

    def edges(self, node: str, kinds: Collection[str], way: Way) -> list[Fact]:
        """The relations of these kinds at a node, history included."""
        return self._relations.at(node, kinds, way)

    def named_in(self, record: str) -> list[Fact]:
        """Whom a record names, as what."""
        return self.edges(record, ("NAMED_IN",), Way.IN)

    def prefetch(self, nodes: Iterable[str], kinds: Collection[str], way: Way) -> None:
        """Reads the relations of many nodes in one question."""
        self._relations.read(nodes, kinds, way)

    def foresee(self, records: Collection[Record]) -> None:
        """Reads whatever these records will be asked for, set at a time: parties, holders of their offices, persons named, profiles."""
        subjects = {record.subject for record in records}
        named = {record.id for record in records}
        self.prefetch(sorted(subjects | named), self.ties, Way.IN)
        self.prefetch(sorted(subjects), self.between, Way.OUT)
        near = {edge.src for node in subjects for edge in self.edges(node, self.ties, Way.IN)}
        near |= {edge.src for node in named for edge in self.edges(node, ("NAMED_IN",), Way.IN)}
        self.read_profiles(subjects | near)

    def read_profiles(self, nodes: Iterable[str]) -> None:
        """Reads what is known of these nodes themselves in one question a kind of node."""
        by_kind: defaultdict[str, list[str]] = defaultdict(list)
        for node in sorted(set(nodes) - self._profiles.keys()):
            by_kind[node_kind_of(node) or ""].append(node)
        for kind, missing in by_kind.items():
            self._profiles.update({node: {} for node in missing})
            self._profiles.update({fact.src: fact.props for fact in reversed(self.view.facts_of(missing, (kind,), ALWAYS))})

    def profile(self, node: str) -> Mapping[str, Any]:
        """What is known of a subject itself: the properties of its record."""
        if node not in self._profiles:
            self.read_profiles((node,))
        return self._profiles[node]

    def legal_form(self, node: str) -> str | None:
        """The registry's word, else the form that the code itself gives, else None."""
        stated = self.profile(node).get("legal_form")
        scheme, _, code = node.partition(":")
        return str(stated) if stated else self.catalogue.head.legal_form_by_code.get(code[:2]) if scheme == "uscc" else None

    def region(self, node: str) -> str | None:
        """The six digits of the division under which a subject's code was given (GB 32100, digits 3 to 8; the first six of a registration
        number), else the region that the registry states as digits, else None."""
        scheme, _, code = node.partition(":")
        given = {"uscc": code[2:8], "reg": code[:6]}.get(scheme, "")
        stated = str(self.profile(node).get("region") or "")[:6]
        return next((each for each in (given, stated) if len(each) == _DIVISION and each.isdecimal()), None)

    def verified(self, person: str) -> bool:
        """Whether a document number says who this person is; only then a measure is carried further."""
        return person.startswith("p:v") or self.profile(person).get("identity") == VERIFIED
