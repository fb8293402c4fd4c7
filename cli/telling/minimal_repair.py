"""The smallest repair, told."""

from collections.abc import Iterator, Mapping
from typing import Any

from cli.sheets import Sheet, Told
from cli.telling.measures import row
from cli.telling.subjects import Body, closing, heading

_MEANS = {"repair": "信用修复", "remove": "移出名单", "void": "撤销(须决定违法)"}
_REPAIR = {"yes": "修复即止", "no": "不因修复缩短", "unsettled": "效果未定"}


def smallest(body: Body) -> Iterator[Told]:
    """The grounds of the measure, and the smallest sets that end it."""
    data = body["data"]
    yield heading(body)
    yield f"{data['measure']['label_zh']}:{data['says_zh']}"
    columns = ("状态", "措施", "对象", "身份", "依据", "期间", "规则", "编号", "注意", "修复")
    grounds = [(*row(each["consequence"]), _REPAIR[each["on_repair"]]) for each in data["grounds"]]
    yield Sheet("根据 grounds", columns, grounds)
    for title, key in (("最少修复 smallest sets", "sets"), ("须撤销的 by annulment", "by_voiding")):
        rows = [line for number, each in enumerate(data[key], 1) for line in _lines(number, each)]
        yield Sheet(title, ("组", "记录", "标识", "办法", "最早", "整组最早"), rows)
    yield from closing(body)


def _lines(number: int, each: Mapping[str, Any]) -> Iterator[tuple[object, ...]]:
    for move in each["moves"]:
        record = move["record"]
        yield number, record["name"], record["id"], _MEANS[move["means"]], move["earliest"] or "未载明", each["earliest"] or "未载明"
