"""The one table from failures to documents. Nothing leaves this service in another shape."""

from collections.abc import Mapping
from pathlib import Path
from traceback import extract_tb
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from credit.errors import AuditFailed, NotYetKnown, StoreBusy, TooMany, Unauthenticated, UnderWay, WrongUse, XinmaiError
from inquiry.answering.problems import Problem, problem_of, refused

MEDIA_TYPE = "application/problem+json"
_RETRY_AFTER_S = 2
_FRAMES = 12


class NoSuchPage(WrongUse):
    """No question has this address."""

    status, code = 404, "no_such_page"
    title_zh, title_en = "没有此地址", "No such page"


class MethodNotAllowed(WrongUse):
    """Most questions are asked with GET, those that need a body with POST."""

    status, code = 405, "method_not_allowed"
    title_zh, title_en = "不支持此方法", "Method not allowed"


class TooLarge(WrongUse):
    """A body that is too large, or where no question needs one."""

    status, code = 413, "too_large"
    title_zh, title_en = "请求过大", "Too large"


class TooLong(WrongUse):
    """An address that no question needs."""

    status, code = 414, "too_long"
    title_zh, title_en = "地址过长", "Address too long"


class NotReady(XinmaiError):
    """A part that answers need does not work; `parts` says which."""

    status, code = 503, "not_ready"
    title_zh, title_en = "未就绪", "Not ready"


HTTP_PROBLEMS: tuple[type[XinmaiError], ...] = (NoSuchPage, MethodNotAllowed, TooLarge, TooLong, NotReady)

_DETAILS: Mapping[int, tuple[type[XinmaiError], str]] = {
    404: (NoSuchPage, "没有这个地址,全部地址见 /docs。No question has this address; /docs lists them all."),
    405: (MethodNotAllowed, "此地址不支持该方法,支持的见 Allow。This address does not take the method; Allow says which it takes."),
}


def request_id_of(request: Request) -> str:
    """The id that the caller gave, or that we gave the request."""
    return str(request.scope.get("state", {}).get("request_id", "-"))


def document(error: XinmaiError, request_id: str, headers: Mapping[str, str] | None = None) -> Response:
    """The answer to a failure."""
    return JSONResponse(problem_of(error, request_id), error.status, {**_headers(error), **(headers or {})}, MEDIA_TYPE)


def _headers(error: XinmaiError) -> dict[str, str]:
    if isinstance(error, Unauthenticated):
        return {"WWW-Authenticate": "Bearer"}
    if isinstance(error, StoreBusy | NotYetKnown | TooMany | AuditFailed | UnderWay | NotReady):
        return {"Retry-After": str(error.extra.get("retry_after", _RETRY_AFTER_S))}
    return {}


def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, XinmaiError)
    return document(error, request_id_of(request))


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return document(refused([dict(fault) for fault in error.errors()]), request_id_of(request))


def _framework(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    kind, detail = _DETAILS.get(error.status_code, (WrongUse, str(error.detail)))
    return document(kind(detail), request_id_of(request), error.headers)


def unforeseen(error: Exception, request_id: str) -> Response:
    """A fault of ours: the caller learns nothing of our insides, the log has the place under the same request id."""
    structlog.get_logger().error("unforeseen", request_id=request_id, faults=faults_of(error))
    return document(XinmaiError("服务内部错误,请提供请求编号。An internal error; please quote the request id."), request_id)


def faults_of(error: BaseException) -> list[str]:
    """What failed and where, the innermost cause last; never what was said of it: a message may hold the very values that were handled."""
    told, seen = [], set[int]()
    fault: BaseException | None = error
    while fault is not None and id(fault) not in seen:
        seen.add(id(fault))
        frames = [f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in extract_tb(fault.__traceback__)[-_FRAMES:]]
        told.append(" < ".join([type(fault).__qualname__, *reversed(frames)]))
        fault = fault.__cause__ or fault.__context__
    return told


HANDLERS: Mapping[type[Exception], Any] = {
    XinmaiError: _ours,
    RequestValidationError: _refused,
    HTTPException: _framework,
}


def install(app: FastAPI) -> None:
    """Gives the application its table."""
    for kind, handler in HANDLERS.items():
        app.add_exception_handler(kind, handler)


_ALWAYS = (400, 401, 403, 404, 422, 429, 503, 504)
"""No day, no key, no right, rules that nobody archived, a parameter out of range, too many, a store that cannot serve, too long."""


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route's OpenAPI says of its failures: those that every question may meet, and its own."""
    return {status: _problem() for status in sorted({*_ALWAYS, *statuses})}


def unready() -> dict[int | str, dict[str, Any]]:
    """The same of a question that anybody may ask of the service itself."""
    return {503: _problem()}


def _problem() -> dict[str, Any]:
    return {"model": Problem, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
