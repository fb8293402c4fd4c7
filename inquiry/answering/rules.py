"""Rules as they leave: the forms of the catalogue for a lawyer who reads it and for a program that lists it."""

from typing import Any, Literal

from inquiry.answering.consequences import Citation
from inquiry.answering.wire import Label, Wire

RuleState = Literal["evaluated", "at_most_possible", "turned_on", "off", "turned_off"]


class RuleLine(Wire):
    """One rule in a list. `from_overlay`: a deployer wrote it or switched it."""

    id: str
    title_zh: str
    measure: Label
    domain: Label
    executor: str
    grade: str
    state: RuleState
    roles: list[Label]
    lists: list[Label]
    valid_from: str | None
    valid_to: str | None
    in_force: bool
    from_overlay: bool


class Cited(Citation):
    """A citation with what is known of its instrument. `now`: the same article as it is numbered today, where that differs."""

    rank: str
    rank_zh: str
    valid_from: str | None
    valid_to: str | None
    in_force: bool
    now: Citation | None
    note: str | None


class FormerCitation(Citation):
    """How the basis was cited until a revision, and what that article is today."""

    until: str | None
    now: Citation


class BindRead(Wire):
    """One role that a case reaches: in which mode, and on which date the role is read. `kinds`: persons, organisations, or both."""

    role: Label
    mode: Label
    read_on: Label
    through: Label | None
    kinds: list[str]
    basis: list[Cited]


class WayOutRead(Wire):
    """A way out, and from when it opens at the earliest."""

    kind: str
    text_zh: str
    earliest_zh: str | None


class CaseRead(Wire):
    """One way in which a rule comes about: in words, and as the catalogue writes it (`trigger`, `lasts`)."""

    trigger_zh: str
    binds: list[BindRead]
    lasts_zh: str
    lifts_when: list[WayOutRead]
    trigger: dict[str, Any]
    lasts: dict[str, Any]


class GoldenRead(Wire):
    """One golden case: what is given, whom and on which day it is asked of, and the answer of the law."""

    given: str
    ask: str
    answer: str


class Switched(Wire):
    """Who turned the rule on or off, and why."""

    state: Literal["on", "off"]
    by: str
    reason_zh: str | None


class NegativeRead(Wire):
    """What the law does not do, or what a paper wishes beyond it (`wish_zh`, `answer_zh`)."""

    id: str
    statement_zh: str
    statement_en: str
    roles: list[Label]
    measures: list[Label]
    basis: list[Cited]
    exceptions_zh: list[str]
    evidence: str
    wish_zh: str | None = None
    wished_in: str | None = None
    answer_zh: str | None = None
    note: str | None
    stands_in: str


class RuleRead(Wire):
    """One rule as a lawyer reads it."""

    line: RuleLine
    measure_zh: str
    measure_class: Label
    channel: Label
    grade_zh: str
    firm_from: str | None
    basis: list[Cited]
    formerly: list[FormerCitation]
    cases: list[CaseRead]
    repair: Label
    names: list[Label]
    excludes: list[Label]
    scope_zh: str | None
    note: str | None
    source: list[str]
    exempt: list[dict[str, str]]
    switched: Switched | None
    stands_in: str
    spoken_of_by: list[str]
    golden: list[GoldenRead]
    golden_of_ours: bool
