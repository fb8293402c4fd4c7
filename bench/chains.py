"""Questions of reach and of chains, from the arrays beside the SQLite view they were built from: the same seeds, every answer compared.

Asked as `python -m bench graph` asks linked risk. Reach, neighbours, chains and groups are on the arrays; owners are walked over the view,
and stand here for comparison. networkx and igraph are asked too where they are installed (bench/libraries.py).
"""

import random
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import Any

import numpy as np

from bench.generate.nation import TODAY
from bench.libraries import asked_of_libraries, relations_of
from credit.chains import Connected, Limits, Pair, Which
from credit.circles import Bounds, Circle, Page
from credit.exposures import Leads
from credit.facts import Fact
from credit.kinds import EDGES
from credit.periods import Interval
from credit.view import View, Way
from graph.projection import kernels
from graph.projection.chaining import chained
from graph.projection.circling import circle_around
from graph.projection.connecting import chains_between, what_counts
from graph.projection.telling import Current
from inquiry.answering.directory import Directory
from inquiry.answering.items import standing
from inquiry.answering.privacy import Privacy
from inquiry.asking.caller import Asking
from inquiry.asking.parameters import History
from inquiry.asking.question import Question
from inquiry.paths import between, kinds_of
from inquiry.rulebook import Rulebook
from reasoning.catalogue import Policy
from reasoning.circles import by_walking
from reasoning.linked_risk.walk import walk
from reasoning.ownership.structure import Depth, Reading, above

_HOPS, _GUARD, _GROUP, _BEST, _FARTHEST = 3, 500, 8, 10, 15
_KINDS = kinds_of(())
_WHICH = Which(_KINDS, Interval.on(TODAY), TODAY)
_PAGE = Page(0, 50)


@dataclass(frozen=True)
class Both:
    """The arrays, and the view that they were built from."""

    now: Current
    plain: View
    rulebook: Rulebook
    policy: Policy
    leads: Leads

    def question(self) -> Question:
        """A question to the plain view."""
        privacy = Privacy(self.rulebook.catalogue, "department", False)
        return Question(self.plain, Asking(TODAY, "bench"), self.rulebook, privacy, Directory(self.plain, self.rulebook, privacy))

    def walked(self, pairs: Sequence[Pair], limits: Limits) -> Connected:
        """The chains over the plain view, as an answer walks them."""
        return between(self.question(), History(), _KINDS, pairs, limits)

    def circle(self, bounds: Bounds, seed: str) -> Circle | None:
        """The circle around a party, from the arrays."""
        return circle_around(self.now, _WHICH, seed, bounds, _PAGE)

    def circle_walked(self, bounds: Bounds, seed: str) -> Circle:
        """The same over the plain view."""
        question = self.question()

        def relations(nodes: Collection[str]) -> Iterable[Fact]:
            return standing(question, question.steps(nodes, _KINDS, _WHICH.during), False, _WHICH.during)

        return by_walking(relations, seed, bounds, _PAGE)

    def found(self, pairs: Sequence[Pair], limits: Limits) -> Connected | None:
        """The same from the arrays, told with relations, periods and evidence."""
        return chains_between(self.now, _WHICH, pairs, limits, frozenset(end for pair in pairs for end in pair))

    def kernel(self, pair: tuple[int, int], limits: Limits) -> None:
        """The kernel alone, of the numbers of a pair."""
        a, b = pair
        none = np.zeros(0, np.int64)
        bounds = limits.max_hops, limits.most, limits.hub_guard, limits.max_nodes, limits.max_steps
        counts = what_counts(self.now, _WHICH)
        assert counts is not None
        chained((self.now.base.graph, self.now.over.relations, counts), (a, b), bounds, (none, none, np.array(sorted((a, b)))))

    def reach(self, seed: str) -> set[str]:
        """Parties within some relations, by the policy, from the arrays."""
        number = self.now.number(seed)
        assert number is not None
        states, bounds = (*self.now.states(TODAY), self.policy.possible_relation), (_HOPS, self.policy.hub_guard, self.policy.max_explored)
        ways, *_ = kernels.walk(self.now.base.graph, self.now.over.relations, number, bounds, self.now.weights(self.leads), states)
        return {self.now.id_of(node) for node in ways[0].tolist()}


def pairs_of(both: Both, seeds: Sequence[str]) -> list[Pair]:
    """Between a subject and somebody within three relations of it, and for every fourth a stranger, who may be out of reach."""
    chance = random.Random(13)
    near = [(seed, chance.choice(sorted(both.reach(seed)))) for seed in seeds]
    pairs = [(seed, chance.choice(seeds) if i % 4 == 0 else other) for i, (seed, other) in enumerate(near)]
    return [pair for pair in pairs if pair[0] != pair[1]]


def asked_of_both(both: Both, seeds: Sequence[str]) -> None:
    """Every question in turn; one line a measurement, and how many answers differ."""
    chains = [[pair] for pair in pairs_of(both, seeds)]
    chance = random.Random(17)
    together = [chance.sample([end for pair in chains for end in pair[0]], _GROUP) for _ in range(max(len(seeds) // 8, 4))]
    groups = [list(combinations(dict.fromkeys(each), 2)) for each in together]
    many = [[(each[0], other) for other in dict.fromkeys(each[1:]) if other != each[0]] for each in together]
    _side_by_side("parties within 3 relations", seeds, both.reach, lambda seed: set(walk(both.plain, both.policy, seed, TODAY, _HOPS).ways))
    for hops in (1, 2):
        bounds = Bounds(hops, Way.BOTH, _GUARD, 5000)
        _side_by_side(f"neighbours within {hops}, a page of 50", seeds, partial(both.circle, bounds), partial(both.circle_walked, bounds))
    for name, about, limits in (
        ("shortest path, at most 6", chains, Limits(6, hub_guard=_GUARD)),
        ("shortest path, at most 15", chains, Limits(_FARTHEST, hub_guard=_GUARD)),
        (f"{_BEST} best, at most 6", chains, Limits(6, _BEST, hub_guard=_GUARD)),
        (f"{_GROUP} subjects, every two, at most 4", groups, Limits(4, hub_guard=_GUARD)),
        (f"one to {_GROUP - 1}, at most 6", many, Limits(6, hub_guard=_GUARD)),
    ):
        if about is chains:
            _percentiles(f"{name}: the kernel alone", _each(partial(_swapped, both.kernel, limits), _numbered(both, chains))[0])
        _side_by_side(name, about, partial(_swapped, both.found, limits), partial(_swapped, both.walked, limits))
    _two_threads(both, chains)
    reading = Reading(both.plain, both.rulebook.catalogue.holdings, TODAY)
    _percentiles("owners, 6 levels up (walked over the view)", _each(lambda seed: above(reading, seed, Depth(6)), seeds)[0])
    _libraries(both, chains, seeds)


def _numbered(both: Both, chains: Sequence[Sequence[Pair]]) -> list[tuple[int, int]]:
    """Pairs as the arrays number them. Seeds are drawn from the graph: all have a number."""
    return [(both.now.base.names.find(start), both.now.base.names.find(end)) for ((start, end),) in chains]


def _swapped(ask: Callable[[Any, Limits], Any], limits: Limits, about: Any) -> Any:
    return ask(about, limits)


Times = list[tuple[float, float]]


def _each(ask: Callable[[Any], Any], about: Sequence[Any]) -> tuple[Times, list[Any]]:
    """Asks once to warm up and once more: milliseconds of processor time and by the clock, and the answers."""
    took, answers = [], []
    for warm in (True, False):
        for each in about:
            started, worked = time.perf_counter(), time.thread_time()
            answer = ask(each)
            if not warm:
                took.append(((time.thread_time() - worked) * 1000, (time.perf_counter() - started) * 1000))
                answers.append(answer)
    return took, answers


def _side_by_side(name: str, about: Sequence[Any], arrays: Callable[[Any], Any], walked: Callable[[Any], Any]) -> None:
    (fast, found), (slow, wanted) = _each(arrays, about), _each(walked, about)
    a, b = _percentiles(f"{name}: arrays", fast), _percentiles(f"{name}: SQLite view", slow)
    wrong = sum(x != y for x, y in zip(found, wanted, strict=True))
    print(f"  {len(about)} asked: ratio p50 {b[0] / a[0]:.0f}, total {b[1] / a[1]:.0f}; {wrong} answers differ", flush=True)


def _percentiles(what: str, took: Times) -> tuple[float, float]:
    """Prints both kinds of time; the median and the sum of processor time."""
    told = []
    for i in (0, 1):
        p50, p95, p99 = np.percentile([each[i] for each in took], (50, 95, 99))
        told.append(f"p50 {p50:8.3f}  p95 {p95:8.3f}  p99 {p99:8.3f}")
    print(f"{what:52s} ms of processor {told[0]}   by the clock {told[1]}", flush=True)
    return float(np.percentile([work for work, _ in took], 50)), sum(work for work, _ in took)


def _two_threads(both: Both, chains: Sequence[Sequence[Pair]]) -> None:
    """Shortest paths a second from one thread and from two: kernels hold no lock, telling does."""
    limits = Limits(6, hub_guard=_GUARD)
    kinds: tuple[tuple[str, Callable[[Any, Limits], Any], Sequence[Any]], ...] = (
        ("the kernel alone", both.kernel, _numbered(both, chains)),
        ("arrays, told", both.found, chains),
    )
    for name, ask, about in kinds:
        rates = []
        for threads in (1, 2):
            with ThreadPoolExecutor(threads) as pool:
                started = time.perf_counter()
                list(pool.map(lambda pair: ask(pair, limits), [*about, *about], chunksize=1))  # noqa: B023
                rates.append(2 * len(chains) / (time.perf_counter() - started))
        print(f"shortest path, at most 6: {name}: {rates[0]:,.0f} a second on one thread, {rates[1]:,.0f} on two", flush=True)


def _libraries(both: Both, chains: Sequence[Sequence[Pair]], seeds: Sequence[str]) -> None:
    counts, graph = what_counts(both.now, _WHICH), both.now.base.graph
    assert counts is not None
    kept = np.isin(graph.kind, [EDGES[name].code for name in _KINDS]) & counts.since[graph.since] & counts.until[graph.until]
    numbers = [both.now.base.names.find(seed) for seed in seeds]

    def timed(name: str, ask: Callable[[Any], Any], about: Sequence[Any]) -> None:
        _percentiles(name, _each(ask, about)[0])

    asked_of_libraries(len(graph.out_at) - 1, relations_of(graph, kept), _numbered(both, chains), numbers, timed)
