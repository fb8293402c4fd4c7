"""Money in fen, exactly; the unit is the header's, unless the cell says its own."""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from loaders.cleaning.memo import Unreadable

FEN = {"yuan": Decimal(100), "wan": Decimal(1_000_000)}
_SAID = re.compile(r"(?:人民币|RMB|CNY|¥)?(?P<number>[-+]?[\d,]*\.?\d+)(?P<unit>亿元?|万元?|元)?(?:人民币|整|RMB|CNY)?")
_OWN_UNIT = {"亿": Decimal(10_000_000_000), "万": Decimal(1_000_000), "元": Decimal(100)}
_MOST = Decimal(10) ** 14
"""10^8 万元 in fen (SGS-16)."""
_OTHER_CURRENCY = re.compile(r"美元|欧元|港元|港币|日元|英镑|USD|HKD|EUR|JPY")


def money_reader(unit: str) -> Callable[[str], int]:
    """Reads texts as amounts in fen; `unit` is `wan` or `yuan`. Raises Unreadable for foreign money, negatives and parts of a fen."""
    factor = FEN[unit]

    def read(text: str) -> int:
        plain = unicodedata.normalize("NFKC", text).replace(" ", "").replace("￥", "¥")
        if _OTHER_CURRENCY.search(plain):
            raise Unreadable("不是人民币金额,未换算")
        found = _SAID.fullmatch(plain)
        if not found:
            raise Unreadable("不是金额")
        return _fen(found["number"], _OWN_UNIT[found["unit"][0]] if found["unit"] else factor)

    return read


def _fen(number: str, factor: Decimal) -> int:
    try:
        fen = Decimal(number.replace(",", "")) * factor
    except InvalidOperation:
        raise Unreadable("不是金额") from None
    if fen < 0:
        raise Unreadable("金额为负")
    if fen >= _MOST:
        raise Unreadable("金额过大")
    if fen != fen.to_integral_value():
        raise Unreadable("金额的小数位过多")
    return int(fen)
