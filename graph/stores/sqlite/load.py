"""One file on its way into the store."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import apsw

from credit.errors import StoreFault
from graph.admission import checked_acts, checked_pair
from graph.settings import StoreSettings
from graph.store import BatchInfo, NewAct, NewJudgement, Publication, StagedClaims, StagedRows
from graph.stores.sqlite.acts import is_redacting, next_instant
from graph.stores.sqlite.connections import flush_log, writing
from graph.stores.sqlite.lease import load_lease
from graph.stores.sqlite.publish import Publishing
from graph.stores.sqlite.scratch import scratch, writer
from graph.stores.sqlite.staging import Staging
from graph.stores.sqlite.writes import Counts

_SCRATCH_CACHE_MB = 64


@dataclass
class SqliteLoad:
    """Implements graph.store.Load."""

    connection: apsw.Connection
    batch: BatchInfo
    staging: Staging
    acts: list[NewAct] = field(default_factory=list)
    pairs: list[NewJudgement] = field(default_factory=list)
    counts: Counts | None = None
    published: bool = False

    def add(self, claims: StagedClaims, rows: StagedRows) -> None:
        """Stages a chunk; nothing is visible yet."""
        self._still_open()
        with _uncollected():
            self.staging.add(claims, rows)

    def add_acts(self, acts: Sequence[NewAct]) -> None:
        """Stages acts that the file states."""
        self._still_open()
        self.acts.extend(checked_acts(acts) if acts else ())

    def add_judgements(self, pairs: Sequence[NewJudgement]) -> None:
        """Stages same-as judgements."""
        self._still_open()
        for pair in pairs:
            checked_pair(pair.a, pair.b)
        self.pairs.extend(pairs)

    def repeat(self) -> bool:
        """Whether the last batch of this feed was this very file; then a batch line is written and the load is over."""
        self._still_open()
        with writing(self.connection):
            self.published = Publishing(self.connection, self.batch, self.staging).repeat()
        return self.published

    def publish(self) -> Publication:
        """Merges what was staged, in one transaction."""
        self._still_open(staging=False)
        publishing = Publishing(self.connection, self.batch, self.staging)
        with _uncollected():
            self.counts = counts = self.counts or self._compared(publishing)
            with writing(self.connection):
                publication = publishing.publish(counts, self.acts, self.pairs)
        self.published = True
        if is_redacting(self.acts):
            flush_log(self.connection)
        return publication

    def _compared(self, publishing: Publishing) -> Counts:
        """Once: a publishing that found the store busy may be tried again."""
        with self.connection:
            counts = publishing.compare()
        return counts

    def _still_open(self, staging: bool = True) -> None:
        if self.published or (staging and self.counts):
            raise StoreFault("这次装载已经发布。This load is published: open another one.")


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without Python's cycle collector: a chunk makes many tuples and no cycle; looking for one took 10 % of a load."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def loading(path: Path, batch: BatchInfo, settings: StoreSettings) -> Iterator[SqliteLoad]:
    """A load that holds the lease. Acts and judgements of others may be recorded until it publishes."""
    with (
        load_lease(path.with_name("load.lock"), settings.load_patience_s, batch.file),
        writer(path, settings.load_patience_s, settings) as connection,
        scratch(connection, path.parent, _SCRATCH_CACHE_MB),
    ):
        next_instant(connection, batch.recorded_at)  # refused now rather than after staging
        yield SqliteLoad(connection, batch, Staging.begin(connection, batch.source, batch.scope))
