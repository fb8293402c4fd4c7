"""JSON lines: one object a line; its keys are the headers."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any

from credit.errors import UnreadableFile
from loaders.reading.csv_file import position_in
from loaders.reading.rows import RawRows, Table

Line = tuple[int, dict[str, Any] | str]
"""A row number, and the object that stood there or the text that is none."""


@contextmanager
def open_json_lines(path: Path, chunk_rows: int) -> Iterator[Table]:
    """The table of a file of JSON lines (or of one JSON array). Its first line is row 1: there is no header line."""
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        lines = _lines(file)
        head = list(islice(lines, chunk_rows))
        headers = tuple(dict.fromkeys(key for _, line in head if isinstance(line, dict) for key in line))
        if not headers:
            raise UnreadableFile(f"{path.name}: 没有一行是 JSON 对象。No line is a JSON object.")
        yield Table(headers, _chunks(chain(head, lines), headers, chunk_rows, position_in(file, path)))


def _lines(file: Iterator[str]) -> Iterator[Line]:
    for number, text in enumerate(file, start=1):
        text = text.strip().rstrip(",")
        if text in ("", "[", "]"):
            continue
        yield number, _object(text)


def _object(text: str) -> dict[str, Any] | str:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return value if isinstance(value, dict) else text


def _chunks(lines: Iterator[Line], headers: Sequence[str], chunk_rows: int, position: Callable[[], float]) -> Iterator[RawRows]:
    while chunk := list(islice(lines, chunk_rows)):
        found = [(number, [_cell(line.get(key)) for key in headers]) for number, line in chunk if isinstance(line, dict)]
        broken = [(number, "不是 JSON 对象", [line]) for number, line in chunk if isinstance(line, str)]
        filled = [(number, row) for number, row in found if any(row)]
        yield RawRows([number for number, _ in filled], [row for _, row in filled], broken, position())


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(value, ensure_ascii=False)
