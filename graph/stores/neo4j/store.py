"""The store over a Neo4j server."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any

from credit.errors import BadParameter, NotYetKnown, StoreMissing, StoreTooNew
from credit.facts import STILL
from credit.kinds import KIND_OF_CODE
from graph.admission import checked_acts, checked_pair, instant_of, microseconds
from graph.settings import StoreSettings
from graph.store import BatchInfo, Change, GraphStats, NewAct
from graph.stores.neo4j import reads, writes
from graph.stores.neo4j.acts import corrected, erase, record
from graph.stores.neo4j.declared import VERSION, schema
from graph.stores.neo4j.judgements import Judged, judge
from graph.stores.neo4j.load import Neo4jLoad, loading
from graph.stores.neo4j.moving import Neo4jFilling, Neo4jReading, filling
from graph.stores.neo4j.query import NOTHING, Run
from graph.stores.neo4j.talk import Talk
from graph.stores.neo4j.view import Neo4jView
from graph.stores.neo4j.writing import Writing


class Neo4jStore:
    """Implements graph.store.Store. Opening writes nothing unless `create`."""

    def __init__(self, url: str, *, create: bool, settings: StoreSettings | None = None) -> None:
        self._settings = settings or StoreSettings()
        self._talk = Talk(url, self._settings)
        if create and not reads.META.rows(self._talk.read, NOTHING):
            self._talk.change_schema(schema())
            self._talk.write(lambda run: writes.NEW_META.do(run, writes.Version(VERSION)), self._settings.load_patience_s)

    @contextmanager
    def view(self, transaction: int | None = None) -> Iterator[Neo4jView]:
        """A picture at a transaction (None: the last). Raises NotYetKnown for one that has not arrived."""
        last = self._meta().seq
        asked = last if transaction is None else transaction
        if asked < 0:
            raise BadParameter(f"交易号 {asked} 无效。A transaction is 0 or more.")
        if asked > last:
            raise NotYetKnown(f"第 {asked} 笔尚未到达,最后一笔是 {last}。Transaction {asked} has not arrived; the last is {last}.")
        yield Neo4jView(self._talk.read, asked, self._settings.search_scan)

    def transaction_at(self, known_at: datetime) -> int:
        """The last transaction recorded at or before that instant (0: none)."""
        self._meta()
        return reads.TRANSACTION_AT.one(self._talk.read, reads.AtInstant(microseconds(known_at))).seq

    def load(self, batch: BatchInfo) -> AbstractContextManager[Neo4jLoad]:
        """Takes the writer's lease for a load; raises StoreBusy where another holds it beyond the patience that is set."""
        self._meta()
        return loading(self._talk, batch)

    def record(self, acts: Sequence[NewAct], recorded_at: datetime | None = None) -> int:
        """Records acts in one transaction and returns its number."""
        checked_acts(acts)
        facts = [act.fact for act in acts]

        def deeds(writing: Writing) -> int:
            record(writing.run, acts, writing.tx, writing.last.act)
            writing.bear(corrected(writing.run, facts, writing.ends_of(facts)))
            erase(writing.run, acts)
            writing.project(writing.touched_by(facts, ()))
            return len(acts)

        return self._act(", ".join(dict.fromkeys(act.author for act in acts)), recorded_at, deeds)

    def judge(self, a: str, b: str, same: bool, author: str, basis: str, recorded_at: datetime | None = None) -> int:
        """Records the judgement that two ids name the same thing, or takes it back."""
        low, high = checked_pair(a, b)

        def judgement(writing: Writing) -> int:
            members = judge(writing.run, [Judged(low, high, same, author, basis)], writing.tx)
            writing.project(writing.touched_by((), members))
            return 0

        return self._act(author, recorded_at, judgement)

    def changes(self, since: int) -> Iterator[Change]:
        """The change feed after a transaction, in order."""
        for tx in range(since + 1, self._meta().seq + 1):
            rows = reads.CHANGES.rows(self._talk.read, reads.AtTransaction(tx))
            yield from (Change(tx, row.what, row.fact, row.node) for row in rows)

    def last_transaction(self) -> tuple[int, datetime | None]:
        """The last transaction's number and instant (0 and None for an empty store)."""
        last = self._meta()
        return last.seq, None if last.at_us is None else instant_of(last.at_us)

    def stats(self) -> GraphStats:
        """What rests here: counts by kind, transactions. The bytes are the server's own affair: 0."""
        transactions = self._meta().seq
        nodes = reads.NODES_BY_KIND.rows(self._talk.read, NOTHING)
        claims = reads.CLAIMS_BY_KIND.rows(self._talk.read, reads.Standing(STILL))
        return GraphStats(
            nodes={KIND_OF_CODE[row.kind].name: row.count for row in nodes},
            facts={KIND_OF_CODE[row.kind].name: row.facts for row in claims},
            claims={KIND_OF_CODE[row.kind].name: row.claims for row in claims},
            transactions=transactions,
            bytes=0,
        )

    def ask(self, text: str, parameters: Mapping[str, Any]) -> tuple[tuple[str, ...], list[list[Any]]]:
        """Columns and rows of a question in Cypher (graph.stores.neo4j.questions)."""
        self._meta()
        return self._talk.ask(text, parameters)

    @contextmanager
    def reading(self) -> Iterator[Neo4jReading]:
        """Its tables."""
        self._meta()
        yield Neo4jReading(self._talk)

    def filling(self) -> AbstractContextManager[Neo4jFilling]:
        """Its tables, to be written; BadParameter where it is not empty."""
        self._meta()
        return filling(self._talk)

    def close(self) -> None:
        """Gives back connections."""
        self._talk.close()

    def _meta(self) -> reads.MetaRow:
        """What the store knows of itself; StoreMissing where there is none, StoreTooNew where a newer Xinmai wrote it."""
        found = reads.META.rows(self._talk.read, NOTHING)
        if not found:
            raise StoreMissing("服务器上尚无信脉数据,请先装载。The server holds no store of ours yet: load something first.")
        if found[0].version > VERSION:
            raise StoreTooNew(
                f"服务器上的数据版本 {found[0].version} 高于程序所知的 {VERSION},请升级程序。"
                f"The store has version {found[0].version}, this program knows {VERSION}: upgrade the program."
            )
        if not found[0].indexed:  # filled by the offline import, which makes none
            self._talk.change_schema(schema())
            self._talk.write(lambda run: writes.INDEXED.do(run, NOTHING), self._settings.load_patience_s)
        return found[0]

    def _act(self, author: str, recorded_at: datetime | None, deeds: Callable[[Writing], int]) -> int:
        """A short writing transaction with a number of its own; `deeds` returns how many acts it recorded."""
        self._meta()

        def transaction(run: Run) -> int:
            writing = Writing.begin(run, recorded_at, self._settings.server_batch)
            writing.announce(author)
            writing.count_on(acts=deeds(writing))
            return writing.tx

        self._talk.await_turn(lambda run: writes.LOCK.one(run, writes.Now(time.time_ns())), self._settings.act_patience_s)
        return self._talk.write(transaction, self._settings.publish_patience_s)
