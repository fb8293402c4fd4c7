"""What a process remembers of the newest picture: what is said of the nodes themselves that were named last, and which kinds there are.

Every answer names a few dozen nodes, and hubs, agents and authorities stand in many: reading their records took longer than the walk.
A memory is of one transaction; whatever is written, a redaction above all, is another, and begins with an empty one.
Who has spoken is remembered for as long as no file is handed in: one that is sent again, unchanged, makes its source fresher without any
transaction. A store that cannot say so is asked each time.
"""

import threading
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from credit.facts import Fact
from credit.kinds import EDGES, FACT_KINDS
from credit.periods import ALWAYS, Interval
from credit.view import SourceState, View

_OWN = tuple(kind for kind in FACT_KINDS if kind not in EDGES)
"""Records of nodes and statements about them: one reading tells all, and most nodes have a record and nothing else."""

MOST_NODES = 20_000
"""Records of so many nodes: some 30 MB a process."""


@runtime_checkable
class SaysWhatCameLast(Protocol):
    """A view that numbers what is handed in."""

    def said_last(self) -> int:
        """The number of the last batch; while it stands, `sources` says the same."""
        ...


@dataclass
class Memory:
    """Of one transaction. Many threads may use it at once."""

    transaction: int
    _records: OrderedDict[str, tuple[Fact, ...]] = field(default_factory=OrderedDict)
    _firsts: dict[tuple[str, str, int], tuple[str, ...]] = field(default_factory=dict)
    _sources: tuple[int, tuple[SourceState, ...]] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def facts_of(self, view: View, nodes: Collection[str], kinds: Collection[str], during: Interval) -> tuple[Fact, ...]:
        """The records of, and statements about, these nodes, in the view's order: those that are not remembered are read in one go."""
        with self._lock:
            known = {node: self._records[node] for node in nodes if node in self._records}
        fresh = [node for node in nodes if node not in known]
        if fresh:
            read: dict[str, tuple[Fact, ...]] = dict.fromkeys(fresh, ())
            for fact in view.facts_of(fresh, _OWN, ALWAYS):
                read[fact.src] = (*read.get(fact.src, ()), fact)
            under_their_own = read.keys() <= set(fresh)  # else some id was another one's: that it has nothing of its own is no news
            self._keep({node: facts for node, facts in read.items() if facts or under_their_own})
            known |= read
        found = (fact for facts in known.values() for fact in facts if fact.kind in kinds and fact.period.overlaps(during))
        return tuple(sorted(found, key=lambda fact: (fact.kind, fact.src, fact.period.from_min, fact.id)))

    def first(self, view: View, kind: str, after: str, limit: int) -> tuple[str, ...]:
        """The first nodes of a kind: whether there are any is asked with every question."""
        asked = kind, after, limit
        if asked not in self._firsts:
            self._firsts[asked] = view.all_nodes(*asked)
        return self._firsts[asked]

    def sources(self, view: View) -> tuple[SourceState, ...]:
        """Who has spoken."""
        if not isinstance(view, SaysWhatCameLast):
            return view.sources()
        last, known = view.said_last(), self._sources
        if known is None or known[0] != last:
            self._sources = known = (last, view.sources())
        return known[1]

    def _keep(self, read: dict[str, tuple[Fact, ...]]) -> None:
        with self._lock:
            self._records.update(read)
            while len(self._records) > MOST_NODES:
                self._records.popitem(last=False)
