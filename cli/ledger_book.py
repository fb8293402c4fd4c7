"""The whole ledger as a workbook: page after page of the same answer, each row written before the next page is asked."""

import uuid
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from cli.asking import operator, premises
from cli.options import Ask
from cli.telling.warnings import LEAD, LEDGER_COLUMNS, ledger_rows
from inquiry.ledger import LedgerParameters, ledger_of
from office.desk import Desk, Enquiry

_A_PAGE = 500


def save_ledger(ask: Ask, wanted: LedgerParameters, place: Path) -> None:
    """Asks until there is no next page; memory holds one page."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账 ledger")
    subjects = 0
    with premises(ask.settings) as home:
        page = wanted.model_copy(update={"limit": _A_PAGE})
        body = _asked(home.desk(), ask, page)
        sheet.append([f"截至 {body['meta']['as_of']};规则 {body['meta']['rules']['version']} {body['meta']['rules']['hash']}。{LEAD}"])
        sheet.append(list(LEDGER_COLUMNS))
        while True:
            subjects += len(body["data"]["entries"])
            for row in (row for entry in body["data"]["entries"] for row in ledger_rows(entry)):
                sheet.append(list(row))
            if body["page"]["next"] is None:
                break
            body = _asked(home.desk(), ask, page.model_copy(update={"cursor": body["page"]["next"]}))
    book.save(place)
    print(f"{subjects} 个主体,已写入 {place}。Written.")


def _asked(desk: Desk, ask: Ask, page: LedgerParameters) -> dict[str, Any]:
    enquiry = Enquiry(operator(), ask.command, page, uuid.uuid4().hex)
    return desk.answer(enquiry, lambda question: ledger_of(question, page)).body
