"""What is printed: tables for a person who watches, plain lines with tabs for everything else."""

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sheet:
    """A titled table."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]


Told = Sheet | str
"""A table or a line."""


def write(told: Iterable[Told]) -> None:
    """Prints tables and lines in order. Empty tables are left out."""
    watched = sys.stdout.isatty()
    for each in told:
        if isinstance(each, str):
            print(each)
        elif each.rows:
            _table(each) if watched else _lines(each)


def save(told: Iterable[Told], place: Path) -> None:
    """Writes the tables as sheets of a workbook."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for each in told:
        if not isinstance(each, str):
            page = book.create_sheet(_FORBIDDEN.sub(" ", each.title)[:31])
            for row in (each.columns, *each.rows):
                page.append([_word(value) for value in row])
                for cell in page[page.max_row]:
                    cell.data_type = "s"  # a text that begins with = stays one
    book.save(place)


_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
"""What the title of a sheet may not hold."""


def _table(sheet: Sheet) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=sheet.title, title_justify="left", title_style="bold", header_style="dim")
    for column in sheet.columns:
        table.add_column(column, overflow="fold")
    for row in sheet.rows:
        table.add_row(*(Text(_word(value)) for value in row))
    Console().print(table)


def _lines(sheet: Sheet) -> None:
    print(f"# {sheet.title}")
    print("\t".join(sheet.columns))
    for row in sheet.rows:
        print("\t".join(_word(value).replace("\t", " ").replace("\n", " ") for value in row))


def _word(value: object) -> str:
    return "" if value is None else str(value)
