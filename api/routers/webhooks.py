"""Webhooks: who is told where, what was delivered, what was not."""

from datetime import timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Path, Query, Request, Response
from fastapi.responses import JSONResponse

from api.counter import Caller, premises_of
from api.problems import responses
from api.routers.office import IdempotencyKey, Told, written
from office.idempotency import Answered, Once, once
from office.rights import Principal
from office.webhooks.courier import register_of
from office.webhooks.register import ResendRequest, RotationRequest, WebhookRequest

router = APIRouter(prefix="/v1/webhooks", tags=["webhooks"])

WebhookId = Annotated[str, Path(max_length=16, description="A webhook's id, as /v1/webhooks has it.")]


@router.get("", operation_id="list_webhooks", response_model=Told, responses=responses(403))
def list_webhooks(request: Request, principal: Caller) -> Response:
    """One's own webhooks, with how many messages stand where; never a secret."""
    return JSONResponse({"data": {"items": register_of(premises_of(request)).all_of(principal)}})


@router.post("", operation_id="record_webhook", response_model=Told, responses=responses(400, 403, 409))
def record_webhook(
    wanted: Annotated[WebhookRequest, Body()], request: Request, principal: Caller, idempotency_key: IdempotencyKey
) -> Response:
    """Signed messages to an https address of yours (Standard Webhooks): `alert.raised`, `feedback.due`. The secret is shown this once.

    Repeated under the same key the answer comes without the secret: who lost it rotates it.
    """
    register = register_of(premises_of(request))

    def added() -> dict[str, Any]:
        return {"data": {"id": register.add(principal, wanted), "secret": None}}

    answered = once(register.engine, Once(principal, idempotency_key, ["webhook", wanted.model_dump(mode="json")]), added)
    return written(_shown(request, principal, answered))


@router.delete("/{id}", operation_id="drop_webhook", response_model=Told, responses=responses(403, 404))
def drop_webhook(id: WebhookId, request: Request, principal: Caller) -> Response:
    """Ends a webhook: what waited is dropped, what was sent stays listed."""
    register_of(premises_of(request)).end(principal, id)
    return JSONResponse({"data": {"id": id}})


@router.post("/{id}/rotate", operation_id="rotate_webhook", response_model=Told, responses=responses(403, 404, 409))
def rotate_webhook(
    id: WebhookId, wanted: Annotated[RotationRequest, Body()], request: Request, principal: Caller, idempotency_key: IdempotencyKey
) -> Response:
    """A new secret, shown this once; through the overlap messages carry a signature by each."""
    register = register_of(premises_of(request))

    def rotated() -> dict[str, Any]:
        until = register.rotate(principal, id, timedelta(hours=wanted.overlap_hours))
        return {"data": {"id": id, "secret": None, "old_secret_until": until}}

    answered = once(register.engine, Once(principal, idempotency_key, ["rotate", id, wanted.model_dump(mode="json")]), rotated)
    return written(_shown(request, principal, answered))


@router.post("/{id}/test", operation_id="test_webhook", response_model=Told, responses=responses(403, 404, 409))
def test_webhook(id: WebhookId, request: Request, principal: Caller, idempotency_key: IdempotencyKey) -> Response:
    """Puts a message `webhook.test` into the outbox; what came of it stands in the list of deliveries a moment later."""
    register = register_of(premises_of(request))

    def tested() -> dict[str, Any]:
        return {"data": {"id": id, "delivery": register.test(principal, id)}}

    return written(once(register.engine, Once(principal, idempotency_key, ["test", id]), tested))


@router.get("/{id}/deliveries", operation_id="list_deliveries", response_model=Told, responses=responses(403, 404))
def list_deliveries(
    id: WebhookId,
    request: Request,
    principal: Caller,
    state: Annotated[
        Literal["waiting", "delivered", "dead", "dropped"] | None, Query(description="Only those; `dead`: dead letters.")
    ] = None,
    before: Annotated[str, Query(max_length=32, description="The id of the last delivery that you have seen.")] = "",
    limit: Annotated[int, Query(ge=1, le=1000, description="At most this many.")] = 100,
) -> Response:
    """The messages of a webhook, the newest first: where each stands, how often it was tried, what the receiver last answered."""
    found = register_of(premises_of(request)).deliveries_of(principal, id, state, (before, limit))
    return JSONResponse({"data": {"items": found}})


@router.post("/{id}/resend", operation_id="resend_deliveries", response_model=Told, responses=responses(403, 404, 409))
def resend_deliveries(
    id: WebhookId, wanted: Annotated[ResendRequest, Body()], request: Request, principal: Caller, idempotency_key: IdempotencyKey
) -> Response:
    """Sends dead letters again, or messages that were delivered; each under its old id, so that a receiver can tell."""
    register = register_of(premises_of(request))

    def resent() -> dict[str, Any]:
        return {"data": {"id": id, "resent": register.resend(principal, id, wanted)}}

    return written(once(register.engine, Once(principal, idempotency_key, ["resend", id, wanted.model_dump(mode="json")]), resent))


def _shown(request: Request, principal: Principal, answered: Answered) -> Answered:
    """The answer with the secret, which is no part of what is kept under the idempotency key."""
    if answered.replayed:
        return answered
    data = answered.body["data"]
    secret = register_of(premises_of(request)).secret(principal, data["id"])
    return Answered({"data": {**data, "secret": secret}}, replayed=False)
