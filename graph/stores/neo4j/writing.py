"""One writing transaction, under the store's one lock: the numbers that it takes, and what every writer does alike."""

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from credit.facts import Claim
from credit.identity import checked_id
from credit.kinds import EDGES, KIND_OF_CODE, NODES, node_kind_of
from credit.view import Way
from graph.admission import checked_instant, instant_of, microseconds
from graph.search import name_tokens
from graph.stores.neo4j import reads, writes
from graph.stores.neo4j.declared import new_things_of
from graph.stores.neo4j.projecting import Projecting, Touched
from graph.stores.neo4j.query import Run
from graph.stores.neo4j.talk import in_batches
from graph.stores.neo4j.terms import Spoken
from graph.stores.neo4j.view import Neo4jView


@dataclass(frozen=True, slots=True)
class Things:
    """Nodes of a load. `made`: those that it has made and that nobody has merged, of which nothing else is known; `roots` of all."""

    made: Collection[str]
    roots: Mapping[str, str]


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

    def things(self, ids: Iterable[str | None]) -> Things:
        """Makes the nodes that are not there yet."""
        by_kind: dict[str, list[str]] = {}
        made, view = set(), self.view()
        for each in sorted({each for each in ids if each}):
            by_kind.setdefault(kind_of(each), []).append(each)
        for kind, named in by_kind.items():
            for some in in_batches(named, self.many):
                known, roots = {row.id for row in writes.KNOWN.rows(self.run, writes.Ids(some))}, view.roots(some)
                new = [each for each in some if each not in known]
                self.run(new_things_of(NODES[kind]), {"columns": {"id": new, "root": [roots[each] for each in new]}, "tx": self.tx})
                made |= view.alone(new)
        return Things(made, view.roots(()))

    def bear(self, texts: Iterable[Spoken]) -> None:
        """Makes nodes findable by texts."""
        for some in in_batches(sorted(set(texts), key=lambda each: (each.key, each.node)), self.many):
            columns: dict[str, list[Any]] = {
                "node": [each.node for each in some],
                "key": [each.key for each in some],
                "text": [each.text for each in some],
                "named": [each.named for each in some],
                "tokens": [name_tokens(each.text) if each.named else None for each in some],
            }
            writes.BEAR.do(self.run, writes.TableAt(columns, self.tx))

    def aimed_at(self, facts: Collection[str]) -> set[str]:
        """At which of these facts any act aims."""
        return {row.fact for row in writes.AIMED_AT.rows(self.run, writes.Facts(sorted(facts)))} if self.last.act else set()

    def project(self, touched: Touched, new: Iterable[Claim] = ()) -> None:
        """Brings what people see up to date. `new`: all that is said by sources of which nothing was known, and at which no act aims."""
        projecting = Projecting(self.run, self.view(), self.many)
        projecting.project(touched)
        projecting.add(new)

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


def kind_of(public_id: str) -> str:
    """The kind that an id names; BadIdentifier where it names none."""
    return node_kind_of(public_id) or str(node_kind_of(checked_id(public_id)))
