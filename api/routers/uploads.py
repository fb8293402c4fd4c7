"""Files that are sent: names to be checked, tables of a source to be loaded. Each is long work, told by its address."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Path, Query, Request, Response, UploadFile
from fastapi.responses import FileResponse, JSONResponse

from api.counter import AtCounter, Caller, premises_of
from api.problems import request_id_of, responses
from api.routers.jobs import accepted
from api.routers.office import IdempotencyKey
from inquiry.answering.problems import refused
from office.check_files import FileOrder, hand_in
from office.jobs.asking import result_of
from office.jobs.folder import SentFile
from office.jobs.register import jobs_of
from office.jobs.submitting import Asker
from office.jobs.wire import JobAnswer
from office.rights import Right
from office.subject_table import template
from office.upload_answers import LoadAnswer, LoadsAnswer, load_told
from office.uploads import LoadOrder, commit_load, discard_load, hand_in_load, own_load

router = APIRouter(prefix="/v1")

LoadId = Annotated[str, Path(min_length=1, max_length=24, description="A load's id, as the answer to its upload names it.")]
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def _only(request: Request, *known: str) -> None:
    """An unknown field is refused: a misspelt day must not become today."""
    if unknown := sorted(set(await request.form()) - {"file", *known}):
        faults = [{"loc": (name[:60],), "type": "extra_forbidden", "msg": ""} for name in unknown[:20]]
        raise refused(faults)


async def _check_form(
    request: Request,
    matter: Annotated[str, Form(max_length=60, description="A code of /v1/matters.")],
    on: Annotated[str | None, Form(max_length=40, description="The day of the matter; default today.")] = None,
    purpose: Annotated[str | None, Form(max_length=40, description="Why you ask; else X-Purpose.")] = None,
    result: Annotated[Literal["csv", "xlsx"], Form(description="The form of the result.")] = "xlsx",
) -> FileOrder:
    await _only(request, "matter", "on", "purpose", "result")
    return FileOrder(matter=matter, on=on or None, purpose=purpose or None, result=result)


async def _load_form(
    request: Request,
    source: Annotated[str | None, Form(max_length=60, description="A source of `xinmai sources`; else told by the headers.")] = None,
    scope: Annotated[str | None, Form(max_length=80, description="For which part of the source the file speaks.")] = None,
    data_on: Annotated[str | None, Form(max_length=10, description="The day of which it speaks; default today.")] = None,
    snapshot: Annotated[bool, Form(description="A full list: what it no longer names has ended.")] = False,
) -> LoadOrder:
    await _only(request, "source", "scope", "data_on", "snapshot")
    return LoadOrder(source=source or None, scope=scope or None, data_on=data_on or None, snapshot=snapshot)


@router.post(
    "/checks/files",
    operation_id="run_check_file",
    tags=["checks"],
    status_code=202,
    response_model=JobAnswer,
    responses=responses(400, 403, 409, 413, 429),
)
def run_check_file(
    file: UploadFile, wanted: Annotated[FileOrder, Depends(_check_form)], at: AtCounter, idempotency_key: IdempotencyKey
) -> Response:
    """A CSV or XLSX of subjects (主体代码; 名称 and 办件编号 if you like), checked as a job: a verdict, grounds and a receipt for each row.

    Rows that cannot be asked stand in the result with their row number and the reason.
    """
    order = wanted.model_copy(update={"purpose": wanted.purpose or at.purpose, "authorisation": at.authorisation})
    asker = Asker(at.principal, idempotency_key, request_id_of(at.request))
    return accepted(hand_in(premises_of(at.request), asker, order, SentFile(file.filename, file.file)))


@router.get("/checks/files/template", operation_id="get_check_template", tags=["checks"], response_class=Response, responses=responses())
def get_check_template(_: Caller, format: Annotated[Literal["csv", "xlsx"], Query(description="csv or xlsx.")] = "xlsx") -> Response:
    """An empty table with the right headers."""
    media = _SHEET if format == "xlsx" else "text/csv; charset=utf-8"
    headers = {"Content-Disposition": f'attachment; filename="check-template.{format}"'}
    return Response(template(format), media_type=media, headers=headers)


@router.post(
    "/loads",
    operation_id="load_file",
    tags=["facts"],
    status_code=202,
    response_model=LoadAnswer,
    responses=responses(400, 403, 409, 413, 429),
)
def load_file(
    file: UploadFile,
    wanted: Annotated[LoadOrder, Depends(_load_form)],
    request: Request,
    principal: Caller,
    idempotency_key: IdempotencyKey,
) -> Response:
    """A file of a source, read and checked as `xinmai load` would, and told. Nothing is published until it is committed."""
    premises, asker = premises_of(request), Asker(principal, idempotency_key, request_id_of(request))
    answered = hand_in_load(premises, asker, wanted, SentFile(file.filename, file.file))
    return accepted(answered, load_told(premises, own_load(premises, principal, answered.body["data"]["id"])))


@router.get("/loads", operation_id="list_loads", tags=["facts"], response_model=LoadsAnswer, responses=responses(403))
def list_loads(
    request: Request, principal: Caller, limit: Annotated[int, Query(ge=1, le=200, description="At most this many.")] = 50
) -> Response:
    """One's own loads, the newest first."""
    principal.must_have(Right.FACTS)
    premises = premises_of(request)
    found = jobs_of(premises.office, principal.id, ["load"], limit)
    return JSONResponse({"data": {"items": [load_told(premises, job).model_dump(mode="json") for job in found]}})


@router.get("/loads/{id}", operation_id="get_load", tags=["facts"], response_model=LoadAnswer, responses=responses(403, 404))
def get_load(id: LoadId, request: Request, principal: Caller) -> Response:
    """What the file would come to, or what it came to: counts, issues with row numbers, where the rejected rows are."""
    principal.must_have(Right.FACTS)
    premises = premises_of(request)
    return JSONResponse({"data": load_told(premises, own_load(premises, principal, id)).model_dump(mode="json")})


@router.get(
    "/loads/{id}/rejects",
    operation_id="get_load_rejects",
    tags=["facts"],
    response_class=FileResponse,
    responses=responses(403, 404, 409, 410),
)
def get_load_rejects(id: LoadId, request: Request, principal: Caller) -> Response:
    """The rejected rows as the loader writes them: row number, column, reason, what stood there; to be corrected and sent again."""
    premises = premises_of(request)
    job = own_load(premises, principal, id)
    path = result_of(premises, Asker(principal, "", request_id_of(request)), job.id)
    return FileResponse(path, media_type="text/csv; charset=utf-8", filename=path.name, content_disposition_type="attachment")


@router.post(
    "/loads/{id}/commit",
    operation_id="commit_load",
    tags=["facts"],
    status_code=202,
    response_model=LoadAnswer,
    responses=responses(403, 404, 409, 410, 429),
)
def commit_load_(id: LoadId, request: Request, principal: Caller, idempotency_key: IdempotencyKey) -> Response:
    """Publishes a previewed file in one transaction, with its sender as author and the file as evidence."""
    premises = premises_of(request)
    answered = commit_load(premises, Asker(principal, idempotency_key, request_id_of(request)), id)
    return accepted(answered, load_told(premises, own_load(premises, principal, id)))


@router.delete("/loads/{id}", operation_id="discard_load", tags=["facts"], response_model=LoadAnswer, responses=responses(403, 404, 409))
def discard_load_(id: LoadId, request: Request, principal: Caller) -> Response:
    """Drops a file that was not committed; its preview and its rejected rows go with it."""
    principal.must_have(Right.FACTS)
    premises = premises_of(request)
    return JSONResponse({"data": load_told(premises, discard_load(premises, principal, id)).model_dump(mode="json")})
