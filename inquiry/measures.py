"""Which measures bind the subject today, or flow from its records to whom, under which article, until when?"""

from pydantic import Field

from inquiry.answering.consequences import (
    ConsequenceTold,
    GapTold,
    RefusalTold,
    UnconfirmedTold,
    consequence,
    gap,
    nodes_of,
    refusal,
    unconfirmed_told,
)
from inquiry.answering.coverage import require
from inquiry.answering.wire import Ref, Wire
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question
from inquiry.asking.subject import subject_of
from reasoning.propagation import Measures, measures
from reasoning.unconfirmed import Unconfirmed, unconfirmed

RECORDS = ("Penalty", "ListEntry", "CourtOrder")
"""Kinds of record from which a measure can follow; where none was ever loaded, nobody can be called clear."""


class MeasuresParameters(Parameters):
    """Of which day."""


class MeasuresData(Wire):
    """`on`: what binds the subject. `from`: what flows from its records to others. `refused`: who nearby is not bound, and why.

    `gaps`: roles that no source states; not told to who may see no persons, for to him all would seem unstated.
    `unconfirmed`: records of namesakes of whom only part of the number is published.
    """

    subject: Ref
    on: list[ConsequenceTold]
    from_: list[ConsequenceTold] = Field(alias="from")
    refused: list[RefusalTold]
    gaps: list[GapTold]
    unconfirmed: list[UnconfirmedTold]


def measures_of(question: Question, asked: str) -> Outcome[MeasuresData]:
    """All measures of a subject on the day, each with its proof."""
    subject = subject_of(question, asked)
    found = concluded(question, subject.id)
    return Outcome(
        MeasuresData(
            subject=question.ref(subject.id),
            on=[consequence(question, each) for each in found.on],
            from_=[consequence(question, each) for each in found.from_],
            refused=[refusal(question, each) for each in found.refused],
            gaps=[gap(question, each) for each in found.gaps] if question.privacy.profile.person_name != "hidden" else [],
            unconfirmed=[unconfirmed_told(question, each) for each in namesakes(question, subject.id)],
        )
    )


def concluded(question: Question, subject: str) -> Measures:
    """What propagation says, with the names that it mentions already read."""
    require(question.view, RECORDS)
    found = measures(question.view, question.rulebook.catalogue, subject, question.as_of)
    others = {node for each in found.refused for node in (each.subject, each.related)} | {each.subject for each in found.gaps}
    question.directory.learn(nodes_of((*found.on, *found.from_)) | others)
    return found


def namesakes(question: Question, subject: str) -> tuple[Unconfirmed, ...]:
    """Records that may or may not be this person's, with the names that they mention already read."""
    found = unconfirmed(question.view, subject)
    question.directory.learn({node for each in found for node in (each.namesake, each.record)})
    return found
