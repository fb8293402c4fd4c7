"""The parts of an organisation's name: region, 字号 (core), industry, form (企业名称登记管理规定 6). For search and display alone."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from credit.names.normal import normal_name
from credit.names.places import is_place, leading_place, trailing_place

_BRACKETED = re.compile("（([^（）]*)）")
_HEAD = "公司|中心|银行|集团|商店|超市|药房|学校|医院"
_BRANCH_ENDING = "分公司|支公司|分店|分行|支行|分厂|分校|营业部|办事处|项目部|店"
_BRANCH = re.compile(f"(?P<head>.*(?:{_HEAD}))(?P<branch>.{{1,20}}(?:{_BRANCH_ENDING}))", re.DOTALL)
_LONGEST_FORM = 12
_REMARKS = {
    "有限合伙": "partnership",
    "普通合伙": "partnership",
    "特殊普通合伙": "partnership",
    "个人独资": "sole_proprietorship",
    "个体工商户": "sole_trader",
}
"""Bracketed remarks that name the legal form; they outweigh the ending (…投资中心（有限合伙）)."""


@dataclass(frozen=True, slots=True)
class NameParts:
    """What a name is made of; an empty text where it has no such part. `suggests` is the legal form that the ending suggests (a code of
    rules/vocabulary.yaml, or empty); what the registry says counts, never this."""

    region: str
    core: str
    industry: str
    form: str
    branch: str
    suggests: str


@cache
def _forms() -> dict[str, str]:
    with (files("credit.names") / "forms.csv").open(encoding="utf-8") as file:
        return {row["ending"]: row["suggests"] for row in csv.DictReader(file)}


@cache
def _trades() -> frozenset[str]:
    with (files("credit.names") / "trades.csv").open(encoding="utf-8") as file:
        return frozenset(row["word"] for row in csv.DictReader(file))


@cache
def _longest_trade() -> int:
    return max(map(len, _trades()))


def _ending(text: str) -> str:
    """The longest known form at the end of a text."""
    forms = _forms()
    return next((text[-size:] for size in range(min(_LONGEST_FORM, len(text)), 0, -1) if text[-size:] in forms), "")


def _is_trade_from(text: str) -> list[bool]:
    """For each position: is the rest of the text made of trade words alone?"""
    made = [False] * len(text) + [True]
    for start in range(len(text) - 2, -1, -1):
        ends = range(start + 2, min(len(text), start + _longest_trade()) + 1)
        made[start] = any(made[end] and text[start:end] in _trades() for end in ends)
    return made


def _split_trade(text: str) -> tuple[str, str]:
    """Core and industry: the longest tail of trade words that leaves no core of a single character."""
    made = _is_trade_from(text)
    start = next((position for position in range(len(text)) if made[position] and position != 1), len(text))
    return text[:start], text[start:]


def _split_region(text: str) -> tuple[str, str]:
    """The region at the front, else at the end, and what is left."""
    if front := leading_place(text):
        return front, text.removeprefix(front)
    back = trailing_place(text)
    return back, text.removesuffix(back)


def _split_branch(text: str) -> tuple[str, str]:
    """The organisation and its branch: what follows the last 公司, 银行 … and ends like one (分公司, 分行 …)."""
    found = _BRANCH.fullmatch(text)
    return (found["head"], found["branch"]) if found else (text, "")


def parse_name(name: str) -> NameParts:
    """The parts of an organisation's name. Never raises; what it does not know stays in the core."""
    text = normal_name(name)
    remarks = _BRACKETED.findall(text)
    head, branch = _split_branch(_BRACKETED.sub("", text))
    form = _ending(head)
    region, rest = _split_region(head.removesuffix(form))
    core, industry = _split_trade(rest)
    remarked = next((_REMARKS[remark] for remark in remarks if remark in _REMARKS), "")
    place = next((remark for remark in remarks if is_place(remark)), "")
    suggests = "branch" if branch else remarked or _forms().get(form, "")
    return NameParts(region or place, core, industry, form, branch, suggests)
