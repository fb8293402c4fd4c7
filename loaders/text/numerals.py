"""Numbers, sums of money and days as Chinese writes them, capital numerals and mixed forms included."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

_DIGITS = {
    char: value
    for value, chars in enumerate(("零〇○", "一壹弌", "二贰两貳", "三叁叄", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for char in chars
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000}
CHINESE = "零〇○一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万萬亿"
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"

# A number begins where no digit or numeral stands before it and is at most so long: a run of thousands is read once, not from each.
_NUMBER = rf"(?:(?<!\d)\d[\d,]{{0,20}}(?:\.\d{{1,6}})?|(?<![{CHINESE}])[{CHINESE}]{{1,24}})"
_TAIL = rf"(?:余|多)?(?:[万亿千百][{CHINESE}\d]{{0,16}})?(?:元|圆|块)"
MONEY = rf"(?P<money>{_NUMBER}{_TAIL}(?:[{CHINESE}\d]{{1,2}}角)?(?:[{CHINESE}\d]{{1,2}}分)?)"
"""A sum of money; never the lower or upper bound of a range, which the caller's pattern refuses."""
_PARTS = re.compile(
    rf"(?<![\d{CHINESE}])(?P<yuan>[\d,.{CHINESE}]{{1,40}}){_TAIL}(?:(?P<jiao>[{CHINESE}\d]{{1,2}})角)?(?:(?P<fen>[{CHINESE}\d]{{1,2}})分)?"
)
DATE = re.compile(
    r"(?P<y>(?:19|20)\d{2})(?:年|-|\.|/)(?P<m>\d{1,2})(?:月|-|\.|/)(?P<d>\d{1,2})(?:日|(?!\d))"
    r"|(?P<cy>[〇零○一二三四五六七八九]{4})年(?P<cm>[一二三四五六七八九十元]{1,2})月(?P<cd>[一二三四五六七八九十廿卅]{1,3})日?"
)
_APPROXIMATE = re.compile("余|多|约|左右|近")


def integer(text: str) -> int | None:
    """A whole number in Chinese numerals (一百零五, 伍万贰仟, 二〇二六); None where it is none."""
    if not text or any(char not in _DIGITS and char not in _UNITS and char not in _MYRIADS for char in text):
        return None
    if len(text) > 1 and all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    return _grouped(text)


def _grouped(text: str) -> int:
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            section, digit = section + (digit or 1) * _UNITS[char], 0
        else:
            total, section, digit = (total + section + digit or 1) * _MYRIADS[char], 0, 0
    return total + section + digit


def number(text: str) -> Decimal | None:
    """A number in digits, with commas or a trailing 万 or 亿, in numerals, or mixed (1万5千)."""
    plain = text.replace(",", "").strip()
    try:
        return Decimal(plain)
    except InvalidOperation:
        pass
    if (whole := integer(plain)) is not None:
        return Decimal(whole)
    return _mixed(plain)


def _mixed(text: str) -> Decimal | None:
    """Digits before units: 1万5千, 3.5亿."""
    total = Decimal(0)
    for figure, unit in re.findall(rf"(\d+(?:\.\d+)?|[{CHINESE.rstrip('万萬亿')}]+)([万亿千百十]?)", text):
        value = Decimal(figure) if figure[0].isdigit() else Decimal(integer(figure) or 0)
        total += value * (_MYRIADS.get(unit) or _UNITS.get(unit) or 1)
    return total or None


def fen_of(text: str) -> tuple[int, bool] | None:
    """A sum in fen, and whether it is exact (二十余万元 is not); None where the text is no sum."""
    found = _PARTS.search(text.replace(" ", ""))
    if found is None:
        return None
    yuan = number(re.split("元|圆|块", found.group())[0].replace("余", "").replace("多", ""))
    if yuan is None:
        return None
    small = sum((number(found[name]) or 0) * scale for name, scale in (("jiao", 10), ("fen", 1)) if found[name])
    return int(yuan * 100 + small), not _APPROXIMATE.search(text)


def day_in(found: re.Match[str]) -> date | None:
    """The day of a match of DATE, or None where the calendar has no such day."""
    if found["y"]:
        parts = [int(found[name]) for name in ("y", "m", "d")]
    else:
        month = found["cm"].replace("元", "一")
        read = [integer(found["cy"]), integer(month), integer(found["cd"].replace("廿", "二十").replace("卅", "三十"))]
        parts = [part or 0 for part in read]
    try:
        return date(*parts)
    except ValueError:
        return None


def capital_yuan(yuan: int) -> str:
    """A sum in capital numerals, as decisions write it beside the figure: 52120 → 伍万贰仟壹佰贰拾."""
    text = ""
    for size, unit in ((100_000_000, "亿"), (10_000, "万"), (1, "")):
        part, yuan = divmod(yuan, size)
        if part:
            text += ("零" if text and part < 1000 else "") + _capital_section(part) + unit
    return text or "零"


def _capital_section(part: int) -> str:
    text, gap = "", False
    for size, unit in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit, part = divmod(part, size)
        if digit:
            text += ("零" if gap and text else "") + _CAPITALS[digit] + unit
        gap = not digit
    return text
