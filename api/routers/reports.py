"""The report on a subject, as data or as something to hand over."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from api.counter import AtCounter, SubjectId, premises_of
from api.problems import request_id_of, responses
from api.routers.jobs import accepted
from api.routers.office import IdempotencyKey
from inquiry.report.gathering import report
from inquiry.report.printing.forms import Form, media_type_of, printed
from inquiry.report.sealing import sealed
from inquiry.report.wire import ReportAnswer, ReportParameters
from office.jobs.submitting import Asker
from office.jobs.wire import JobAnswer
from office.report_jobs import ReportOrder, hand_in_report
from office.rights import Right

router = APIRouter(prefix="/v1/subjects")


class ReportRequest(ReportParameters):
    """What the report includes, and the form in which it is wanted."""

    format: Form = Field(default=Form.JSON, description="json, html, pdf or docx: the same report, with the same verification code.")

    @property
    def asked(self) -> ReportParameters:
        """What is asked, whatever it is printed on: the form is no part of the question."""
        return ReportParameters(**self.model_dump(exclude={"format"}))


_FORMS: dict[int | str, dict[str, Any]] = {200: {"content": {media_type_of(form): {} for form in Form if form is not Form.JSON}}}


@router.get(
    "/{id}/report",
    operation_id="get_report",
    tags=["reports"],
    response_model=ReportAnswer,
    responses=_FORMS | responses(308, 400, 403, 404, 409),
)
def get_report(id: SubjectId, wanted: Annotated[ReportRequest, Query()], at: AtCounter) -> Response:
    """公共信用信息报告: facts, measures with their proofs, ways out, evidence and a verification code, to be signed and handed over.

    Third persons are masked, whatever the caller may see; nobody is given a score.
    """
    at.principal.must_have(Right.SUBJECTS)
    return at.answer(
        Right.MEASURES, wanted.asked, lambda question: report(question, id, wanted.asked), lambda body: _handed(body, wanted.format)
    )


@router.post(
    "/{id}/report",
    operation_id="run_report",
    tags=["reports"],
    status_code=202,
    response_model=JobAnswer,
    responses=responses(400, 403, 409, 429),
)
def run_report(id: SubjectId, wanted: Annotated[ReportRequest, Body()], at: AtCounter, idempotency_key: IdempotencyKey) -> Response:
    """The same as a job, for reports of many pages: `/v1/jobs/{id}/result` has the file."""
    asked = wanted.asked.model_dump(mode="json", exclude_none=True) | {"purpose": wanted.purpose or at.purpose}
    order = ReportOrder(subject=id, format=wanted.format.value, included=asked, authorisation=at.authorisation)
    return accepted(hand_in_report(premises_of(at.request), Asker(at.principal, idempotency_key, request_id_of(at.request)), order))


def _handed(body: dict[str, Any], form: Form) -> Response:
    if form is Form.JSON:
        return JSONResponse(sealed(body))
    made = printed(sealed(body), form)
    shown = "inline" if form is Form.HTML else "attachment"
    headers = {"Content-Disposition": f'{shown}; filename="{made.file_name}"'} | (
        {"Content-Security-Policy": made.policy} if made.policy else {}
    )
    return Response(made.content, media_type=made.media_type, headers=headers)
