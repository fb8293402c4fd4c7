"""Text tables: one record a row, however many lines it spans."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from credit.errors import UnreadableFile
from loaders.reading.rows import RawRows, Table, fitted
from loaders.reading.text_form import TextForm, text_form

CELL_LIMIT = 1 << 20
"""A longer cell is an unclosed quote that swallows the rest of the file."""
_HEADER_DEPTH = 10

Known = Callable[[list[str]], int]
"""How many cells of a row are headers that somebody knows."""


@contextmanager
def open_csv(path: Path, known: Known, chunk_rows: int) -> Iterator[Table]:
    """The table of a CSV file. Raises UnreadableFile where it is none."""
    form = text_form(path)
    csv.field_size_limit(CELL_LIMIT)
    with path.open(encoding=form.encoding, errors="replace", newline="") as file:
        records = enumerate(csv.reader(file, delimiter=form.delimiter), start=1)
        head = _batch(records, _HEADER_DEPTH, path, 0)
        at = header_at([row for _, row in head], known)
        if at is None:
            raise UnreadableFile(f"{path.name}: 文件是空的。The file holds no row.")
        headers = tuple(cell.strip().lstrip("\ufeff") for cell in head[at][1])
        rest = chain(head[at + 1 :], records)
        yield Table(headers, _chunks(rest, len(headers), chunk_rows, path, position_in(file, path)), _notes(form))


def header_at(rows: list[list[str]], known: Known) -> int | None:
    """Which of the first rows is the header: the one with the most known headers, else the first that is not blank."""
    filled = [at for at, row in enumerate(rows) if any(cell.strip() for cell in row)]
    return max(filled, key=lambda at: (known(rows[at]), -at), default=None)


Records = Iterator[tuple[int, list[str]]]
"""Rows with their numbers."""


def _batch(records: Records, size: int, path: Path, after: int) -> list[tuple[int, list[str]]]:
    numbered: list[tuple[int, list[str]]] = []
    try:
        numbered.extend(islice(records, size))
    except csv.Error as fault:
        row = (numbered[-1][0] if numbered else after) + 1
        raise UnreadableFile(f"{path.name}: 第 {row} 行无法读取,引号可能没有闭合。Unreadable from there on: {fault}") from None
    return numbered


def _chunks(records: Records, width: int, size: int, path: Path, position: Callable[[], float]) -> Iterator[RawRows]:
    after = _HEADER_DEPTH
    while numbered := _batch(records, size, path, after):
        after = numbered[-1][0]
        yield fitted(numbered, width, position())


def position_in(file: TextIO, path: Path) -> Callable[[], float]:
    """Which part of the file has been read, as far as its buffers tell."""
    size = path.stat().st_size or 1
    return lambda: min(file.buffer.tell() / size, 1.0)


def _notes(form: TextForm) -> tuple[str, ...]:
    return ("文件中有不能解码的字节,相应各行已搁置",) if form.damaged else ()
