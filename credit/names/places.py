"""Places that names begin with. Codes and names of GB/T 2260 from modood/Administrative-divisions-of-China (WTFPL)."""

import csv
import re
from functools import cache
from importlib.resources import files

_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|"
    "撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|裕固|京|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
_ENDING = re.compile(rf"(?:(?:(?:{_PEOPLES})族?)*自治[州县旗区]|特别行政区|新区|[省市盟县区旗])$")
_TOWN = re.compile("[\u4e00-\u9fff]{2,4}?(?:街道办事处|街道|镇|乡|街)")
_ZONE = re.compile(
    "(?:[\u4e00-\u9fff]{2})??(?:经济技术开发区|高新技术产业开发区|高新技术开发区|经济开发区|高新区|开发区|保税区|自贸区|新区)"
)
_COUNTRY = "中国"


@cache
def places() -> dict[str, str]:
    """Code to full name, all levels."""
    with (files("credit.names") / "places.csv").open(encoding="utf-8") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def short_place(name: str) -> str:
    """A place without its rank: 大连市 → 大连, 恩施土家族苗族自治州 → 恩施; the name itself where too little would remain."""
    short = _ENDING.sub("", name)
    return short if len(short) >= 2 else name


@cache
def _codes_by_name() -> dict[str, tuple[str, ...]]:
    """Full and short names to the codes that bear them."""
    index: dict[str, list[str]] = {}
    for code, name in places().items():
        for form in {name, short_place(name)}:
            index.setdefault(form, []).append(code)
    return {name: tuple(codes) for name, codes in index.items()}


def _is_usable(name: str, code: str, parent: str) -> bool:
    """Below the place before it; at the front, a district counts only by its full name (朝阳 may as well be a 字号)."""
    full = places()[code]
    return code.startswith(parent) and (bool(parent) or name == full or not full.endswith("区") or len(code) < 6)


def _place_at(text: str, start: int, parent: str) -> tuple[int, str] | None:
    """The end and code of the longest place that begins at `start`."""
    for end in range(min(len(text), start + 12), start + 1, -1):
        name = text[start:end]
        for code in _codes_by_name().get(name, ()):
            if _is_usable(name, code, parent):
                return end, code
    return None


def _tail_after(text: str, end: int) -> int:
    """The end of a zone, town or street that follows a place."""
    for pattern in (_ZONE, _TOWN):
        if found := pattern.match(text, end):
            end = found.end()
    return end


def leading_place(text: str) -> str:
    """The place at the front of a name, with the zone, town or street after it; empty if there is none."""
    end, parent = (len(_COUNTRY) if text.startswith(_COUNTRY) else 0), ""
    while (found := _place_at(text, end, parent)) is not None:
        end, parent = found
    return text[: _tail_after(text, end)] if parent else text[:end]


def trailing_place(text: str) -> str:
    """The province or city at the end of a text, as in 环球国际航运青岛有限公司; empty if there is none."""
    for start in range(max(0, len(text) - 8), len(text) - 1):
        if any(len(code) < 6 for code in _codes_by_name().get(text[start:], ())):
            return text[start:]
    return ""


def is_place(text: str) -> bool:
    """Whether a text is a place and nothing else."""
    return bool(text) and leading_place(text) == text
