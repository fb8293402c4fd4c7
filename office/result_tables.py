"""Results as tables for a spreadsheet. What came from elsewhere stays text: no cell becomes a formula there."""

import csv
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet that opens a text file takes for the beginning of a formula, in both widths."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_LONGEST = 32_000
"""A cell of a workbook holds 32,767 characters."""
_TEXT_FORMAT = "@"

Row = Sequence[object]


def save_table(path: Path, title: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Writes .xlsx, or CSV for any other name: whole or not at all, readable by its owner alone."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_WRONLY, 0o600))
    if path.suffix.lower() == ".xlsx":
        book_of(title, columns, rows).save(part)
    else:
        with part.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows([harmless(cell) for cell in row] for row in rows)
    part.replace(path)


def book_of(title: str, columns: Sequence[str], rows: Iterable[Row]) -> Workbook:
    """A workbook of one sheet whose every cell is text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for at, column in enumerate(columns):
        sheet.column_dimensions[chr(ord("A") + at)].number_format = _TEXT_FORMAT
        sheet.column_dimensions[chr(ord("A") + at)].width = max(14, 2 * len(column) + 2)
    for row in (columns, *rows):
        sheet.append([_cell(sheet, value) for value in row])
    return book


def harmless(value: object) -> str:
    """A cell of a text file: what a spreadsheet would take for a formula gets an apostrophe before it."""
    text = plain_text(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def plain_text(value: object) -> str:
    """The text of a cell without what no workbook may hold."""
    return "" if value is None else _CONTROL.sub(" ", str(value))[:_LONGEST]


def _cell(sheet: Any, value: object) -> Any:
    cell = WriteOnlyCell(sheet, plain_text(value))
    cell.data_type = "s"
    cell.number_format = _TEXT_FORMAT
    return cell
