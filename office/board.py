"""The board of joint incentives and restraints (联合奖惩统计) as a workbook: what was asked, what was found, what was done."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from inquiry.rulebook import Rulebook

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TITLE = "联合奖惩统计"
_HEADS = {
    "authority": "机关",
    "matter": "事项",
    "measure": "措施",
    "month": "月份",
    "checks": "核查次数",
    "block": "禁止",
    "limit": "限制或从严",
    "attention": "注意",
    "clear": "未见限制情形",
    "unknown": "无法给出结论",
    "triggered": "触发措施",
    "executed": "已执行",
    "not_executed": "未执行",
    "exempt": "豁免",
    "open": "待反馈",
}


def workbook(lines: Sequence[Mapping[str, Any]], rulebook: Rulebook) -> bytes:
    """The lines of `office.feedback.counts` as a workbook of one sheet, with the names of matters and measures beside their codes."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_TITLE)
    sheet.freeze_panes = "A2"
    sheet.append(list(_HEADS.values()))
    for line in lines:
        named = {**line, "matter": _matter(rulebook, line["matter"]), "measure": _measure(rulebook, line["measure"])}
        sheet.append([_cell(sheet, named[name]) for name in _HEADS])
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _matter(rulebook: Rulebook, code: str) -> str:
    known = rulebook.catalogue.matters.get(code)
    return f"{known.zh} {code}" if known else code


def _measure(rulebook: Rulebook, code: str | None) -> str:
    known = rulebook.catalogue.measures.get(code or "")
    return f"{known.zh} {code}" if known else code or ""


def _cell(sheet: WriteOnlyWorksheet, value: object) -> object:
    """A text is a text: what an office calls itself is never taken for a formula."""
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell
