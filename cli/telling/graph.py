"""Neighbours, chains and timelines, told."""

from collections.abc import Iterator, Mapping
from typing import Any

from cli.sheets import Sheet, Told
from cli.telling.subjects import Body, closing, heading, numbers, span


def neighborhood(body: Body) -> Iterator[Told]:
    """The circle around a subject."""
    data = body["data"]
    names = {node["id"]: node["name"] or node["id"] for node in data["nodes"]}
    yield heading(body)
    rows = [
        (
            each["hops"],
            names[each["from"]],
            each["label_zh"],
            names[each["to"]],
            span(each["period"]),
            numbers(each["evidence"]),
            each["lane"],
        )
        for each in data["edges"]
    ]
    yield Sheet("关联 relations", ("步", "从", "关系", "到", "期间", "证据", "性质"), rows)
    for each in data["hubs_not_crossed"]:
        yield f"未再向外展开 not walked on from: {each['party']['name'] or each['party']['id']}({each['relations']} 条关系 relations)"
    yield from closing(body)


def chain(body: Body) -> Iterator[Told]:
    """The shortest chain between two subjects."""
    data = body["data"]
    names = {node["id"]: node["name"] or node["id"] for node in data["nodes"]}
    yield f"{data['from']['name'] or data['from']['id']} → {data['to']['name'] or data['to']['id']}  截至 {body['meta']['as_of']}"
    if data["path"] is None:
        yield body["meta"]["reason"]
        return
    for hop in data["path"]:
        arrow = f"—{hop['label_zh']}→" if hop["forward"] else f"←{hop['label_zh']}—"
        yield f"  {names[hop['from']]} {arrow} {names[hop['to']]}  {span(hop['period'])}  [证据 {numbers(hop['evidence'])}]"
    yield from closing(body)


def events(body: Body) -> Iterator[Told]:
    """What happened, in order of time."""
    data = body["data"]
    yield heading(body)
    if data["around"]:
        yield f"中心:{data['around']['fact']}({data['around']['on']})"
    rows = [
        (
            f"{'' if each['exact'] else '≤'}{each['on']}",
            "" if each["offset_days"] is None else f"{each['offset_days']:+d}",
            each["what"],
            each["fact"]["label_zh"],
            each["fact"]["other"]["name"] if each["fact"]["other"] else each["fact"]["props"].get("doc_no", ""),
            numbers(each["fact"]["evidence"]),
            ",".join(each["fact"]["flags"]),
        )
        for each in data["events"]
    ]
    yield Sheet("时间线 timeline", ("日期", "相距", "事", "种类", "对方", "证据", "注意"), rows)
    yield from closing(body)


def network(body: Body) -> Iterator[Told]:
    """The chains between several subjects."""
    data = body["data"]
    names = {node["id"]: node["name"] or node["id"] for node in data["nodes"]}
    for pair in data["pairs"]:
        ends = " ↔ ".join(pair[end]["name"] or pair[end]["id"] for end in ("from", "to"))
        yield f"{ends}  " + (f"{pair['hops']} 步" if pair["hops"] else f"{data['max_hops']} 步以内未见关联 no path")
        yield from (f"  {'  '.join(_stride(step, names) for step in path)}" for path in pair["paths"])
    yield f"依据来源 {', '.join(data['sources'])},截至 {body['meta']['as_of']}"
    yield from closing(body)


def _stride(step: Mapping[str, Any], names: Mapping[str, str]) -> str:
    told = "、".join(f"{each['label_zh']}[证据 {numbers(each['evidence'])}]" for each in step["relations"])
    return f"{names[step['from']]} —{told}— {names[step['to']]}"
