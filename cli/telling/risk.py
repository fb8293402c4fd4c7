"""Linked risk, told."""

from collections.abc import Iterator, Mapping
from typing import Any

from cli.sheets import Sheet, Told
from cli.telling.subjects import Body, closing, heading, numbers


def exposures(body: Body) -> Iterator[Told]:
    """Adverse records nearby, each with the way there."""
    data = body["data"]
    names = {node["id"]: node["name"] or node["id"] for node in data["nodes"]}
    yield heading(body)
    yield "以下是线索,不是惩戒依据。These are leads, never a ground for a sanction."
    rows = [
        (
            each["hops"],
            "" if each["score"] is None else f"{each['score']:.3f}",
            each["subject"]["name"] or each["subject"]["id"],
            ";".join(_record(record) for record in each["adverse"]),
            _way(each, names),
        )
        for each in data["exposures"]
    ]
    yield Sheet("关联风险 linked risk", ("步", "分值", "主体", "不良记录", "路径"), rows)
    totals = data["totals"]
    counted = f"看过 {totals['explored']} 个主体,有不良记录的 {totals['exposures']} 个,列出 {totals['returned']} 个"
    yield f"{counted},未穿过的枢纽 {len(totals['hubs_not_crossed'])} 个。"
    yield from closing(body)


def _record(record: Mapping[str, Any]) -> str:
    disputed = ",异议处理中" if "disputed" in record["flags"] else ""
    return f"{record['label_zh']}({record['from'] or '日期不详'}{disputed})[证据 {numbers(record['evidence'])}]"


def _way(exposure: Mapping[str, Any], names: Mapping[str, str]) -> str:
    steps = [f"{hop['label_zh']} {names.get(hop['to'], hop['to'])}" for hop in exposure["path"]]
    return " → ".join(steps) or "本身"
