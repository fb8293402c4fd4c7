"""What a process remembers of the newest picture: the records of the nodes that were named last, and which kinds there are.

Every answer names a few dozen nodes, and hubs, agents and authorities stand in many: reading their records took longer than the walk.
A memory is of one transaction; whatever is written, a redaction above all, is another, and begins with an empty one.
Who has spoken is asked each time: a file that is sent again, unchanged, makes its source fresher without any transaction.
"""

import threading
from collections import OrderedDict
from collections.abc import Collection, Hashable
from dataclasses import dataclass, field
from typing import Any

from credit.facts import Fact
from credit.kinds import NODES
from credit.periods import ALWAYS
from credit.view import View

MOST_NODES = 20_000
"""Records of so many nodes: some 30 MB a process."""


MOST_READERS = 4
"""Catalogues under which notes are kept: a replay under older rules makes its own."""


@dataclass
class Notes:
    """What a reader made of the records of nodes, by their ids: forgotten with them, the oldest first. Many threads may use it at once."""

    _made: dict[str, Any] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, node: str) -> Any:
        """What was made of a node, None where nothing was, or it is forgotten."""
        return self._made.get(node)

    def keep(self, made: dict[str, Any]) -> None:
        """Keeps these."""
        with self._lock:
            self._made.update(made)
            while len(self._made) > MOST_NODES:
                del self._made[next(iter(self._made))]


@dataclass
class Memory:
    """Of one transaction. Many threads may use it at once."""

    transaction: int
    _records: OrderedDict[str, tuple[Fact, ...]] = field(default_factory=OrderedDict)
    _firsts: dict[tuple[str, str, int], tuple[str, ...]] = field(default_factory=dict)
    _notes: dict[Hashable, Notes] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def records(self, view: View, nodes: Collection[str]) -> tuple[Fact, ...]:
        """The records of these nodes, in the view's order: those that are not remembered are read in one go."""
        with self._lock:
            known = {node: self._records[node] for node in nodes if node in self._records}
        fresh = [node for node in nodes if node not in known]
        if fresh:
            read: dict[str, tuple[Fact, ...]] = dict.fromkeys(fresh, ())
            for fact in view.facts_of(fresh, NODES, ALWAYS):
                read[fact.src] = (*read.get(fact.src, ()), fact)
            under_their_own = read.keys() <= set(fresh)  # else some id was another one's: that it has nothing of its own is no news
            self._keep({node: facts for node, facts in read.items() if facts or under_their_own})
            known |= read
        found = (fact for facts in known.values() for fact in facts)
        return tuple(sorted(found, key=lambda fact: (fact.kind, fact.src, fact.period.from_min, fact.id)))

    def first(self, view: View, kind: str, after: str, limit: int) -> tuple[str, ...]:
        """The first nodes of a kind: whether there are any is asked with every question."""
        asked = kind, after, limit
        if asked not in self._firsts:
            self._firsts[asked] = view.all_nodes(*asked)
        return self._firsts[asked]

    def notes(self, reader: Hashable) -> Notes:
        """The notes of whoever reads with these eyes (a catalogue's hash: lists are called as it calls them)."""
        with self._lock:
            if reader not in self._notes and len(self._notes) >= MOST_READERS:
                del self._notes[next(iter(self._notes))]
            return self._notes.setdefault(reader, Notes())

    def _keep(self, read: dict[str, tuple[Fact, ...]]) -> None:
        with self._lock:
            self._records.update(read)
            while len(self._records) > MOST_NODES:
                self._records.popitem(last=False)
