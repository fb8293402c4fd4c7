"""The short way of a request whose form is beyond doubt: the same caller, parameters, endpoint and answer as on the long way.

The framework solves a route's dependencies anew for every request (0.35 ms, as much as a remembered check needs: decision 0096). Here that
is done once, when the service starts. Whatever is not exactly as expected goes the long way untouched and is refused or answered there.
"""

import inspect
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, get_args, get_origin
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.params import Body, Query
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.counter import AtCounter, Counter, SubjectId, principal_of
from api.problems import document
from credit.errors import XinmaiError

_LONGEST_ID = 100
_SHORT, _LONGEST_HEADER = (b"x-purpose", b"x-authorisation"), 40
_AT = 3
"""Where an id stands in the paths that have one: /v1/subjects/{id}/…"""


@dataclass(frozen=True, slots=True)
class Stop:
    """A route that the short way serves. `body`: parameters come as JSON; `named`: an id stands in its path; `waits`: a coroutine."""

    route: APIRoute
    endpoint: Callable[..., Any]
    parameters: type[BaseModel]
    body: bool
    named: bool
    waits: bool


@dataclass(frozen=True, slots=True)
class _Form:
    """A request that is as it should be."""

    stop: Stop
    path: Mapping[str, str]
    wanted: BaseModel


class Express:
    """An ASGI layer between the door and the application."""

    def __init__(self, app: ASGIApp, stops: Mapping[tuple[str, str], Stop]) -> None:
        """`stops`: by method and path, `{id}` in place of an id."""
        self._app, self._stops = app, stops

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers what it can, and passes everything else on."""
        read: list[Message] = []
        straight = scope["type"] == "http" and not scope["app"].dependency_overrides  # what is put in another's place holds on the long way
        form = await self._form(scope, receive, read) if straight else None
        if form is None:
            await self._app(scope, _again(read, receive) if read else receive, send)
            return
        scope["route"], scope["endpoint"], scope["path_params"] = form.stop.route, form.stop.endpoint, form.path
        request = Request(scope, receive)
        try:
            response = await _answered(request, form)
        except XinmaiError as refused:
            response = document(refused, scope["state"]["request_id"])
        await response(scope, receive, send)

    async def _form(self, scope: Scope, receive: Receive, read: list[Message]) -> _Form | None:
        """The request read, or None where it must go the long way; `read` holds what of it was taken in."""
        stop, path = self._stop(scope)
        if stop is None or any(name in _SHORT and len(value) > _LONGEST_HEADER for name, value in scope["headers"]):
            return None
        given = await _body(scope, receive, read) if stop.body else _query(scope["query_string"])
        if given is None:
            return None
        try:
            return _Form(stop, path, stop.parameters.model_validate(given))
        except ValidationError:
            return None

    def _stop(self, scope: Scope) -> tuple[Stop | None, Mapping[str, str]]:
        path: str = scope["path"]
        if found := self._stops.get((scope["method"], path)):
            return found, {}
        parts = path.split("/")
        if len(parts) <= _AT or not 0 < len(parts[_AT]) <= _LONGEST_ID:
            return None, {}
        named = {"id": parts[_AT]}
        parts[_AT] = "{id}"
        found = self._stops.get((scope["method"], "/".join(parts)))
        return (found, named) if found and found.named else (None, {})


def stops(routers: Iterable[APIRouter]) -> dict[tuple[str, str], Stop]:
    """Every route that asks for nothing but its parameters, the counter and perhaps a subject."""
    found: dict[tuple[str, str], Stop] = {}
    for route in (route for router in routers for route in router.routes):
        stop = _stop_of(route) if isinstance(route, APIRoute) else None
        if stop:
            for method in stop.route.methods or ():
                found.setdefault((method, stop.route.path), stop)
    return found


def _stop_of(route: APIRoute) -> Stop | None:
    asked = {name: each.annotation for name, each in inspect.signature(route.endpoint).parameters.items()}
    named, at, wanted = asked.pop("id", None), asked.pop("at", None), asked.pop("wanted", None)
    if asked or at != AtCounter or named not in (None, SubjectId) or get_origin(wanted) is not Annotated:
        return None
    model, how = get_args(wanted)[:2]
    if not isinstance(how, Body | Query) or route.dependencies:
        return None
    if named is not None and route.path.split("/")[_AT] != "{id}":
        return None
    return Stop(route, route.endpoint, model, isinstance(how, Body), named is not None, inspect.iscoroutinefunction(route.endpoint))


async def _answered(request: Request, form: _Form) -> Response:
    given = _headers(request.scope)
    principal = await principal_of(request, _credential(given))
    at = Counter(request, principal, given.get(b"x-purpose"), given.get(b"x-authorisation"))
    endpoint, asked = form.stop.endpoint, {**form.path, "wanted": form.wanted, "at": at}
    answer: Response = await (endpoint(**asked) if form.stop.waits else run_in_threadpool(endpoint, **asked))
    return answer


def _headers(scope: Scope) -> dict[bytes, str]:
    """The headers, the first of each name."""
    return {name: value.decode("latin-1") for name, value in reversed(scope["headers"])}


def _credential(given: Mapping[bytes, str]) -> str | None:
    """The key that was given; a bearer token comes first, as on the long way."""
    scheme, _, token = given.get(b"authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else given.get(b"x-api-key")


def _query(text: bytes) -> dict[str, str] | None:
    """Parameters of an address, each stated once and not empty."""
    if not text:
        return {}
    pairs = parse_qsl(text.decode("latin-1"), keep_blank_values=True)
    given = dict(pairs)
    return given if len(given) == len(pairs) and all(given.values()) else None


async def _body(scope: Scope, receive: Receive, read: list[Message]) -> Any:
    """A JSON object that came in one piece, without parameters in the address."""
    if scope["query_string"] or (b"content-type", b"application/json") not in scope["headers"]:
        return None
    read.append(await receive())
    if read[0]["type"] != "http.request" or read[0].get("more_body"):
        return None
    try:
        given = json.loads(read[0].get("body", b""))
    except (ValueError, RecursionError):
        return None
    return given if isinstance(given, dict) else None


def _again(read: list[Message], receive: Receive) -> Receive:
    """What was taken in, and then whatever comes after it."""
    waiting = iter(read)

    async def next_of_both() -> Message:
        return next(waiting, None) or await receive()

    return next_of_both
