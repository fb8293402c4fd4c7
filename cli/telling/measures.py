"""Measures and their proofs, told."""

from collections.abc import Iterator, Mapping
from typing import Any

from cli.sheets import Sheet, Told
from cli.telling.subjects import Body, closing, heading

_STATES = {"bound": "受约束", "possible": "可能", "note": "提示"}


def consequences(body: Body) -> Iterator[Told]:
    """What binds the subject, what flows from it, and whom the law does not reach."""
    data = body["data"]
    yield heading(body)
    columns = ("状态", "措施", "对象", "身份", "依据", "期间", "规则", "编号", "注意")
    yield Sheet("约束本主体的 on", columns, [row(each) for each in data["on"]])
    yield Sheet("由本主体的记录及于他人的 from", columns, [row(each) for each in data["from"]])
    yield Sheet("守信激励 incentives", columns, [row(each) for each in data["incentives"]])
    yield Sheet("本应适用而免除 exempt", columns, [row(each) for each in data["exempt"]])
    clashes = [(each["says_zh"], _cited(each["basis"])) for each in data["conflicts"]]
    yield Sheet("红黑并存 red and black at once", ("说明", "依据"), clashes)
    refused = [(each["related"]["name"], each["relation"], each["rule"], each["statement_zh"]) for each in data["refused"]]
    yield Sheet("不及于 not bound", ("对象", "关系", "规则", "说明"), refused)
    yield Sheet("未知 unknown", ("规则", "身份", "说明"), [(each["rule"], each["role"], each["says_zh"]) for each in data["gaps"]])
    doubtful = [(each["namesake"]["name"], each["record"]["name"], each["says_zh"]) for each in data["unconfirmed"]]
    yield Sheet("身份待核实 identity unconfirmed", ("同名者", "记录", "说明"), doubtful)
    if not data["on"] and not data["from"]:
        yield "在已装载的来源中没有措施;这不等于没有记录。No measures on the loaded sources; this is not a clean record."
    yield from closing(body)


def explanations(body: Body) -> Iterator[Told]:
    """Proofs in words."""
    yield heading(body)
    for each in body["data"]["explanations"]:
        yield ""
        yield f"[{each['consequence']['id']}]"
        yield from each["text_zh"]
    if not body["data"]["explanations"]:
        yield "在该日没有约束它的措施。Nothing binds it on this day."
    yield from closing(body)


def row(each: Mapping[str, Any]) -> tuple[object, ...]:
    """A consequence in one line."""
    basis = _cited(each["basis"])
    until = each["until"] or {"while_listed": "在列期间", "event": "至法定事由", "lifetime": "终身"}.get(each["ends"], "")
    return (
        _STATES[each["state"]],
        each["measure"]["label_zh"],
        each["target"]["name"] or each["target"]["id"],
        each["role"]["label_zh"] if each["role"] else "",
        basis,
        f"{each['from'] or '?'} – {until}",
        each["rule"],
        each["id"],
        ",".join(each["flags"]),
    )


def _cited(basis: list[Mapping[str, Any]]) -> str:
    return ";".join(f"{cited['instrument']}{cited['article']}" for cited in basis)
