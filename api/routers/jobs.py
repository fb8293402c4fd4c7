"""Long work: what waits, how far it is, what it came to; handed in where its question is."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import FileResponse, JSONResponse

from api.counter import Caller, premises_of
from api.problems import request_id_of, responses
from inquiry.answering.wire import Wire
from office.idempotency import Answered
from office.jobs.asking import cancelled_job, result_of, seen_job, sees_all
from office.jobs.register import Job, jobs_of
from office.jobs.submitting import Asker
from office.jobs.wire import JobAnswer, JobsAnswer, told

router = APIRouter(prefix="/v1/jobs", tags=["jobs"])

JobId = Annotated[str, Path(min_length=1, max_length=24, description="A job's id, as the answer to what was handed in names it.")]
JobKind = Literal["check_file", "load", "load_commit", "report"]
_FILE: dict[int | str, dict[str, object]] = {200: {"content": {"application/octet-stream": {}}, "description": "The file."}}


@router.get("", operation_id="list_jobs", response_model=JobsAnswer, responses=responses())
def list_jobs(
    request: Request,
    principal: Caller,
    kind: Annotated[list[JobKind] | None, Query(description="Only of these kinds.")] = None,
    limit: Annotated[int, Query(ge=1, le=200, description="At most this many.")] = 50,
    everybody: Annotated[bool, Query(description="Everybody's, for whoever administers.")] = False,
) -> Response:
    """One's own jobs, the newest first."""
    whose = None if everybody and sees_all(principal) else principal.id
    found = jobs_of(premises_of(request).office, whose, kind or [], limit)
    return JSONResponse({"data": {"items": [told(job).model_dump(mode="json") for job in found]}})


@router.get("/{id}", operation_id="get_job", response_model=JobAnswer, responses=responses(404))
def get_job(id: JobId, request: Request, principal: Caller) -> Response:
    """One job: its state, its progress, its result or why it failed. Another's is not found."""
    return job_response(seen_job(premises_of(request), principal, id))


@router.post("/{id}/cancel", operation_id="cancel_job", response_model=JobAnswer, responses=responses(404))
def cancel_job(id: JobId, request: Request, principal: Caller) -> Response:
    """Ends a job: one that waits at once, one that runs after the step under way. What was done stays; asking again changes nothing."""
    return job_response(cancelled_job(premises_of(request), principal, id))


@router.get("/{id}/result", operation_id="get_job_result", response_class=FileResponse, responses=_FILE | responses(403, 404, 409, 410))
def get_job_result(id: JobId, request: Request, principal: Caller) -> Response:
    """The file that the job made. 409 until it has ended, 410 when its time is over."""
    path = result_of(premises_of(request), Asker(principal, "", request_id_of(request)), id)
    return FileResponse(path, filename=path.name, content_disposition_type="attachment")


def job_response(job: Job) -> Response:
    """A job as an answer."""
    return JSONResponse({"data": told(job).model_dump(mode="json")})


def accepted(answered: Answered, body: Wire | None = None) -> Response:
    """202 with the address at which the work is to be watched."""
    said = answered.body if body is None else {"data": body.model_dump(mode="json")}
    place = f"/v1/{'jobs' if body is None else 'loads'}/{said['data']['id']}"
    replayed = {"Idempotency-Replayed": "true"} if answered.replayed else {}
    return JSONResponse(said, 202, {"Location": place, **replayed})
