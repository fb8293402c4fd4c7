"""The other side of measures: why somebody is not bound, and who holds an office that is closed to him."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.counter import AtCounter, SubjectId
from api.problems import responses
from inquiry.answering.wire import Answer, PagedAnswer
from inquiry.conflicts import (
    ConflictsData,
    ConflictsParameters,
    SubjectConflictsData,
    SubjectConflictsParameters,
    conflicts_of_subject,
    worklist,
)
from inquiry.why_not import WhyNotData, WhyNotParameters, why_not_of
from office.rights import Right

router = APIRouter(prefix="/v1")


@router.get(
    "/measures/why-not",
    operation_id="explain_why_not",
    tags=["measures"],
    response_model=Answer[WhyNotData],
    responses=responses(400, 403, 404, 409),
)
def explain_why_not(wanted: Annotated[WhyNotParameters, Query()], at: AtCounter) -> Response:
    """Why is the subject not bound: the first failing premise of the nearest rule, one reason for every rule that does not reach it."""
    return at.answer(Right.MEASURES, wanted, lambda question: why_not_of(question, wanted))


@router.get(
    "/conflicts", operation_id="list_conflicts", tags=["measures"], response_model=PagedAnswer[ConflictsData], responses=responses(400, 403)
)
def list_conflicts(wanted: Annotated[ConflictsParameters, Query()], at: AtCounter) -> Response:
    """The registrar's worklist: barred, dead or incapable incumbents, red and black at once. Conflicts, never sanctions."""
    return at.answer(Right.MEASURES, wanted, lambda question: worklist(question, wanted))


@router.get(
    "/subjects/{id}/conflicts",
    operation_id="list_subject_conflicts",
    tags=["measures"],
    response_model=Answer[SubjectConflictsData],
    responses=responses(308, 400, 403, 404, 409),
)
def list_subject_conflicts(id: SubjectId, wanted: Annotated[SubjectConflictsParameters, Query()], at: AtCounter) -> Response:
    """Which offices does the person hold in spite of a bar, or which of the organisation's incumbents may not; and what he may keep?"""
    return at.answer(Right.MEASURES, wanted, lambda question: conflicts_of_subject(question, id))
