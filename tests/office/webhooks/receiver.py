"""A receiver that verifies signatures on its own, by the very code that docs/webhooks.md gives, and misbehaves as it is told to."""

import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[3] / "docs" / "webhooks.md"
Verified = Callable[..., bool]


def example() -> Verified:
    """The page's Python example, run as it stands."""
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    told: dict[str, Any] = {}
    exec(compile(code, str(PAGE), "exec"), told)  # noqa: S102  # what the page tells its readers to run
    found: Verified = told["verified"]
    return found


@dataclass(frozen=True)
class Got:
    """A message as it came."""

    headers: Mapping[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]


@dataclass
class Receiver:
    """Answers as `script` says, request by request, and 204 when that has run out: a status, a status with headers, `hang` or `drip`."""

    server: ThreadingHTTPServer
    got: list[Got] = field(default_factory=list)
    script: deque[Any] = field(default_factory=deque)
    leave: threading.Event = field(default_factory=threading.Event)

    @property
    def port(self) -> int:
        return int(self.server.server_address[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?to=1"

    @property
    def ids(self) -> list[str]:
        return [each.id for each in self.got]


@contextmanager
def receiving(tls: Any = None) -> Iterator[Receiver]:
    """A receiver on a free port of this machine; `tls`: a context by which it speaks TLS."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            here.got.append(Got({name.lower(): value for name, value in self.headers.items()}, body))
            _answer(self, here, here.script.popleft() if here.script else 204)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    here = Receiver(server)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield here
    finally:
        here.leave.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(handler: BaseHTTPRequestHandler, here: Receiver, wanted: Any) -> None:
    if wanted == "hang":
        here.leave.wait(30)
        return
    if wanted == "drip":  # a byte at a time: each read succeeds, and the whole never comes
        for char in "HTTP/1.1 200 OK\r\nx-slow: " + "s" * 1000:
            if here.leave.is_set():
                return
            try:
                handler.wfile.write(char.encode())
            except OSError:
                return
            time.sleep(0.02)
        return
    status, headers = wanted if isinstance(wanted, tuple) else (wanted, {})
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("content-length", "0")
    handler.end_headers()
