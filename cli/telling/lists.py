"""Lists with their law, and grades, told."""

from collections.abc import Iterator, Mapping
from typing import Any

from cli.sheets import Sheet, Told
from cli.telling.subjects import Body, closing, heading, numbers

_READ = {"yes": "已核", "partial": "部分核实", "no": "未核", None: "目录无其法"}


def graded(body: Body) -> Iterator[Told]:
    """Grades that sources state."""
    data = body["data"]
    yield heading(body)
    yield "等级由来源所述,不是惩戒;本系统不计算等级。Grades as sources state them; none is computed here."
    rows = [
        (
            each["scheme"],
            each["name_zh"],
            each["level"]["label_zh"] if each["level"] else "未载明",
            each["period_of"] or each["stated_on"],
            each["nature_zh"],
            ";".join(map(_rate, each["spot_checks"])),
            numbers(each["evidence"]),
        )
        for each in data["grades"]
    ]
    yield Sheet("等级 grades", ("体系", "名称", "等级", "年度或日期", "性质", "抽查比例", "证据"), rows)
    yield Sheet("当地抽查比例 spot checks", ("地方、等级与比例",), [(_rate(each),) for each in data["spot_checks"]])
    if data["unstated"]:
        yield f"没有来源述及:{'、'.join(data['unstated'])};这不是等级。No source states these."
    yield from closing(body)


def all_lists(body: Body) -> Iterator[Told]:
    """Every list in one line."""
    columns = ("代码", "名单", "性质", "机关", "期限", "移出", "人员", "公开", "文本", "在列", "累计", "来源截至")
    yield Sheet("名单 lists", columns, [_row(each) for each in body["data"]["lists"]])
    yield from closing(body)


def one_list(body: Body) -> Iterator[Told]:
    """The law of one list."""
    each = body["data"]
    yield f"{each['list_code']['label_zh']}  {each['list_code']['code']}"
    said = [
        ("机关", each["authority_zh"]),
        ("依据", ";".join(f"{cited['instrument']} {cited['article']}" for cited in each["basis"])),
        ("期限", each["term"]["text_zh"] if each["term"] else None),
        ("移出", each["term"]["removal_zh"] if each["term"] else None),
        ("人员", each["persons_zh"]),
        ("身份", "、".join(role["label_zh"] for role in each["persons_roles"])),
        ("公布字段", "、".join(each["published_fields"])),
        ("不公布字段", "、".join(each["hidden_fields"])),
        ("文本核实", _READ[each["verified"]]),
        ("触发的规则", "、".join(each["rules"])),
        ("说明", each["note"]),
        *([(("装载"), _loaded(each["entries"]))] if each["entries"] else []),
    ]
    yield Sheet("名单 list", ("项目", "内容"), [row for row in said if row[1]])
    yield from closing(body)


def _row(each: Mapping[str, Any]) -> tuple[object, ...]:
    term, entries = each["term"] or {}, each["entries"] or {}
    law = (each["authority_zh"], term.get("text_zh"), term.get("removal_zh"), each["persons_zh"])
    counts = (entries.get("current"), entries.get("total"), entries.get("current_through"))
    public = "是" if each["public"] else "否"
    return (each["list_code"]["code"], each["list_code"]["label_zh"], each["polarity"], *law, public, _READ[each["verified"]], *counts)


def _loaded(entries: Mapping[str, Any]) -> str:
    spoken = f"来源 {'、'.join(entries['sources'])},截至 {entries['current_through']}" if entries["sources"] else "没有来源"
    return f"在列 {entries['current']},累计 {entries['total']},最近列入 {entries['latest'] or '—'};{spoken}"


def _rate(each: Mapping[str, Any]) -> str:
    low, high = each["percent_min"], each["percent_max"]
    percent = f"{low:g}%" if low == high else f"{low:g}%至{high:g}%"
    return f"{each['where_zh']} {each['level_zh']} {percent}{'(' + each['note_zh'] + ')' if each['note_zh'] else ''}"
