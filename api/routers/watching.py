"""Watch lists, the alerts that they raise, and the change feed for systems that pull."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Query, Request, Response
from fastapi.responses import JSONResponse

from api.counter import AtCounter, Caller, Counter, premises_of
from api.problems import request_id_of, responses
from api.routers.office import IdempotencyKey, Told, written
from office.audit.lines import Line
from office.changes import feed, may_follow
from office.idempotency import Once, once
from office.looking import look
from office.watching import WatchRequest, add_watch, alerts_of, drop_watch, find_alert, may_watch, must_state_why, watches_of
from office.webhooks.courier import somebody_carries

router = APIRouter(prefix="/v1")

Purpose = Annotated[str | None, Query(max_length=40, description="Why, a code of /v1/ontology/purposes; here or in X-Purpose.")]
WatchId = Annotated[str, Path(max_length=16, description="A list's id, as /v1/watches has it.")]


@router.get("/watches", operation_id="list_watches", tags=["watching"], response_model=Told, responses=responses(403))
def list_watches(request: Request, principal: Caller) -> Response:
    """One's own watch lists, and through which transaction each has been looked at."""
    may_watch(principal)
    return JSONResponse({"data": {"items": watches_of(premises_of(request).office, principal)}})


@router.post("/watches", operation_id="record_watch", tags=["watching"], response_model=Told, responses=responses(400, 403, 409))
def record_watch(wanted: Annotated[WatchRequest, Body()], at: AtCounter, idempotency_key: IdempotencyKey) -> Response:
    """Saves a set of subjects to be watched (关注名单): what changes of them from now on raises an alert.

    Where natural persons are among them a purpose is stated, here or in X-Purpose; each alert is then put on record under it.
    """
    premises, principal = premises_of(at.request), at.principal
    may_watch(principal)
    stated = wanted if wanted.purpose else wanted.model_copy(update={"purpose": at.purpose})
    since = premises.desk().store.last_transaction()[0]

    def saved() -> dict[str, Any]:
        premises.book.write(_line(at, stated.purpose, {"subjects": len(stated.subjects)}))
        return {"data": {"id": add_watch(premises.office, principal, stated, since), "since": since}}

    return written(once(premises.office, Once(principal, idempotency_key, ["watch", stated.model_dump(mode="json")]), saved))


@router.delete("/watches/{id}", operation_id="drop_watch", tags=["watching"], response_model=Told, responses=responses(403, 404))
def drop_watch_(id: WatchId, request: Request, principal: Caller) -> Response:
    """Ends a list and forgets its members and alerts."""
    drop_watch(premises_of(request).office, principal, id)
    return JSONResponse({"data": {"id": id}})


@router.get("/alerts", operation_id="list_alerts", tags=["watching"], response_model=Told, responses=responses(403))
def list_alerts(
    at: AtCounter,
    after: Annotated[int, Query(ge=0, le=2**53, description="The id of the last alert that you have seen.")] = 0,
    limit: Annotated[int, Query(ge=1, le=1000, description="At most this many.")] = 100,
    watch: Annotated[str | None, Query(max_length=16, description="Of this list alone.")] = None,
    purpose: Purpose = None,
) -> Response:
    """What changed of watched subjects, and why: measures that began, ended or changed, the facts behind them, adverse records nearby.

    Changes are looked at every few seconds where the service's courier runs, else when this is asked; `through` is the transaction
    through which all of one's lists have been looked at. What is under `risk` is a lead and never a sanction.
    """
    may_watch(at.principal)
    at = _stated(at, purpose)
    premises = premises_of(at.request)
    if not somebody_carries(premises):
        look(premises, at.principal)
    found = alerts_of(premises.office, at.principal, after, limit, watch)
    _on_record(at, found)
    through = min((each["seen"] for each in watches_of(premises.office, at.principal)), default=None)
    return JSONResponse({"data": {"items": found, "through": through}})


@router.get("/alerts/{number}", operation_id="get_alert", tags=["watching"], response_model=Told, responses=responses(403, 404))
def get_alert(
    at: AtCounter,
    number: Annotated[int, Path(ge=1, le=2**53, description="An alert's id, as a webhook's message names it.")],
    purpose: Purpose = None,
) -> Response:
    """One alert: what a webhook's message links to."""
    may_watch(at.principal)
    at = _stated(at, purpose)
    found = find_alert(premises_of(at.request).office, at.principal, number)
    _on_record(at, [found])
    return JSONResponse({"data": found})


@router.get("/changes", operation_id="list_changes", tags=["audit"], response_model=Told, responses=responses(403))
def list_changes(
    at: AtCounter,
    since: Annotated[int, Query(ge=0, le=2**53, description="The last transaction that you have seen.")] = 0,
    limit: Annotated[int, Query(ge=1, le=10_000, description="At most this many; a transaction is never cut.")] = 1000,
    purpose: Purpose = None,
) -> Response:
    """The change feed for systems that pull: claims that came or went, acts, judgements, in transaction order. `next` is where to go on."""
    may_follow(at.principal)
    at = _stated(at, purpose)
    premises = premises_of(at.request)
    found, through = feed(premises.desk().store, since, limit)
    premises.book.write(_line(at, at.purpose, {"since": since, "limit": limit}))
    return JSONResponse({"data": {"items": found, "next": through}})


def _stated(at: Counter, purpose: str | None) -> Counter:
    """The same request with its purpose settled."""
    settled = replace(at, purpose=purpose or at.purpose)
    must_state_why(settled.principal, settled.purpose)
    return settled


def _on_record(at: Counter, told: Sequence[dict[str, Any]]) -> None:
    """A line for each subject of whom anything is told, so that it stands among those who saw it; one where there was nothing."""
    why = dict.fromkeys((each["subject"], each["purpose"] or at.purpose) for each in told)
    lines = [_line(at, purpose, {}, subject) for subject, purpose in why] or [_line(at, at.purpose, {})]
    premises_of(at.request).book.write_all(lines)


def _line(at: Counter, purpose: str | None, parameters: dict[str, Any], subject: str | None = None) -> Line:
    who, question = at.principal, at.request.scope["route"].name
    said = Line("enquiry", who.id, who.name, who.authority, question, profile=who.profile, purpose=purpose, subject=subject)
    return replace(said, parameters=parameters, request_id=request_id_of(at.request))
