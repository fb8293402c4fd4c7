"""Why is somebody not bound? The first failing premise of the nearest rule: an honest no, with its basis and evidence."""

from typing import Literal

from pydantic import Field, model_validator

from credit.errors import BadParameter
from inquiry.answering.consequences import Citation, ConsequenceTold, citations, consequence, day_told, named, nodes_in, nodes_of
from inquiry.answering.coverage import require
from inquiry.answering.terms import Term, term_told
from inquiry.answering.wire import Label, Ref, Wire
from inquiry.asking.parameters import Parameters, Text
from inquiry.asking.question import Outcome, Question, whole_picture_only
from inquiry.asking.subject import subject_of
from inquiry.measures import RECORDS
from inquiry.ontology import words
from reasoning.catalogue import NegativeRule, RefusedRule, Rule
from reasoning.why_not import Premise, Reason, WhyNot, why_none, why_not


class WhyNotParameters(Parameters):
    """Why which measure, or which rule, does not reach whom. Without either: every rule whose record stands near the subject."""

    subject: str = Field(max_length=100, description="Who is not bound: an id or a valid code.")
    measure: Text | None = Field(default=None, description="A code of /v1/ontology/measures.", examples=["BAR_OFFICE_COMPANY"])
    rule: Text | None = Field(
        default=None,
        description="A rule (/v1/ontology/rules), or a negative or refused one (N…, X…).",
    )
    from_: str | None = Field(
        default=None, alias="from", max_length=100, description="Only from the records of this subject: an id or a valid code."
    )

    @model_validator(mode="after")
    def _one(self) -> "WhyNotParameters":
        if self.measure and self.rule:
            raise ValueError("ask of a measure or of a rule, not of both")
        return self


class Statement(Wire):
    """What the law says in general: a negative rule; or a refused one, with what a policy paper wishes and the answer to it."""

    id: str
    kind: Literal["negative", "refused"]
    statement_zh: str
    statement_en: str
    wish_zh: str | None = None
    wished_in: str | None = None
    answer_zh: str | None = None
    exceptions_zh: list[str]
    basis: list[Citation]


class ReasonTold(Wire):
    """Why one rule does not reach the subject. `code` is stable (/v1/ontology/why_not)."""

    code: str
    label_zh: str
    says_zh: str
    rule: str | None
    measure: Label | None
    record: Ref | None
    party: Ref | None
    date: str | None
    terms: list[Term]
    evidence: list[int]
    basis: list[Citation]
    statement: Statement | None


class WhyNotData(Wire):
    """`applies`: what binds the subject after all, where it was asked why not. `reasons`: one for what was asked of, else one a rule."""

    subject: Ref
    from_: Ref | None = Field(alias="from")
    applies: list[ConsequenceTold]
    reasons: list[ReasonTold]


def why_not_of(question: Question, wanted: WhyNotParameters) -> Outcome[WhyNotData]:
    """Why the subject is not bound on the day. BadParameter for a measure or rule that nobody knows."""
    whole_picture_only(question)
    subject = subject_of(question, wanted.subject).id
    other = subject_of(question, wanted.from_).id if wanted.from_ else None
    require(question.view, RECORDS)
    statement = _statement_asked(question, wanted.rule)
    found = WhyNot((), (_in_general(statement),)) if statement else _found(question, subject, wanted, other)
    _learn(question, found)
    data = WhyNotData(
        subject=question.ref(subject),
        from_=question.ref(other) if other else None,
        applies=[consequence(question, each) for each in found.applies],
        reasons=[_told(question, each) for each in found.reasons],
    )
    return Outcome(data)


def _found(question: Question, subject: str, wanted: WhyNotParameters, other: str | None) -> WhyNot:
    catalogue = question.rulebook.catalogue
    if wanted.measure is None and wanted.rule is None:
        return why_none(question.view, catalogue, subject, question.as_of, other)
    return why_not(question.view, catalogue, subject, question.as_of, _rules(question, wanted), other)


def _rules(question: Question, wanted: WhyNotParameters) -> list[Rule]:
    catalogue = question.rulebook.catalogue
    if wanted.rule:
        if wanted.rule not in catalogue.rules:
            raise _unknown("rule", wanted.rule, "/v1/ontology/rules")
        return [catalogue.rules[wanted.rule]]
    if wanted.measure not in catalogue.measures:
        raise _unknown("measure", str(wanted.measure), "/v1/ontology/measures")
    return [rule for rule in catalogue.rules.values() if rule.measure == wanted.measure]


def _unknown(field: str, code: str, listed: str) -> BadParameter:
    return BadParameter(
        f"没有编号为“{code}”的{field};全部见 {listed}。Unknown {field}; {listed} lists them all.",
        errors=[{"field": field, "message": f"one of {listed}"}],
    )


def _statement_asked(question: Question, asked: str | None) -> NegativeRule | RefusedRule | None:
    catalogue = question.rulebook.catalogue
    return catalogue.refused_rules.get(asked or "") or catalogue.negative_rules.get(asked or "")


def _in_general(statement: NegativeRule | RefusedRule) -> Reason:
    """Asked of a statement itself: it binds nobody, whoever is asked about."""
    return Reason(None, "no_rule", Premise.RULE, statement.statement_zh, basis=statement.basis, statement=statement)


def _learn(question: Question, found: WhyNot) -> None:
    nodes = {node for each in found.reasons for node in (each.record, each.party, *nodes_in(each.says_zh)) if node}
    ends = {end for each in found.reasons for term in each.terms for end in (term.src, term.dst) if end}
    question.directory.learn(nodes | ends | nodes_of(found.applies))


def _told(question: Question, each: Reason) -> ReasonTold:
    rule = question.rulebook.catalogue.rules.get(each.rule or "")
    return ReasonTold(
        code=each.code,
        label_zh=words()["why_not"][each.code]["zh"],
        says_zh=named(question, each.says_zh),
        rule=each.rule,
        measure=question.rulebook.measure(rule.measure) if rule else None,
        record=question.ref(each.record) if each.record else None,
        party=question.ref(each.party) if each.party else None,
        date=day_told(each.day),
        terms=[term_told(question, term) for term in each.terms],
        evidence=list(each.evidence),
        basis=citations(each.basis),
        statement=_statement(each.statement) if each.statement else None,
    )


def _statement(each: NegativeRule | RefusedRule) -> Statement:
    wished = each if isinstance(each, RefusedRule) else None
    return Statement(
        id=each.id,
        kind="refused" if wished else "negative",
        statement_zh=each.statement_zh,
        statement_en=each.statement_en,
        wish_zh=wished.wish_zh if wished else None,
        wished_in=wished.wished_in if wished else None,
        answer_zh=wished.answer_zh if wished else None,
        exceptions_zh=list(each.exceptions_zh),
        basis=citations(each.basis),
    )
