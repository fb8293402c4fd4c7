"""A store with its projection beside it: the same store, whose views answer from memory what the arrays know."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock

from credit.exposures import Leads, LinkedRisk
from credit.facts import Evidence, Fact
from credit.kinds import NODES
from credit.periods import ALWAYS, Day, Interval
from credit.view import Match, Node, SourceState, View, Way
from graph.projection.folder import newest
from graph.projection.remembering import Memory
from graph.store import BatchInfo, Change, GraphStats, Load, NewAct, Store

MOST_CHANGED = 5000
"""Nodes that an overlay may hold: beyond, reading them again takes longer than answers are worth, and the store answers."""


@dataclass(frozen=True)
class ProjectedView:
    """A view that walks arrays where it can, and is its store's own view in all else."""

    base: View
    current: Callable[[], object | None]
    memory: Memory | None = None
    """Of the newest picture alone: an older one is asked too seldom."""

    @property
    def transaction(self) -> int:
        """The last transaction that this picture knows."""
        return self.base.transaction

    def near_adverse(self, leads: Leads, subject: str, as_of: Day, max_hops: int, limit: int) -> LinkedRisk | None:
        """Linked risk from the arrays, brought to this view's transaction; None where there are none, or too much has changed."""
        now = self.current()
        if now is None:
            return None
        from graph.projection.telling import Current, linked_risk

        return linked_risk(now, leads, subject, as_of, max_hops, limit) if isinstance(now, Current) else None

    def node(self, public_id: str) -> Node | None:
        """As the store has it."""
        return self.base.node(public_id)

    def expand(self, frontier: Collection[str], kinds: Collection[str], during: Interval, way: Way = Way.BOTH) -> tuple[Fact, ...]:
        """As the store has it."""
        return self.base.expand(frontier, kinds, during, way)

    def facts_of(self, nodes: Collection[str], kinds: Collection[str], during: Interval) -> tuple[Fact, ...]:
        """As the store has it; the records of nodes themselves as they are remembered."""
        if self.memory is not None and kinds is NODES and during is ALWAYS:
            return self.memory.records(self.base, nodes)
        return self.base.facts_of(nodes, kinds, during)

    def erased(self, nodes: Collection[str], kinds: Collection[str]) -> tuple[Fact, ...]:
        """As the store has it."""
        return self.base.erased(nodes, kinds)

    def facts(self, ids: Collection[str]) -> tuple[Fact, ...]:
        """As the store has it."""
        return self.base.facts(ids)

    def find(self, text: str, kinds: Collection[str], limit: int) -> tuple[Match, ...]:
        """As the store has it."""
        return self.base.find(text, kinds, limit)

    def evidence(self, ids: Collection[int]) -> tuple[Evidence, ...]:
        """As the store has it."""
        return self.base.evidence(ids)

    def sources(self) -> tuple[SourceState, ...]:
        """As the store has it."""
        return self.base.sources()

    def all_nodes(self, kind: str, after: str, limit: int) -> tuple[str, ...]:
        """As the store has it."""
        if self.memory is not None and limit == 1 and not after:
            return self.memory.first(self.base, kind, after, limit)
        return self.base.all_nodes(kind, after, limit)


@dataclass
class ProjectedStore:
    """Implements graph.store.Store over another store, and looks for a projection in a folder before each answer."""

    store: Store
    place: Path
    most_changed: int = MOST_CHANGED
    _lock: Lock = field(default_factory=Lock)
    _made: dict[tuple[Path, int], object | None] = field(default_factory=dict)
    _memory: Memory | None = None

    @contextmanager
    def view(self, transaction: int | None = None) -> Iterator[View]:
        """A picture at a transaction, with the arrays where they are not newer than it."""
        with self.store.view(transaction) as view:
            yield ProjectedView(view, lambda: self.current(view), self._remembered(view.transaction) if transaction is None else None)

    def _remembered(self, transaction: int) -> Memory:
        """The memory of the newest picture. An answer that was begun before the last write keeps the one that it began with."""
        with self._lock:
            if self._memory is None or self._memory.transaction != transaction:
                self._memory = Memory(transaction)
            return self._memory

    def current(self, view: View) -> object | None:
        """The projection brought to a view's transaction, made once for each; None where there is none."""
        folder = newest(self.place)
        if folder is None:
            return None
        with self._lock:
            key = (folder, view.transaction)
            if key not in self._made:
                while len(self._made) > _KEPT:
                    self._made.pop(next(iter(self._made)))
                try:
                    self._made[key] = self._brought(folder, view)
                except FileNotFoundError:  # a builder took it away just now: there is a newer one, for the next question
                    return None
            return self._made[key]

    def _brought(self, folder: Path, view: View) -> object | None:
        """The arrays with what has changed since. Numba and the arrays are imported here, where they are used, and nowhere before."""
        from graph.projection.folder import mapped
        from graph.projection.overlay import TooWide, nothing_changed, overlay
        from graph.projection.telling import Current

        base = mapped(folder)
        if base.transaction == view.transaction:
            return Current(base, nothing_changed(base))
        if base.transaction > view.transaction:
            return None
        changes = (each for each in self.store.changes(base.transaction) if each.transaction <= view.transaction)
        try:
            with self.store.view(base.transaction) as before:
                return Current(base, overlay(base, before, view, changes, self.most_changed))
        except TooWide:
            return None

    def build(self) -> Path:
        """Builds the arrays of the last transaction anew and publishes them."""
        from graph.projection.building import collecting_later, gather, material_of
        from graph.projection.folder import published

        with self.store.view() as view, collecting_later():
            return published(material_of(gather(view), view.transaction), self.place)

    def transaction_at(self, known_at: datetime) -> int:
        """As the store has it."""
        return self.store.transaction_at(known_at)

    def load(self, batch: BatchInfo) -> AbstractContextManager[Load]:
        """As the store has it."""
        return self.store.load(batch)

    def record(self, acts: Sequence[NewAct], recorded_at: datetime | None = None) -> int:
        """As the store has it."""
        return self.store.record(acts, recorded_at)

    def judge(self, a: str, b: str, same: bool, author: str, basis: str, recorded_at: datetime | None = None) -> int:
        """As the store has it."""
        return self.store.judge(a, b, same, author, basis, recorded_at)

    def changes(self, since: int) -> Iterator[Change]:
        """As the store has it."""
        return self.store.changes(since)

    def last_transaction(self) -> tuple[int, datetime | None]:
        """As the store has it."""
        return self.store.last_transaction()

    def stats(self) -> GraphStats:
        """As the store has it."""
        return self.store.stats()

    def close(self) -> None:
        """As the store has it."""
        self._made.clear()
        self.store.close()


_KEPT = 4
"""Transactions whose overlay is kept: the newest, and those that pages of an answer are pinned to."""
