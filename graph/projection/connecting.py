"""Chains from the arrays: runs the kernel pair by pair, and tells what it found."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from credit.chains import Chain, Connected, Found, Limits, Pair, Relation, Step, Which
from credit.kinds import KIND_OF_CODE
from graph.projection.arrays import Array, fact_hex
from graph.projection.chaining import MAX_NODES, UNCUT, chained
from graph.projection.exposing import found
from graph.projection.standing import Standing, standing
from graph.projection.telling import Current

_KINDS = {code: kind.name for code, kind in KIND_OF_CODE.items()}


@dataclass
class _Numbers:
    """The numbers of ids. An id that is in no relation here gets one beyond all, at which nothing is found."""

    now: Current
    beyond: dict[str, int] = field(default_factory=dict)

    def of(self, public_id: str) -> int:
        if public_id in self.now.fresh:
            return self.now.fresh[public_id]
        number = int(found(self.now.base.names, np.frombuffer(public_id.encode(), np.uint8)))
        if number < 0:
            number = self.beyond.setdefault(public_id, self.now.base.nodes + len(self.now.over.names) + len(self.beyond))
        return number

    def id_of(self, node: int) -> str:
        known = self.now.base.nodes + len(self.now.over.names)
        return self.now.id_of(node) if node < known else next(name for name, number in self.beyond.items() if number == node)

    def in_order(self, ids: Collection[str]) -> Array:
        return np.array(sorted(self.of(each) for each in ids), dtype=np.int64)


def what_counts(now: Current, which: Which) -> Standing | None:
    """Which relations count, as kernels take it; None where the arrays cannot tell."""
    known = now.on_record
    counts: Standing | None = None if known is None else now.kept.get(which, lambda: standing(now.base, now.over, known, which))
    return counts


def chains_between(now: Current, which: Which, pairs: Sequence[Pair], limits: Limits, ends: Collection[str]) -> Connected | None:
    """The chains of every pair; None where the arrays cannot tell."""
    counts = what_counts(now, which)
    if counts is None:
        return None
    numbers = _Numbers(now)
    sets = numbers.in_order(limits.avoid), numbers.in_order(limits.through), numbers.in_order(ends)
    bounds = limits.max_hops, limits.most, limits.hub_guard, limits.max_nodes, limits.max_steps
    walked = now.base.graph, now.over.relations, counts
    answers, hubs, tell = dict[Pair, Found](), set[int](), _Telling(now, numbers)
    for start, end in pairs:
        row = iter(chained(walked, (numbers.of(start), numbers.of(end)), bounds, sets).tolist())
        explored, cut, there_are, told, met = (next(row) for _ in range(5))
        hubs.update(next(row) for _ in range(met))
        chains = tuple(tell.chain(row) for _ in range(told))
        answers[start, end] = Found(chains, explored, _cut(limits, cut, there_are))
    return Connected(answers, tuple(sorted(map(numbers.id_of, hubs))))


def _cut(limits: Limits, cut: int, there_are: int) -> str | None:
    if cut != UNCUT:
        return f"max_nodes={limits.max_nodes}" if cut == MAX_NODES else "max_steps"
    return f"limit={limits.most}" if there_are > limits.most else None


@dataclass
class _Telling:
    """Tells each node and relation once: chains of a pair share most of theirs."""

    now: Current
    numbers: _Numbers
    ids: dict[int, str] = field(default_factory=dict)
    relations: dict[int, Relation] = field(default_factory=dict)

    def chain(self, row: Iterator[int]) -> Chain:
        """The next chain of a row."""
        length = next(row)
        nodes = [next(row) for _ in range(length + 1)]
        return tuple(self._step(nodes[i], nodes[i + 1], [next(row) for _ in range(next(row))]) for i in range(length))

    def _step(self, here: int, there: int, told: Sequence[int]) -> Step:
        found = sorted(self._relation(here, there, each) for each in told)
        return Step(self._id(here), self._id(there), tuple(found))

    def _id(self, node: int) -> str:
        if node not in self.ids:
            self.ids[node] = self.numbers.id_of(node)
        return self.ids[node]

    def _relation(self, here: int, there: int, told: int) -> Relation:
        if told not in self.relations:
            src, dst = (here, there) if told & 1 else (there, here)
            self.relations[told] = self._made(told >> 1, self._id(src), self._id(dst))
        return self.relations[told]

    def _made(self, number: int, src: str, dst: str) -> Relation:
        now, k = self.now, number if number >= 0 else -1 - number
        of = now.base.graph if number >= 0 else now.over.relations
        evidence = (now.base if number >= 0 else now.over).evidence.of(k)
        period = now.period(int(of.since[k]), int(of.until[k]))
        return Relation(fact_hex(of.fact_hi[k], of.fact_lo[k]), _KINDS[int(of.kind[k])], src, dst, period, evidence)
