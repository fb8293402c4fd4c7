"""Copies a store into an empty one, and proves by counts and hashes that both hold the same."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from credit.errors import StoreFault
from credit.identity import canonical_json
from graph.moving.tables import TABLES, Movable, Reading, Row

_MANY = 10_000
_ALL = 2**256

DERIVED = "derived"
"""What is made again rather than copied: not of the rows that were counted."""

Progress = Callable[[str, int], None]
"""Told of each step: which table, and how many rows more."""


@dataclass
class Seal:
    """How many rows, and the sum of their hashes: equal for equal rows in whatever order."""

    rows: int = 0
    total: int = field(default=0, repr=False)

    def add(self, row: Row) -> None:
        """Counts a row in."""
        self.rows += 1
        self.total = (self.total + int.from_bytes(hashlib.sha256(canonical_json(row).encode()).digest())) % _ALL

    @property
    def hash(self) -> str:
        """The sum as text."""
        return f"{self.total:064x}"


def copy(source: Movable, target: Movable, progress: Progress) -> dict[str, Seal]:
    """Copies all tables and compares them; the seal of each. StoreFault where the copy is not the same."""
    with source.reading() as reading, target.filling() as filling:
        sealed = {table: Seal() for table in TABLES}
        for table, seal in sealed.items():
            for some in _some(_counted(reading.rows(table), seal)):
                filling.fill(table, some)
                progress(table, len(some))
        for nodes in filling.settle():
            progress(DERIVED, nodes)
    with target.reading() as again:
        written = seals(again, progress)
    if wrong := [table for table in TABLES if (written[table].rows, written[table].hash) != (sealed[table].rows, sealed[table].hash)]:
        names = ", ".join(wrong)
        raise StoreFault(f"副本与原库不一致:{names}。The copy differs from its source in {names}: discard it, copy again.")
    return sealed


def seals(reading: Reading, progress: Progress) -> dict[str, Seal]:
    """The seal of every table."""
    found = {table: Seal() for table in TABLES}
    for table, seal in found.items():
        for some in _some(_counted(reading.rows(table), seal)):
            progress("verified", len(some))
    return found


def _counted(rows: Iterable[Row], seal: Seal) -> Iterator[Row]:
    for row in rows:
        seal.add(row)
        yield row


def _some(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while some := list(islice(rows, _MANY)):
        yield some
