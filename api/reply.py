"""What leaves for one request: dressed with what every answer carries, and never twice."""

import asyncio
from dataclasses import dataclass, field

from starlette.types import Message, Receive, Scope, Send

from api.problems import document
from graph.patience import timed_out

_ALWAYS = (  # unless an answer states a policy of its own
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"content-security-policy", b"default-src 'self'; frame-ancestors 'none'"),
)


@dataclass
class Reply:
    """The way out of one request. After it was given up nothing more leaves, whatever the work that still runs comes to."""

    scope: Scope
    receive: Receive
    send: Send
    request_id: str
    status: int = 0
    given_up: bool = False
    _task: asyncio.Task[None] | None = field(default=None, repr=False)

    async def __call__(self, message: Message) -> None:
        """Passes a message of the application on."""
        if not self.given_up:
            await self._out(message)

    def give_up(self) -> None:
        """Answers that it took too long, unless an answer has begun. The work stops at its next reading; a write is finished."""
        if not self.status:
            self.given_up = True
            self._task = asyncio.get_running_loop().create_task(
                document(timed_out(), self.request_id)(self.scope, self.receive, self._out), name="gave up"
            )

    async def _out(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            stated, more = list(message.get("headers", ())), self.scope["state"].get("headers", ())
            always = [each for each in _ALWAYS if each[0] not in {name.lower() for name, _ in stated}]
            message["headers"] = [*stated, (b"x-request-id", self.request_id.encode()), *always, *more]
        await self.send(message)
