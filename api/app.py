"""Puts the application together."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from api import docs_page, problems, traces
from api.door import Door
from api.express import Express, stops
from api.logs import configure_logging
from api.metrics import Metrics
from api.parent import end_with_parent
from api.routers import (
    checks,
    graph,
    health,
    jobs,
    law,
    office,
    quality,
    reports,
    rules,
    subjects,
    uploads,
    watching,
    ways_out,
    webhooks,
    words,
    worklists,
)
from api.settings import ApiSettings
from inquiry.settings import HomeSettings
from office.premises import Premises
from office.readiness import Readiness
from office.webhooks.courier import Courier

_ABOUT = """企业信用关联分析的知识图谱服务。Every answer is `data` and `meta`; every failure is one `application/problem+json` document.

Days are days in Asia/Shanghai. `as_of` asks what was so, `known_at` what was known. Natural persons' names are masked unless the key has
`persons:read` and a purpose is stated. Linked risk is a lead and never a sanction."""

_TAGS = [
    {"name": "subjects", "description": "谁 · who is this, and who bears this name, code or number"},
    {"name": "graph", "description": "关联 · who is connected to whom, and what happened when"},
    {"name": "risk", "description": "关联风险(线索) · adverse records nearby: advisory, never binding"},
    {"name": "measures", "description": "措施 · what binds whom, under which article, and why"},
    {"name": "checks", "description": "逢办必查 · may this subject do this matter today, with a signed receipt"},
    {"name": "facts", "description": "写入 · acts on facts and rows of sources, with evidence and author"},
    {"name": "audit", "description": "留痕 · who asked what about whom, and why"},
    {"name": "watching", "description": "关注 · saved sets of subjects, and alerts with what changed and why"},
    {"name": "jobs", "description": "任务 · long work: progress, cancel, result files that expire"},
    {"name": "webhooks", "description": "回调 · signed messages of alerts and of feedback that is due, retried until they arrive"},
    {"name": "control", "description": "股权与控制(线索) · owners, controllers, groups: advisory, never binding"},
    {"name": "reports", "description": "报告 · what can be signed and handed over"},
    {"name": "evidence", "description": "证据 · on whose word"},
    {"name": "ontology", "description": "词表 · what words mean"},
    {"name": "quality", "description": "数据质量 · what was loaded and what was lost"},
    {"name": "health", "description": "运行 · for whoever runs the service"},
]


_BATCHES = frozenset({("POST", "/v1/checks/batch"), ("POST", "/v1/rows"), ("POST", "/v1/watches")})
_UPLOADS = frozenset({("POST", "/v1/checks/files"), ("POST", "/v1/loads")})


def create_app(settings: ApiSettings | None = None, premises: Premises | None = None) -> FastAPI:
    """The application; what is not given is read from the environment."""
    settings = settings or ApiSettings()
    premises = premises or Premises(HomeSettings())

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = settings.threads
        end_with_parent()
        end_traces = traces.start(settings.otlp_endpoint, settings.otlp_ratio) if settings.otlp_endpoint else None
        courier = Courier(premises)
        courier.start()
        with premises.anchoring():
            yield
        await anyio.to_thread.run_sync(courier.stop)
        premises.close()
        if end_traces:
            end_traces()

    configure_logging()
    app = FastAPI(
        title="信脉 Xinmai",
        version="0.1.0",
        description=_ABOUT,
        openapi_tags=_TAGS,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        redirect_slashes=False,
    )
    app.state.settings, app.state.premises, app.state.metrics = settings, premises, Metrics()
    app.state.readiness = Readiness(premises, settings.ready_behind)
    problems.install(app)
    routers = (checks, subjects, ways_out, reports, graph, law, worklists, office, uploads, jobs, words, rules, quality, health, docs_page)
    installed = [each.router for each in (*routers, watching, webhooks)]
    for router in installed:
        app.include_router(router)
    app.add_middleware(Express, stops=stops(installed))
    limits = {"batches": _BATCHES, "uploads": _UPLOADS}
    app.add_middleware(Door, settings=settings, metrics=app.state.metrics, bodies=_bodies(installed), **limits)
    return app


def _bodies(routers: Iterable[APIRouter]) -> frozenset[tuple[str, str]]:
    """Method and path of every route that declares a body. Asked of the routers: an application no longer lists what it included."""
    routes = (route for router in routers for route in router.routes)
    found = [route for route in routes if isinstance(route, APIRoute) and route.body_field is not None]
    return frozenset((method, route.path) for route in found for method in route.methods or ())
