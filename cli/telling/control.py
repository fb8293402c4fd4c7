"""Owners, controllers and groups, told."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cli.sheets import Sheet, Told, save
from cli.telling.subjects import Body, closing, heading, numbers

_LEAD = "以下是线索,不是认定。These are leads, not findings."
_SURE = {"certain": "确定", "possible": "可能"}


def ownership(body: Body) -> Iterator[Told]:
    """Effective shares and the tree."""
    data = body["data"]
    yield heading(body)
    yield from (f"注意:来源所述 {_name(each)} 的持股合计超过 100%。" for each in data["over_full"])
    rows = [
        (
            _name(each["party"]),
            each["party"]["id"],
            part(each["share"]),
            part(each["direct"]["share"]) if each["direct"] else "",
            _way(each),
        )
        for each in data["owners"]
    ]
    title = "最终持股 effective owners" if data["direction"] == "up" else "对外持股 effective holdings"
    yield Sheet(title, ("主体", "标识", "合计持股", "直接持股", "主要路径(证据)"), rows)
    yield Sheet("股权树 tree", ("层", "主体", "标识", "持股", "累计", "证据"), [_branch(each) for each in data["tree"]])
    yield from closing(body)


def saved_to(place: Path, body: Body) -> Iterator[Told]:
    """The same as a workbook."""
    told = list(ownership(body))
    save(told, place)
    yield from (each for each in told if isinstance(each, str))
    yield f"已写入 {place}。Written."


def readings(body: Body) -> Iterator[Told]:
    """Who controls, by each reading."""
    data = body["data"]
    yield heading(body)
    yield _LEAD
    for reading in data["readings"]:
        lines = [
            (
                _name(each["party"]),
                _SURE[each["sureness"]],
                part(each["share"]) if each["share"] else "",
                each["criterion_zh"],
                _trace(each),
            )
            for each in reading["findings"]
        ]
        suffix = "" if reading["in_force"] else "(当日未施行)"
        memory = "(文本凭记忆,未核)" if reading["grade"] == "M" else ""
        if lines:
            yield Sheet(f"{reading['title_zh']}{suffix}{memory}", ("主体", "程度", "比例", "依据的情形", "推导(证据)"), lines)
        else:
            yield f"{reading['title_zh']}{suffix}{memory}:无符合者。Nobody fits."
    yield f"各读法一致:{'、'.join(_name(each) for each in data['agreed']) or '无'}"
    yield from closing(body)


def circle(body: Body) -> Iterator[Told]:
    """The group and close links."""
    data = body["data"]
    yield heading(body)
    yield _LEAD
    for group in data["groups"]:
        members = [(_name(each["party"]), each["party"]["id"], _SURE[each["sureness"]], _trace(each)) for each in group["members"]]
        yield Sheet(f"{_name(group['head'])} 控制的集团({group['total']})", ("成员", "标识", "程度", "推导(证据)"), members)
    links = data["close_links"]
    if links:
        rows = [
            (
                _name(each["party"]),
                _HOW[each["how"]],
                part(each["share"]),
                _SURE[each["sureness"]],
                _name(each["through"]) if each["through"] else "",
            )
            for each in links["links"]
        ]
        yield Sheet(f"{links['title_zh']}", ("主体", "方式", "比例", "程度", "经由"), rows)
    yield from closing(body)


_HOW = {"owner": "持有本主体", "holding": "本主体持有", "sister": "同一持有人"}


def part(share: Mapping[str, Any]) -> str:
    """A share in percent, an interval where it is open."""
    least, most = (f"{share[end] * 100:.4f}".rstrip("0").rstrip(".") for end in ("min", "max"))
    return f"{least}%" if least == most else f"{least}%–{most}%"


def _name(ref: Mapping[str, Any]) -> str:
    return str(ref["name"] or ref["id"])


def _way(owner: Mapping[str, Any]) -> str:
    ways = []
    for way in owner["paths"]:
        hops = " → ".join(f"{part(each['share'])}[{numbers(each['evidence'])}]" for each in way["stakes"])
        ways.append(f"{hops} = {part(way['share'])}")
    return ";".join(ways)


def _branch(each: Mapping[str, Any]) -> tuple[object, ...]:
    held = each["held"]
    name = "　" * each["level"] + _name(each["party"]) + ("(循环)" if each["again"] else "")
    shown = (part(held["share"]), part(each["product"]), numbers(held["evidence"])) if held else ("", "", "")
    return (each["level"], name, each["party"]["id"], *shown)


def _trace(each: Mapping[str, Any]) -> str:
    steps = (f"{step['says_zh']}" + (f"[{numbers(step['evidence'])}]" if step["evidence"] else "") for step in each["trace"])
    return ";".join(steps)
