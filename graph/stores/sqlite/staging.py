"""Staging: chunks of claims go to the scratch database, but for what the store already holds word for word."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, count, islice
from operator import add
from typing import Any

import apsw
import numpy as np

from credit.identity import checked_id
from credit.kinds import NODES, node_kind_of
from graph.admission import check_claims
from graph.store import StagedClaims, StagedRows
from graph.stores.sqlite.query import NOTHING
from graph.stores.sqlite.writes import FEED, KNOWN_NODES, LAST_IDS, STAGED_NODES, UNCHANGED, FeedName, IdArray, SaidBy

_COLUMNS = ("kind", "src", "dst", "fact", "digest", "from_min", "from_max", "to_min", "to_max", "props", "row", "document")
_SRC, _DST = _COLUMNS.index("src"), _COLUMNS.index("dst")
_AT_ONCE = 32
"""Lines of one INSERT: 0.7 µs a claim instead of 1.15 with one line each (2 cores, apsw 3.54)."""

_LINE = f"({', '.join('?' * len(_COLUMNS))})"
_INSERT_ONE = f"INSERT INTO scratch.claim ({', '.join(_COLUMNS)}) VALUES {_LINE}"  # noqa: S608 -- column names of ours
_INSERT_MANY = ", ".join([_INSERT_ONE, *[_LINE] * (_AT_ONCE - 1)])
_INSERT_NODE = "INSERT INTO scratch.node (id, public_id, kind) VALUES (?, ?, ?)"
_INSERT_ROW = "INSERT OR IGNORE INTO scratch.source_row (row, raw) VALUES (?, ?)"
_INSERT_RESTATED = "INSERT INTO scratch.restated (fact, row) VALUES (?, ?)"


@dataclass
class StandingClaims:
    """Which standing claims were staged again, one bit a claim of the store: no line is written for what is unchanged."""

    bits: bytearray

    @classmethod
    def of(cls, last_claim: int) -> "StandingClaims":
        """None yet, of claims up to that one."""
        return cls(bytearray(last_claim // 8 + 1))

    def mark(self, claims: Sequence[int]) -> None:
        """These were staged again."""
        ids = np.asarray(claims, dtype=np.int64)
        np.bitwise_or.at(np.frombuffer(self.bits, dtype=np.uint8), ids >> 3, (1 << (ids & 7)).astype(np.uint8))

    def has(self, *claim: Any) -> int:
        """Whether this one was: 1 or 0, as SQL asks it."""
        at: int = claim[0]
        return self.bits[at >> 3] >> (at & 7) & 1

    def count(self) -> int:
        """How many were."""
        return int.from_bytes(self.bits, "little").bit_count()


@dataclass
class Staging:
    """The staged part of one load. `claims` counts all that were staged, `again` those that the store already held."""

    connection: apsw.Connection
    feed: int
    speaks: bool
    last_node: int
    base: int
    again: StandingClaims
    claims: int = 0
    _first_node: int = field(init=False)

    def __post_init__(self) -> None:
        self._first_node = self.last_node

    @classmethod
    def begin(cls, connection: apsw.Connection, source: str, scope: str) -> "Staging":
        """An empty one, for a connection with an attached scratch database."""
        feeds = FEED.rows(connection, FeedName(source, scope))
        last = LAST_IDS.one(connection, NOTHING)
        again = StandingClaims.of(last.claim)
        connection.create_scalar_function("staged_again", again.has, 1)
        return cls(connection, feeds[0].feed if feeds else 0, bool(feeds and feeds[0].speaks), last.node, last.claim, again)

    def add(self, claims: StagedClaims, rows: StagedRows) -> None:
        """Stages a chunk, all of it or nothing."""
        check_claims(claims)
        with self.connection:
            fresh = self._fresh(claims)
            self._stage(claims, fresh)
            self._stage_rows(claims, rows, fresh)
        self.claims += len(claims.kind)

    def _fresh(self, claims: StagedClaims) -> Sequence[int] | None:
        """Positions of what the store does not hold word for word; None: of everything."""
        if not self.speaks or not claims.fact:
            return None
        said = apsw.carray(tuple(map(add, claims.fact, claims.digest)))
        unchanged = UNCHANGED.tuples(self.connection, SaidBy(said, self.feed))
        if not unchanged:
            return None
        positions, standing = zip(*unchanged, strict=True)
        self.again.mark(standing)
        is_fresh = np.ones(len(claims.fact), dtype=bool)
        is_fresh[np.asarray(positions) - 1] = False
        return [int(at) for at in np.flatnonzero(is_fresh)]

    def _stage(self, claims: StagedClaims, fresh: Sequence[int] | None) -> None:
        columns = [_taken(getattr(claims, name), fresh) for name in _COLUMNS]
        nodes = self._nodes(columns[_SRC], columns[_DST])
        columns[_SRC] = map(nodes.__getitem__, columns[_SRC])
        columns[_DST] = map(nodes.get, columns[_DST])
        lines = zip(*columns, strict=True)
        whole = len(claims.fact if fresh is None else fresh) // _AT_ONCE
        self.connection.executemany(_INSERT_MANY, (tuple(chain.from_iterable(islice(lines, _AT_ONCE))) for _ in range(whole)))
        self.connection.executemany(_INSERT_ONE, lines)

    def _nodes(self, src: Sequence[str], dst: Sequence[str | None]) -> dict[str | None, int]:
        """The numbers of these ids; those that neither the store nor an earlier chunk knows get the next ones."""
        left = dict.fromkeys(chain(src, filter(None, dst)))
        numbers: dict[str | None, int] = {}
        for known, anything in ((KNOWN_NODES, self._first_node), (STAGED_NODES, self.last_node - self._first_node)):
            if anything and left:
                numbers.update(known.tuples(self.connection, IdArray(apsw.carray(tuple(left)))))
                left = {each: None for each in left if each not in numbers}
        fresh = dict(zip(left, count(self.last_node + 1)))
        self.connection.executemany(_INSERT_NODE, ((number, each, _kind_code(each)) for each, number in fresh.items()))
        self.last_node += len(fresh)
        return numbers | fresh

    def _stage_rows(self, claims: StagedClaims, rows: StagedRows, fresh: Sequence[int] | None) -> None:
        """Raw values of lines that say anything new, and what else those lines say."""
        raws = zip(rows.row, rows.raw, strict=True)
        if fresh is None:
            self.connection.executemany(_INSERT_ROW, raws)
            return
        new, told = {claims.row[at] for at in fresh}, set(claims.row)
        self.connection.executemany(_INSERT_ROW, (line for line in raws if line[0] in new or line[0] not in told))
        again = sorted(set(range(len(claims.row))).difference(fresh)) if new else ()
        self.connection.executemany(_INSERT_RESTATED, ((claims.fact[at], claims.row[at]) for at in again if claims.row[at] in new))


def _taken(column: Sequence[Any], at: Sequence[int] | None) -> Any:
    return column if at is None else [column[each] for each in at]


def _kind_code(public_id: str) -> int:
    kind = node_kind_of(public_id)
    return NODES[kind].code if kind else NODES[str(node_kind_of(checked_id(public_id)))].code
