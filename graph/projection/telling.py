"""Linked risk from the arrays: runs the kernels, scores, and tells the first so many with their ways."""

from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np

from credit.exposures import Adverse, Exposure, Hop, Hub, Leads, LinkedRisk, Totals
from credit.kinds import FACT_KINDS, KIND_OF_CODE, node_kind_of, prefixes_of
from credit.periods import MAX_DAY, Day
from graph.projection import kernels
from graph.projection.arrays import NONE_DAY, Array, Projection, fact_hex
from graph.projection.overlay import Overlay
from graph.projection.periods import period, since_states, until_states

_KEPT = 32


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
        return self._numbers.get(public_id) if found is None else found

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

    def hop(self, node: int, number: int, other: int) -> Hop:
        """A relation as it is told."""
        over, graph = self.over.relations, self.base.graph
        of, k = (over, -1 - number) if number < 0 else (graph, number)
        evidence = self.over.evidence if number < 0 else self.base.evidence
        return Hop(
            from_=self.id_of(node),
            edge=fact_hex(of.fact_hi[k], of.fact_lo[k]),
            to=self.id_of(other),
            kind=KIND_OF_CODE[int(of.kind[k])].name,
            period=period(self.over.tables, int(of.since[k]), int(of.until[k])),
            evidence=evidence.of(k),
        )

    def adverse(self, number: int, severities: Array) -> Adverse:
        """A record as it is told."""
        new, k = number < 0, (-1 - number if number < 0 else number)
        of = self.over.records.records if new else self.base.records
        base = self.base
        began = int(self.over.tables.began[int(of.began[k])])
        until = int(self.over.tables.until[int(of.until[k])][1])
        record = self.over.record_node[k] if new else base.names.of(int(base.record_node[k]))
        domain = self.over.record_domain[k] if new else base.domains[int(base.record_domain[k])]
        profile = int(of.profile[k])
        return Adverse(
            fact=fact_hex(of.fact_hi[k], of.fact_lo[k]),
            record=record,
            kind=self.record_kinds[profile],
            severity=float(severities[profile]),
            domain=domain or None,
            from_=None if began == NONE_DAY else began,
            until=None if until >= MAX_DAY else until,
            evidence=(self.over.record_evidence if new else base.record_evidence).of(k),
        )

    @cached_property
    def record_kinds(self) -> tuple[str, ...]:
        """The kind of record of each profile."""
        return tuple(kind for kind, _ in (*self.base.profiles, *self.over.profiles))

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: self.base.nodes + i for i, name in enumerate(self.over.names)}

    @property
    def persons(self) -> tuple[int, int]:
        """The numbers between which the projection's persons stand: numbers order as ids do."""
        (prefix,) = prefixes_of("Person")
        found: tuple[int, int] = self.kept.get("persons", lambda: (self.base.names.find(f"{prefix}:"), self.base.names.find(f"{prefix};")))
        return found

    def is_person(self, node: int) -> bool:
        """Whether a node is a natural person, who gets no score."""
        if node >= self.base.nodes:
            return node_kind_of(self.id_of(node)) == "Person"
        low, high = self.persons
        return low <= node < high


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
    seed = now.number(subject)
    if seed is None:
        return None
    since, until = now.states(as_of)
    bounds = (max_hops, leads.hub_guard, leads.max_explored)
    ways, levels, hubs, cut = kernels.walk(
        now.base.graph, now.over.relations, seed, bounds, now.weights(leads), (since, until, leads.possible_relation)
    )
    severities = now.severities(leads)
    places, totals, starts, found = kernels.adverse(
        now.base.records, now.over.records, ways[0], as_of, (since, until), (severities, now.decays(leads, as_of))
    )
    ranked = _ranked(now, ways, levels, places, totals)
    exposures = tuple(
        Exposure(
            subject=now.id_of(int(ways[0][place])),
            hops=hops,
            score=score,
            adverse=tuple(now.adverse(int(found[j]), severities) for j in range(int(starts[i]), int(starts[i + 1]))),
            path=_path(now, ways, place),
        )
        for score, hops, place, i in ranked[:limit]
    )
    count = len(ranked)
    told = Totals(len(ways[0]), count, min(limit, count), _hubs(now, hubs))
    return LinkedRisk(exposures, told, cut or count > limit, _reason(leads, cut, count, limit))


def _ranked(now: Current, ways: Any, levels: Array, places: Array, totals: Array) -> list[tuple[float | None, int, int, int]]:
    """Score, hops, place and line of everybody exposed: highest score first, then nearest, then by id."""
    hops = np.searchsorted(levels[1:-1] if len(levels) > 1 else levels, places, side="right").tolist()
    nodes, weights = ways[0][places].tolist(), (ways[1][places] * totals).tolist()
    scores = [None if now.is_person(node) else round(weight, 6) for node, weight in zip(nodes, weights, strict=True)]
    order = [kernels.order_of(now.over.relations, node) for node in nodes] if now.over.names else nodes
    lines = sorted(range(len(nodes)), key=lambda i: (-(scores[i] or 0.0), hops[i], order[i]))
    return [(scores[i], hops[i], int(places[i]), i) for i in lines]


def _path(now: Current, ways: Any, place: int) -> tuple[Hop, ...]:
    node, _, parent, edge = ways
    hops = []
    while parent[place] >= 0:
        above = int(parent[place])
        hops.append(now.hop(int(node[above]), int(edge[place]), int(node[place])))
        place = above
    return tuple(reversed(hops))


def _hubs(now: Current, hubs: tuple[Array, Array]) -> tuple[Hub, ...]:
    found = (Hub(now.id_of(int(node)), int(count)) for node, count in zip(*hubs, strict=True))
    return tuple(sorted(found, key=lambda hub: hub.subject))


def _reason(leads: Leads, cut: bool, found: int, limit: int) -> str | None:
    if cut:
        return f"max_explored={leads.max_explored}: the strongest relations of each level were followed first"
    return f"limit={limit}: exposures are ordered by score, hops, id" if found > limit else None
