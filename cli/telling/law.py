"""Reasons and conflicts, told."""

from collections.abc import Iterator, Mapping
from typing import Any

from cli.sheets import Sheet, Told
from cli.telling.measures import row
from cli.telling.subjects import Body, closing, heading, numbers, span

_STATES = {"bound": "确定", "possible": "可能"}
_KINDS = {"post": "任职受限", "incumbent": "在任者", "red_and_black": "红黑并存"}


def reasons(body: Body) -> Iterator[Told]:
    """Why somebody is not bound, in words."""
    data = body["data"]
    yield heading(body)
    if data["applies"]:
        yield "确受约束 it is bound after all:"
        columns = ("状态", "措施", "对象", "身份", "依据", "期间", "规则", "编号", "注意")
        yield Sheet("适用的措施 applies", columns, [row(each) for each in data["applies"]])
    for each in data["reasons"]:
        yield ""
        yield from _reason(each)
    if not data["applies"] and not data["reasons"]:
        yield "附近没有可以引起任何规则的记录。No record near it could set off any rule."
    yield from closing(body)


def _reason(each: Mapping[str, Any]) -> Iterator[str]:
    measure = f" {each['measure']['label_zh']}({each['rule']})" if each["measure"] else ""
    yield f"不适用{measure}:{each['label_zh']} [{each['code']}]"
    yield f"  {each['says_zh']}{_evidence(each)}"
    if each["basis"]:
        yield f"  依据:{_cited(each['basis'])}"
    if statement := each["statement"]:
        yield f"  {statement['id']}:{statement['statement_zh']}"
        if statement["kind"] == "refused":
            yield f"  愿望:{statement['wish_zh']}({statement['wished_in']})"
            yield f"  答复:{statement['answer_zh']}"


def _evidence(each: Mapping[str, Any]) -> str:
    return f"[证据 {numbers(each['evidence'])}]" if each["evidence"] else ""


def subject_conflicts(body: Body) -> Iterator[Told]:
    """The conflicts of one subject."""
    yield heading(body)
    yield from _conflicts(body["data"]["conflicts"])
    kept = [(each["says_zh"], each["bar"]["rule"], numbers(each["term"]["evidence"])) for each in body["data"]["allowed"]]
    yield Sheet("可以保留的任职 allowed", ("说明", "限制", "证据"), kept)
    yield from closing(body)


def worklist_told(body: Body) -> Iterator[Told]:
    """A page of the worklist."""
    yield from _conflicts(body["data"]["items"])
    if body["page"]["next"]:
        yield f"(未完,下一页 more: --cursor {body['page']['next']})"
        return
    yield from closing(body)


def _conflicts(items: list[Mapping[str, Any]]) -> Iterator[Told]:
    columns = ("登记机关", "种类", "状态", "人员或主体", "组织", "任职", "限制", "至", "职责", "依据", "证据", "说明")
    yield Sheet("冲突 conflicts", columns, [_row(each) for each in sorted(items, key=lambda each: each["registrar"] or "")])
    if not items:
        yield "没有发现冲突。No conflicts found."


def _row(each: Mapping[str, Any]) -> tuple[object, ...]:
    bar, term = each["bar"], each["term"]
    return (
        each["registrar"] or "未载明",
        _KINDS[each["kind"]],
        _STATES[each["state"]],
        each["subject"]["name"] or each["subject"]["id"],
        (each["organization"]["name"] or each["organization"]["id"]) if each["organization"] else "",
        f"{term['kind']['label_zh']} {span(term['period'])}" if term else "",
        f"{bar['measure']['label_zh']}({bar['rule']}) {bar['consequence']}" if bar else "",
        (bar["until"] or "") if bar else "",
        "、".join(duty["label_zh"] for duty in each["duties"]),
        _cited(each["basis"]),
        numbers(each["evidence"]),
        each["says_zh"],
    )


def _cited(basis: list[Mapping[str, Any]]) -> str:
    return ";".join(f"{cited['instrument']}{cited['article']}" for cited in basis)
