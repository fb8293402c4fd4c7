"""Whether the service lives, is ready, and how it does."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from api.counter import Caller
from api.metrics import Metrics
from api.problems import NotReady, responses, unready
from office.readiness import Readiness

router = APIRouter(tags=["health"])


@router.get("/healthz", operation_id="get_health")
def get_health() -> dict[str, str]:
    """Whether the process answers: for whoever would start it anew. Needs no key."""
    return {"status": "ok"}


@router.get("/readyz", operation_id="get_readiness", responses=unready())
def get_readiness(request: Request) -> dict[str, Any]:
    """Whether it can answer: rules read, store reachable, audit writable, projection as near as the settings want. Needs no key.

    503 names the parts that do not work: for whoever would send questions elsewhere.
    """
    readiness: Readiness = request.app.state.readiness
    parts = readiness.parts()
    told = {part.name: {"works": part.works, **part.says} for part in parts}
    failing = [part.name for part in parts if not part.works]
    if failing:
        raise NotReady(f"未就绪:{'、'.join(failing)}。These parts do not work: {', '.join(failing)}.", parts=told)
    return {"status": "ready", "transaction": told["store"]["transaction"], "rules": told["rules"], "parts": told}


@router.get("/metrics", operation_id="get_metrics", response_class=PlainTextResponse, responses=responses())
def get_metrics(request: Request, _: Caller) -> Response:
    """Counters in Prometheus' format, added up over all workers. Any key will do."""
    metrics: Metrics = request.app.state.metrics
    return Response(metrics.page(), media_type="text/plain; version=0.0.4; charset=utf-8")
