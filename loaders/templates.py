"""Empty tables with the exact headers of each source, for offices to fill in; and the list of sources that the documents show."""

import csv
from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from loaders.mapping.definition import Definition

_TEXT_FORMAT = "@"
"""Cells of a template hold text: a spreadsheet must not read codes as numbers (T2)."""
_PREPARED_ROWS = 500


def headers_of(definition: Definition) -> list[tuple[str, str]]:
    """The template's columns: header and column name, in order."""
    listed = definition.template or tuple(name for name, column in definition.columns.items() if column.headers)
    pairs = [(one, "") if isinstance(one, str) else (one.column, one.header) for one in listed]
    return [(header or definition.columns[name].headers[0], name) for name, header in pairs]


def required_headers(definition: Definition) -> list[str]:
    """The headers without which a file of the source is refused."""
    return [header for header, name in headers_of(definition) if definition.columns[name].required]


def write_templates(folder: Path, definitions: Iterable[Definition]) -> list[Path]:
    """Writes `<source>_<title>.xlsx` and `.csv` for each source, and returns what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for definition in definitions:
        headers = [header for header, _ in headers_of(definition)]
        stem = f"{definition.name}_{definition.title.zh}"
        written += [_csv(folder / f"{stem}.csv", headers), _book(folder / f"{stem}.xlsx", headers, set(required_headers(definition)))]
    return written


def _csv(path: Path, headers: list[str]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerow(headers)
    return path


def _book(path: Path, headers: list[str], required: set[str]) -> Path:
    """Required headers are bold; all cells below are text."""
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.append(headers)
    sheet.freeze_panes = "A2"
    for at, header in enumerate(headers, start=1):
        sheet.cell(1, at).font = Font(bold=header in required)
        sheet.column_dimensions[get_column_letter(at)].width = max(12, 2 * len(header) + 2)
        for row in range(2, _PREPARED_ROWS + 2):
            sheet.cell(row, at).number_format = _TEXT_FORMAT
    book.save(path)
    return path


def sources_table(definitions: Iterable[Definition]) -> str:
    """The sources as a Markdown table: name, title, headers of the template with the required ones bold."""
    lines = ["| source | 名称 | headers of the template (**required**) |", "|---|---|---|"]
    for each in definitions:
        required = set(required_headers(each))
        shown = "、".join(f"**{header}**" if header in required else header for header, _ in headers_of(each))
        lines.append(f"| `{each.name}` | {each.title.zh} | {shown} |")
    return "\n".join(lines) + "\n"
