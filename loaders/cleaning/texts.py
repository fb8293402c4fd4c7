"""Plain texts: what stands for nothing, and numbers of persons that no text may carry."""

import re
from functools import lru_cache

from credit.identifiers import Verdict, classify
from credit.identifiers.value import Scheme
from credit.names import normal_name
from loaders.cleaning.memo import Unreadable
from loaders.staging.frame import Values

_NULL_WORDS = ("暂无", "无", "空", "不详", "无处罚期限", "查询期内无相关信息", "未公示")
NULLS = frozenset(
    [*_NULL_WORDS, "", "\\N", "null", "NULL", "Null", "None", "nan", "NaN", "N/A", "n/a", "#N/A", "-", "--", "—", "——", "— —", "/"]
)
"""Texts that say that nothing is said (data_standards 1.7)."""
WITHHELD = "已隐去"
"""What stands for a whole cell that no raw row may show."""
HIDDEN = "证件号码已隐去"
"""What stands for a person's document number wherever a text or a raw row had one."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_ID_LIKE = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[0-9Xx](?![0-9A-Za-z])")
_DIGITS = re.compile(r"\d{6,}")
_PLAIN_HAN = re.compile(r"[\u4e00-\u9fff]+")
"""Most names: `normal_name` leaves them as they are (a test holds it)."""


def stated(cells: list[str]) -> Values:
    """The texts of a column without margins; None for whatever says nothing."""
    joined = "".join(cells)
    if joined.isprintable() and " " not in joined:
        return [None if cell in NULLS else cell for cell in cells]
    return [None if (text := cell.strip()) in NULLS else text if text.isprintable() else _tidy(text) for cell in cells]


def _tidy(text: str) -> str | None:
    tidy = _CONTROL.sub("", text).strip()
    return None if tidy in NULLS else tidy


def hiding_ids(texts: Values) -> Values:
    """The texts of a column with every resident's number in them hidden."""
    if _ID_LIKE.search("\n".join(filter(None, texts))) is None:
        return texts
    return [None if text is None else without_ids(text) for text in texts]


def without_ids(text: str) -> str:
    """The text with every resident's number in it hidden; company codes stay."""
    return _ID_LIKE.sub(lambda found: _hidden_if_person(found[0]), text) if _ID_LIKE.search(text) else text


@lru_cache(maxsize=4096)
def _hidden_if_person(digits: str) -> str:
    of_person, of_company = classify(Scheme.RESIDENT_ID, digits), classify(Scheme.USCC, digits)
    return HIDDEN if of_person.verdict is Verdict.VALID and of_company.verdict is not Verdict.VALID else digits


def clean_name(text: str) -> str:
    """An organisation's name, or a name of anybody. Raises Unreadable for what is no name."""
    if _PLAIN_HAN.fullmatch(text):
        return text
    name = normal_name(text)
    if not name:
        raise Unreadable("名称为空")
    return name


def clean_person_name(text: str) -> str:
    """A natural person's name; a number is none, and must not pass as one."""
    name = text if _PLAIN_HAN.fullmatch(text) else normal_name(text)
    if not name or len(name) > 50 or _DIGITS.search(name):
        raise Unreadable("不像姓名")
    return name
