"""The law, told."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cli.sheets import Sheet, Told
from cli.telling.subjects import Body

_STATES = {"evaluated": "适用", "at_most_possible": "至多可能", "turned_on": "已启用", "off": "条文未见", "turned_off": "已停用"}
_CHANGES = {"added": "新增", "removed": "删除", "changed": "改动"}


def lines(body: Body) -> Iterator[Told]:
    """Many rules, a line each."""
    data = body["data"]
    columns = ("编号", "情形", "措施", "身份", "领域", "执行", "证据", "状态", "有效", "覆盖层")
    yield Sheet(f"规则 rules ({len(data['rules'])}/{data['of']})", columns, [_line(each) for each in data["rules"]])
    yield _mark(body)


def _line(each: Mapping[str, Any]) -> tuple[object, ...]:
    valid = "" if each["in_force"] else f"{each['valid_from'] or ''}–{each['valid_to'] or ''} 当日无效"
    return (
        each["id"],
        each["title_zh"],
        each["measure"]["label_zh"],
        _labels(each["roles"]),
        each["domain"]["label_zh"],
        each["executor"],
        each["grade"],
        _STATES[each["state"]],
        valid,
        "是" if each["from_overlay"] else "",
    )


def one(body: Body) -> Iterator[Told]:
    """One rule as a lawyer reads it."""
    data = body["data"]
    if data["negative"]:
        yield from _negative(data["negative"])
    else:
        yield from _rule(data["rule"])
    yield from (f"检查：{each}" for each in data["findings"])
    yield _mark(body)


def _rule(rule: Mapping[str, Any]) -> Iterator[Told]:
    line = rule["line"]
    yield f"{line['id']} {line['title_zh']}"
    yield f"措施：{rule['measure_zh']}（{line['measure']['code']}；{rule['measure_class']['label_zh']}）"
    yield f"领域：{line['domain']['label_zh']}　执行：{line['executor']}　途径：{rule['channel']['label_zh']}"
    for each in rule["basis"]:
        yield f"依据：{_citation(each)}"
    for each in rule["formerly"]:
        until = f"（至 {each['until']}）" if each["until"] else ""
        yield f"　原引：《{each['instrument']}》{each['article']}{until} → 《{each['now']['instrument']}》{each['now']['article']}"
    valid = f"{line['valid_from'] or '施行日未载明'} 至 {line['valid_to'] or '今'}" + ("" if line["in_force"] else "（当日无效）")
    yield f"有效：{valid}" + (f"；{rule['firm_from']} 之前的至多可能" if rule["firm_from"] else "")
    yield f"证据等级：{line['grade']}（{rule['grade_zh']}）　状态：{_STATES[line['state']]}　来源：{'、'.join(rule['source'])}"
    if rule["switched"]:
        yield f"开关：{rule['switched']['state']}，{rule['switched']['by']}，{rule['switched']['reason_zh'] or ''}"
    for number, case in enumerate(rule["cases"], 1):
        yield from _case(number, case)
    yield f"信用修复：{rule['repair']['label_zh']}"
    yield f"条文点名：{_labels(rule['names']) or '无'}　不及于：{_labels(rule['excludes']) or '—'}"
    yield from _remarks(rule)
    rows = [(each["given"], each["ask"], each["answer"]) for each in rule["golden"]]
    yield Sheet("例 golden cases" + ("（随附规则的，已被覆盖层替换）" if rule["golden_of_ours"] else ""), ("已知", "问", "答"), rows)


def _case(number: int, case: Mapping[str, Any]) -> Iterator[Told]:
    yield f"情形{number}：{case['trigger_zh']}"
    for bind in case["binds"]:
        through = f"（经{bind['through']['label_zh']}）" if bind["through"] else ""
        basis = "".join(f"；{_citation(each)}" for each in bind["basis"])
        yield f"　及于：{bind['role']['label_zh']}{through}，{bind['mode']['label_zh']}，身份以{bind['read_on']['label_zh']}为准{basis}"
    yield f"　期限：{case['lasts_zh']}"
    for way in case["lifts_when"]:
        yield f"　出路：{way['text_zh']}" + (f"（{way['earliest_zh']}）" if way["earliest_zh"] else "")


def _remarks(rule: Mapping[str, Any]) -> Iterator[Told]:
    if rule["scope_zh"]:
        yield f"范围：{rule['scope_zh']}"
    if rule["note"]:
        yield f"注：{rule['note']}"
    if rule["spoken_of_by"]:
        yield f"另见：{'、'.join(rule['spoken_of_by'])}"
    yield from (f"豁免 {each['check']}：{each['reason']}" for each in rule["exempt"])
    yield f"所在：{rule['stands_in']}"


def _negative(said: Mapping[str, Any]) -> Iterator[Told]:
    yield f"{said['id']} {said['statement_zh']}"
    yield said["statement_en"]
    if said["wish_zh"]:
        yield f"愿望：{said['wish_zh']}（{said['wished_in']}）"
        yield f"回答：{said['answer_zh']}"
    yield from (f"依据：{_citation(each)}" for each in said["basis"])
    if said["exceptions_zh"]:
        yield f"例外：{'；'.join(said['exceptions_zh'])}"
    yield f"证据：{said['evidence']}　所在：{said['stands_in']}"
    if said["note"]:
        yield f"注：{said['note']}"


def _citation(each: Mapping[str, Any]) -> str:
    days = f"，{each['valid_from'] or ''}–{each['valid_to'] or ''}" if each["valid_from"] or each["valid_to"] else ""
    now = f"，现为《{each['now']['instrument']}》{each['now']['article']}" if each["now"] else ""
    return f"《{each['instrument']}》{each['article']}（{each['rank_zh']}{days}{'' if each['in_force'] else '，当日不在施行期间'}{now}）"


def changes(body: Body) -> Iterator[Told]:
    """What differs between two catalogues, field by field."""
    data = body["data"]
    yield f"{data['before']['version']} ({data['before']['hash']}) → {data['after']['version']} ({data['after']['hash']})"
    rows = [row for each in data["changes"] for row in _change(each)]
    yield Sheet("不同 differences", ("部分", "编号", "变化", "字段", "之前", "之后"), rows)
    if not rows:
        yield "没有不同。No difference."


def _change(each: Mapping[str, Any]) -> Iterable[tuple[object, ...]]:
    told = (each["part"], each["id"], _CHANGES[each["change"]])
    return [(*told, field["field"], _plain(field["before"]), _plain(field["after"])) for field in each["fields"]] or [(*told, "", "", "")]


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def faults(body: Body) -> Iterator[Told]:
    """The linter's findings: first those that must be mended, a deployer's before ours."""
    data = body["data"]
    ranked = sorted(data["findings"], key=lambda each: (each["exempt"] is not None, not each["overlay"], each["rule"]))
    rows = [
        (each["rule"], "覆盖层" if each["overlay"] else "随附", each["check"], each["says_zh"], each["exempt"] or "") for each in ranked
    ]
    yield Sheet("检查 findings", ("规则", "所属", "项目", "问题", "豁免理由"), rows)
    yield f"未豁免 {data['unexempted']} 项,共 {len(rows)} 项。{data['unexempted']} findings without an exemption, of {len(rows)}."
    yield _mark(body)


def archived(body: Body) -> Iterator[Told]:
    """The catalogues that answered here."""
    columns = ("哈希", "版本", "覆盖层", "首次使用", "现用")
    rows = [
        (each["hash"], each["version"], each["overlay_zh"], each["kept_at"], "是" if each["in_use"] else "")
        for each in body["data"]["catalogues"]
    ]
    yield Sheet("规则存档 archive", columns, rows)
    if not rows:
        yield "尚无存档;首次作答时存档。Nothing is archived yet; the first answer does."


def _labels(labels: Iterable[Mapping[str, Any]]) -> str:
    return "、".join(each["label_zh"] for each in labels)


def _mark(body: Body) -> str:
    meta = body["meta"]
    return f"规则目录 {meta['rules']['version']} ({meta['rules']['hash']}),以 {meta['as_of']} 为准。"
