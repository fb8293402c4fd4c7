"""What propagation has read from the view so far: each question to the view is asked once, for all subjects at a time."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from credit.facts import Fact
from credit.identity import VERIFIED
from credit.kinds import EDGES, Lane, node_kind_of
from credit.periods import ALWAYS, Day, day_of
from credit.view import View, Way
from reasoning.catalogue import Catalogue

RECORDS = ("Penalty", "ListEntry", "CourtOrder")
PARTIES = ("SUBJECT_OF", "LISTED_AS")
OFFICES = tuple(kind.name for kind in EDGES.values() if kind.office and kind.lane is Lane.BINDING)


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
    _edges: dict[tuple[str, Way], dict[str, list[Fact]]] = field(default_factory=dict)
    _erased: dict[str, list[Fact]] = field(default_factory=dict)
    _profiles: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    @cached_property
    def ties(self) -> tuple[str, ...]:
        """Every relation along which a role is found or a person holds something: the offices, and what the roles name besides."""
        named = {kind for role in self.catalogue.roles.values() for kind in (*role.office, *role.posts)}
        return tuple(sorted({*OFFICES, *named}))

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
        return [fact for kind in kinds for fact in self._of_kind(kind, way).get(node) or self._fetched(kind, way, node)]

    def named_in(self, record: str) -> list[Fact]:
        """Whom a record names, as what."""
        return self.edges(record, ("NAMED_IN",), Way.IN)

    def prefetch(self, nodes: Iterable[str], kinds: Collection[str], way: Way) -> None:
        """Reads the relations of many nodes in one question."""
        for kind in kinds:
            known = self._of_kind(kind, way)
            missing = [node for node in nodes if node not in known]
            if missing:
                known.update({node: [] for node in missing})
                for fact in self.view.expand(missing, (kind,), ALWAYS, way):
                    end = fact.src if way is Way.OUT else fact.dst
                    known.setdefault(end or "", []).append(fact)

    def _of_kind(self, kind: str, way: Way) -> dict[str, list[Fact]]:
        return self._edges.setdefault((kind, way), {})

    def _fetched(self, kind: str, way: Way, node: str) -> list[Fact]:
        self.prefetch((node,), (kind,), way)
        return self._of_kind(kind, way)[node]

    def read_profiles(self, nodes: Iterable[str]) -> None:
        """Reads what is known of many subjects in one question."""
        missing = sorted({node for node in nodes if node not in self._profiles})
        if missing:
            kinds = tuple(sorted({node_kind_of(node) or "" for node in missing}))
            found = {fact.src: fact.props for fact in self.view.facts_of(missing, kinds, ALWAYS)}
            self._profiles.update({node: found.get(node, {}) for node in missing})

    def profile(self, node: str) -> Mapping[str, Any]:
        """What is known of a subject itself: the properties of its record."""
        if node not in self._profiles:
            facts = self.view.facts_of((node,), (node_kind_of(node) or "",), ALWAYS)
            self._profiles[node] = facts[0].props if facts else {}
        return self._profiles[node]

    def legal_form(self, node: str) -> str | None:
        """The registry's word, else the form that the code itself gives, else None."""
        stated = self.profile(node).get("legal_form")
        scheme, _, code = node.partition(":")
        return str(stated) if stated else self.catalogue.head.legal_form_by_code.get(code[:2]) if scheme == "uscc" else None

    def verified(self, person: str) -> bool:
        """Whether a document number says who this person is; only then a measure is carried further."""
        return person.startswith("p:v") or self.profile(person).get("identity") == VERIFIED
