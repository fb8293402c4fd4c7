"""What a request costs without sockets: processor time of the application in one process, of checks that are remembered and that are not.

`python -m bench request --organizations 20000` asks in rounds, sixteen at a time, and tells the least one: whoever else runs only adds.
A question of health stands beside, which is the door, the log and the framework alone. Divided into the loop and all other threads.
"""

import argparse
import asyncio
import json
import os
import random
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.types import ASGIApp, Message

from api.app import create_app
from api.logs import configure_logging
from bench.checks import MATTERS
from bench.generate.ids import organization_id
from bench.generate.nation import TODAY
from bench.http import filled
from credit.periods import to_date
from inquiry.settings import HomeSettings
from office.keys import add_key
from office.premises import Premises
from office.rights import ALL_RIGHTS
from office.settings import OfficeSettings

_AT_ONCE, _ROUND = 16, 400
Ask = Callable[[int], Awaitable[None]]


def main(arguments: list[str]) -> None:
    """Prints one line a kind of request."""
    parser = argparse.ArgumentParser(prog="python -m bench request", description=__doc__)
    parser.add_argument("--organizations", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=12)
    chosen = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="xinmai-bench-") as folder, Path(os.devnull).open("w") as nowhere:
        home = Path(folder)
        filled(home, chosen.organizations)
        configure_logging(nowhere)
        premises = Premises(HomeSettings(home=home, today=to_date(TODAY)))
        premises.rules = OfficeSettings(rate_per_minute=1_000_000_000)
        key = add_key(premises.office, "bench", ALL_RIGHTS, None)
        asyncio.run(_measured(create_app(premises=premises), key, chosen))
        premises.close()


async def _measured(app: ASGIApp, key: str, chosen: argparse.Namespace) -> None:
    chance = random.Random(3)
    fresh = [_check(chance, chosen.organizations) for _ in range(_ROUND * (chosen.rounds + 1))]
    kinds: dict[str, Callable[[int], Ask]] = {
        "a check that is remembered": lambda _: lambda i: _asked(app, key, "POST", "/v1/checks", fresh[i % 100]),
        "a check of another subject each": lambda r: lambda i: _asked(app, key, "POST", "/v1/checks", fresh[(r + 1) * _ROUND + i]),
        "health": lambda _: lambda _: _asked(app, key, "GET", "/healthz", b""),
    }
    for name, of_round in kinds.items():
        await _round(of_round(-1))
        least, loop = min([await _round(of_round(each)) for each in range(chosen.rounds)])
        print(f"{name:34s} {least:6.3f} ms of processor, {loop:6.3f} of it on the loop", flush=True)


async def _round(ask: Ask) -> tuple[float, float]:
    """Milliseconds a request: of the process, and of the loop's thread."""
    places = iter(range(_ROUND))

    async def one_after_the_other() -> None:
        for i in places:
            await ask(i)

    whole, own = time.process_time(), time.thread_time()
    await asyncio.gather(*(one_after_the_other() for _ in range(_AT_ONCE)))
    return (time.process_time() - whole) / _ROUND * 1000, (time.thread_time() - own) / _ROUND * 1000


def _check(chance: random.Random, organizations: int) -> bytes:
    subject = organization_id(chance.randrange(organizations))
    return json.dumps({"subject": subject, "matter": chance.choice(MATTERS), "purpose": "credit_check"}).encode()


async def _asked(app: ASGIApp, key: str, method: str, path: str, body: bytes) -> None:
    said = {b"host": b"127.0.0.1", b"x-api-key": key.encode(), b"content-type": b"application/json", b"content-length": b"%d" % len(body)}
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": list(said.items()),
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "state": {},
    }
    told: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        told.append(message)

    await app(scope, receive, send)
    if told[0]["status"] != 200:
        raise SystemExit(f"{path}: {told[0]['status']}")
