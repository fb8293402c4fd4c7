"""The door: gives every request an id and a clock, keeps the hostile ones out, and lets the demo answer this machine alone."""

import asyncio
import ipaddress
import os
import re
import time
from collections.abc import Collection
from dataclasses import dataclass

import structlog
from starlette.types import ASGIApp, Receive, Scope, Send

from api.metrics import Metrics
from api.problems import TooLarge, TooLong, document, unforeseen
from api.reply import Reply
from api.settings import ApiSettings
from api.traces import tell
from credit.errors import NotPermitted, WrongUse, XinmaiError
from graph.patience import patience
from graph.spans import span

_REQUEST_ID = re.compile(r"[0-9A-Za-z._-]{1,64}", re.ASCII)
_LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
_GRACE_S = 1.0
"""A question that stops by itself does so at its next reading; one that does not is answered this much later without it."""


@dataclass
class Door:
    """An ASGI layer around the application."""

    app: ASGIApp
    settings: ApiSettings
    metrics: Metrics
    bodies: Collection[tuple[str, str]] = ()
    """Method and path of the routes that declare a body; a GET that carries one is refused."""
    batches: Collection[tuple[str, str]] = ()
    """Those of them whose body is a batch and may be longer."""
    uploads: Collection[tuple[str, str]] = ()
    """Those whose body is a file."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers it with the reason why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, request_id = time.perf_counter(), _id(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        reply = Reply(scope, receive, send, request_id)
        limit = self._limit(scope)
        alarm = asyncio.get_running_loop().call_later(limit + _GRACE_S, reply.give_up)
        with span("request", method=scope["method"], request_id=request_id) as measured, patience(limit):
            try:
                await self._answered(scope, receive, reply)
            finally:
                alarm.cancel()
                route = getattr(scope.get("route"), "path", "(none)")
                tell(measured, {"route": route, "status": reply.status})
                self._note(scope, route, reply.status, time.perf_counter() - began)

    async def _answered(self, scope: Scope, receive: Receive, reply: Reply) -> None:
        try:
            refusal = self._refusal(scope)
            await (document(refusal, reply.request_id) if refusal else self.app)(scope, receive, reply)
        except Exception as error:  # whatever it is, the caller gets the one shape
            if reply.status and not reply.given_up:
                raise
            await unforeseen(error, reply.request_id)(scope, receive, reply)

    def _limit(self, scope: Scope) -> float:
        """Seconds that this question may take."""
        route = scope["method"], scope["path"]
        return self.settings.batch_seconds if route in self.batches or route in self.uploads else self.settings.request_seconds

    def _refusal(self, scope: Scope) -> XinmaiError | None:
        if len(scope.get("raw_path", b"")) + len(scope["query_string"]) > self.settings.max_url:
            return TooLong(f"地址最长 {self.settings.max_url} 字节。An address may have {self.settings.max_url} bytes at most.")
        if fault := self._wrong_body(scope):
            return fault
        if self.settings.demo and not _from_here(scope):
            return NotPermitted("演示模式只回答本机的请求。The demo answers callers on this machine alone.")
        return None if _decodable(scope) else WrongUse("地址须为 UTF-8 编码。The address must be UTF-8.")

    def _wrong_body(self, scope: Scope) -> XinmaiError | None:
        """A body is taken, up to a size and with its length stated, where a route declares one; no other question needs any."""
        most = self._most((scope["method"], scope["path"]))
        size = _body_of(scope)
        if (scope["method"], scope["path"]) in self.bodies:
            says = f"请求体须载明长度,最长 {most} 字节。A body needs a stated length and may have {most} bytes at most."
            return TooLarge(says) if size > most else None
        if size > (0 if scope["method"] == "GET" else most):
            return TooLarge("此提问不需要请求体。This question needs no body.")
        return None

    def _most(self, route: tuple[str, str]) -> int:
        """The largest body of a route in bytes."""
        if route in self.uploads:
            return self.settings.max_upload
        return self.settings.max_batch if route in self.batches else self.settings.max_body

    def _note(self, scope: Scope, route: str, status: int, took: float) -> None:
        """One line a request: the route's pattern and never the address, which may hold a person's name."""
        self.metrics.note(route, scope["method"], status, took)
        structlog.get_logger().info(
            "request",
            route=route,
            method=scope["method"],
            status=status,
            took_ms=round(took * 1000, 3),
            request_id=scope["state"]["request_id"],
        )


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def _id(scope: Scope) -> str:
    given = _header(scope, b"x-request-id")
    return given if _REQUEST_ID.fullmatch(given) else os.urandom(16).hex()


def _body_of(scope: Scope) -> int:
    """The stated length of the body; one without a length counts as too large."""
    if _header(scope, b"transfer-encoding"):
        return 2**63
    stated = _header(scope, b"content-length")
    return int(stated) if stated.isdecimal() else 0


def _from_here(scope: Scope) -> bool:
    """Whether the caller sits on this machine and asked for it by its own name (a page from elsewhere may rebind a name to us)."""
    client, host = scope.get("client"), _header(scope, b"host")
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    try:
        return client is not None and ipaddress.ip_address(client[0]).is_loopback and name in _LOCAL_HOSTS
    except ValueError:
        return False


def _decodable(scope: Scope) -> bool:
    return "\ufffd" not in scope["path"] and "\x00" not in scope["path"]
