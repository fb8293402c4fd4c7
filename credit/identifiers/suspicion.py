"""What no check digit sees: placeholders, masks and spreadsheet damage. Eighteen zeros pass the check of GB 32100."""

import re

from credit.identifiers.masks import is_likely_masked, is_surely_masked
from credit.identifiers.value import Note, Verdict

_WORDS = ("NULL", "NONE", "NIL", "NAN", "N/A", "NA", "#N/A", "\\N", "/", "\\", ".")
_WORDS_ZH = ("无", "暂无", "空", "未知", "不详", "没有", "其他", "无代码", "待补", "待补充", "无统一社会信用代码", "个体工商户")
COUNTED = ("12345678", "123456789", "1234567890", "123456789012345", "123456789012345678", "123456789123456789")
"""Typed along the keyboard; 123456789012345 passes the check of GS 15-2006."""
_PLACEHOLDERS = frozenset((*_WORDS, *_WORDS_ZH, *COUNTED))
_SCIENTIFIC = re.compile(r"\d+(?:\.\d*E\+?\d{1,3}|E\+\d{1,3})", re.ASCII)
_FLOAT = re.compile(r"\d+\.\d*", re.ASCII)
_FULL_CELL = re.compile(r"#+|#(?:NUM|VALUE|REF|DIV/0|NAME\?)!?")
_LOST_TAIL = re.compile(r"\d{15}000", re.ASCII)
"""A spreadsheet keeps fifteen digits of a number and writes zeros for the rest."""

Finding = tuple[Verdict, Note]


def _placeholder(cleaned: str) -> Note | None:
    if cleaned in _PLACEHOLDERS:
        return Note.DENY_LIST
    body = cleaned[:-1] if len(cleaned) > 1 and cleaned.endswith("X") else cleaned
    return Note.SAME_CHARACTER if len(set(body)) == 1 and body.isalnum() else None


def _damage(cleaned: str) -> Note | None:
    if _SCIENTIFIC.fullmatch(cleaned):
        return Note.SCIENTIFIC
    if _FLOAT.fullmatch(cleaned):
        return Note.FLOAT
    return Note.LOST_DIGITS if _FULL_CELL.fullmatch(cleaned) else None


def before_check(cleaned: str) -> Finding | None:
    """What a cleaned code is whatever its check digits say, or None where they decide."""
    if not cleaned:
        return Verdict.EMPTY, Note.NONE
    if is_surely_masked(cleaned):
        return Verdict.MASKED, Note.MASK
    if note := _placeholder(cleaned):
        return Verdict.PLACEHOLDER, note
    if note := _damage(cleaned):
        return Verdict.DAMAGED, note
    return None


def after_failure(cleaned: str, why: Note) -> Finding:
    """What a code is that failed its own check for the reason `why`."""
    if is_likely_masked(cleaned):
        return Verdict.MASKED, Note.MASK
    if _LOST_TAIL.fullmatch(cleaned):
        return Verdict.DAMAGED, Note.LOST_DIGITS
    return Verdict.INVALID, why
