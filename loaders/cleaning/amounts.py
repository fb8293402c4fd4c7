"""Amounts of fines inside the text of a decision, in figures or in capital Chinese numerals (data_standards 8.3)."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

_WRITTEN = ("零〇○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_DIGITS = {char: value for value, chars in enumerate(_WRITTEN) for char in chars}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_GROUPS = {"万": 10_000, "亿": 100_000_000}
_HAN_NUMBER = "".join([*_DIGITS, *_TENS, *_GROUPS])
_FINE = re.compile(
    rf"(?:罚款|罚金)(?:金额)?[:：]?(?:人民币|共计|合计|计|为)*[¥￥]?(?P<number>\d[\d,]*(?:\.\d+)?|[{_HAN_NUMBER}]+)(?P<unit>亿元?|万元?|元|圆)"
    r"(?:(?P<jiao>[一二三四五六七八九壹贰叁肆伍陆柒捌玖\d])角)?(?!元|以[上下])"
)
_UNIT = {"亿": 100_000_000, "万": 10_000, "元": 1, "圆": 1}


def fines_in(text: str) -> tuple[int, ...]:
    """Every fine that the text names, in fen. The daily surcharge and the statute's own ranges are not among them."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    return tuple(fen for found in _FINE.finditer(plain) if (fen := _fen(found)) is not None)


def _fen(found: re.Match[str]) -> int | None:
    number = _figure(found["number"])
    if number is None:
        return None
    jiao = _figure(found["jiao"]) if found["jiao"] else None
    return int(number * _UNIT[found["unit"][0]] * 100 + (jiao or 0) * 10)


def _figure(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        value = han_number(text)
        return None if value is None else Decimal(value)


def han_number(text: str) -> int | None:
    """The number that Chinese numerals write, or None where they write none."""
    total, group, digit = 0, 0, 0
    for char in text:
        if char in _DIGITS:
            digit = digit * 10 + _DIGITS[char] if digit else _DIGITS[char]
        elif char in _TENS:
            group, digit = group + (digit or 1) * _TENS[char], 0
        elif char in _GROUPS:
            lower = total if char == "亿" else 0
            total, group, digit = total - lower + (lower + group + digit) * _GROUPS[char], 0, 0
        else:
            return None
    return total + group + digit
