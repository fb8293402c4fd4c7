"""Linked risk from the arrays: runs the kernels, scores, and tells the first so many with their ways."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from threading import Lock
from typing import Any

import numpy as np

from credit.exposures import Adverse, Exposure, Hop, Hub, Leads, LinkedRisk, Totals
from credit.kinds import FACT_KINDS, KIND_OF_CODE, node_kind_of, prefixes_of
from credit.periods import MAX_DAY, Day, Period
from graph.projection.arrays import NONE_DAY, Array, Projection
from graph.projection.exposing import HEX, Beside, exposed
from graph.projection.overlay import Overlay
from graph.projection.periods import period, since_states, until_states
from graph.projection.standing import OnRecord, on_record

_KEPT = 32
_MOST_PERIODS = 100_000
_KINDS = {code: kind.name for code, kind in KIND_OF_CODE.items()}


@dataclass
class Kept:
    """The last few of something that takes a while to make, by what it was made for."""

    made: "OrderedDict[Any, Any]" = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def get(self, key: object, make: Any) -> Any:
        """What was made for the key, or is made now."""
        with self.lock:
            if key in self.made:
                self.made.move_to_end(key)
                return self.made[key]
        fresh = make()
        with self.lock:
            self.made[key] = fresh
            while len(self.made) > _KEPT:
                self.made.popitem(last=False)
        return fresh


@dataclass(frozen=True)
class Current:
    """A projection with an overlay: the graph at the overlay's transaction."""

    base: Projection
    over: Overlay
    kept: Kept = field(default_factory=Kept)

    def number(self, public_id: str) -> int | None:
        """The number of a node; None where it has no relation and no record here."""
        found = self.base.names.number(public_id)
        return self.fresh.get(public_id) if found is None else found

    def id_of(self, node: int) -> str:
        """The id of a node."""
        base = self.base.nodes
        return self.base.names.of(node) if node < base else self.over.names[node - base]

    def states(self, day: Day) -> tuple[Array, Array]:
        """What a day is to each period code."""
        tables = self.over.tables
        found: tuple[Array, Array] = self.kept.get(
            ("states", day), lambda: (since_states(tables.since, day), until_states(tables.until, day))
        )
        return found

    def weights(self, leads: Leads) -> Array:
        """The weight of each kind by its code, below zero for those that are not walked."""
        found: Array = self.kept.get(("weights", leads), lambda: _weights(leads))
        return found

    def severities(self, leads: Leads) -> Array:
        """How heavily each profile counts."""
        profiles = (*self.base.profiles, *self.over.profiles)
        found: Array = self.kept.get(
            ("severities", leads), lambda: np.array([leads.severity(kind, props) for kind, props in profiles], dtype=np.float64)
        )
        return found

    def decays(self, leads: Leads, day: Day) -> Array:
        """What age leaves of a record, by the code of its first day."""
        began = self.over.tables.began
        found: Array = self.kept.get(("decays", leads.decay_per_year, day), lambda: _decays(began, leads.decay_per_year, day))
        return found

    @cached_property
    def beside(self) -> Beside:
        """What is told and never walked over, as the kernel takes it."""
        base, over = self.base, self.over
        persons = np.array([node_kind_of(name) == "Person" for name in over.names], dtype=np.bool_)
        tables = over.tables
        return Beside(
            base.names,
            base.evidence,
            base.record_evidence,
            base.record_node,
            base.record_domain,
            tables.began,
            tables.until,
            *self.persons,
            persons,
        )

    @cached_property
    def on_record(self) -> OnRecord | None:
        """What is on record of decisions, as kernels take it; None where the arrays cannot tell."""
        return on_record(self.base, self.over)

    @cached_property
    def record_kinds(self) -> tuple[str, ...]:
        """The kind of record of each profile."""
        return tuple(kind for kind, _ in (*self.base.profiles, *self.over.profiles))

    @cached_property
    def periods(self) -> dict[tuple[int, int], Period]:
        """Periods by their codes, those that were told: most relations share a few."""
        return {}

    def period(self, since: int, until: int) -> Period:
        """The period that two codes mean."""
        known = self.periods.get((since, until))
        if known is None:
            if len(self.periods) >= _MOST_PERIODS:
                self.periods.clear()
            known = self.periods[since, until] = period(self.over.tables, since, until)
        return known

    @cached_property
    def fresh(self) -> dict[str, int]:
        """The numbers of the nodes that the projection does not know."""
        return {name: self.base.nodes + i for i, name in enumerate(self.over.names)}

    @cached_property
    def persons(self) -> tuple[int, int]:
        """The numbers between which the projection's persons stand: numbers order as ids do."""
        (prefix,) = prefixes_of("Person")
        return self.base.names.find(f"{prefix}:"), self.base.names.find(f"{prefix};")


def _weights(leads: Leads) -> Array:
    weights = np.full(256, -1.0)
    for name, weight in leads.relations.items():
        weights[FACT_KINDS[name].code] = weight
    return weights


def _decays(began: Array, per_year: float, day: Day) -> Array:
    """Reasoning's own arithmetic, once for each first day: numpy's power may differ in the last bit."""
    years = (max(0.0, (day - each) / 365.25) if each != NONE_DAY else 0.0 for each in began.tolist())
    return np.array([per_year**each for each in years], dtype=np.float64)


def linked_risk(now: Current, leads: Leads, subject: str, as_of: Day, max_hops: int, limit: int) -> LinkedRisk | None:
    """The exposures around a subject; None where the arrays do not know it."""
    base, over = now.base, now.over
    severities = now.severities(leads)
    rows, text = exposed(
        (base.graph, over.relations, now.weights(leads)),
        (base.records, over.records, (severities, now.decays(leads, as_of))),
        now.beside,
        (np.frombuffer(subject.encode(), np.uint8), now.fresh.get(subject, -1) if over.names else -1, as_of),
        (max_hops, leads.hub_guard, leads.max_explored, limit),
        (*now.states(as_of), leads.possible_relation),
    )
    explored, found, cut, letters, told, hops, records, *numbers = rows.tolist()
    if not explored:
        return None
    each, said = iter(numbers), text.tobytes().decode("ascii")
    heads = _rows(each, told, 5)
    ways = _hops(now, subject, _rows(each, hops, 9), said)
    about = _adverse(now, severities, _rows(each, records, 8), said[letters:])
    totals = Totals(explored, found, told, _hubs(now, zip(each, each, strict=True)))
    return LinkedRisk(_exposures(subject, heads, ways, about), totals, bool(cut) or found > limit, _reason(leads, bool(cut), found, limit))


def _rows(numbers: Iterator[int], count: int, width: int) -> list[tuple[int, ...]]:
    """The next so many rows of numbers that stand one after the other."""
    return list(zip(*[islice(numbers, count * width)] * width, strict=True))


def _exposures(subject: str, heads: Iterable[tuple[int, ...]], hops: tuple[Hop, ...], records: tuple[Adverse, ...]) -> tuple[Exposure, ...]:
    told, hop, record = [], 0, 0
    for _, score, distance, hops_end, records_end in heads:
        who = hops[hops_end - 1].to if distance else subject
        told.append(Exposure(who, distance, score / 1e6 if score >= 0 else None, records[record:records_end], hops[hop:hops_end]))
        hop, record = hops_end, records_end
    return tuple(told)


def _hops(now: Current, subject: str, rows: Iterable[tuple[int, ...]], text: str) -> tuple[Hop, ...]:
    """The relations of all ways, one way after the other; each goes on where the one before it ended, the first of a way at the subject."""
    told, at, before = [], 0, -1
    base, over, to = now.base.nodes, now.over, subject
    for above, node, kind, since, until, number, first, disputed, end in rows:
        start = to if above == before else subject
        to = text[at + HEX : end] if node < base else over.names[node - base]
        if number < 0:
            evidence, doubted = over.evidence.of(-1 - number), over.evidence.is_disputed(-1 - number)
        else:
            evidence, doubted = (first,) if first >= 0 else now.base.evidence.of(number), disputed == 1
        told.append(Hop(start, text[at : at + HEX], to, _KINDS[kind], now.period(since, until), evidence, doubted))
        at, before = end, node
    return tuple(told)


def _adverse(now: Current, severities: Array, rows: Iterable[tuple[int, ...]], text: str) -> tuple[Adverse, ...]:
    told, at, kinds, over = [], 0, now.record_kinds, now.over
    for profile, began, until, domain, number, first, disputed, end in rows:
        if number < 0:
            k = -1 - number
            record, named = over.record_node[k], over.record_domain[k]
            evidence, doubted = over.record_evidence.of(k), over.record_evidence.is_disputed(k)
        else:
            record, named = text[at + HEX : end], now.base.domains[domain]
            evidence, doubted = (first,) if first >= 0 else now.base.record_evidence.of(number), disputed == 1
        since, ends = None if began == NONE_DAY else began, None if until >= MAX_DAY else until
        fact, severity = text[at : at + HEX], float(severities[profile])
        told.append(Adverse(fact, record, kinds[profile], severity, named or None, since, ends, evidence, doubted))
        at = end
    return tuple(told)


def _hubs(now: Current, counted: Iterable[tuple[int, int]]) -> tuple[Hub, ...]:
    return tuple(sorted((Hub(now.id_of(node), count) for node, count in counted), key=lambda hub: hub.subject))


def _reason(leads: Leads, cut: bool, found: int, limit: int) -> str | None:
    if cut:
        return f"max_explored={leads.max_explored}: the strongest relations of each level were followed first"
    return f"limit={limit}: exposures are ordered by score, hops, id" if found > limit else None
