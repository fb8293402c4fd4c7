"""Writes tables as offices send them: spreadsheets, and text in the encodings that their machines speak."""

import csv
import io
from datetime import date, datetime
from pathlib import Path

import openpyxl

from demo.make.tables import Cell, Table

DEMO = Path(__file__).parent.parent


def write(table: Table, home: Path) -> Path:
    """Writes the table below `home`, where its content differs from what is there (a spreadsheet's bytes tell the time of day)."""
    path = home / table.path
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix != ".xlsx":
        path.write_bytes(as_text(table).encode(table.encoding))
    elif not path.exists() or cells(path) != [list(line) for line in table.lines]:
        _write_sheet(table, path)
    return path


def as_text(table: Table) -> str:
    """The table as delimited text, with the line ends of an office machine."""
    out = io.StringIO()
    csv.writer(out, delimiter=table.delimiter, lineterminator="\r\n").writerows(table.lines)
    return out.getvalue()


def cells(path: Path) -> list[list[Cell]]:
    """The cells of a spreadsheet; what is blank is an empty text."""
    book = openpyxl.load_workbook(path, read_only=True)
    rows = [[_plain(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    book.close()
    return rows


def _plain(value: object) -> Cell:
    if value is None:
        return ""
    return value.date() if isinstance(value, datetime) else value  # type: ignore[return-value]  # only what _write_sheet wrote


def _write_sheet(table: Table, path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in table.lines:
        sheet.append([value if value != "" else None for value in line])
    for row in sheet.iter_rows():
        for cell in row:
            cell.number_format = "yyyy-mm-dd" if isinstance(cell.value, date) else cell.number_format
    book.save(path)
