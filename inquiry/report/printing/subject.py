"""The sections about the subject itself: summary, identity, offices, records."""

from collections.abc import Iterator, Mapping
from typing import Any

from inquiry.report.printing.paper import Block, Pairs, Section, Table, Words
from inquiry.report.printing.texts import named, numbers, props, span, value_of

Body = Mapping[str, Any]
NOTHING = Words("无。None.", "quiet")
_SCHEMES = {
    "id": "本系统标识", "uscc": "统一社会信用代码", "org_code": "组织机构代码", "reg_no": "工商注册号", "tax_no": "纳税人识别号",
    "own_id": "来源内部编号", "stated_code": "来源所述代码(未通过校验)",
}  # fmt: skip
_HASHES = frozenset({"masked_id_hash", "own_id"})
"""Keyed digests say nothing to a reader."""
_SHOWN_AS_HEAD = frozenset(
    {"tier", "tier_set_by", "doc_no", "case_no", "name_as_listed", "masked_id_hash", "polarity", "list_code", "authority_uscc"}
)
_MOST_WORDS = 400


def summary(body: Body) -> Section:
    """The report in plain words, and the table of contents of what was left out."""
    told = body["data"]["summary"]["lines"]
    lines: list[Block] = [Words(f"{line['text_zh']} {line['text_en']}") for line in told]
    advice = Words(
        "本报告只列事实、名单和措施及其依据，不对任何主体评分或者评级。Facts, lists and measures with their grounds: nobody is scored.",
        "quiet",
    )
    return Section("summary", "", "摘要", "Summary", (*lines, *left_out(body, "annex"), advice))


def identity(body: Body) -> Section:
    """Names, codes, what the registry says, and whose word it is."""
    data = body["data"]["identity"]
    rows = [(_SCHEMES.get(each["scheme"], each["scheme"]), each["value"], numbers(each["evidence"])) for each in data["identifiers"]]
    blocks: list[Block] = [Table(("标识", "内容", "证据"), tuple(rows), (3, 5, 3))]
    former = [(each["name"], span(each["period"]), numbers(each["evidence"])) for each in data["names"] if each["former"]]
    if former:
        blocks.append(Table(("曾用名", "期间", "证据"), tuple(former), (5, 3, 3)))
    if record := data["record"]:
        blocks.append(
            Pairs((*props(record, _HASHES), ("来源", sources_of(body, record["sources"])), ("证据", numbers(record["evidence"]))))
        )
    return Section("identity", "", "主体与登记", "Identity and registry facts", tuple(blocks))


def roles(body: Body) -> Section:
    """Offices, holdings and the like; everybody else by a masked name."""
    rows = tuple(
        (
            f"{'→' if each['direction'] == 'out' else '←'} {each['label_zh']}",
            named(each["other"]),
            "；".join(f"{name} {value}" for name, value in props(each, frozenset({"since", "title"}))) or "—",
            span(each["period"]),
            numbers(each["evidence"]),
        )
        for each in body["data"]["roles"]
    )
    head = Words("→ 本主体在对方的身份;← 对方在本主体的身份。→ its role there, ← the other's role here.", "quiet")
    table = Table(("关系", "对方", "内容", "期间", "证据"), rows, (4, 6, 5, 5, 3))
    return Section("roles", "", "任职与关系", "Offices and relations", (head, table, *left_out(body, "roles")) if rows else (NOTHING,))


def records(body: Body) -> Section:
    """Penalties, listings and orders: tier, state, what is said, who says it."""
    rows = tuple(_record(each) for each in body["data"]["records"])
    table = Table(("种类", "文号与名称", "内容", "失信程度", "状态", "起止", "证据"), rows, (3, 6, 9, 3, 4, 5, 3))
    repaired = Words(body["data"]["disclaimer"][3]["text_zh"], "quiet")
    return Section(
        "records",
        "",
        "行政处罚、名单与法院文书",
        "Penalties, lists and court orders",
        ((table,) if rows else (NOTHING,)) + (*left_out(body, "records"), repaired),
    )


def sources_of(body: Body, codes: list[str]) -> str:
    """Sources by their titles."""
    titles = {each["source"]: each["title"] for each in body["meta"]["coverage"]}
    return "、".join(titles.get(code, code) for code in codes)


def left_out(body: Body, *parts: str) -> Iterator[Words]:
    """How much of these parts is not told."""
    for each in body["data"]["omitted"]:
        if each["part"]["code"] in parts:
            yield Words(f"共 {each['total']} 条，本报告列出 {each['told']} 条。Told: {each['told']} of {each['total']}.", "warning")


def _record(each: Mapping[str, Any]) -> tuple[str, ...]:
    props_of, title = each["props"], each["other"]["name"] or each["other"]["id"]
    numbers_of = [str(props_of[name]) for name in ("doc_no", "case_no") if props_of.get(name) and props_of[name] != title]
    told = "；".join(f"{name}：{value}" for name, value in props(each, _SHOWN_AS_HEAD) if value)
    tier = value_of(props_of["tier"]) if "tier" in props_of else "未载明" if each["kind"] == "Penalty" else "—"
    return (
        each["label_zh"],
        "\n".join([title, *numbers_of]),
        told if len(told) <= _MOST_WORDS else f"{told[:_MOST_WORDS]}……〔余见证据附录〕",
        f"{tier}（{props_of['tier_set_by']}）" if props_of.get("tier_set_by") else tier,
        "\n".join(state["label_zh"] for state in each["states"]) + (f"\n{each['repaired_on']}" if each["repaired_on"] else ""),
        span(each["period"]) if each["kind"] != "Penalty" else str(each["period"]["from"] or "?"),
        numbers(each["evidence"]),
    )
