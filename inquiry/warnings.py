"""How often was the subject punished within how long, and how near is the next alert? Leads, never measures (DESIGN section 2)."""

from pydantic import Field

from credit.periods import ALWAYS
from credit.view import Way
from inquiry.answering.alerts import (
    AlertTold,
    LeftOutTold,
    NearTold,
    NotOfPersons,
    SilentTold,
    alert,
    left_out,
    near,
    nodes_of,
    not_of_persons,
    silent,
)
from inquiry.answering.coverage import require
from inquiry.answering.items import Item, item
from inquiry.answering.wire import Ref, Wire
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question, no_leads_for_the_public
from inquiry.asking.subject import subject_of
from reasoning.patterns import warnings

_RECORDS = ("Penalty", "ListEntry")
_PARTIES = ("SUBJECT_OF", "LISTED_AS")


class WarningsParameters(Parameters):
    """Of which day."""

    include_former: bool = Field(default=False, description="Also alerts that had ended by the day, with what ended them.")


class WarningsData(Wire):
    """`alerts`: windows that are filled. `near`: those that one more record would fill. `left_out`: records that could not be counted.

    `silent`: patterns that say nothing of this subject. Of a natural person no pattern says anything: `not_of_persons` says why, `facts`
    are the records themselves.
    """

    subject: Ref
    lane: str = "advisory"
    alerts: list[AlertTold]
    near: list[NearTold]
    former: list[AlertTold]
    left_out: list[LeftOutTold]
    silent: list[SilentTold]
    facts: list[Item]
    not_of_persons: NotOfPersons | None


def warnings_of(question: Question, asked: str, wanted: WarningsParameters) -> Outcome[WarningsData]:
    """What the patterns say of a subject on the day."""
    no_leads_for_the_public(question)
    subject = subject_of(question, asked)
    require(question.view, _RECORDS)
    catalogue = question.rulebook.catalogue
    said = warnings(question.view, catalogue, [subject.id], question.as_of)[subject.id]
    question.directory.learn(nodes_of(said))
    person = subject.kind == "Person"
    return Outcome(
        WarningsData(
            subject=question.ref(subject.id),
            alerts=[alert(question, each) for each in said.alerts],
            near=[near(question, each) for each in said.near],
            former=[alert(question, each) for each in said.former] if wanted.include_former else [],
            left_out=[left_out(question, each) for each in said.left_out],
            silent=[silent(question, each) for each in said.silent],
            facts=_facts(question, subject.id) if person else [],
            not_of_persons=not_of_persons(question, set(catalogue.patterns)) if person else None,
        )
    )


def _facts(question: Question, person: str) -> list[Item]:
    """A person's penalties and listings that had begun by the day: facts, without a count."""
    ties = question.relations([person], _PARTIES, ALWAYS, way=Way.OUT)
    records = (question.directory.record(tie.dst or "") for tie in ties)
    return [item(question, record) for record in records if record and record.kind in _RECORDS and record.period.from_min <= question.as_of]
