"""Numbers of decisions (文书号) and of court cases (案号): one form for matching, and what they say.

A prefix is not unique in the country, and may be empty (`〔2021〕66号`): a document number is a key only together with its authority.
"""

import re
import unicodedata
from dataclasses import dataclass

_OPENING, _CLOSING = "([{<【〖「『（［｛〈《〔﹝", ")]}>】〗」』）］｝〉》〕﹞"
_BRACKETS = str.maketrans({**dict.fromkeys(_OPENING, "〔"), **dict.fromkeys(_CLOSING, "〕")})
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－", "-"))
_NOISE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\x00-\x1f\x7f]+")
_DI = re.compile(r"第+(?=[A-Za-z]{0,3}-?\d)")

_YEAR = r"(?:19|20)\d{2}"
_DOC_NO = re.compile(
    rf"(?P<prefix>[〔〕0-9A-Za-z\u3400-\u9fff]{{0,40}}?)〔(?P<year>{_YEAR})〕(?P<serial>(?:[A-Za-z]{{0,3}}|[\u3400-\u9fff]{{1,4}})-?\d{{1,14}}(?:-\d{{1,4}})?)号",
    re.ASCII,
)
_NO_PENALTY = re.compile(r"罚告|听告|听通|告字|责改|责令|限改|强制|立字|立案|催告|事先|先告|应急告|检记|告$|(?:^|证监)处罚字$|[发函]$")
"""Prefixes of notices before a decision (告知、听证、催告), of orders to put right, records, and papers (…发〔2020〕49号).

`处罚字` stands alone in the securities regulator's advance notices (事先告知书); in other authorities' numbers it is a decision.
"""

_COURTS = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新兵军"
_CASE_NO = re.compile(
    rf"\((?P<year>{_YEAR})\)(?P<court>最高法|[{_COURTS}]\d{{0,4}}|[\u3400-\u9fff]{{1,8}}?)(?P<kind>[\u3400-\u9fff]{{1,8}}?)"
    r"(?P<serial>\d{1,8})号(?P<part>之[一二三四五六七八九十\d]{1,3})?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number of the form prefix〔year〕serial号, in normal form."""

    prefix: str
    year: int
    serial: str

    def __str__(self) -> str:
        return f"{self.prefix}〔{self.year}〕{self.serial}号"


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A court's case: year, court, kind of case (执, 民初 …) and serial. `part` tells one paper of the case (之一) from the next."""

    year: int
    court: str
    kind: str
    serial: int
    part: str = ""

    def __str__(self) -> str:
        return f"({self.year}){self.court}{self.kind}{self.serial}号"


def _plain_once(text: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).translate(_DASHES))


def _plain(text: str) -> str:
    """Half width, no blanks; repeated, because what a removal brings together may compose anew."""
    while (plain := _plain_once(text)) != text:
        text = plain
    return plain


def normal_doc_no(text: str) -> str:
    """A document number as it is matched: half width, all brackets 〔〕, no blanks, no 第; letters keep their case.

    Free text comes back in the same plain form: a source may number its papers as it likes.
    """
    return _DI.sub("", _plain(text).translate(_BRACKETS))


def parse_doc_no(text: str) -> DocumentNumber | None:
    """Prefix, year and serial of a document number, or None where the text is not wholly one: a court's case number is none."""
    found = _DOC_NO.fullmatch(normal_doc_no(text))
    if found is None or parse_case_no(text) is not None:
        return None
    return DocumentNumber(found["prefix"], int(found["year"]), found["serial"])


def is_decision_number(text: str) -> bool:
    """Whether a text is the number of a decision: not of a notice before one, an order to put right, a record or a paper."""
    number = parse_doc_no(text)
    return number is not None and not _NO_PENALTY.search(number.prefix)


def parse_case_no(text: str) -> CaseNumber | None:
    """The parts of a court's case number, old (…字第…号) or new, or None where the text is not wholly one."""
    plain = normal_doc_no(text).replace("〔", "(").replace("〕", ")")
    found = _CASE_NO.fullmatch(plain)
    if not found:
        return None
    return CaseNumber(int(found["year"]), found["court"], found["kind"], int(found["serial"]), found["part"] or "")


def normal_case_no(text: str) -> str | None:
    """A case number as it is matched: half-width brackets, no blanks, no 第, no leading zeros, no 之一; None where it is none."""
    number = parse_case_no(text)
    return str(number) if number else None


def document_year(text: str) -> int | None:
    """The year that a document or case number names, or None."""
    number = parse_doc_no(text) or parse_case_no(text)
    return number.year if number else None
