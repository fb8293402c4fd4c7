"""Tables of subjects to be checked: CSV or workbook, a row each. A row that cannot be asked is kept with its number and the reason."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path

from credit.errors import BadParameter
from loaders.reading.headers import plain
from loaders.reading.rows import RawRows
from loaders.reading.table import BOOK, TEXT, open_table
from office.result_tables import book_of

SUBJECT_HEADS = ("主体代码", "主体", "统一社会信用代码", "社会信用代码", "代码", "标识", "subject", "uscc", "id")
NAME_HEADS = ("名称", "主体名称", "企业名称", "单位名称", "name")
REFERENCE_HEADS = ("办件编号", "业务编号", "案件编号", "reference")
TEMPLATE = (SUBJECT_HEADS[0], NAME_HEADS[0], REFERENCE_HEADS[0])
_LONGEST = 100
_LONGEST_REFERENCE = 80
_CHUNK = 10_000
_ALL = {plain(head) for heads in (SUBJECT_HEADS, NAME_HEADS, REFERENCE_HEADS) for head in heads}


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """One row as it was sent, by its number in the file (the header is row 1). `fault`: why it cannot be asked."""

    number: int
    subject: str
    name: str = ""
    reference: str | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class SubjectTable:
    """All rows of a file in its order; blank ones are none. `unread`: the columns of which nobody knows what they mean."""

    rows: list[SubjectRow]
    unread: tuple[str, ...]


def subject_table(path: Path, most: int) -> SubjectTable:
    """What a file says. BadParameter without a column of subjects, or for more rows than allowed."""
    if path.suffix.lower() not in TEXT + BOOK:
        known = "、".join(TEXT + BOOK)
        raise BadParameter(f"{path.name}: 应为 {known} 文件。Send one of these.", errors=[{"field": "file", "message": known}])
    found: list[SubjectRow] = []
    with open_table(path, lambda row: sum(plain(cell) in _ALL for cell in row), _CHUNK) as table:
        columns = _columns(table.headers, path.name)
        for chunk in table.chunks:
            found += _rows(chunk, columns)
            if len(found) > most:
                raise BadParameter(
                    f"一份文件最多 {most} 行。A file may have {most} rows.", errors=[{"field": "file", "message": f"at most {most}"}]
                )
    if not found:
        raise BadParameter(f"{path.name}: 没有一行数据。The file holds no row.", errors=[{"field": "file", "message": "rows"}])
    return SubjectTable(found, tuple(head for head in table.headers if head and plain(head) not in _ALL))


def template(form: str) -> bytes:
    """An empty table with the headers, as csv or xlsx; the workbook's cells are text, so that codes stay codes."""
    if form == "xlsx":
        packed = BytesIO()
        book_of("核查名单", TEMPLATE, []).save(packed)
        return packed.getvalue()
    told = StringIO()
    csv.writer(told).writerow(TEMPLATE)
    return told.getvalue().encode("utf-8-sig")


Columns = tuple[int, int | None, int | None]
"""Where the subject stands, its name, the office's own number."""


def _columns(headers: tuple[str, ...], file: str) -> Columns:
    at = {plain(head): place for place, head in reversed(list(enumerate(headers)))}
    subject, name, reference = (
        next((at[plain(head)] for head in heads if plain(head) in at), None) for heads in (SUBJECT_HEADS, NAME_HEADS, REFERENCE_HEADS)
    )
    if subject is None:
        heads = "、".join(SUBJECT_HEADS)
        raise BadParameter(
            f"{file}: 表头须有一列:{heads}。The head must name a column of subjects.", errors=[{"field": "file", "message": heads}]
        )
    return subject, name, reference


def _rows(chunk: RawRows, columns: Columns) -> Iterator[SubjectRow]:
    """Sound and broken rows in the order of the file."""
    sound = {number: _row(number, cells, columns) for number, cells in zip(chunk.numbers, chunk.cells, strict=True)}
    broken = {
        number: _row(number, cells, columns, f"{why}。Another number of cells than the head has.") for number, why, cells in chunk.broken
    }
    both = sound | broken
    return (both[number] for number in sorted(both))


def _row(number: int, cells: list[str], columns: Columns, fault: str | None = None) -> SubjectRow:
    subject, name, reference = (cells[at].strip() if at is not None and at < len(cells) else "" for at in columns)
    row = SubjectRow(number, subject[:_LONGEST], name[:_LONGEST], reference[:_LONGEST_REFERENCE] or None, fault)
    return row if fault else SubjectRow(row.number, row.subject, row.name, row.reference, _fault(subject, reference))


def _fault(subject: str, reference: str) -> str | None:
    if not subject:
        return "缺少主体代码;名称不能代替代码。No code, and a name does not stand for one."
    if len(subject) > _LONGEST:
        return f"主体代码超过 {_LONGEST} 字。The code is too long."
    return f"办件编号超过 {_LONGEST_REFERENCE} 字。The reference is too long." if len(reference) > _LONGEST_REFERENCE else None
