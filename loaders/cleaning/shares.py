"""Shares as decimals in [0, 1]: exact, as a range, or unknown."""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal

from loaders.cleaning.memo import Unreadable

Share = tuple[str | None, str | None, str | None]
"""Exact, at least, at most."""

_NUMBER = r"(\d+(?:\.\d+)?|\.\d+)\s*(%?)"
_EXACT = re.compile(_NUMBER)
_RANGE = re.compile(rf"{_NUMBER}\s*(?:-|—|~|至|到)\s*{_NUMBER}")
_AT_LEAST = re.compile(rf"(?:不低于|不少于|至少|>=?|≥|超过)?\s*{_NUMBER}\s*(以上|及以上)?")
_AT_MOST = re.compile(rf"(?:不高于|不超过|至多|<=?|≤|少于)?\s*{_NUMBER}\s*(以下|及以下|以内)?")
_ROUNDING = Decimal("1.0005")
"""Published shares of a whole may exceed it by rounding."""


def share_reader(unit: str) -> Callable[[str], Share]:
    """Reads texts as shares; `unit` (`percent` or `fraction`) counts where the text has no percent sign."""

    def number(digits: str, sign: str) -> str:
        value = Decimal(digits) / (100 if sign or unit == "percent" else 1)
        if value > _ROUNDING:
            raise Unreadable("比例超过100%")
        return format(min(value, Decimal(1)).normalize(), "f")

    def read(text: str) -> Share:
        plain = unicodedata.normalize("NFKC", text).strip()
        if found := _EXACT.fullmatch(plain):
            return number(found[1], found[2]), None, None
        if found := _RANGE.fullmatch(plain):
            low, high = number(found[1], found[2] or found[4]), number(found[3], found[4])
            if Decimal(low) > Decimal(high):
                raise Unreadable("比例的下限大于上限")
            return None, low, high
        if found := _AT_LEAST.fullmatch(plain):
            return None, number(found[1], found[2]), None
        if found := _AT_MOST.fullmatch(plain):
            return None, None, number(found[1], found[2])
        raise Unreadable("不是比例")

    return read
