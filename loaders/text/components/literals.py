"""Numbers that are what they are by their shape: document numbers, case numbers, unified codes, days."""

import re
from dataclasses import dataclass
from datetime import date

from credit.documents import normal_case_no, normal_doc_no
from credit.identifiers import Verdict, classify
from loaders.text.canonical import HAN
from loaders.text.numerals import DATE, day_in

_OPEN, _CLOSE = r"[〔\[(【{<〈「]", r"[〕\])】}>〉」]"
_PREFIX = re.compile(rf"(?:[(〔\[][{HAN}]{{1,8}}[)〕\]])?[{HAN}0-9A-Za-z]{{0,24}}(?:[(〔\[][{HAN}]{{1,6}}[)〕\]][{HAN}]{{1,10}})?\Z")
_DOC_NO = re.compile(
    rf"{_OPEN} ?(?P<year>(?:19|20)\d{{2}})年? ?{_CLOSE} ?(?P<serial>第?(?:(?:[A-Za-z]{{0,3}}|[{HAN}]{{1,4}})-?\d{{1,14}}(?:[-之]\d{{1,4}})?"
    r"|[xX*×]{1,6})) ?号"
)
_LEAD = re.compile(
    "^.*(?:决定书|告知书|通知书|指令书|意见书|公告|公示|编号|文号|案号|文书号|字号|作出|下达|送达|制作|根据|依据|下发|发出|出具|详见|的|以|向|书|号|在)"
)
_CASE_NO = re.compile(rf"\((?:19|20)\d{{2}}\)[{HAN}]{{1,8}}\d{{0,4}}[{HAN}]{{1,6}}(?:第)?\d{{1,8}}号(?:之[一二三四五六七八九十\d]{{1,3}})?")
_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z*]{15,20}(?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class Literal:
    """One number with its place in the canonical text. `value` is its normal form."""

    label: str
    value: str
    start: int
    end: int
    valid: bool = True
    day: date | None = None


_ALONE = re.compile(rf"[ ]*(?P<number>[{HAN}]{{2,20}} [{HAN}0-9A-Za-z()]{{1,16}})\Z")


def _whole_line(text: str, start: int, end: int) -> int:
    """Where a number begins that stands alone on its line with a blank in it: `X税一分局 简罚〔2025〕8号`."""
    if text[start - 1 : start] != " " or text[end : end + 1] not in ("", "\n"):
        return start
    line = text.rfind("\n", 0, start) + 1
    alone = _ALONE.match(text[line : _bracket(text, start, end)])
    return line + alone.start("number") if alone and not _LEAD.match(alone["number"]) else start


def _bracket(text: str, start: int, end: int) -> int:
    """Where the bracket of the year opens."""
    return max(text.rfind(sign, start, end) for sign in "〔[(【{<〈「")


def _doc_no(found: re.Match[str]) -> Literal:
    before = found.string[max(0, found.start() - 40) : found.start()]
    stated = _PREFIX.search(before)
    prefix = stated.group() if stated else ""
    lead = _LEAD.match(prefix)
    start = found.start() - len(prefix) + (lead.end() if lead else 0)
    start = _whole_line(found.string, start, found.end())
    raw = found.string[start : found.end()]
    if raw[:1] in "〔[(" and raw[5:6] not in "〕])" and "罚" not in raw and raw.count(")") + raw.count("]") + raw.count("〕") < 2:
        start += 1
    return Literal("DOC_NO", normal_doc_no(found.string[start : found.end()]), start, found.end())


def _doc_nos(text: str) -> list[Literal]:
    return [_doc_no(found) for found in _DOC_NO.finditer(text)]


def _case_nos(text: str) -> list[Literal]:
    found = ((each, normal_case_no(each.group())) for each in _CASE_NO.finditer(text))
    return [Literal("CASE_NO", value, each.start(), each.end()) for each, value in found if value]


def _codes(text: str) -> list[Literal]:
    literals = []
    for found in _CODE.finditer(text):
        judged = classify("uscc", found.group())
        literals.append(Literal("USCC", judged.value, *found.span(), judged.verdict is Verdict.VALID))
    return literals


def _days(text: str) -> list[Literal]:
    found = ((each, day_in(each)) for each in DATE.finditer(text))
    return [Literal("DATE", day.isoformat(), *each.span(), True, day) for each, day in found if day]


def literals(text: str) -> tuple[Literal, ...]:
    """All literals in the order of the text; a document number that is a court's case number is only that."""
    cases = _case_nos(text)
    taken = {case.end for case in cases}
    numbers = [each for each in _doc_nos(text) if each.end not in taken]
    return tuple(sorted([*cases, *numbers, *_codes(text), *_days(text)], key=lambda each: each.start))
