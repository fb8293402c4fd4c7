"""Subjects, search results and evidence, told."""

from collections.abc import Iterator, Mapping
from typing import Any

from cli.sheets import Sheet, Told
from credit.kinds import FACT_KINDS

Body = Mapping[str, Any]


def heading(body: Body) -> str:
    """Who, as of when, known when."""
    subject, meta = body["data"]["subject"], body["meta"]
    return f"{subject['name'] or '(未具名)'}  {subject['id']}  截至 {meta['as_of']},所知 {known(meta)}"


def known(meta: Mapping[str, Any]) -> str:
    """Since when it is known, to the second."""
    return str(meta["known_at"] or "—")[:19]


def closing(body: Body) -> Iterator[str]:
    """What a reader must know of the answer as a whole."""
    meta = body["meta"]
    if meta["truncated"]:
        yield f"(未完:{meta['reason']} truncated)"
    if meta["hidden_by_permission"]:
        yield f"(有 {meta['hidden_by_permission']} 处个人信息未显示;说明用途可见 --purpose CODE)"


def span(period: Mapping[str, Any]) -> str:
    """A period in short: unknown bounds as `?`, an open end as nothing."""
    start = period["from"] or (f"≤{period['from_max']}" if period["from_max"] else "?")
    end = "" if period["ongoing"] else period["until"] or f"≤{period['until_max'] or '?'}"
    return f"{start} – {end}"


def found(body: Body) -> Iterator[Told]:
    """Search results."""
    items = body["data"]["items"]
    rows = [(each["id"], each["kind"], each["name"], each["matched"], each["hint"]) for each in items]
    yield Sheet("查找结果 found", ("标识", "种类", "名称", "匹配", "提示"), rows)
    if not items:
        yield "没有找到。Nothing found."
    yield from closing(body)


def shown(body: Body) -> Iterator[Told]:
    """A subject."""
    data = body["data"]
    yield heading(body)
    if data["record"]:
        yield Sheet("登记 record", ("项目", "内容", "证据"), _record(data["record"]))
    codes = [(each["scheme"], each["value"], numbers(each["evidence"])) for each in data["identifiers"]]
    yield Sheet("标识 identifiers", ("种类", "标识", "证据"), codes)
    former = [(each["name"], span(each["period"]), numbers(each["evidence"])) for each in data["names"] if each["former"]]
    yield Sheet("曾用名 former names", ("名称", "期间", "证据"), former)
    yield Sheet("任职与关系 roles", ("关系", "对方", "标识", "期间", "证据", "注意"), [_role(each) for each in data["roles"]])
    for title, key in (("决定与文书 decisions", "decisions"), ("名单 lists", "lists")):
        yield Sheet(title, ("种类", "名称", "标识", "期间", "证据", "注意"), [_decision(each) for each in data[key]])
    yield Sheet("说法不一 conflicts", ("项目", "说法", "来源"), [_conflict(each) for each in data["conflicts"]])
    yield from closing(body)


def _record(item: Mapping[str, Any]) -> list[tuple[object, ...]]:
    declared = {prop.name: prop for prop in FACT_KINDS[item["kind"]].props}
    sources = numbers(item["evidence"])
    return [
        (declared[name].zh, money(value) if declared[name].type == "fen" else text(value), sources) for name, value in item["props"].items()
    ]


def money(fen: Any) -> str:
    """Hundredths of a yuan as yuan."""
    return f"{fen / 100:,.2f} 元" if isinstance(fen, int) else str(fen)


def where_read(body: Body) -> Iterator[Told]:
    """One piece of evidence."""
    data = body["data"]
    where = f"{data['file']} 第 {data['row']} 行"
    yield f"{data['source_title']}({data['source']}/{data['scope']})  {where}  {data['label_zh']}  所见于 {data['seen_on']}"
    yield Sheet("原值 raw", ("列", "值"), list((data["raw"] or {}).items()))
    if data["withheld"]:
        yield f"未显示的列:{'、'.join(data['withheld'])}"
    if data["redacted"]:
        yield "原值已依法清除。The raw values have been redacted."
    yield from closing(body)


def text(value: Any) -> str:
    """A property's value: a code by its label."""
    if isinstance(value, Mapping):
        return str(value.get("label_zh", value))
    return "、".join(text(each) for each in value) if isinstance(value, list) else str(value)


def numbers(evidence: list[int]) -> str:
    """Evidence ids in one cell."""
    return ",".join(str(number) for number in evidence)


def remarks(item: Mapping[str, Any]) -> str:
    """What to mind about a fact."""
    said = [*item["flags"], *([] if item["certainty"] == "certain" else [item["certainty"]]), *([] if item["usable"] else ["not_usable"])]
    return ",".join(said)


def _role(each: Mapping[str, Any]) -> tuple[object, ...]:
    arrow = "→" if each["direction"] == "out" else "←"
    return f"{arrow} {each['label_zh']}", *_decision(each)[1:]


def _decision(each: Mapping[str, Any]) -> tuple[object, ...]:
    return each["label_zh"], each["other"]["name"], each["other"]["id"], span(each["period"]), numbers(each["evidence"]), remarks(each)


def _conflict(each: Mapping[str, Any]) -> tuple[object, ...]:
    said = [f"{text(voice['value'])}{'(采信)' if voice['counts'] else ''}" for voice in each["values"]]
    return each["label_zh"], " / ".join(said), " / ".join("、".join(voice["sources"]) for voice in each["values"])
