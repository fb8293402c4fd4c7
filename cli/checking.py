"""Runs checks from a shell and tells them."""

import json
import sys
import uuid
from pathlib import Path

from cli.asking import operator, premises
from cli.options import Ask
from cli.sheets import Sheet, write
from cli.telling.checks import check_told
from credit.errors import BadIdentifier
from inquiry.answering.wire import Wire
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question
from inquiry.asking.subject import id_of, named_subject_id
from inquiry.checks import CheckParameters
from office.check_files import COLUMNS, row_told
from office.checking import check_many, check_one
from office.desk import Desk, Enquiry
from office.result_tables import save_table
from office.subject_table import subject_table, template


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
    """Every row of a table; what could not be asked stands in its row, by its number."""
    with premises(ask.settings) as home:
        table = subject_table(file, home.rules.most_file_rows)
        rows = table.rows
        asked = {row.number: _enquiry(ask, _wanted(ask, row.subject, matter, row.reference)) for row in rows if row.fault is None}
        bodies = dict(zip(asked, check_many(home.desk(), list(asked.values())), strict=True))
    if table.unread:
        print(f"未读取的列:{'、'.join(table.unread)}。These columns are not read.", file=sys.stderr)
    if ask.as_json:
        items = [{"row": row.number, **(bodies.get(row.number) or {"fault": row.fault})} for row in rows]
        print(json.dumps({"data": {"items": items}}, ensure_ascii=False))
        return
    cells = [row_told(row, bodies.get(row.number)) for row in rows]
    if out is None:
        write([Sheet("核查结果 checks", COLUMNS, cells)])
    else:
        save_table(out, "核查结果", COLUMNS, cells)


def write_template(out: Path) -> None:
    """An empty table with the right headers, of the form that the file's name says."""
    out.write_bytes(template("xlsx" if out.suffix.lower() == ".xlsx" else "csv"))


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
