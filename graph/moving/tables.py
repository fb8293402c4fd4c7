"""What a store holds, in a form that belongs to no engine: tables of plain values. What can be derived again is not among them.

None as the end of a version says that it stands. Facts and digests are hexadecimal, days and instants numbers, properties JSON text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from types import MappingProxyType
from typing import Any, Protocol

Row = tuple[Any, ...]

TABLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "transaction": ("seq", "at_us", "author"),
        "feed": ("id", "source", "scope"),
        "batch": (
            *("id", "feed", "title", "publisher", "precedence", "file", "sha256", "data_on", "snapshot", "author", "at_us", "tx"),
            *("born", "first_claim", "last_claim"),
        ),
        "node": ("id", "kind", "tx"),
        "claim": (
            *("id", "fact", "kind", "src", "dst", "from_min", "from_max", "to_min", "to_max", "tx", "tx_end", "batch", "row"),
            *("document", "props", "digest"),
        ),
        "source_row": ("id", "raw"),
        "restated": ("fact", "source_row"),
        "act": ("id", "fact", "deed", "effective", "props", "tx", "author", "reason"),
        "judgement": ("a", "b", "same", "author", "basis", "tx", "tx_end"),
        "membership": ("member", "root", "tx", "tx_end"),
        "text": ("text", "named", "node", "tx"),
    }
)
"""Columns by table, in an order in which they can be written."""


class Reading(Protocol):
    """A store's tables, all as of one moment."""

    def rows(self, table: str) -> Iterator[Row]:
        """Every row of a table, in any order."""
        ...


class Writing(Protocol):
    """The tables of a store that is empty."""

    def fill(self, table: str, rows: Sequence[Row]) -> None:
        """Writes some rows of a table; tables come in the order of TABLES."""
        ...

    def settle(self) -> Iterable[int]:
        """Makes what is derived, after the last row; yields how many nodes are done since the last time."""
        ...


class Movable(Protocol):
    """A store that can be copied from and, where it is empty, into."""

    def reading(self) -> AbstractContextManager[Reading]:
        """Its tables."""
        ...

    def filling(self) -> AbstractContextManager[Writing]:
        """Its tables, to be written; BadParameter where it is not empty. Leaving the context is the end of it."""
        ...
