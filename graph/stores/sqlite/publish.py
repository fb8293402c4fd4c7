"""Publishing: what was staged becomes what is known, by set-based statements in one transaction (docs/decisions/0003)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import apsw

from credit.kinds import FACT_KINDS, Absence
from credit.periods import MAX_DAY
from graph.store import BatchInfo, NewAct, NewJudgement, Publication
from graph.stores.sqlite import writes
from graph.stores.sqlite.acts import is_redacting, next_instant, record, unrecorded
from graph.stores.sqlite.judgements import judge, unjudged
from graph.stores.sqlite.names import erase, index_names
from graph.stores.sqlite.query import NOTHING
from graph.stores.sqlite.reads import AtTransaction
from graph.stores.sqlite.staging import Staging

_ENDING = json.dumps([kind.code for kind in FACT_KINDS.values() if kind.absence is Absence.ENDS])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a load will change, found out before anything is written."""

    counts: writes.Counts
    acts: Sequence[NewAct]
    judgements: Sequence[writes.JudgementToRecord]

    @property
    def is_nothing(self) -> bool:
        """Whether the store already knows all of it."""
        return not (self.counts.new or self.counts.changed or self.counts.closed or self.acts or self.judgements)


@dataclass(frozen=True, slots=True)
class Publishing:
    """One load inside its writing transaction."""

    connection: apsw.Connection
    batch: BatchInfo
    staging: Staging

    def compare(self) -> writes.Counts:
        """What the staged claims change. Before the writing transaction: only loads write what is compared, and this one has the lease."""
        feed = self.staging.feed
        writes.ORDER_STAGED.run(self.connection, NOTHING)
        writes.BEST.run(self.connection, writes.OfFeed(feed))
        if self.batch.snapshot:
            writes.CLOSING.run(self.connection, writes.Snapshot(feed, self.batch.data_on, _ENDING, MAX_DAY))
        counts = writes.COUNTS.one(self.connection, NOTHING)
        if counts.staged > counts.new + counts.changed:
            writes.LOSERS.run(self.connection, NOTHING)
        return counts

    def repeat(self) -> bool:
        """Writes only a batch line, where the feed's last batch was of the same bytes; else nothing."""
        last = writes.LAST_BATCH.rows(self.connection, writes.OfFeed(self.staging.feed))
        if not last or (last[0].sha256, bool(last[0].snapshot)) != (self.batch.sha256, self.batch.snapshot):
            return False
        tx, at_us = next_instant(self.connection, self.batch.recorded_at)
        self._write_batch(self.staging.feed, writes.Counts(0, 0, 0, 0, 0), tx - 1, at_us)
        return True

    def publish(self, counts: writes.Counts, acts: Sequence[NewAct], pairs: Sequence[NewJudgement]) -> Publication:
        """Writes all that is new; a batch line in any case."""
        feed = self._feed()
        outcome = Outcome(counts, unrecorded(self.connection, acts), unjudged(self.connection, pairs, self.batch.author))
        tx, at_us = next_instant(self.connection, self.batch.recorded_at)
        if outcome.is_nothing:
            self._write_batch(feed, counts, tx - 1, at_us)
            return self._publication(None, counts)
        writes.TRANSACTION.run(self.connection, writes.NewTransaction(tx, at_us, self.batch.author))
        batch = self._write_batch(feed, counts, tx, at_us)
        self._merge(feed, batch, tx)
        if counts.closed:
            self._close(feed, counts, tx)
        self._conclude(outcome, tx)
        return self._publication(tx, counts)

    def _feed(self) -> int:
        name = writes.FeedName(self.batch.source, self.batch.scope)
        writes.NEW_FEED.run(self.connection, name)
        return writes.FEED.one(self.connection, name).feed

    def _write_batch(self, feed: int, counts: writes.Counts, tx: int, at_us: int) -> int:
        batch = self.batch
        last_claim = self.staging.base + counts.staged + counts.closed
        columns = (feed, batch.title, batch.publisher, batch.precedence, batch.file, batch.sha256, batch.data_on, int(batch.snapshot))
        writes.BATCH.run(self.connection, writes.NewBatch(*columns, batch.author, at_us, tx, counts.new, self.staging.base + 1, last_claim))
        return self.connection.last_insert_rowid()

    def _merge(self, feed: int, batch: int, tx: int) -> None:
        """Nodes before the claims that name them; claims in the order of the file, standing versions in the order of the facts."""
        connection, base = self.connection, self.staging.base
        writes.NODES.run(connection, AtTransaction(tx))
        writes.REDACT_STAGED_ROWS.run(connection, NOTHING)
        writes.REDACT_STAGED.run(connection, NOTHING)
        writes.CLAIMS.run(connection, writes.ClaimsOf(base, tx, batch))
        writes.LIVE.run(connection, writes.LiveOf(base, feed))
        writes.SUPERSEDE.run(connection, AtTransaction(tx))
        writes.SOURCE_ROWS.run(connection, writes.OfBatch(batch))
        writes.RESTATED.run(connection, writes.OfBatch(batch))

    def _close(self, feed: int, counts: writes.Counts, tx: int) -> None:
        base = self.staging.base + counts.staged
        writes.CLOSED_CLAIMS.run(self.connection, writes.ClosedOn(base, tx, self.batch.data_on))
        writes.CLOSED_LIVE.run(self.connection, writes.ClosedOf(base, tx, feed))

    def _conclude(self, outcome: Outcome, tx: int) -> None:
        record(self.connection, outcome.acts, tx)
        judge(self.connection, outcome.judgements, tx)
        index_names(self.connection, writes.Since(tx, self.staging.base), writes.SPEAK_STAGED)
        if is_redacting(outcome.acts):
            erase(self.connection, tx)

    def _publication(self, tx: int | None, counts: writes.Counts) -> Publication:
        unchanged = self.staging.again.count() - counts.changed_twice
        duplicates = self.staging.claims - counts.new - counts.changed - unchanged
        return Publication(tx, counts.new, counts.changed, unchanged, counts.closed, duplicates)
