"""Suppositions and drafts, told."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cli.sheets import Sheet, Told
from cli.telling.measures import row
from cli.telling.subjects import Body, closing, heading

_COLUMNS = ("状态", "措施", "对象", "身份", "依据", "期间", "规则", "编号", "注意")
_DEEDS = {
    "repair": "信用修复",
    "remove": "移出",
    "uphold": "异议成立",
    "void": "撤销",
    "end": "终止",
    "correct": "更正",
    "list": "列入",
    "penalty": "处罚",
    "order": "文书",
    "rule_on": "启用规则",
    "rule_off": "停用规则",
}


def differences(body: Body) -> Iterator[Told]:
    """What is lifted, kept, new and moved."""
    data = body["data"]
    yield heading(body)
    yield f"比较日 {data['compared_on']}。以下均为假设,未作任何记录。All of this is supposed; nothing is recorded."
    yield Sheet("假设 suppose", ("事项", "对象", "日期"), [_supposed(each) for each in data["suppose"]])
    if data["catalogue"]["changed"]:
        switched = [*(f"+{rule}" for rule in data["catalogue"]["rules_on"]), *(f"-{rule}" for rule in data["catalogue"]["rules_off"])]
        yield f"规则目录已按假设改动:{' '.join(switched)}(原目录 {data['catalogue']['version']} {data['catalogue']['hash']})"
    yield Sheet("解除 lifted", _COLUMNS, [row(each) for each in data["lifted"]])
    for each in data["kept"]:
        yield Sheet("仍存 kept:失去的根据 lost", _COLUMNS, [row(one) for one in each["lost"]])
        yield Sheet("仍存 kept:另有根据 stands", _COLUMNS, [row(one) for one in each["stands"]])
    yield Sheet("新增 new", _COLUMNS, [row(each) for each in data["new"]])
    for each in data["moved"]:
        yield Sheet("变动 moved:前、后 before, after", _COLUMNS, [row(each["before"]), row(each["after"])])
    yield f"不变 {data['same']} 项。{data['same']} unchanged."
    yield from closing(body)


def _supposed(each: Mapping[str, Any]) -> Sequence[object]:
    about = each["list_code"] or each["rule"] or (each["record"] and (each["record"]["name"] or each["record"]["id"])) or each["fact"]
    return _DEEDS[each["deed"]], about, each["on"]
