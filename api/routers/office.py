"""Receipts, feedback, acts and rows, and who looked at whom."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Header, Path, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import Field

from api.counter import AtCounter, Caller, premises_of
from api.problems import request_id_of, responses
from inquiry.answering.wire import Wire
from inquiry.asking.subject import id_of
from office.audit.lines import Line
from office.audit.reading import who_saw
from office.changes import feed
from office.feedback import FeedbackRequest, counts, open_checks, record_feedback
from office.idempotency import Answered, Once, once
from office.receipts import find_receipt, page_of, replayed
from office.rights import Right
from office.watching import add_watch, alerts_of, look, watches_of
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


class Told(Wire):
    """An answer of the office."""

    data: dict[str, Any] = Field(description="What the operation's words say.")


class WatchRequest(Wire):
    """A watch list."""

    name: str = Field(min_length=1, max_length=80)
    subjects: list[Annotated[str, Field(min_length=1, max_length=100)]] = Field(min_length=1, max_length=10_000)


@router.get("/receipts/{number}", operation_id="get_receipt", tags=["checks"], response_model=Told, responses=responses(403, 404))
def get_receipt(number: Number, request: Request, principal: Caller) -> Response:
    """The receipt of a check: the signed audit line, and the key by which it verifies without us."""
    book = premises_of(request).book
    line = find_receipt(book, principal, number)
    return JSONResponse({"data": {"number": number, "line": line.as_json(), "public_key": book.key.public, "says": line.said}})


@router.get(
    "/receipts/{number}/page", operation_id="get_receipt_page", tags=["checks"], response_class=HTMLResponse, responses=responses(403, 404)
)
def get_receipt_page(number: Number, request: Request, principal: Caller) -> Response:
    """The same as a page that can be printed."""
    premises = premises_of(request)
    return HTMLResponse(page_of(find_receipt(premises.book, principal, number), premises.book.key.public, premises.rulebook))


@router.get("/receipts/{number}/replay", operation_id="replay_receipt", tags=["checks"], response_model=Told, responses=responses(403, 404))
def replay_receipt(number: Number, request: Request, principal: Caller) -> Response:
    """The same check asked again with the same data: whether it comes to the same answer, and what differs."""
    premises = premises_of(request)
    return JSONResponse({"data": replayed(premises.desk(), find_receipt(premises.book, principal, number), principal)})


@router.post("/feedback", operation_id="record_feedback", tags=["checks"], response_model=Told, responses=responses(403, 404, 409))
def record_feedback_(
    wanted: Annotated[FeedbackRequest, Body()], request: Request, principal: Caller, idempotency_key: IdempotencyKey
) -> Response:
    """What was done upon a check (执行反馈): executed, not executed with the reason, or exempt with the basis."""
    return _written(record_feedback(premises_of(request), principal, idempotency_key, wanted, request_id_of(request)))


@router.get("/feedback/open", operation_id="list_open_checks", tags=["checks"], response_model=Told, responses=responses(403))
def list_open_checks(request: Request, principal: Caller) -> Response:
    """Checks of this authority that asked for action and got no feedback, the oldest first; overdue ones are marked."""
    principal.must_have(Right.CHECKS)
    premises = premises_of(request)
    return JSONResponse({"data": {"items": open_checks(premises.book.engine, principal.authority or None, premises.rules.feedback_days)}})


@router.get("/feedback/counts", operation_id="count_feedback", tags=["checks"], response_model=Told, responses=responses(403))
def count_feedback(request: Request, principal: Caller, since: Month = None, until: Month = None) -> Response:
    """Checks and what was done upon them, by authority, matter, measure and month: one's own, or everybody's with audit:read."""
    principal.must_have(Right.CHECKS)
    whose = None if Right.AUDIT in principal.rights else principal.authority
    return JSONResponse({"data": {"items": counts(premises_of(request).book.engine, whose, since, until)}})


@router.post("/acts", operation_id="record_act", tags=["facts"], response_model=Told, responses=responses(400, 403, 404, 409))
def record_act_(wanted: Annotated[ActRequest, Body()], request: Request, principal: Caller, idempotency_key: IdempotencyKey) -> Response:
    """Repairs, disputes, upholds, dismisses, voids, corrects, ends or redacts a fact, with its document and its author."""
    return _written(record_act(premises_of(request), Write(principal, idempotency_key, request_id_of(request)), wanted))


@router.post("/rows", operation_id="load_rows", tags=["facts"], response_model=Told, responses=responses(400, 403, 409))
def load_rows_(wanted: Annotated[RowsRequest, Body()], request: Request, principal: Caller, idempotency_key: IdempotencyKey) -> Response:
    """Rows of a source, read and checked as its file would be; `preview` publishes nothing and tells what would be rejected."""
    return _written(load_rows(premises_of(request), Write(principal, idempotency_key, request_id_of(request)), wanted))


@router.get("/audit", operation_id="list_enquiries", tags=["audit"], response_model=Told, responses=responses(400, 403))
def list_enquiries(
    request: Request,
    at: AtCounter,
    about: Annotated[str, Query(max_length=100, description="An id: who asked about it, or was shown its name.")],
) -> Response:
    """Who asked about somebody or was shown his name, when, for which purpose and in which matter. The subject itself may ask."""
    principal, subject = at.principal, id_of(about)
    if principal.subject != subject:
        principal.must_have(Right.AUDIT)
    premises = premises_of(request)
    book = premises.book
    found = who_saw(book.engine, subject, also=premises.ids_of(subject))
    asked = Line(
        "office", principal.id, principal.name, principal.authority, "list_enquiries", subject=subject, request_id=request_id_of(request)
    )
    book.write(asked)
    return JSONResponse({"data": {"about": subject, "items": found}})


@router.get("/changes", operation_id="list_changes", tags=["audit"], response_model=Told, responses=responses(403))
def list_changes(
    request: Request,
    principal: Caller,
    since: Annotated[int, Query(ge=0, description="The last transaction that you have seen.")] = 0,
    limit: Annotated[int, Query(ge=1, le=10_000, description="At most this many; a transaction is never cut.")] = 1000,
) -> Response:
    """The change feed for systems that pull: claims that came or went, acts, judgements, in transaction order. `next` is where to go on."""
    principal.must_have(Right.SUBJECTS)
    found, through = feed(premises_of(request).desk().store, since, limit)
    return JSONResponse({"data": {"items": found, "next": through}})


@router.get("/watches", operation_id="list_watches", tags=["watching"], response_model=Told, responses=responses(403))
def list_watches(request: Request, principal: Caller) -> Response:
    """One's own watch lists, and through which transaction each has been looked at."""
    return JSONResponse({"data": {"items": watches_of(premises_of(request).office, principal)}})


@router.post("/watches", operation_id="record_watch", tags=["watching"], response_model=Told, responses=responses(400, 403, 409))
def record_watch(wanted: Annotated[WatchRequest, Body()], request: Request, principal: Caller, idempotency_key: IdempotencyKey) -> Response:
    """Saves a set of subjects to be watched (关注名单): what changes of them from now on raises an alert."""
    principal.must_have(Right.MEASURES)
    premises = premises_of(request)
    since = premises.desk().store.last_transaction()[0]

    def saved() -> dict[str, Any]:
        return {"data": {"id": add_watch(premises.office, principal, wanted.name, wanted.subjects, since), "since": since}}

    return _written(once(premises.office, Once(principal, idempotency_key, ["watch", wanted.model_dump(mode="json")]), saved))


@router.get("/alerts", operation_id="list_alerts", tags=["watching"], response_model=Told, responses=responses(403))
def list_alerts(
    request: Request,
    principal: Caller,
    after: Annotated[int, Query(ge=0, description="The id of the last alert that you have seen.")] = 0,
    limit: Annotated[int, Query(ge=1, le=1000, description="At most this many.")] = 100,
) -> Response:
    """What changed of watched subjects, and why: measures that began, ended or changed, and the facts behind them."""
    principal.must_have(Right.MEASURES)
    premises = premises_of(request)
    look(premises)
    return JSONResponse({"data": {"items": alerts_of(premises.office, principal, after, limit)}})


def _written(answered: Answered) -> Response:
    return JSONResponse(answered.body, headers={"Idempotency-Replayed": "true"} if answered.replayed else None)
