"""The sections about measures: what binds the subject and why, whom its records reach, whom they do not, and what nobody has stated."""

from collections.abc import Iterator, Mapping
from typing import Any

from inquiry.ontology import words
from inquiry.report.printing.paper import Block, Card, Pairs, Section, Table, Tone, Words
from inquiry.report.printing.subject import NOTHING, left_out
from inquiry.report.printing.texts import cited, named, numbers
from inquiry.rulebook import kind_label

Body = Mapping[str, Any]
_TONES: Mapping[str, Tone] = {"bound": "binding", "possible": "possible", "note": "note"}


def on_the_subject(body: Body) -> Section:
    """Each measure with its state, role, article, executor, days, ways out and proof."""
    cards: list[Block] = [_card(each) for each in body["data"]["on"]]
    nothing = Words("在已装载的来源中没有对本主体的措施；这不等于没有措施。No measure by the loaded sources; not a clean record.")
    return Section(
        "on", "", "对本主体的措施及其证明", "Measures on the subject, with their proof", (*(cards or [nothing]), *left_out(body, "on"))
    )


def on_others(body: Body) -> Section:
    """Whom the subject's records reach. Natural persons are masked."""
    rows = tuple(
        (
            named(each["target"]),
            each["measure"]["label_zh"],
            _word("states", each["state"]),
            each["role"]["label_zh"] if each["role"] else "—",
            f"{cited(each['basis'])}（{each['rule']}）",
            _days(each),
            _evidence(each),
        )
        for each in (explained["consequence"] for explained in body["data"]["from"])
    )
    table = Table(("对象", "措施", "状态", "身份", "依据", "期间", "证据"), rows, (5, 6, 3, 4, 7, 5, 3))
    return Section(
        "from", "", "由本主体的记录及于他人的措施", "Measures that flow to others", (table, *left_out(body, "from")) if rows else (NOTHING,)
    )


def not_bound(body: Body) -> Section:
    """Who stands near and is not reached, and the rule that says so."""
    rows = tuple(
        (
            named(each["related"]),
            _kind(each["relation"]),
            f"{each['statement_zh']}（{each['rule']}）",
            cited(each["basis"]),
            numbers(each["evidence"]),
        )
        for each in body["data"]["refused"]
    )
    table = Table(("对象", "关系", "为什么不受约束", "依据", "证据"), rows, (5, 3, 7, 9, 3))
    return Section(
        "refused", "", "不受约束的主体及理由", "Who is not bound, and why", (table, *left_out(body, "refused")) if rows else (NOTHING,)
    )


def open_points(body: Body) -> Section:
    """Roles that no source states, and namesakes whom nobody has told apart."""
    data = body["data"]
    gaps = tuple((each["says_zh"], each["rule"], each["date"] or "—") for each in data["gaps"])
    namesakes = tuple(
        (named(each["namesake"]), str(each["record"]["name"] or each["record"]["id"]), each["says_zh"], numbers(each["evidence"]))
        for each in data["unconfirmed"]
    )
    blocks: list[Block] = []
    if gaps:
        blocks.append(Table(("来源未载明的身份", "规则", "应查之日"), gaps, (12, 3, 4)))
    if namesakes:
        blocks += [
            Words("以下记录属于同名者，身份未经核实，不得作为对本主体采取措施的依据。Records of namesakes: no ground for anything."),
            Table(("同名者", "记录", "比对", "证据"), namesakes, (4, 6, 9, 3)),
        ]
    return Section(
        "open", "", "未知与待核实", "Gaps and unconfirmed namesakes", (*(blocks or [NOTHING]), *left_out(body, "gaps", "unconfirmed"))
    )


def _card(explained: Mapping[str, Any]) -> Card:
    each = explained["consequence"]
    return Card(
        title=each["measure"]["label_zh"],
        state=_word("states", each["state"]),
        tone=_TONES[each["state"]],
        facts=Pairs(tuple(_facts(each))),
        steps_title="证明 Proof",
        steps=tuple(explained["text_zh"][1 : 1 + len(each["proof"])]),
        anchor=each["id"],
    )


def _facts(each: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    role = each["role"]
    yield "依据 Basis", f"{cited(each['basis'])}（规则 {each['rule']}，{each['domain_zh']}）"
    yield "方式 Mode", _word("modes", each["mode"])
    if role:
        yield "身份 Role", f"{role['label_zh']}（{_word('read_on', role['read_on'])}{'，' + role['date'] if role['date'] else ''}）"
    yield "执行 Executor", each["executor"]
    yield "期间 Period", _days(each)
    for way in each["lifts_when"]:
        earliest = f"（最早 {way['earliest']}）" if way["earliest"] else ""
        yield f"出路 {_word('ways_out', way['kind'])}", f"{way['text_zh']}{earliest}"
    if each["flags"]:
        yield "注意 Mind", "；".join(_word("flags", flag) for flag in each["flags"])
    yield "编号 Id", each["id"]


def _days(each: Mapping[str, Any]) -> str:
    until = each["until"] or {"while_listed": "在列期间", "event": "至法定事由出现", "lifetime": "终身"}.get(each["ends"], "?")
    return f"{each['from'] or '?'} – {until}"


def _word(group: str, code: str) -> str:
    found = words().get(group, {}).get(code)
    return found["zh"] if found else code


def _kind(relation: str) -> str:
    return kind_label(relation).label_zh


def _evidence(each: Mapping[str, Any]) -> str:
    return numbers(list(dict.fromkeys(number for step in each["proof"] for number in step["evidence"])))
