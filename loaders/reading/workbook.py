"""Workbooks: every cell as the text that a person saw, so that a code which a spreadsheet spoiled stays visibly spoiled."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from credit.errors import UnreadableFile
from loaders.reading import spanning
from loaders.reading.csv_file import Known, header_at
from loaders.reading.rows import RawRows, Table, fitted

_EXACT = 10**15
"""Fifteen digits are what a spreadsheet's number keeps; beyond that digits are lost."""
_UNPACKED_LIMIT = 512 << 20
_MOST_CELLS = 20_000_000
"""A million rows of twenty columns."""
_SECONDS = 300


@contextmanager
def open_workbook(path: Path, known: Known, chunk_rows: int) -> Iterator[Table]:
    """The table of the first sheet that holds known headers. Raises UnreadableFile where the file is no workbook."""
    _refuse_bomb(path)
    _must_be_of_a_size(path)
    try:
        sheet, others = _chosen(CalamineWorkbook.from_path(path), known)
        rows = [[cell_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    except (CalamineError, OSError, ValueError) as fault:
        raise UnreadableFile(f"{path.name}: 不是可读的工作簿。Not a readable workbook: {fault}") from None
    at = header_at(rows[:10], known)
    if at is None:
        raise UnreadableFile(f"{path.name}: 工作表是空的。The sheet holds no row.")
    headers = _headers(rows[at])
    note = (f"还有未读取的工作表:{'、'.join(others)}",) if others else ()
    yield Table(headers, _chunks(rows, at, len(headers), chunk_rows), note)


def cell_text(cell: Any) -> str:
    """The text of a cell. A whole number of up to fifteen digits is exact; a longer one shows as the damage that it is."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return _number_text(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    return cell.isoformat() if isinstance(cell, date | time) else _other_text(cell)


def _number_text(number: float) -> str:
    if isfinite(number) and number == int(number) and abs(number) < _EXACT:
        return str(int(number))
    return repr(float(number)).upper()


def _other_text(cell: Any) -> str:
    return str(cell) if isinstance(cell, timedelta) else ""


def _headers(row: list[str]) -> tuple[str, ...]:
    """Empty cells at the right end of a header are no columns."""
    while row and not row[-1].strip():
        row = row[:-1]
    return tuple(cell.strip() for cell in row)


def _chosen(book: CalamineWorkbook, known: Known) -> tuple[CalamineSheet, list[str]]:
    sheets = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
    filled = [(name, sheet) for name, sheet in sheets if sheet.height and sheet.width]
    if not filled:
        return sheets[0][1], []
    name, sheet = max(filled, key=lambda each: max((known(row) for row in _top(each[1])), default=0))
    return sheet, [other for other, _ in filled if other != name]


def _top(sheet: CalamineSheet) -> list[list[str]]:
    return [[cell_text(cell) for cell in row] for row in islice(sheet.iter_rows(), 10)]


def _chunks(rows: list[list[str]], at: int, width: int, chunk_rows: int) -> Iterator[RawRows]:
    for start in range(at + 1, len(rows), chunk_rows):
        yield fitted(list(enumerate(rows[start : start + chunk_rows], start=start + 1)), width, min((start + chunk_rows) / len(rows), 1.0))


def _refuse_bomb(path: Path) -> None:
    """A small file that unpacks to gigabytes is no table."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            if sum(item.file_size for item in packed.infolist()) > _UNPACKED_LIMIT:
                raise UnreadableFile(f"{path.name}: 解压后过大,请拆分后再装载。The workbook unpacks to too much; split it.")


def _must_be_of_a_size(path: Path) -> None:
    """Raises UnreadableFile for what is no workbook, or one that spans more cells than any table has."""
    command = [sys.executable, "-I", spanning.__file__, str(path)]
    try:
        tried = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise _too_wide(path) from None
    if tried.returncode == spanning.NO_BOOK:
        raise UnreadableFile(f"{path.name}: 不是可读的工作簿。Not a readable workbook: {tried.stdout.strip()[:200]}")
    if tried.returncode != 0 or int(tried.stdout) > _MOST_CELLS:
        raise _too_wide(path)


def _too_wide(path: Path) -> UnreadableFile:
    return UnreadableFile(
        f"{path.name}: 工作表展开后超过 {_MOST_CELLS:,} 格,请清除边远的单元格、拆分,或者另存为 CSV。"
        " The sheets span too many cells: clear the far ones, split the file, or save it as CSV."
    )
