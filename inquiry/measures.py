"""Which measures bind the subject today, or flow from its records to whom, under which article, until when?"""

from pydantic import Field

from graph.spans import span
from inquiry.answering.conflicts import ConflictTold, conflict_nodes, conflict_told
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
from reasoning.conflicts import clashes_of
from reasoning.propagation import Consequence, Measures, measures
from reasoning.unconfirmed import Unconfirmed, unconfirmed

RECORDS = ("Penalty", "ListEntry", "CourtOrder")
"""Kinds of record from which a measure can follow; where none was ever loaded, nobody can be called clear."""


class MeasuresParameters(Parameters):
    """Of which day."""


class MeasuresData(Wire):
    """`on`: what binds the subject. `from`: what flows from its records to others. `refused`: who nearby is not bound, and why.

    `incentives`: what its red lists may give it. `exempt`: what would bind it and a text exempts it from. `conflicts`: red and black at
    once (offices: /v1/subjects/{id}/conflicts). `gaps`: roles that no source states; not told to who may see no persons, for to him all
    would seem unstated. `unconfirmed`: records of namesakes of whom only part of the number is published.
    """

    subject: Ref
    on: list[ConsequenceTold]
    from_: list[ConsequenceTold] = Field(alias="from")
    incentives: list[ConsequenceTold]
    exempt: list[ConsequenceTold]
    conflicts: list[ConflictTold]
    refused: list[RefusalTold]
    gaps: list[GapTold]
    unconfirmed: list[UnconfirmedTold]


def measures_of(question: Question, asked: str) -> Outcome[MeasuresData]:
    """All measures of a subject on the day, each with its proof."""
    subject = subject_of(question, asked)
    found = concluded(question, subject.id)
    clashes = clashes_of(question.view, question.rulebook.catalogue, subject.id, question.as_of)
    question.directory.learn(conflict_nodes(clashes))
    return Outcome(
        MeasuresData(
            subject=question.ref(subject.id),
            on=[consequence(question, each) for each in found.on if not _gives(question, each)],
            from_=[consequence(question, each) for each in found.from_],
            incentives=[consequence(question, each) for each in found.on if _gives(question, each)],
            exempt=[consequence(question, each) for each in found.exempt],
            conflicts=[conflict_told(question, each) for each in clashes],
            refused=[refusal(question, each) for each in found.refused],
            gaps=[gap(question, each) for each in found.gaps] if question.privacy.profile.person_name != "hidden" else [],
            unconfirmed=[unconfirmed_told(question, each) for each in namesakes(question, subject.id)],
        )
    )


def _gives(question: Question, each: Consequence) -> bool:
    return question.rulebook.catalogue.measures[each.measure].class_ == "incentive"


def concluded(question: Question, subject: str) -> Measures:
    """What propagation says, with the names that it mentions already read."""
    require(question.view, RECORDS)
    with span("rules.evaluate"):
        found = measures(question.view, question.rulebook.catalogue, subject, question.as_of)
    others = {node for each in found.refused for node in (each.subject, each.related)} | {each.subject for each in found.gaps}
    question.directory.learn(nodes_of((*found.on, *found.from_, *found.exempt)) | others)
    return found


def namesakes(question: Question, subject: str) -> tuple[Unconfirmed, ...]:
    """Records that may or may not be this person's, with the names that they mention already read."""
    found = unconfirmed(question.view, subject)
    question.directory.learn({node for each in found for node in (each.namesake, each.record)})
    return found
