"""The server's tables, read and filled (graph.moving.tables)."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from credit.errors import BadParameter
from credit.facts import STILL
from credit.kinds import EDGES, KIND_OF_CODE, NODES
from graph.moving.tables import TABLES, Row
from graph.search import name_tokens
from graph.stores.neo4j import reads, writes
from graph.stores.neo4j.declared import things_of
from graph.stores.neo4j.projecting import Projecting
from graph.stores.neo4j.query import NOTHING, Run, cypher_text
from graph.stores.neo4j.talk import Talk, in_batches
from graph.stores.neo4j.terms import term_key
from graph.stores.neo4j.view import Neo4jView


@dataclass(frozen=True)
class Neo4jReading:
    """Implements graph.moving.tables.Reading. Statement by statement: whoever copies keeps loaders away by the lease."""

    talk: Talk

    def rows(self, table: str) -> Iterator[Row]:
        """Every row of a table."""
        for row in self.talk.stream(cypher_text(f"store/moving/{table}")):
            yield tuple(row)

    def count(self, table: str) -> int:
        """How many there are."""
        ((found,),) = self.talk.stream(f"CALL () {{ {cypher_text(f'store/moving/{table}')} }} RETURN count(*)")
        return int(found)


@dataclass
class Neo4jFilling:
    """Implements graph.moving.tables.Writing, in as many transactions as it takes: the numbers are written last, so that a copy that
    breaks off is no store, and `copy` into it begins anew."""

    talk: Talk
    _sources: dict[str, set[str]] = field(default_factory=dict)

    def fill(self, table: str, rows: Sequence[Row]) -> None:
        """Writes some rows of a table."""
        named: list[dict[str, Any]] = [dict(zip(TABLES[table], row, strict=True)) for row in rows]
        if table == "node":
            self._things(named)
            return
        if table == "text":
            named = [_text(row) for row in named]
        if table == "claim":
            self._touch(named)
        self._write(cypher_text(f"store/moving/into_{table}"), named)

    def settle(self) -> Iterable[int]:
        """The relations and what nodes show, kind by kind; then the numbers, with which the store is there."""
        numbers = writes.LAST_NUMBERS.one(self.talk.read, NOTHING)
        self.talk.write(lambda run: self._roots(run, numbers.seq), self.talk.settings.publish_patience_s)
        for kind, sources in self._sources.items():
            for some in in_batches(sorted(sources), self.talk.settings.server_batch):
                self._project(kind, some, numbers.seq)
                yield len(some)
        self.talk.write(lambda run: writes.COUNT_ON.do(run, numbers), self.talk.settings.publish_patience_s)

    def _project(self, kind: str, nodes: Sequence[str], tx: int) -> None:
        def work(run: Run) -> None:
            Projecting(run, Neo4jView(run, tx, 0), len(nodes)).project({kind: nodes})

        self.talk.write(work, self.talk.settings.publish_patience_s)

    def _touch(self, claims: Sequence[dict[str, Any]]) -> None:
        for claim in claims:
            kind = KIND_OF_CODE[claim["kind"]].name
            if claim["tx_end"] is None and (kind in EDGES or kind in NODES):
                self._sources.setdefault(kind, set()).add(claim["src"])

    def _things(self, nodes: Sequence[dict[str, Any]]) -> None:
        by_kind: dict[int, list[dict[str, Any]]] = {}
        for node in nodes:
            by_kind.setdefault(node["kind"], []).append({**node, "root": node["id"]})
        for kind, rows in by_kind.items():
            self._write(things_of(NODES[KIND_OF_CODE[kind].name]), rows)

    def _roots(self, run: Run, tx: int) -> None:
        members = reads.STANDING_MEMBERS.rows(run, reads.Standing(STILL))
        writes.ROOTS.do(run, writes.Rows([{"id": row.member, "root": row.root} for row in members]))

    def _write(self, text: str, rows: Sequence[dict[str, Any]]) -> None:
        for some in in_batches(rows, self.talk.settings.server_batch):

            def work(run: Run, some: Sequence[dict[str, Any]] = some) -> None:
                run(text, {"rows": some})

            self.talk.write(work, self.talk.settings.publish_patience_s)


def _text(row: dict[str, Any]) -> dict[str, Any]:
    named = bool(row["named"])
    return {**row, "named": named, "key": term_key(row["text"], named), "tokens": name_tokens(row["text"]) if named else None}


@contextmanager
def filling(talk: Talk) -> Iterator[Neo4jFilling]:
    """Into a store without transactions; what a copy that broke off has left is deleted first."""
    if reads.META.one(talk.read, NOTHING).seq:
        raise BadParameter("目标库已有数据,只能复制到空库。The target holds data already: copy into an empty store.")
    talk.change_schema([cypher_text("store/moving/wipe")])
    yield Neo4jFilling(talk)
