"""Whether the service lives, is ready, and how it does."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from api.counter import Caller, premises_of
from api.metrics import Metrics
from api.problems import responses, unready

router = APIRouter(tags=["health"])


@router.get("/healthz", operation_id="get_health")
def get_health() -> dict[str, str]:
    """Whether the process answers. Needs no key."""
    return {"status": "ok"}


@router.get("/readyz", operation_id="get_readiness", responses=unready())
def get_readiness(request: Request) -> dict[str, Any]:
    """Whether the store and the rules can be read; 503 until something has been loaded. Needs no key."""
    desk = premises_of(request).desk()
    return {"status": "ready", "transaction": desk.store.last_transaction()[0], "rules": desk.rulebook.mark.model_dump()}


@router.get("/metrics", operation_id="get_metrics", response_class=PlainTextResponse, responses=responses())
def get_metrics(request: Request, _: Caller) -> Response:
    """Counters in Prometheus' format. Any key will do."""
    metrics: Metrics = request.app.state.metrics
    return Response(metrics.page(), media_type="text/plain; version=0.0.4; charset=utf-8")
