"""Alerts of the warning patterns as they leave: leads, told with what they count and what ends them."""

from typing import Literal

from pydantic import Field

from inquiry.answering.consequences import Citation, citations, day_told
from inquiry.answering.wire import Label, Ref, Wire
from inquiry.asking.question import Question
from reasoning.catalogue import NegativeRule, Pattern
from reasoning.patterns import Alert, Count, Counted, LeftOut, Near, Silent, Spell, Warnings

_WHY_ZH = {"window": "窗口期满", "repaired": "信用修复", "removed": "移出名单"}
_SILENT_ZH = {"not_in_force": "该日依据不在施行期内", "excluded": "不列入"}
_LEFT_OUT_ZH = {
    "no_standing_record": "没有有效的记录：决定已被撤销，或者没有来源描述它",
    "undated": "记录未载明日期",
    "no_domain": "记录未载明领域",
    "no_vehicle": "记录未载明车辆",
    "other_law": "决定依据的不是本条所称的法",
}


class WindowTold(Wire):
    """So many records within so many months or days; `again`: and so many more; `domains`: spread over so many fields."""

    months: int
    days: int
    at_least: int
    again: int
    domains: int


class CountedTold(Wire):
    """A record that counts: from its own day to the first day on which it no longer does, and why not from then on."""

    record: Ref
    fact: str
    on: str | None
    until: str | None
    ends_by: Literal["window", "repaired", "removed"]
    domain: Label | None
    flags: list[str]
    evidence: list[int]


class CountTold(Wire):
    """One window of one pattern: `k` of `n` counted, by field or vehicle (`group`). `number`: whether a text gives the number.

    `parameters` are the numbers that a deployer's overlay may change.
    """

    pattern: str
    name_zh: str
    window: WindowTold | None
    group: Label | None
    k: int
    n: int
    domains: int
    records: list[CountedTold]
    number: Literal["official", "parameter"]
    parameters: list[str]
    basis: list[Citation]
    says_zh: str


class AlertTold(CountTold):
    """A window that is filled. `until`: the earliest day of exit if nothing new comes; `effect_zh`: what the text then allows."""

    from_: str | None = Field(alias="from")
    until: str | None
    ends_by: Literal["window", "repaired", "removed"]
    standing: bool
    effect_zh: str
    way_out_zh: str
    follows: list[str]
    flags: list[str]


class NearTold(CountTold):
    """A window that one more record by the day `until` would fill."""

    until: str | None


class LeftOutTold(Wire):
    """A record that could not be counted, and why."""

    record: Ref
    pattern: str | None
    why: str
    why_zh: str
    evidence: list[int]


class SilentTold(Wire):
    """A pattern that says nothing of this subject, and why."""

    pattern: str
    name_zh: str
    why: Literal["not_in_force", "excluded"]
    why_zh: str


class NotOfPersons(Wire):
    """Why nothing of the kind is said of a natural person."""

    rule: str
    statement_zh: str
    statement_en: str
    basis: list[Citation]


def alert(question: Question, each: Alert) -> AlertTold:
    """An alert with names and dates."""
    pattern = each.count.pattern
    flags = {flag for record in each.count.records for flag in record.flags} | ({"rests_on_disputed"} if each.disputed else set())
    return AlertTold(
        **_count(question, each.count, _alert_zh(each)),
        from_=day_told(each.spell.from_),
        until=day_told(each.spell.until),
        ends_by=each.spell.fell_away,
        standing=each.standing,
        effect_zh=pattern.effect_zh,
        way_out_zh=pattern.way_out_zh,
        follows=list(each.follows),
        flags=sorted(flags),
    )


def near(question: Question, each: Near) -> NearTold:
    """How near the next alert is."""
    says = f"{_window_zh(each.count)}已有{each.count.k}次(标准{each.count.n}次)，至{day_told(each.until)}再有一次即达到"
    return NearTold(**_count(question, each.count, says), until=day_told(each.until))


def left_out(question: Question, each: LeftOut) -> LeftOutTold:
    """A record that was not counted."""
    why = _LEFT_OUT_ZH[each.why]
    return LeftOutTold(record=question.ref(each.record), pattern=each.pattern, why=each.why, why_zh=why, evidence=list(each.evidence))


def silent(question: Question, each: Silent) -> SilentTold:
    """A pattern that says nothing."""
    return SilentTold(
        pattern=each.pattern,
        name_zh=question.rulebook.catalogue.patterns[each.pattern].name_zh,
        why=each.why,
        why_zh=_SILENT_ZH[each.why] + (f"：{_excluded_by(question, each.by)}" if each.by else ""),
    )


def not_of_persons(question: Question, codes: set[str]) -> NotOfPersons | None:
    """The rule of the catalogue by which these patterns or schemes say nothing of a natural person; None where it has none."""
    rules = question.rulebook.catalogue.negative_rules.values()
    found: NegativeRule | None = next((rule for rule in rules if "PERSON" in rule.roles and codes & set(rule.speaks_of)), None)
    if found is None:
        return None
    said = {"statement_zh": found.statement_zh, "statement_en": found.statement_en}
    return NotOfPersons(rule=found.id, **said, basis=citations(found.basis))


def nodes_of(said: Warnings) -> set[str]:
    """Every record that these warnings name."""
    counts = [*(each.count for each in (*said.alerts, *said.former)), *(each.count for each in said.near)]
    excluded = {each.by for each in said.silent if each.by and ":" in each.by}
    return {record.record for count in counts for record in count.records} | {each.record for each in said.left_out} | excluded


def _count(question: Question, count: Count, says: str) -> dict[str, object]:
    pattern, window = count.pattern, count.window
    shape = window.model_dump(exclude={"where"}) if window else None
    return {
        "pattern": pattern.id,
        "name_zh": pattern.name_zh,
        "window": WindowTold.model_validate(shape) if shape else None,
        "group": _group(question, pattern, count.group),
        "k": count.k,
        "n": count.n,
        "domains": count.domains,
        "records": [_counted(question, each) for each in count.records],
        "number": "parameter" if pattern.parameters else "official",
        "parameters": list(pattern.parameters),
        "basis": citations(pattern.basis),
        "says_zh": says + ("；该数字是规则目录的参数，可由部署者的覆盖文件更改" if pattern.parameters else ""),
    }


def _group(question: Question, pattern: Pattern, group: str | None) -> Label | None:
    if group is None:
        return None
    return question.rulebook.label("domain", group) if pattern.per == "domain" else Label(code=group, label_zh=group, label_en=group)


def _counted(question: Question, each: Counted) -> CountedTold:
    return CountedTold(
        record=question.ref(each.record),
        fact=each.fact,
        on=day_told(each.day),
        until=day_told(each.until),
        ends_by=each.fell_away,
        domain=question.rulebook.label("domain", each.domain) if each.domain else None,
        flags=list(each.flags),
        evidence=list(each.evidence),
    )


def _alert_zh(each: Alert) -> str:
    if each.follows:
        return f"{'、'.join(each.follows)}列入台账之后{_ends_zh(each.spell)}"
    return f"{_window_zh(each.count)}计{each.count.k}次(标准{each.count.n}次)，自{day_told(each.spell.from_)}达到{_ends_zh(each.spell)}"


def _ends_zh(spell: Spell) -> str:
    return f"，如无新增于{day_told(spell.until)}退出({_WHY_ZH[spell.fell_away]})"


def _window_zh(count: Count) -> str:
    window = count.window
    length = "" if window is None else f"{window.months}个月内" if window.months else f"{window.days}日内"
    spread = f"、{count.domains}个领域" if window and window.domains > 1 else ""
    return f"{length}{spread}"


def _excluded_by(question: Question, by: str) -> str:
    """A record by its name, else the code of what is known of the subject."""
    if ":" in by:
        return question.ref(by).name or by
    groups = ("status", "legal_form")
    return next((label.label_zh for group in groups if (label := question.rulebook.label(group, by)).label_zh != by), by)
