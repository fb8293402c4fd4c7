"""Ways out, told."""

from collections.abc import Iterator, Mapping
from typing import Any

from cli.sheets import Sheet, Told
from cli.telling.subjects import Body, closing, heading

_ASKED = {"repair": "信用修复", "removal": "移出名单"}
_ENDS = {"publicity": "公示", "listing": "在列", "retention": "保存与查询"}
_STATES = {"met": "已满足", "not_yet": "未到", "not_stated": "未见载明"}
_REPAIR = {"yes": "修复即止", "no": "不因修复缩短", "unsettled": "效果未定"}
_OPEN = {"while_listed": "在列期间", "event": "至法定事由", "lifetime": "终身"}


def calendar(body: Body) -> Iterator[Told]:
    """Record by record: what can be asked for when, what is missing, what ends, who must act by when."""
    data = body["data"]
    yield heading(body)
    for each in data["remedies"]:
        yield from record_told(each)
    yield Sheet("已撤销的决定 annulled", _DEADLINE, [_deadline(each) for each in data["annulled"]])
    if not data["remedies"]:
        yield "在已装载的来源中没有须退出的记录。No record of it stands on this day."
    yield from closing(body)


def record_told(each: Mapping[str, Any]) -> Iterator[Told]:
    """One record's way out."""
    flags = f"  [{','.join(each['flags'])}]" if each["flags"] else ""
    repaired = f"  已于 {each['repaired_on']} 修复" if each["repaired_on"] else ""
    yield ""
    yield f"{each['kind']['label_zh']} {each['record']['name'] or each['record']['id']}{flags}{repaired}"
    opens = [(_ASKED[one["kind"]], one["earliest"] or "未载明", one["says_zh"], *_law(one)) for one in each["opens"]]
    yield Sheet("可以申请 opens", ("事项", "最早", "条文", "规则", "依据", "注意"), opens)
    met = [(one["text_zh"], _STATES[one["state"]], one["on"], one["rule"]) for one in each["conditions"]]
    yield Sheet("条件 conditions", ("条件", "情况", "日期", "规则"), met)
    ends = [(_ENDS[one["what"]], one["until"] or "未定", one["says_zh"], *_law(one)) for one in each["ends"]]
    yield Sheet("自动终止 ends", ("事项", "自此日起终止", "条文", "规则", "依据", "注意"), ends)
    yield Sheet("措施 measures", ("措施", "对象", "止于", "修复", "规则", "编号"), [_measure(one) for one in each["measures"]])
    yield Sheet("时限 deadlines", _DEADLINE, [_deadline(one) for one in each["deadlines"]])


_DEADLINE = ("谁", "做什么", "起算", "届满", "天数", "规则", "依据", "注意")


def _law(each: Mapping[str, Any]) -> tuple[str, str, str]:
    return each["rule"], articles(each), ",".join(each["flags"])


def articles(each: Mapping[str, Any]) -> str:
    """The citations of anything, in one cell."""
    return ";".join(f"{cited['instrument']}{cited['article']}" for cited in each["basis"])


def _measure(each: Mapping[str, Any]) -> tuple[object, ...]:
    until = each["until"] or _OPEN.get(each["ends"], "")
    target = each["target"]["name"] or each["target"]["id"]
    return each["measure"]["label_zh"], target, until, _REPAIR[each["on_repair"]], each["rule"], each["consequence"]


def _deadline(each: Mapping[str, Any]) -> tuple[object, ...]:
    days = f"{each['days']}{'个工作日' if each['days_are'] == 'working' else '日'}"
    passed = ["已过"] if each["passed"] else []
    return (
        each["who_zh"],
        each["what_zh"],
        each["since"],
        each["due"],
        days,
        each["rule"],
        articles(each),
        ",".join([*each["flags"], *passed]),
    )
