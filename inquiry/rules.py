"""What rules are there, and what does one of them say? The catalogue as a lawyer reads it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import Field

from credit.errors import NotFound
from credit.periods import to_date
from inquiry.answering.consequences import Citation
from inquiry.answering.rules import (
    BindRead,
    CaseRead,
    Cited,
    FormerCitation,
    GoldenRead,
    NegativeRead,
    RuleLine,
    RuleRead,
    RuleState,
    Switched,
    WayOutRead,
)
from inquiry.answering.wire import Label, Wire
from inquiry.asking.parameters import Parameters, Text
from inquiry.asking.question import Outcome, Question
from inquiry.ontology import words
from inquiry.rule_words import earliest_zh, lasts_zh, trigger_zh
from inquiry.rulebook import Rulebook
from reasoning.catalogue import Basis, Bind, Case, NegativeRule, RefusedRule, Rule, current, is_theirs
from reasoning.catalogue.lint import lint


class RulesParameters(Parameters):
    """Which rules. What is not given does not narrow."""

    domain: Text | None = Field(default=None, description="Of this domain (/v1/ontology/domain).")
    measure: Text | None = Field(default=None, description="That give this measure (/v1/ontology/measures).")
    role: Text | None = Field(default=None, description="That reach this role (/v1/ontology/roles), however it is found.")
    list: Text | None = Field(default=None, description="That an entry in this list sets off (/v1/ontology/list_code).")
    grade: Text | None = Field(default=None, description="Of this evidence grade: A, B, C or M.")
    in_force: bool = Field(default=False, description="Only rules in force on the day (as_of).")
    q: Text | None = Field(default=None, description="Whose id, title, measure, basis or note holds this text.")


class RulesData(Wire):
    """The rules that fit, in the order of their ids, and of how many."""

    rules: list[RuleLine]
    of: int


class RuleParameters(Parameters):
    """Of which day its basis is judged."""


class RuleData(Wire):
    """One rule, or one negative or refused rule. `findings`: what the linter says of it on the day, with the exemption if there is one."""

    rule: RuleRead | None = None
    negative: NegativeRead | None = None
    findings: list[str] = Field(default_factory=list)


def rules(question: Question, wanted: RulesParameters) -> Outcome[RulesData]:
    """The rules of the catalogue that fit."""
    book, on = question.rulebook, to_date(question.as_of)
    fitting = [rule for rule in book.catalogue.rules.values() if _fits(book, rule, wanted, on)]
    lines = [_line(book, rule, on) for rule in sorted(fitting, key=lambda rule: rule.id)]
    return Outcome(RulesData(rules=lines, of=len(book.catalogue.rules)))


def rule(question: Question, asked: str) -> Outcome[RuleData]:
    """One rule as a lawyer reads it; NotFound says where to look."""
    book, on, key = question.rulebook, to_date(question.as_of), asked.strip().upper()
    law = book.catalogue
    if key in law.rules:
        return Outcome(RuleData(rule=_read(book, law.rules[key], on), findings=_findings(book, key, on)))
    for room, spoken in (("negative.yaml", law.negative_rules), ("refused.yaml", law.refused_rules)):
        if key in spoken:
            return Outcome(RuleData(negative=_negative(book, room, spoken[key], on)))
    raise NotFound(f"没有规则“{asked[:40]}”；xinmai rules list 或 /v1/rules 列出全部。No such rule; the list names them all.")


def _fits(book: Rulebook, rule: Rule, wanted: RulesParameters, on: date) -> bool:
    roles = {each for bind in _binds(rule) for each in (bind.role, book.catalogue.roles[bind.role].is_)}
    asked = (
        (wanted.domain, {rule.domain}),
        (wanted.measure, {rule.measure}),
        (wanted.role, roles),
        (wanted.list, set(_lists(rule))),
        (wanted.grade, {rule.grade}),
    )
    held = all(code is None or code in has for code, has in asked)
    return held and (not wanted.in_force or _in_force(rule, on)) and (wanted.q is None or wanted.q.lower() in _text(book, rule).lower())


def _text(book: Rulebook, rule: Rule) -> str:
    cited = (f"{each.instrument}{each.article}" for each in rule.basis)
    measure = book.measure(rule.measure)
    return " ".join((rule.id, rule.title_zh, rule.measure_zh or "", measure.label_zh, measure.label_en, rule.note or "", *cited))


def _binds(rule: Rule) -> Iterable[Bind]:
    return (bind for case in rule.cases for bind in case.binds)


def _lists(rule: Rule) -> list[str]:
    wheres = (where for case in rule.cases for where in (case.trigger.where, *case.trigger.any))
    return list(dict.fromkeys(code for where in wheres for code in where.get("list_code", ())))


def _in_force(rule: Rule, on: date) -> bool:
    return (rule.valid_from is None or rule.valid_from <= on) and (rule.valid_to is None or on < rule.valid_to)


def _state(book: Rulebook, rule: Rule) -> RuleState:
    binds = book.catalogue.head.grades[rule.grade].binds
    if rule.turned_off_by:
        return "turned_off"
    if binds == "off":
        return "off"
    return "evaluated" if binds else "turned_on" if rule.turned_on_by else "at_most_possible"


def _line(book: Rulebook, rule: Rule, on: date) -> RuleLine:
    return RuleLine(
        id=rule.id,
        title_zh=rule.title_zh,
        measure=book.measure(rule.measure),
        domain=book.label("domain", rule.domain),
        executor=rule.executor,
        grade=rule.grade,
        state=_state(book, rule),
        roles=[book.role(code) for code in dict.fromkeys(bind.role for bind in _binds(rule))],
        lists=[book.label("list_code", code) for code in _lists(rule)],
        valid_from=_day(rule.valid_from),
        valid_to=_day(rule.valid_to),
        in_force=_in_force(rule, on),
        from_overlay=book.catalogue.is_overlaid(rule),
    )


def _read(book: Rulebook, rule: Rule, on: date) -> RuleRead:
    law, stands_in = book.catalogue, book.catalogue.place("propagation", rule.id)
    measure = law.measures[rule.measure]
    return RuleRead(
        line=_line(book, rule, on),
        measure_zh=rule.measure_zh or measure.zh,
        measure_class=_word("measure_classes", measure.class_),
        channel=_word("channels", rule.channel),
        grade_zh=law.head.grades[rule.grade].zh,
        firm_from=_day(rule.firm_from),
        basis=_cited(book, rule.basis, on),
        formerly=[_former(book, Basis(instrument=each.instrument, article=each.article), each.until) for each in rule.aliases],
        cases=[_case(book, case, on) for case in rule.cases],
        repair=_word("repair_effects", rule.ends_on_repair),
        names=[_role(book, code) for code in rule.names],
        excludes=[_role(book, code) for code in rule.excludes],
        scope_zh=rule.scope_zh,
        note=rule.note,
        source=list(rule.source),
        exempt=[each.model_dump() for each in rule.exempt],
        switched=_switched(rule),
        stands_in=stands_in,
        spoken_of_by=[each.id for each in law.negative_rules.values() if {rule.id, rule.measure} & {*each.speaks_of, *each.measures}],
        golden=[GoldenRead(given=given, ask=ask, answer=answer) for given, ask, answer in _golden().get(rule.id, ())],
        golden_of_ours=is_theirs(stands_in) and rule.id in _golden(),
    )


def _case(book: Rulebook, case: Case, on: date) -> CaseRead:
    fact = case.trigger.fact
    return CaseRead(
        trigger_zh=trigger_zh(book, case.trigger),
        binds=[_bind(book, bind, on) for bind in case.binds],
        lasts_zh=lasts_zh(case),
        lifts_when=[WayOutRead(kind=way.kind, text_zh=way.text_zh, earliest_zh=earliest_zh(fact, way.earliest)) for way in case.lifts_when],
        trigger=case.trigger.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        lasts=case.lasts.model_dump(mode="json", by_alias=True, exclude_defaults=True),
    )


def _bind(book: Rulebook, bind: Bind, on: date) -> BindRead:
    return BindRead(
        role=book.role(bind.role),
        mode=_word("modes", bind.mode),
        read_on=_word("read_on", bind.read_on),
        through=book.role(bind.through) if bind.through else None,
        kinds=list(bind.of),
        basis=_cited(book, bind.basis, on),
    )


def _switched(rule: Rule) -> Switched | None:
    by = rule.turned_off_by or rule.turned_on_by
    return Switched(state="off" if rule.turned_off_by else "on", by=by, reason_zh=rule.switched_zh) if by else None


def _negative(book: Rulebook, room: str, said: NegativeRule, on: date) -> NegativeRead:
    wish = said if isinstance(said, RefusedRule) else None
    return NegativeRead(
        id=said.id,
        statement_zh=said.statement_zh,
        statement_en=said.statement_en,
        roles=[_role(book, code) for code in said.roles],
        measures=[book.measure(code) for code in said.measures],
        basis=_cited(book, said.basis, on),
        exceptions_zh=list(said.exceptions_zh),
        evidence=said.evidence,
        wish_zh=wish.wish_zh if wish else None,
        wished_in=wish.wished_in if wish else None,
        answer_zh=wish.answer_zh if wish else None,
        note=said.note,
        stands_in=book.catalogue.place(room, said.id),
    )


def _cited(book: Rulebook, basis: Iterable[Basis], on: date) -> list[Cited]:
    return [_citation(book, each, on) for each in basis]


def _citation(book: Rulebook, cited: Basis, on: date) -> Cited:
    instrument, now = book.catalogue.instruments[cited.instrument], current(book.catalogue.instruments, cited)
    return Cited(
        instrument=cited.instrument,
        article=cited.article,
        rank=instrument.rank,
        rank_zh=_word("ranks", instrument.rank).label_zh,
        valid_from=_day(instrument.valid_from),
        valid_to=_day(instrument.valid_to),
        in_force=instrument.in_force(on),
        now=None if now == cited else Citation(instrument=now.instrument, article=now.article),
        note=instrument.note,
    )


def _former(book: Rulebook, cited: Basis, until: date | None) -> FormerCitation:
    now = current(book.catalogue.instruments, cited)
    return FormerCitation(
        instrument=cited.instrument,
        article=cited.article,
        until=_day(until),
        now=Citation(instrument=now.instrument, article=now.article),
    )


def _findings(book: Rulebook, key: str, on: date) -> list[str]:
    found = (each for each in lint(book.catalogue, on) if each.rule == key)
    return [f"{each.check}: {each.says_zh}" + (f"(豁免：{each.exempt})" if each.exempt else "") for each in found]


def _role(book: Rulebook, code: str) -> Label:
    """A role, or one of those whom rules name only to leave them out."""
    return book.role(code) if code in book.catalogue.roles else book.label("outsider", code)


def _word(group: str, code: str) -> Label:
    said: Mapping[str, Any] = words()[group][code]
    return Label(code=code, label_zh=said["zh"], label_en=said["en"])


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


@cache
def _golden() -> Mapping[str, Sequence[tuple[str, str, str]]]:
    """The golden cases of the shipped rules (docs/golden-cases.md), by rule."""
    text = files("inquiry").joinpath("golden_cases.json").read_text(encoding="utf-8")
    read: Mapping[str, Sequence[tuple[str, str, str]]] = json.loads(text)
    return read
