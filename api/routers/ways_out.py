"""The way out of records and measures: calendars, suppositions, drafts. None of these questions records anything."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.counter import AtCounter, SubjectId
from api.problems import responses
from inquiry.answering.wire import Answer
from inquiry.minimal_repair import MinimalRepairData, MinimalRepairParameters, minimal_repair_of
from inquiry.preview import PreviewData, PreviewParameters, preview_of
from inquiry.remedies import RemediesData, RemediesParameters, remedies_of
from inquiry.what_if import WhatIfData, WhatIfParameters, what_if_of
from office.rights import Right

router = APIRouter(prefix="/v1")
_OF_SUBJECT = responses(308, 400, 403, 404, 409)
_SUPPOSED = responses(400, 403, 404, 409, 413)


@router.get(
    "/subjects/{id}/remedies",
    operation_id="list_remedies",
    tags=["measures"],
    response_model=Answer[RemediesData],
    responses=_OF_SUBJECT,
)
def list_remedies(id: SubjectId, wanted: Annotated[RemediesParameters, Query()], at: AtCounter) -> Response:
    """The way out of every record: earliest repair, what is missing, automatic ends, retention, and deadlines in working days."""
    return at.answer(Right.MEASURES, wanted, lambda question: remedies_of(question, id))


@router.post(
    "/measures/what-if",
    operation_id="suppose_measures",
    tags=["measures"],
    response_model=Answer[WhatIfData],
    responses=_SUPPOSED,
)
def suppose_measures(wanted: WhatIfParameters, at: AtCounter) -> Response:
    """What would be lifted, kept on another ground, new or moved if these repairs, removals, listings or rules came about?"""
    return at.answer(Right.MEASURES, wanted, lambda question: what_if_of(question, wanted))


@router.get(
    "/measures/minimal-repair",
    operation_id="find_minimal_repair",
    tags=["measures"],
    response_model=Answer[MinimalRepairData],
    responses=responses(400, 403, 404, 409),
)
def find_minimal_repair(wanted: Annotated[MinimalRepairParameters, Query()], at: AtCounter) -> Response:
    """The smallest sets of records to repair, remove or annul so that a measure ends, each with its earliest day; or when it expires."""
    return at.answer(Right.MEASURES, wanted, lambda question: minimal_repair_of(question, wanted))


@router.post(
    "/measures/preview",
    operation_id="preview_decision",
    tags=["measures"],
    response_model=Answer[PreviewData],
    responses=_SUPPOSED,
)
def preview_decision(wanted: PreviewParameters, at: AtCounter) -> Response:
    """What would a listing or decision bring about before it is signed: whom it binds, what is not known, what the notice must tell?"""
    return at.answer(Right.MEASURES, wanted, lambda question: preview_of(question, wanted))
