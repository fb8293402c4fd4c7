"""Whole columns of codes checked at once.

Numpy settles the rows that are written as the standard prints them and fit; every other row goes through `classify`,
so that both always agree (a property test holds it). Import this module only where columns are read.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from credit.identifiers import org_code, reg_no, resident_id, uscc
from credit.identifiers.classify import classify
from credit.identifiers.suspicion import COUNTED
from credit.identifiers.value import Identifier, Scheme, Verdict

Verdicts = tuple[list[str], NDArray[np.int8]]
"""The cleaned codes and, beside each, its `Verdict` as a number."""

_Bytes = NDArray[np.uint8]
_Mask = NDArray[np.bool_]

_NOT_USED = 255


def _ascii(text: str) -> _Bytes:
    return np.frombuffer(text.encode("ascii"), dtype=np.uint8)


def _table(alphabet: str) -> _Bytes:
    """Byte to value in an alphabet; 255 for every other byte."""
    table = np.full(256, _NOT_USED, dtype=np.uint8)
    table[_ascii(alphabet)] = np.arange(len(alphabet), dtype=np.uint8)
    return table


_DIGITS = _table("0123456789")
_ALNUM = _table("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_USCC = _table(uscc.ALPHABET)
_RESIDENT_CHECK = _ascii(resident_id.CHECK_CHARACTERS)
_USCC_CHARACTERS = _ascii(uscc.ALPHABET)
_ORG_CHECK = _ascii(org_code.CHECK_CHARACTERS)
_AUTHORITY = np.isin(np.arange(256), [ord(char) for char in uscc.AUTHORITIES])
_MONTH_LENGTHS = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], dtype=np.int32)
_ZERO, _X = ord("0"), ord("X")


def _every(mask: _Mask) -> _Mask:
    return np.asarray(mask.all(axis=1), dtype=np.bool_)


def _some(mask: _Mask) -> _Mask:
    return np.asarray(mask.any(axis=1), dtype=np.bool_)


def _weighted(values: _Bytes, weights: Sequence[int], modulus: int) -> NDArray[np.intp]:
    """The weighted sum of each row, modulo `modulus`; column by column, which stays in the cache."""
    total = np.zeros(len(values), dtype=np.int32)
    for position, weight in enumerate(weights):
        total += values[:, position] * np.int32(weight)
    return (total % modulus).astype(np.intp)


def _is_counted(rows: _Bytes) -> _Mask:
    counted = np.zeros(len(rows), dtype=np.bool_)
    for word in COUNTED:
        if len(word) == rows.shape[1]:
            counted |= _every(rows == _ascii(word))
    return counted


def _is_plain(rows: _Bytes) -> _Mask:
    """Neither one character repeated, nor counted up, nor four X in a row: placeholders and masks even where the check fits."""
    varied = _some(rows[:, 1:-1] != rows[:, :1])
    is_x = rows == _X
    return varied & ~_some(is_x[:, :-3] & is_x[:, 1:-2] & is_x[:, 2:-1] & is_x[:, 3:]) & ~_is_counted(rows)


def _is_uscc(rows: _Bytes) -> _Mask:
    values = _USCC[rows]
    known = _every(values != _NOT_USED) & _every(_DIGITS[rows[:, 2:8]] != _NOT_USED) & _AUTHORITY[rows[:, 0]]
    check = _USCC_CHARACTERS[-_weighted(values, uscc.WEIGHTS, 31) % 31]
    has_body = _some(rows[:, 8:16] != _ZERO)
    fits: _Mask = known & (rows[:, 17] == check) & has_body
    return fits


def _is_org_code(rows: _Bytes) -> _Mask:
    values = _ALNUM[rows]
    fits: _Mask = _every(values != _NOT_USED) & (rows[:, 8] == _ORG_CHECK[_weighted(values, org_code.WEIGHTS, 11)])
    return fits


def _is_reg_no(rows: _Bytes) -> _Mask:
    values = _DIGITS[rows]
    product = np.full(len(rows), 10, dtype=np.int32)
    for position in range(reg_no.LENGTH - 1):
        total = (product + values[:, position]) % 10
        product = np.where(total == 0, 10, total) * 2 % 11
    fits: _Mask = _every(values != _NOT_USED) & (values[:, 14] == (11 - product) % 10)
    return fits


def _number(values: _Bytes, start: int, stop: int) -> NDArray[np.int32]:
    number = np.zeros(len(values), dtype=np.int32)
    for position in range(start, stop):
        number = number * 10 + values[:, position]
    return number


def _is_birth_day(values: _Bytes, last: date) -> _Mask:
    year, month, day = _number(values, 6, 10), _number(values, 10, 12), _number(values, 12, 14)
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    longest = _MONTH_LENGTHS[np.where(month <= 12, month, 0)] + (leap & (month == 2))
    born = (year * 100 + month) * 100 + day
    exists: _Mask = (
        (year >= resident_id.FIRST_YEAR) & (day >= 1) & (day <= longest) & (born <= (last.year * 100 + last.month) * 100 + last.day)
    )
    return exists


def _is_resident_id(rows: _Bytes, last: date) -> _Mask:
    values = _DIGITS[rows[:, :17]]
    check = _RESIDENT_CHECK[_weighted(values, resident_id.WEIGHTS, 11)]
    fits: _Mask = _every(values != _NOT_USED) & (rows[:, 17] == check) & _is_birth_day(values, last)
    return fits


def _rows_of_width(texts: list[str], width: int) -> tuple[NDArray[np.intp], _Bytes]:
    """Which texts have `width` characters, and their bytes as a matrix; whatever is not ASCII becomes `?`."""
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    where = np.flatnonzero(lengths == width)
    fitting = texts if len(where) == len(texts) else [texts[position] for position in where.tolist()]
    joined = "".join(fitting).encode("ascii", "replace")
    return where, np.frombuffer(joined, dtype=np.uint8).reshape(len(where), width)


def _verdicts(texts: list[str], width: int, fits: Callable[[_Bytes], _Mask], odd: Callable[[str], Identifier]) -> Verdicts:
    """Valid by `fits`, or whatever `odd` says; each odd text is judged once however often it stands there."""
    where, rows = _rows_of_width(texts, width)
    codes = np.full(len(texts), -1, dtype=np.int8)
    codes[where[fits(rows) & _is_plain(rows)]] = Verdict.VALID
    judge = cache(odd)
    for position in np.flatnonzero(codes < 0).tolist():
        judged = judge(texts[position])
        texts[position], codes[position] = judged.value, judged.verdict
    return texts, codes


def _texts(values: Sequence[str | None]) -> list[str]:
    return [value or "" for value in values]


def uscc_verdicts(values: Sequence[str | None]) -> Verdicts:
    """The cleaned codes and verdicts of a column of unified social credit codes."""
    return _verdicts(_texts(values), uscc.LENGTH, _is_uscc, partial(classify, Scheme.USCC))


def org_code_verdicts(values: Sequence[str | None]) -> Verdicts:
    """The same for organisation codes, with or without their hyphen."""
    texts = [text.replace("-", "") for text in _texts(values)]
    return _verdicts(texts, org_code.LENGTH, _is_org_code, partial(classify, Scheme.ORG_CODE))


def reg_no_verdicts(values: Sequence[str | None]) -> Verdicts:
    """The same for registration numbers."""
    return _verdicts(_texts(values), reg_no.LENGTH, _is_reg_no, partial(classify, Scheme.REG_NO))


def resident_id_verdicts(values: Sequence[str | None], *, today: date | None = None) -> Verdicts:
    """The same for residents' numbers; the cleaned form is the number of 18 characters, to be hashed at once."""
    fits = partial(_is_resident_id, last=today or date.max)
    return _verdicts(_texts(values), resident_id.LENGTH, fits, partial(classify, Scheme.RESIDENT_ID, today=today))
