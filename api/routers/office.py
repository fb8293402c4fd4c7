"""Receipts, feedback, acts and rows, and who looked at whom."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Header, Path, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import Field

from api.counter import AtCounter, Caller, Counter, premises_of
from api.problems import request_id_of, responses
from inquiry.answering.wire import Wire
from inquiry.asking.subject import id_of
from office.admission import departments_only
from office.audit.lines import Sealed
from office.audit.reading import who_saw
from office.board import WORKBOOK, workbook
from office.counting import counts
from office.feedback import FeedbackRequest, open_checks, record_feedback
from office.idempotency import Answered
from office.receipts import find_receipt, page_of, replayed
from office.rights import Profile, Right, sees_persons
from office.writes import ActRequest, RowsRequest, Write, load_rows, record_act

router = APIRouter(prefix="/v1")

Number = Annotated[str, Path(max_length=32, description="核查编号, as a check's receipt names it.", examples=["HC20261120-ABCDEFGHJKLM"])]
IdempotencyKey = Annotated[
    str,
    Header(
        min_length=8,
        max_length=100,
        pattern=r"^[0-9A-Za-z._:-]+$",
        description="Yours, new for every write; repeated, the same answer comes back.",
    ),
]
Month = Annotated[str | None, Query(pattern=r"^\d{4}-\d{2}$", description="A month: 2026-11.")]


_FORMS: dict[int | str, dict[str, Any]] = {200: {"content": {WORKBOOK: {}}}}


class Told(Wire):
    """An answer of the office."""

    data: dict[str, Any] = Field(description="What the operation's words say.")


@router.get("/receipts/{number}", operation_id="get_receipt", tags=["checks"], response_model=Told, responses=responses(403, 404))
def get_receipt(number: Number, request: Request, at: AtCounter) -> Response:
    """The receipt of a check: the signed audit line, and the key by which it verifies without us."""
    book = premises_of(request).book
    line = _receipt(at, number)
    return JSONResponse({"data": {"number": number, "line": line.as_json(), "public_key": book.key.public, "says": line.said}})


@router.get(
    "/receipts/{number}/page", operation_id="get_receipt_page", tags=["checks"], response_class=HTMLResponse, responses=responses(403, 404)
)
def get_receipt_page(number: Number, request: Request, at: AtCounter) -> Response:
    """The same as a page that can be printed."""
    premises = premises_of(request)
    return HTMLResponse(page_of(_receipt(at, number), premises.book.key.public, premises.rulebook))


@router.get("/receipts/{number}/replay", operation_id="replay_receipt", tags=["checks"], response_model=Told, responses=responses(403, 404))
def replay_receipt(number: Number, request: Request, at: AtCounter) -> Response:
    """The same check asked again with the same data: whether it comes to the same answer, and what differs."""
    premises = premises_of(request)
    return JSONResponse({"data": replayed(premises.desk(), _receipt(at, number), at.principal)})


@router.post("/feedback", operation_id="record_feedback", tags=["checks"], response_model=Told, responses=responses(403, 404, 409))
def record_feedback_(
    wanted: Annotated[FeedbackRequest, Body()], request: Request, principal: Caller, idempotency_key: IdempotencyKey
) -> Response:
    """What was done upon a check (执行反馈): executed, not executed with the reason, or exempt with the basis."""
    return written(record_feedback(premises_of(request), principal, idempotency_key, wanted, request_id_of(request)))


@router.get("/feedback/open", operation_id="list_open_checks", tags=["checks"], response_model=Told, responses=responses(403))
def list_open_checks(
    request: Request,
    principal: Caller,
    after: Annotated[str, Query(max_length=32, description="The number of the last check that you have seen.")] = "",
    limit: Annotated[int, Query(ge=1, le=1000, description="At most this many.")] = 500,
) -> Response:
    """Checks of this authority that asked for action and got no feedback, the oldest first; overdue ones are marked."""
    principal.must_have(Right.CHECKS)
    premises = premises_of(request)
    whose, days = principal.authority or None, premises.rules.feedback_days
    return JSONResponse({"data": {"items": open_checks(premises.book.engine, whose, days, (after, limit))}})


@router.get(
    "/feedback/counts",
    operation_id="count_feedback",
    tags=["checks"],
    response_model=Told,
    responses=_FORMS | responses(403),
)
def count_feedback(
    request: Request,
    principal: Caller,
    since: Month = None,
    until: Month = None,
    format: Annotated[Literal["json", "xlsx"], Query(description="As data, or as a workbook with Chinese headings.")] = "json",
) -> Response:
    """Checks and what was done upon them, by authority, matter, measure and month: one's own, or everybody's with audit:read."""
    principal.must_have(Right.CHECKS)
    premises = premises_of(request)
    whose = None if Right.AUDIT in principal.rights else principal.authority
    found = counts(premises.book.engine, whose, since, until)
    if format == "xlsx":
        said = {"Content-Disposition": 'attachment; filename="counts.xlsx"'}
        return Response(workbook(found, premises.rulebook), media_type=WORKBOOK, headers=said)
    return JSONResponse({"data": {"items": found}})


@router.post("/acts", operation_id="record_act", tags=["facts"], response_model=Told, responses=responses(400, 403, 404, 409))
def record_act_(wanted: Annotated[ActRequest, Body()], request: Request, principal: Caller, idempotency_key: IdempotencyKey) -> Response:
    """Repairs, disputes, upholds, dismisses, voids, corrects, ends or redacts a fact, with its document and its author."""
    return written(record_act(premises_of(request), Write(principal, idempotency_key, request_id_of(request)), wanted))


@router.post("/rows", operation_id="load_rows", tags=["facts"], response_model=Told, responses=responses(400, 403, 409))
def load_rows_(wanted: Annotated[RowsRequest, Body()], request: Request, principal: Caller, idempotency_key: IdempotencyKey) -> Response:
    """Rows of a source, read and checked as its file would be; `preview` publishes nothing and tells what would be rejected."""
    return written(load_rows(premises_of(request), Write(principal, idempotency_key, request_id_of(request)), wanted))


@router.get("/audit", operation_id="list_enquiries", tags=["audit"], response_model=Told, responses=responses(400, 403))
def list_enquiries(
    request: Request,
    at: AtCounter,
    about: Annotated[str, Query(max_length=100, description="An id: who asked about it, or was shown its name.")],
) -> Response:
    """Who asked about somebody or was shown his name, when, for which purpose and in which matter. The subject itself may ask.

    What exactly was asked may hold names: it is told to departments with persons:read.
    """
    principal, subject = at.principal, id_of(about)
    if principal.subject != subject:
        principal.must_have(Right.AUDIT)
        departments_only(principal)
    at.on_record(Right.AUDIT, subject)
    reads_names = principal.profile is Profile.DEPARTMENT and sees_persons(principal, at.purpose)
    premises = premises_of(request)
    found = who_saw(premises.book.engine, subject, also=premises.ids_of(subject))
    told = found if reads_names else [{name: value for name, value in each.items() if name != "parameters"} for each in found]
    return JSONResponse({"data": {"about": subject, "items": told}})


def _receipt(at: Counter, number: str) -> Sealed:
    """The line of a receipt, once it is on record who looks at it. It is one's own, or whoever looks may read the audit."""
    line = find_receipt(premises_of(at.request).book, at.principal, number)
    at.on_record(Right.CHECKS, line.said["subject"])
    return line


def written(answered: Answered) -> Response:
    """The answer to a write, marked where it had been done before."""
    return JSONResponse(answered.body, headers={"Idempotency-Replayed": "true"} if answered.replayed else None)
