"""Runs checks from a shell and tells them."""

import csv
import json
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

from cli.asking import operator, premises
from cli.options import Ask
from cli.sheets import Sheet, save, write
from cli.telling.checks import COLUMNS, check_told, item_row
from credit.errors import BadIdentifier, BadParameter
from inquiry.answering.wire import Wire
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question
from inquiry.asking.subject import id_of, named_subject_id
from inquiry.checks import CheckParameters
from office.checking import check_many, check_one
from office.desk import Desk, Enquiry

_SUBJECT_HEADS = ("subject", "主体", "统一社会信用代码", "社会信用代码", "代码", "标识", "uscc")
_REFERENCE_HEADS = ("reference", "办件编号", "业务编号")


class _Id(Wire):
    """The id that a name led to."""

    id: str


def check_and_tell(ask: Ask, subject: str, matter: str, reference: str | None) -> None:
    """One check."""
    with premises(ask.settings) as home:
        desk = home.desk()
        wanted = _wanted(ask, _id_of(desk, ask, subject), matter, reference)
        body = check_one(desk, _enquiry(ask, wanted)).body
    if ask.as_json:
        print(json.dumps(body, ensure_ascii=False, indent=2 if sys.stdout.isatty() else None))
    else:
        write(check_told(body))


def check_file_and_tell(ask: Ask, file: Path, matter: str, out: Path | None) -> None:
    """Every row of a table; what could not be asked stands in its row."""
    rows = list(_rows(file))
    with premises(ask.settings) as home:
        desk = home.desk()
        enquiries = [_enquiry(ask, _wanted(ask, subject, matter, reference)) for subject, reference in rows]
        bodies = check_many(desk, enquiries)
    if ask.as_json:
        print(json.dumps({"data": {"items": bodies}}, ensure_ascii=False))
        return
    sheet = Sheet("核查结果 checks", COLUMNS, [item_row(subject, body) for (subject, _), body in zip(rows, bodies, strict=True)])
    if out is None:
        write([sheet])
    elif out.suffix.lower() == ".xlsx":
        save([sheet], out)
    else:
        _save_csv(sheet, out)


def _wanted(ask: Ask, subject: str, matter: str, reference: str | None) -> CheckParameters:
    return CheckParameters(subject=subject, matter=matter, reference=reference, **ask.words())


def _enquiry(ask: Ask, wanted: CheckParameters) -> Enquiry:
    return Enquiry(operator(), ask.command, wanted, uuid.uuid4().hex)


def _id_of(desk: Desk, ask: Ask, given: str) -> str:
    """The id that a text is, or that its one bearer has."""
    try:
        return id_of(given)
    except BadIdentifier:
        named = Parameters(**ask.words())
        asked = desk.answer(
            Enquiry(operator(), "find", named, uuid.uuid4().hex, {"text": given}),
            lambda question: _found(question, given),
        )
        return str(asked.body["data"]["id"])


def _found(question: Question, given: str) -> Outcome[_Id]:
    return Outcome(_Id(id=named_subject_id(question, given)))


def _rows(file: Path) -> Iterator[tuple[str, str | None]]:
    """Subject and reference of each row of a table, whose head names them."""
    table = _sheet_rows(file) if file.suffix.lower() in {".xlsx", ".xls"} else _csv_rows(file)
    head = [cell.strip().casefold() for cell in next(table, [])]
    subject = next((at for at, cell in enumerate(head) if cell in _SUBJECT_HEADS), None)
    reference = next((at for at, cell in enumerate(head) if cell in _REFERENCE_HEADS), None)
    if subject is None:
        raise BadParameter(f"{file.name}: 表头须有一列:{'、'.join(_SUBJECT_HEADS)}。The head must name a column of subjects.")
    for row in table:
        if subject < len(row) and row[subject].strip():
            yield row[subject].strip(), (row[reference].strip() or None) if reference is not None and reference < len(row) else None


def _csv_rows(file: Path) -> Iterator[list[str]]:
    yield from csv.reader(file.read_text("utf-8-sig").splitlines())


def _sheet_rows(file: Path) -> Iterator[list[str]]:
    from openpyxl import load_workbook

    book = load_workbook(file, read_only=True, data_only=True)
    for row in book.worksheets[0].iter_rows(values_only=True):
        yield ["" if cell is None else str(cell) for cell in row]


def _save_csv(sheet: Sheet, out: Path) -> None:
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([sheet.columns, *sheet.rows])
