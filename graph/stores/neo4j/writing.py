"""One writing transaction, under the store's one lock: the numbers that it takes, and what every writer does alike."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from credit.identity import checked_id
from credit.kinds import EDGES, KIND_OF_CODE, NODES, node_kind_of
from credit.view import Way
from graph.admission import checked_instant, instant_of, microseconds
from graph.search import name_tokens
from graph.stores.neo4j import reads, writes
from graph.stores.neo4j.declared import things_of
from graph.stores.neo4j.projecting import Projecting, Touched
from graph.stores.neo4j.query import NOTHING, Run
from graph.stores.neo4j.talk import in_batches
from graph.stores.neo4j.terms import Spoken
from graph.stores.neo4j.view import Neo4jView


@dataclass(frozen=True, slots=True)
class Writing:
    """One writing transaction: what it counts on from, its own number and instant, how many rows go over at a time."""

    run: Run
    last: reads.MetaRow
    tx: int
    at_us: int
    many: int

    @classmethod
    def begin(cls, run: Run, recorded_at: datetime | None, many: int) -> "Writing":
        """Takes the lock. BadParameter where the instant lies before the last transaction's."""
        last = writes.LOCK.one(run, writes.Now(time.time_ns()))
        at = checked_instant(recorded_at, None if last.at_us is None else instant_of(last.at_us))
        return cls(run, last, last.seq + 1, microseconds(at), many)

    def announce(self, author: str) -> None:
        """Writes the transaction's own node."""
        writes.TRANSACTION.do(self.run, writes.NewTransaction(self.tx, self.at_us, author))

    def count_on(self, claim: int = 0, batch: int = 0, feed: int = 0, acts: int = 0) -> None:
        """Writes the last numbers taken; where none is given, the old ones stay."""
        last = self.last
        numbers = (claim or last.claim, batch or last.batch, max(feed, last.feed), last.act + acts)
        writes.COUNT_ON.do(self.run, writes.Numbers(self.tx, self.at_us, *numbers))

    def view(self) -> Neo4jView:
        """The picture with this transaction in it."""
        return Neo4jView(self.run, self.tx, 0)

    def things(self, ids: Iterable[str | None]) -> None:
        """Makes the nodes that are not there yet."""
        by_kind: dict[str, list[str]] = {}
        for each in sorted({each for each in ids if each}):
            by_kind.setdefault(kind_of(each), []).append(each)
        for kind, named in by_kind.items():
            for some in in_batches(named, self.many):
                roots = self.view().roots(some)
                rows = [{"id": each, "tx": self.tx, "root": roots[each]} for each in some]
                self.run(things_of(NODES[kind]), {"rows": rows})

    def bear(self, texts: Iterable[Spoken]) -> None:
        """Makes nodes findable by texts."""
        for some in in_batches(sorted(set(texts), key=lambda each: (each.key, each.node)), self.many):
            rows = [
                {
                    "node": each.node,
                    "key": each.key,
                    "text": each.text,
                    "named": each.named,
                    "tokens": name_tokens(each.text) if each.named else None,
                }
                for each in some
            ]
            writes.BEAR.do(self.run, writes.RowsAt(rows, self.tx))

    def project(self, touched: Touched) -> None:
        """Brings what people see up to date."""
        Projecting(self.run, self.view(), self._feeds(), self.many).project(touched)

    def touched_by(self, facts: Sequence[str], ids: Iterable[str]) -> dict[str, set[str]]:
        """What acts on these facts, and a change in who these ids are, may change."""
        touched: dict[str, set[str]] = {}
        for kind, src in self.ends_of(facts).values():
            touched.setdefault(kind, set()).add(src)
        members, view = sorted(set(ids)), self.view()
        around = view.relations(members, tuple(EDGES), Way.BOTH) if members else []
        for claim in chain(around, view.said_of(members, tuple(NODES))):
            touched.setdefault(claim.kind, set()).add(claim.src)
        return touched

    def ends_of(self, facts: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Kind and source end of these facts, as far as they are known."""
        rows = writes.REDACTED_VERSIONS.rows(self.run, writes.Facts(sorted(set(facts))))
        return {row.fact: (KIND_OF_CODE[row.kind].name, row.src) for row in rows}

    def _feeds(self) -> Mapping[tuple[str, str], int]:
        return {(row.source, row.scope): row.feed for row in writes.FEEDS.rows(self.run, NOTHING)}


def kind_of(public_id: str) -> str:
    """The kind that an id names; BadIdentifier where it names none."""
    return node_kind_of(public_id) or str(node_kind_of(checked_id(public_id)))
