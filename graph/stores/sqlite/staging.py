"""Staging: chunks of claims go to the scratch database, but for what the store already holds word for word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress, count
from operator import add
from typing import Any

import apsw
import numpy as np
from numpy.typing import NDArray

from credit.identity import checked_id
from credit.kinds import NODES, node_kind_of
from graph.admission import check_claims
from graph.store import StagedClaims, StagedRows
from graph.stores.sqlite.query import NOTHING
from graph.stores.sqlite.writes import FEED, KNOWN_NODES, LAST_IDS, STAGED_NODES, UNCHANGED, FeedName, IdArray, SaidBy

Positions = NDArray[np.int64]
"""Positions in the columns of a chunk, ascending."""

_COLUMNS = ("kind", "src", "dst", "fact", "digest", "from_min", "from_max", "to_min", "to_max", "props", "row", "document")
_SRC, _DST = _COLUMNS.index("src"), _COLUMNS.index("dst")
_AT_ONCE = 32
"""Lines of one INSERT: 0.7 µs a claim instead of 1.15 with one line each (2 cores, SQLite 3.54)."""


class _Insert:
    """An INSERT of many lines into a table of the scratch database."""

    def __init__(self, into: str, columns: Sequence[str]) -> None:
        line = f"({', '.join('?' * len(columns))})"
        self.one = f"{into} ({', '.join(columns)}) VALUES {line}"
        self.many = ", ".join([self.one, *[line] * (_AT_ONCE - 1)])

    def run(self, connection: apsw.Connection, lines: Iterable[Sequence[Any]]) -> None:
        """Inserts the lines, many at a time, then what is left one by one."""
        held = list(lines)
        cut = len(held) - len(held) % _AT_ONCE
        groups = (held[first : first + _AT_ONCE] for first in range(0, cut, _AT_ONCE))
        connection.executemany(self.many, (tuple(chain.from_iterable(group)) for group in groups))
        connection.executemany(self.one, held[cut:])


_CLAIMS = _Insert("INSERT INTO scratch.claim", _COLUMNS)
_NODES = _Insert("INSERT INTO scratch.node", ("public_id", "id", "kind"))
_ROWS = _Insert("INSERT OR IGNORE INTO scratch.source_row", ("row", "raw"))
_RESTATED = _Insert("INSERT INTO scratch.restated", ("fact", "row"))


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
            fresh = _without_duplicates(claims, self._fresh(claims))
            self._stage(claims, fresh)
            self._stage_rows(claims, rows, fresh)
        self.claims += len(claims.kind)

    def _fresh(self, claims: StagedClaims) -> Positions:
        """Positions of what the store does not hold word for word."""
        everything = np.arange(len(claims.fact))
        if not self.speaks or not claims.fact:
            return everything
        said = apsw.carray(tuple(map(add, claims.fact, claims.digest)))
        unchanged = UNCHANGED.tuples(self.connection, SaidBy(said, self.feed))
        if not unchanged:
            return everything
        positions, standing = zip(*unchanged, strict=True)
        self.again.mark(standing)
        return np.delete(everything, np.asarray(positions) - 1)

    def _stage(self, claims: StagedClaims, fresh: Positions) -> None:
        columns: list[Any] = [_taken(getattr(claims, name), fresh) for name in _COLUMNS]
        nodes = self._nodes(columns[_SRC], columns[_DST])
        columns[_SRC] = map(nodes.__getitem__, columns[_SRC])
        columns[_DST] = map(nodes.get, columns[_DST])
        _CLAIMS.run(self.connection, zip(*columns, strict=True))

    def _nodes(self, src: Sequence[str], dst: Sequence[str | None]) -> dict[str | None, int]:
        """The numbers of these ids; those that neither the store nor an earlier chunk knows get the next ones."""
        left = dict.fromkeys(chain(src, filter(None, dst)))
        numbers: dict[str | None, int] = {}
        for known, anything in ((KNOWN_NODES, self._first_node), (STAGED_NODES, self.last_node - self._first_node)):
            if anything and left:
                numbers.update(known.tuples(self.connection, IdArray(apsw.carray(tuple(left)))))
                left = {each: None for each in left if each not in numbers}
        fresh = dict(zip(left, count(self.last_node + 1)))
        _NODES.run(self.connection, ((each, number, _kind_code(each)) for each, number in fresh.items()))
        self.last_node += len(fresh)
        return numbers | fresh

    def _stage_rows(self, claims: StagedClaims, rows: StagedRows, fresh: Positions) -> None:
        """Raw values of lines that say anything new, and what else those lines say."""
        raws = zip(rows.row, rows.raw, strict=True)
        if len(fresh) == len(claims.row):
            _ROWS.run(self.connection, raws)
            return
        new, told = set(_taken(claims.row, fresh)), set(claims.row)
        _ROWS.run(self.connection, (line for line in raws if line[0] in new or line[0] not in told))
        left = np.delete(np.arange(len(claims.row)), fresh).tolist() if new else ()
        _RESTATED.run(self.connection, ((claims.fact[at], claims.row[at]) for at in left if claims.row[at] in new))


def _taken(column: Sequence[Any], at: Positions) -> Sequence[Any]:
    if len(at) == len(column):
        return column
    chosen = np.zeros(len(column), dtype=np.uint8)
    chosen[at] = 1
    return list(compress(column, chosen.tobytes()))


def _without_duplicates(claims: StagedClaims, fresh: Positions) -> Positions:
    """Without claims that an earlier line of the chunk states word for word: a firm on the lines of each of its directors."""
    facts = _taken(claims.fact, fresh)
    first = dict(zip(reversed(facts), reversed(fresh.tolist()), strict=True))
    if len(first) == len(facts):
        return fresh
    fact, digest, row = claims.fact, claims.digest, claims.row
    again = np.setdiff1d(fresh, np.fromiter(first.values(), dtype=np.int64, count=len(first)), assume_unique=True).tolist()
    dropped = [at for at in again if digest[at] == digest[first[fact[at]]] and row[at] >= row[first[fact[at]]]]
    return np.setdiff1d(fresh, np.asarray(dropped, dtype=np.int64), assume_unique=True)


def _kind_code(public_id: str) -> int:
    kind = node_kind_of(public_id) or node_kind_of(checked_id(public_id))
    return NODES[str(kind)].code
