"""Rows of text as they come out of any file."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RawRows:
    """A chunk: the number of each row as a spreadsheet counts (the header is row 1) and its cells, as many as there are headers.

    `broken` are rows that do not fit the header: number, why, and what stood there. `progress`: the part of the file read so far.
    """

    numbers: list[int]
    cells: list[list[str]]
    broken: list[tuple[int, str, list[str]]] = field(default_factory=list)
    progress: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is open for reading, once. `notes`: what a person should know about the file as a whole."""

    headers: tuple[str, ...]
    chunks: Iterator[RawRows]
    notes: tuple[str, ...] = ()


def fitted(numbered: list[tuple[int, list[str]]], width: int, progress: float) -> RawRows:
    """Rows of one width: blank rows fall out, empty cells beyond the header too, any other misfit is broken."""
    rows = [row for _, row in numbered]
    if {width}.issuperset(map(len, rows)) and [""] * width not in rows:
        return RawRows([number for number, _ in numbered], rows, [], progress)
    numbers, cells, broken = [], [], []
    for number, row in numbered:
        if len(row) != width:
            row = _trimmed(row, width)
            if len(row) != width:
                if any(row):
                    broken.append((number, f"该行有 {len(row)} 格,表头有 {width} 格", row))
                continue
        if any(row):
            numbers.append(number)
            cells.append(row)
    return RawRows(numbers, cells, broken, progress)


def _trimmed(row: list[str], width: int) -> list[str]:
    return row[:width] if len(row) > width and not any(row[width:]) else row
