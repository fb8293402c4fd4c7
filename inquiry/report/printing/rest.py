"""The sections after the measures: ways out, disagreements, leads, coverage, evidence, rights."""

from collections.abc import Mapping
from typing import Any

from inquiry.ontology import words
from inquiry.report.fixed import fixed
from inquiry.report.printing.paper import Block, Pairs, Section, Table, Words
from inquiry.report.printing.subject import NOTHING, left_out, sources_of
from inquiry.report.printing.texts import cited, named, numbers, prop_value, value_of

Body = Mapping[str, Any]
_DIGITS = 16
_ROOM_FOR_A_SEAL = "________________________ 日期：________________"


def remedies(body: Body) -> Section:
    """What lifts which measure, the earliest first, and the rules of repair."""
    told = body["data"]["remedies"]
    rows = tuple(
        (way["earliest"] or "日期待定", way["measure_zh"], words()["ways_out"][way["kind"]]["zh"], way["text_zh"]) for way in told["ways"]
    )
    blocks: list[Block] = [Table(("最早日期", "措施", "出路", "条件"), rows, (3, 7, 3, 9))] if rows else [NOTHING]
    calendar = tuple(_calendar(each) for each in told["records"])
    if calendar:
        blocks.append(Table(("记录", "最早可申请修复", "尚缺条件", "自动终止", "办理时限"), calendar, (6, 4, 6, 5, 6)))
    rules = tuple((each["rule_zh"], "；".join(each["more_zh"]) or "—", f"{cited(each['basis'])}（{each['id']}）") for each in told["rules"])
    if rules:
        blocks.append(Table(("信用修复规则", "条件、效果与时限", "依据"), rules, (8, 7, 7)))
    return Section("remedies", "", "出路与期限", "Ways out and deadlines", tuple(blocks))


def _calendar(each: Mapping[str, Any]) -> tuple[str, ...]:
    """One record's way out: from when, what is missing, what ends when, who must act by when."""
    opens = [f"{way['earliest'] or '日期待定'}（{way['rule']}）" for way in each["opens"]]
    ends = [f"{way['says_zh']}：{way['until'] or '日期待定'}（{way['rule']}）" for way in each["ends"]]
    due = [f"{way['who_zh']}{way['what_zh']}：{way['due'] or '日期待定'}" for way in each["deadlines"]]
    cells = ("\n".join(opens), "；".join(each["missing"]), "\n".join(ends), "\n".join(due))
    return (f"{each['kind']['label_zh']} {named(each['record'])}", *(cell or "—" for cell in cells))


def conflicts(body: Body) -> Section:
    """Who says what, and which value counts."""
    rows = tuple(
        (
            each["label_zh"],
            f"{prop_value(each['kind'], each['prop'], voice['value'])}{'（采信 counts）' if voice['counts'] else ''}",
            sources_of(body, voice["sources"]),
            numbers(voice["evidence"]),
        )
        for each in body["data"]["conflicts"]
        for voice in each["values"]
    )
    table = Table(("项目", "说法", "来源", "证据"), rows, (4, 9, 6, 3))
    return Section("conflicts", "", "来源说法不一", "Where sources disagree", (table, *left_out(body, "conflicts")) if rows else (NOTHING,))


def leads(body: Body) -> Section | None:
    """Linked risk, on a page of its own and never to be taken for anything else."""
    told = body["data"]["linked_risk"]
    if told is None:
        return None
    names = {node["id"]: named(node) for node in told["nodes"]}
    rows = tuple(
        (
            named(each["subject"]),
            str(each["hops"]),
            " → ".join(f"{hop['label_zh']} {names.get(hop['to'], hop['to'])}" for hop in each["path"]) or "本身",
            "；".join(f"{record['label_zh']}（{record['from'] or '日期不详'}）" for record in each["adverse"]),
            numbers([number for record in each["adverse"] for number in record["evidence"]]),
        )
        for each in told["exposures"]
    )
    mark = fixed().advisory
    totals = told["totals"]
    counted = Words(
        f"策略 {told['policy']}:看过 {totals['explored']} 个主体，有不良记录的 {totals['exposures']} 个，列出 {totals['returned']} 个，"
        f"未穿过的枢纽 {len(totals['hubs_not_crossed'])} 个。",
        "quiet",
    )
    lane = Words(f"{mark.zh} · {mark.en}", "advisory")
    table = Table(("主体", "步", "路径", "不良记录", "证据"), rows, (5, 1, 8, 7, 3))
    return Section(
        "leads",
        "",
        "关联风险",
        "Linked risk",
        (lane, *((table,) if rows else (NOTHING,)), counted),
        own_page=True,
        tone="advisory",
        mark=mark.zh,
    )


def coverage(body: Body) -> Section:
    """Whose word was heard, through which day; what was left out."""
    rows = tuple(
        (each["title"], each["publisher"], str(each["scopes"]), each["oldest_through"] or "—", each["current_through"] or "—")
        for each in body["meta"]["coverage"]
    )
    table = Table(("来源", "提供单位", "范围数", "最早截止日", "最近截止日"), rows, (8, 7, 2, 4, 4))
    head = Words("未列出的来源未曾装载;没有记录不等于没有。Sources that are not listed were never loaded; silence is not innocence.")
    omitted = tuple((each["part"]["label_zh"], str(each["total"]), str(each["told"])) for each in body["data"]["omitted"])
    cut: tuple[Block, ...] = (Table(("未列全的部分", "共有", "列出"), omitted, (8, 3, 3)),) if omitted else ()
    return Section("coverage", "", "数据覆盖与截断", "Coverage and what was left out", (head, table, *cut))


def annex(body: Body) -> Section:
    """Every evidence number that the report cites."""
    first: dict[str, int] = {}
    rows = tuple(_evidence(each, first) for each in body["data"]["annex"])
    head = Words(
        "摘要为该行所列内容的 SHA-256 前 16 位，全文见 JSON 正文。The digest is the beginning of SHA-256 over what is told of the row.",
        "quiet",
    )
    table = Table(("编号", "来源与文件", "文号", "所述原值", "摘要"), rows, (2, 6, 4, 14, 4))
    return Section(
        "annex", "", "证据附录", "Evidence annex", (head, table, *left_out(body, "annex")) if rows else (NOTHING,), own_page=True
    )


def rights(body: Body) -> Section:
    """How to object and repair, and what this paper is not."""
    data = body["data"]
    told = tuple(
        (f"{each['title_zh']} {each['title_en']}", each["text_zh"] + (f"（{cited(each['basis'])}）" if each["basis"] else ""))
        for each in data["rights"]
    )
    said = tuple(Words(f"{line['text_zh']} {line['text_en']}", "quiet") for line in data["disclaimer"])
    seal = body["verification"]
    how = Words(
        f"核验：持有本报告 JSON 正文者可执行 xinmai report --verify {seal['short']} 文件，重新计算核验码；"
        f"完整核验码 {seal['code']}。Whoever holds the JSON body can compute the code again."
    )
    sign = Words(f"签章：{seal['signature'] or _ROOM_FOR_A_SEAL}")
    return Section("rights", "", "异议、修复与权利;声明", "Rights, objection and repair; disclaimer", (Pairs(told), *said, how, sign))


def _evidence(each: Mapping[str, Any], first: dict[str, int]) -> tuple[str, ...]:
    """A row of the annex. One row of a file says many things: its values are printed once, where `first` meets them."""
    seen = each["seen_on"] or "—"
    where = "\n".join((f"{each['source_title']}（{each['scope']}）", f"{each['file']} 第 {each['row']} 行", f"所见于 {seen}"))
    told = _told(each)
    number = first.setdefault(f"{where}\n{told}", each["id"])
    shown = told if number == each["id"] else f"同证据 {number}（文件的同一行）"
    return (str(each["id"]), where, each["document"] or "—", shown, each["digest"][:_DIGITS])


def _told(each: Mapping[str, Any]) -> str:
    raw = "；".join(f"{name}：{value_of(value)}" for name, value in (each["raw"] or {}).items() if value not in (None, ""))
    told = "原值已依法清除" if each["redacted"] else raw or "—"
    return told + (f"\n〔未显示的列：{'、'.join(each['withheld'])}〕" if each["withheld"] else "")
