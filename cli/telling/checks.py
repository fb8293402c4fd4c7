"""Checks, receipts and matters, told."""

from collections.abc import Iterator, Mapping
from typing import Any

from cli.sheets import Sheet, Told
from cli.telling.subjects import Body, closing, heading

_VERDICTS = {"block": "禁止", "limit": "限制/从严", "attention": "注意", "clear": "未见限制情形", "unknown": "无法给出结论"}
_STATES = {"bound": "受约束", "possible": "可能", "note": "提示"}


def check_told(body: Body) -> Iterator[Told]:
    """The verdict first, then what it rests on, then what was looked at."""
    data = body["data"]
    yield heading(body)
    yield f"事项:{data['matter']['label_zh']}({data['matter']['code']})  结论:{_VERDICTS[data['verdict']]} {data['verdict']}"
    yield data["says_zh"]
    yield Sheet("依据 grounds", ("行动", "状态", "措施", "依据", "期间", "规则", "编号"), [_ground(each) for each in data["grounds"]])
    for title, key in (("提示 notices", "notices"), ("激励 incentives", "incentives")):
        yield Sheet(
            title, ("行动", "名单", "记录"), [(each["action"]["label_zh"], each["list"]["label_zh"], each["record"]) for each in data[key]]
        )
    doubts = [
        (each["namesake"]["name"], each["says_zh"], each["consequence"]["measure"]["label_zh"], each["namesake"]["id"])
        for each in data["unconfirmed"]
    ]
    yield Sheet("身份待核实 identity unconfirmed", ("同名者", "说明", "措施", "标识"), doubts)
    looked = [_looked(each) for each in data["looked_at"]]
    yield Sheet("查了什么 looked at", ("名单或记录", "计入", "已装载", "来源"), looked)
    fresh = [(each["title"], each["publisher"], each["current_through"], each["age_days"]) for each in data["sources"]]
    yield Sheet("来源 sources", ("来源", "发布者", "截至", "距今天数"), fresh)
    yield f"核查编号 receipt {body['receipt']['number']}"
    yield from closing(body)


def matters_told(body: Body) -> Iterator[Told]:
    """Every matter in a row."""
    rows = [_matter(each) for each in body["data"]["items"]]
    yield Sheet("事项 matters", ("编号", "事项", "实施", "行动", "所查", "依据"), rows)


def _ground(each: Mapping[str, Any]) -> tuple[object, ...]:
    told = each["consequence"]
    until = told["until"] or {"while_listed": "在列期间", "event": "至法定事由", "lifetime": "终身"}.get(told["ends"], "")
    basis = ";".join(f"{cited['instrument']}{cited['article']}" for cited in told["basis"])
    span = f"{told['from'] or '?'} – {until}"
    return each["action"]["label_zh"], _STATES[told["state"]], told["measure"]["label_zh"], basis, span, told["rule"], told["id"]


def _looked(each: Mapping[str, Any]) -> tuple[object, ...]:
    return each["what"]["label_zh"], each["found"], "是" if each["covered"] else "未装载", ",".join(each["sources"])


def _matter(each: Mapping[str, Any]) -> tuple[object, ...]:
    effects = [f"{one['action']['label_zh']}:{'、'.join(measure['label_zh'] for measure in one['measures'])}" for one in each["effects"]]
    looks_at = "、".join(one["label_zh"] for one in (*each["lists"], *each["records"]))
    basis = ";".join(f"{cited['instrument']}{cited['article']}" for cited in each["basis"])
    return each["code"], each["label_zh"], each["executor"], ";".join(effects), looks_at, basis
