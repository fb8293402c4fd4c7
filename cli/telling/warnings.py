"""Warnings and the ledger, told."""

from collections.abc import Iterator, Mapping
from typing import Any

from cli.sheets import Sheet, Told
from cli.telling.subjects import Body, closing, heading, numbers

LEAD = "以下是预警线索,不是措施,也不是惩戒依据。These are leads, never measures."
LEDGER_COLUMNS = ("标识", "名称", "地区", "模式", "名称", "次数", "列入", "最早退出", "仍在台账", "理由", "退出办法", "依据", "计入的记录")


def alerts(body: Body) -> Iterator[Told]:
    """What the patterns say of one subject."""
    data = body["data"]
    yield heading(body)
    if data["not_of_persons"]:
        yield f"自然人只有事实,没有预警等级({data['not_of_persons']['rule']}):{data['not_of_persons']['statement_zh']}"
        rows = [
            (each["label_zh"], each["period"]["from"] or "?", numbers(each["evidence"]), ",".join(each["flags"])) for each in data["facts"]
        ]
        yield Sheet("记录 facts", ("种类", "日期", "证据", "注意"), rows)
    else:
        yield LEAD
        yield from _counted(data)
    yield from closing(body)


def listed(body: Body) -> Iterator[Told]:
    """One page of the ledger."""
    data = body["data"]
    yield f"台账 {'、'.join(data['patterns'])}  截至 {body['meta']['as_of']}"
    yield LEAD
    yield Sheet("台账 ledger", LEDGER_COLUMNS, [row for entry in data["entries"] for row in ledger_rows(entry)])
    if not data["entries"]:
        yield f"看过 {data['examined']} 个组织,没有列入的。None."
    yield from closing(body)


def ledger_rows(entry: Mapping[str, Any]) -> Iterator[tuple[object, ...]]:
    """One row for each alert of a subject."""
    for each in entry["alerts"]:
        yield (
            entry["subject"]["id"],
            entry["subject"]["name"],
            entry["region"],
            each["pattern"],
            each["name_zh"],
            f"{each['k']}/{each['n']}",
            each["from"],
            each["until"],
            "是" if each["standing"] else "否",
            each["says_zh"],
            each["way_out_zh"],
            _basis(each),
            _records(each),
        )


def _counted(data: Mapping[str, Any]) -> Iterator[Told]:
    columns = ("模式", "名称", "次数", "自", "最早退出", "依据", "数字", "可能的后果", "退出办法", "计入的记录", "注意")
    for title, key in (("预警 alerts", "alerts"), ("已结束 former", "former")):
        yield Sheet(title, columns, [_alert(each) for each in data[key]])
    near = [(each["pattern"], each["name_zh"], f"{each['k']}/{each['n']}", each["says_zh"], _records(each)) for each in data["near"]]
    yield Sheet("差一次 near", ("模式", "名称", "次数", "说明", "已计入"), near)
    left = [(each["record"]["name"] or each["record"]["id"], each["pattern"] or "", each["why_zh"]) for each in data["left_out"]]
    yield Sheet("未计入 left out", ("记录", "模式", "原因"), left)
    yield Sheet("不适用 silent", ("模式", "名称", "原因"), [(each["pattern"], each["name_zh"], each["why_zh"]) for each in data["silent"]])
    if not data["alerts"]:
        yield "没有达到任何预警标准。No pattern is filled."


def _alert(each: Mapping[str, Any]) -> tuple[object, ...]:
    number = "参数" if each["number"] == "parameter" else "法定或文件"
    dates = (each["from"], each["until"])
    told = (_basis(each), number, each["effect_zh"], each["way_out_zh"], _records(each), ",".join(each["flags"]))
    return (each["pattern"], each["name_zh"], f"{each['k']}/{each['n']}", *dates, *told)


def _basis(each: Mapping[str, Any]) -> str:
    return ";".join(f"{cited['instrument']}{cited['article']}" for cited in each["basis"])


def _records(each: Mapping[str, Any]) -> str:
    return ";".join(
        f"{record['record']['name'] or record['record']['id']}({record['on']})[证据 {numbers(record['evidence'])}]"
        for record in each["records"]
    )
