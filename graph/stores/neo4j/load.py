"""One file on its way into the store."""

import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from credit.errors import StoreBusy, StoreFault
from graph.admission import checked_acts, checked_instant, checked_pair, instant_of
from graph.store import BatchInfo, NewAct, NewJudgement, Publication, StagedClaims, StagedRows
from graph.stores.neo4j import reads, writes
from graph.stores.neo4j.publish import Publishing
from graph.stores.neo4j.query import NOTHING, Run
from graph.stores.neo4j.staging import Staging
from graph.stores.neo4j.talk import Talk
from graph.stores.neo4j.writing import Writing

_POLL_S = 0.2


@dataclass
class Lease:
    """The right to load, kept in the server for a while and renewed as chunks come: a killed loader's lease runs out.

    It only keeps loads from doing their work twice; that what they publish is whole and in order is the store's lock's doing.
    """

    talk: Talk
    purpose: str
    holder: str = field(default_factory=lambda: uuid.uuid4().hex)
    renewed: float = 0.0

    def take(self, patience_s: float) -> None:
        """Waits for it that long, then StoreBusy says who holds it."""
        deadline = time.monotonic() + patience_s
        while (other := self._asked()) is not None:
            if time.monotonic() >= deadline:
                raise StoreBusy(
                    f"另一次装载正在进行({other}),请稍后重试。Another load holds the lease; try again when it is done.", retry_after=5
                )
            time.sleep(_POLL_S)

    def renew(self) -> None:
        """Says that the load goes on."""
        if time.monotonic() - self.renewed > self.talk.settings.server_lease_s / 4 and self._asked() is not None:
            raise StoreBusy("这次装载中断过久,已让给另一次。This load paused too long and another took over: start again.", retry_after=5)

    def give_back(self) -> None:
        """Frees it."""
        self.talk.write(lambda run: writes.GIVE_BACK.do(run, writes.Holder(self.holder)), self.talk.settings.load_patience_s)

    def _asked(self) -> str | None:
        """What the other load is for, where another holds it."""
        wanted = writes.LeaseFor(self.holder, self.purpose, int(self.talk.settings.server_lease_s * 1000))
        row = self.talk.write(lambda run: writes.TAKE_LEASE.one(run, wanted), self.talk.settings.load_patience_s)
        self.renewed = time.monotonic()
        return None if row.holder == self.holder else row.purpose


@dataclass
class Neo4jLoad:
    """Implements graph.store.Load."""

    talk: Talk
    lease: Lease
    batch: BatchInfo
    staging: Staging = field(default_factory=Staging)
    acts: list[NewAct] = field(default_factory=list)
    pairs: list[NewJudgement] = field(default_factory=list)
    published: bool = False

    def add(self, claims: StagedClaims, rows: StagedRows) -> None:
        """Stages a chunk; nothing is visible yet."""
        self._still_open()
        self.lease.renew()
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
        """Whether the last batch of this feed was this very file; then a batch is written and the load is over."""
        self._still_open()
        self.published = self.talk.write(lambda run: self._publishing(run).repeat(), self.talk.settings.publish_patience_s)
        return self.published

    def publish(self) -> Publication:
        """Merges what was staged, in one transaction, again from its start where the server asks for it."""
        self._still_open()
        self.lease.renew()
        publication = self.talk.write(self._publish, self.talk.settings.publish_patience_s)
        self.published = True
        return publication

    def _publish(self, run: Run) -> Publication:
        return self._publishing(run).publish(self.acts, self.pairs)

    def _publishing(self, run: Run) -> Publishing:
        writing = Writing.begin(run, self.batch.recorded_at, self.talk.settings.server_batch)
        return Publishing.begin(writing, self.batch, self.staging)

    def _still_open(self) -> None:
        if self.published:
            raise StoreFault("这次装载已经发布。This load is published: open another one.")


@contextmanager
def loading(talk: Talk, batch: BatchInfo) -> Iterator[Neo4jLoad]:
    """A load that holds the lease. Acts and judgements of others may be recorded until it publishes."""
    last = reads.META.one(talk.read, NOTHING)
    checked_instant(batch.recorded_at, None if last.at_us is None else instant_of(last.at_us))  # refused now rather than after staging
    lease = Lease(talk, batch.file)
    lease.take(talk.settings.load_patience_s)
    try:
        yield Neo4jLoad(talk, lease, batch)
    finally:
        lease.give_back()
