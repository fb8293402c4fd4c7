"""A store with its projection beside it: the same store, whose views answer from memory what the arrays know."""

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from credit.chains import Connected, Limits, Pair, Which
from credit.circles import Bounds, Circle, Page
from credit.exposures import Leads, LinkedRisk
from credit.facts import Evidence, Fact
from credit.nearness import Around, Reach, TellsNamesakes
from credit.periods import Day, Interval
from credit.view import Match, Node, SourceState, View, Way
from graph.projection.folder import Newest
from graph.projection.remembering import Memory, Notes
from graph.store import BatchInfo, Change, GraphStats, Load, NewAct, Store

if TYPE_CHECKING:
    from graph.projection.nearby import Nearby

MOST_CHANGED = 5000
"""Nodes that an overlay may hold: beyond, reading them again takes longer than answers are worth, and the store answers."""


_FEW = 1000
"""A page of nodes that somebody walks through is asked of the store as it is: most of them will have something."""


def _nothing(view: View) -> None:
    """What is known of an older picture."""


@dataclass(frozen=True)
class ProjectedView:
    """A view that walks arrays where it can, and is its store's own view in all else."""

    base: View
    current: Callable[[], object | None]
    memory: Memory | None = None
    """Of the newest picture alone: an older one is asked too seldom."""
    look: Callable[[View], "Nearby | None"] = _nothing

    @cached_property
    def _near(self) -> "Nearby | None":
        return self.look(self.base)

    def records_nearby(self, subject: str, reach: Reach) -> Around | None:
        """Who around a subject has records that may matter, from the arrays; None where they cannot tell."""
        return self._near.records_nearby(subject, reach) if self._near else None

    @property
    def transaction(self) -> int:
        """The last transaction that this picture knows."""
        return self.base.transaction

    @property
    def last(self) -> tuple[int, datetime | None] | None:
        """The store's last transaction and its instant when the picture was opened, where the store tells them with it."""
        found: tuple[int, datetime | None] | None = getattr(self.base, "last", None)
        return found

    def near_adverse(self, leads: Leads, subject: str, as_of: Day, max_hops: int, limit: int) -> LinkedRisk | None:
        """Linked risk from the arrays, brought to this view's transaction; None where there are none, or too much has changed."""
        now = self.current()
        if now is None:
            return None
        from graph.projection.telling import Current, linked_risk

        return linked_risk(now, leads, subject, as_of, max_hops, limit) if isinstance(now, Current) else None

    def chains_between(self, which: Which, pairs: Sequence[Pair], limits: Limits, ends: Collection[str]) -> Connected | None:
        """Chains from the arrays, brought to this view's transaction; None where there are none, or too much has changed."""
        now = self.current()
        if now is None:
            return None
        from graph.projection.connecting import chains_between
        from graph.projection.telling import Current

        return chains_between(now, which, pairs, limits, ends) if isinstance(now, Current) else None

    def circle_around(self, which: Which, subject: str, bounds: Bounds, page: Page) -> Circle | None:
        """The circle around a party from the arrays; None where there are none, or too much has changed since."""
        now = self.current()
        if now is None:
            return None
        from graph.projection.circling import circle_around
        from graph.projection.telling import Current

        return circle_around(now, which, subject, bounds, page) if isinstance(now, Current) else None

    def notes(self, reader: Hashable) -> Notes | None:
        """Where a reader keeps what he made of records; None for an older picture, of which nothing is remembered."""
        return self.memory.notes(reader) if self.memory is not None else None

    def node(self, public_id: str) -> Node | None:
        """As the store has it."""
        return self.base.node(public_id)

    def expand(self, frontier: Collection[str], kinds: Collection[str], during: Interval, way: Way = Way.BOTH) -> tuple[Fact, ...]:
        """As the store has it; nodes of which the arrays know that they have no such relation are not asked about."""
        near = self._near if len(frontier) <= _FEW else None
        asked = [node for node in frontier if near.may_have(node, kinds, way)] if near else frontier
        return self.base.expand(asked, kinds, during, way) if asked else ()

    def facts_of(self, nodes: Collection[str], kinds: Collection[str], during: Interval) -> tuple[Fact, ...]:
        """As the store has it; what is said of a few nodes themselves as it is remembered."""
        if self.memory is not None and len(nodes) <= _FEW:
            return self.memory.facts_of(self.base, nodes, kinds, during)
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

    def others_called(self, name: str, kind: str, but: str, limit: int) -> frozenset[str] | None:
        """As the store has it, where it can tell."""
        return self.base.others_called(name, kind, but, limit) if isinstance(self.base, TellsNamesakes) else None

    def evidence(self, ids: Collection[int]) -> tuple[Evidence, ...]:
        """As the store has it."""
        return self.base.evidence(ids)

    def sources(self) -> tuple[SourceState, ...]:
        """As the store has it, remembered until somebody says something."""
        return self.memory.sources(self.base) if self.memory else self.base.sources()

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
    _near_lock: Lock = field(default_factory=Lock)
    _near_of: Path | None = None
    _near: "Nearby | None" = None
    _newest: Newest = field(default_factory=Newest)

    @contextmanager
    def view(self, transaction: int | None = None) -> Iterator[View]:
        """A picture at a transaction, with the arrays where they are not newer than it."""
        with self.store.view(transaction) as view:
            newest_picture = transaction is None
            memory = self._remembered(view.transaction) if newest_picture else None
            yield ProjectedView(view, lambda: self.current(view), memory, self.nearby if newest_picture else _nothing)

    def _remembered(self, transaction: int) -> Memory:
        """The memory of the newest picture. An answer that was begun before the last write keeps the one that it began with."""
        with self._lock:
            if self._memory is None or self._memory.transaction != transaction:
                self._memory = Memory(transaction)
            return self._memory

    def current(self, view: View) -> object | None:
        """The projection brought to a view's transaction, made once for each; None where there is none."""
        folder = self._newest.folder(self.place)
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

    def nearby(self, view: View) -> "Nearby | None":
        """What the arrays know of nodes that have not changed, brought to the newest picture; None where they know nothing."""
        folder = self._newest.folder(self.place)
        with self._near_lock:
            if folder != self._near_of:
                self._near_of, self._near = folder, self._near_at_first(folder)
            if self._near is None or self._near.transaction > view.transaction:
                return None
            if self._near.transaction < view.transaction:
                from graph.projection.nearby import brought_to

                self._near = brought_to(self.store, self._near, view)
            return self._near

    def _near_at_first(self, folder: Path | None) -> "Nearby | None":
        from graph.projection.folder import mapped
        from graph.projection.nearby import Nearby

        try:
            base = mapped(folder) if folder else None
        except FileNotFoundError:  # as above
            return None
        return Nearby(base, base.transaction, frozenset()) if base else None

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
