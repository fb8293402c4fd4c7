"""Facts on their way into arrays: collected one by one, in plain columns."""

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from credit.facts import Fact
from credit.identity import canonical_json
from credit.kinds import EDGES, FACT_KINDS, NODES
from credit.periods import MAX_DAY, day_of
from credit.relations import PlainRecord
from graph.projection.arrays import NONE_DAY, fact_halves

RECORD_KINDS = tuple(kind.name for kind in NODES.values() if kind.name not in ("Organization", "Person", "ContactPoint"))
"""Kinds of node that are records about a party."""

PARTY_KINDS = tuple(name for name in ("SUBJECT_OF", "LISTED_AS") if name in EDGES)
"""The relations that make somebody the party of a record."""

_LAST_DAYS = ("valid_until", "public_until")
_LIFTED = "lifted_on"
_FIRST_DAYS = ("decided_on", "listed_on", "ordered_on", "registered_on")


def _numbers() -> "array[int]":
    return array("q")


@dataclass
class FactColumns:
    """Bounds, ids and evidence of facts, in the order in which they came."""

    bounds: "array[int]" = field(default_factory=_numbers)
    fact_hi: "array[int]" = field(default_factory=lambda: array("Q"))
    fact_lo: "array[int]" = field(default_factory=lambda: array("Q"))
    first: "array[int]" = field(default_factory=_numbers)
    more: dict[int, tuple[int, ...]] = field(default_factory=dict)
    disputed: list[int] = field(default_factory=list)

    def add(self, fact: Fact) -> None:
        """One more."""
        period = fact.period
        self.bounds.extend((period.from_min, period.from_max, period.to_min, period.to_max))
        high, low = fact_halves(fact.id)
        self.fact_hi.append(high)
        self.fact_lo.append(low)
        evidence = fact.evidence
        if len(evidence) > 1:
            self.more[len(self.first)] = evidence
        if fact.disputed:
            self.disputed.append(len(self.first))
        self.first.append(evidence[0])

    def add_plain(self, fact: bytes, bounds: tuple[int, int, int, int], evidence: int) -> None:
        """One more that is a single claim."""
        self.bounds.extend(bounds)
        self.fact_hi.append(int.from_bytes(fact[:8]))
        self.fact_lo.append(int.from_bytes(fact[8:]))
        self.first.append(evidence)

    def __len__(self) -> int:
        return len(self.first)


@dataclass
class RelationFacts(FactColumns):
    """Relations, with the ids of their ends and the code of their kind. `repaired`: which of them, and from which day."""

    src: list[str] = field(default_factory=list)
    dst: list[str] = field(default_factory=list)
    kind: "array[int]" = field(default_factory=lambda: array("B"))
    repaired: list[tuple[int, int]] = field(default_factory=list)

    def extend(self, facts: Iterable[Fact]) -> None:
        """Several more; what has one end only is none."""
        for fact in facts:
            if fact.dst is not None:
                if fact.repaired_on is not None:
                    self.repaired.append((len(self), fact.repaired_on))
                self.add(fact)
                self.src.append(fact.src)
                self.dst.append(fact.dst)
                self.kind.append(FACT_KINDS[fact.kind].code)


@dataclass
class RecordFacts(FactColumns):
    """Records, with what walking policies read of them."""

    node: list[str] = field(default_factory=list)
    profile: list[str] = field(default_factory=list)
    domain: list[str] = field(default_factory=list)
    last: "array[int]" = field(default_factory=_numbers)
    lifted: "array[int]" = field(default_factory=_numbers)
    repaired: "array[int]" = field(default_factory=_numbers)
    began: "array[int]" = field(default_factory=_numbers)

    def extend(self, facts: Iterable[Fact]) -> None:
        """Several more."""
        for fact in facts:
            self.add(fact)
            self._told(fact.src, fact.kind, fact.props)
            self.repaired.append(NONE_DAY if fact.repaired_on is None else fact.repaired_on)

    def extend_plain(self, records: Iterable[PlainRecord]) -> None:
        """Several more that are single claims, upon which nobody acted."""
        for record in records:
            self.add_plain(record.fact, record.bounds, record.evidence)
            self._told(record.node, record.kind, json.loads(record.props))
            self.repaired.append(NONE_DAY)

    def _told(self, node: str, kind: str, props: Mapping[str, Any]) -> None:
        self.node.append(node)
        self.profile.append(profile_of(kind, props))
        self.domain.append(str(props.get("domain") or ""))
        self.last.append(max(_days(props, _LAST_DAYS), default=NONE_DAY))
        self.lifted.append(min(_days(props, (_LIFTED,)), default=NONE_DAY))
        self.began.append(next(_days(props, _FIRST_DAYS), NONE_DAY))


def _days(props: Mapping[str, Any], names: Iterable[str]) -> Iterator[int]:
    return (day_of(text) for name in names if isinstance(text := props.get(name), str))


_CODED = {kind.name: frozenset(each.name for each in kind.props if each.type in ("code", "codes", "flag")) for kind in FACT_KINDS.values()}


_profiles: dict[tuple[str, str], str] = {}
_MOST_PROFILES = 100_000
"""Records say the same few things: one in a thousand is a text that was not made before."""


def profile_of(kind: str, props: Mapping[str, Any]) -> str:
    """The codes and flags that a record states, as one text: records of the same profile weigh the same under any policy."""
    kept = [(name, value) for name, value in props.items() if name in _CODED[kind]]
    said = kind, repr(kept)
    if said not in _profiles:
        if len(_profiles) >= _MOST_PROFILES:
            _profiles.clear()
        _profiles[said] = canonical_json([kind, dict(kept)])
    return _profiles[said]


def is_open(day: int) -> bool:
    """Whether a bound stands for no end."""
    return day >= MAX_DAY
