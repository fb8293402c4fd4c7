"""Clients in processes of their own, for throughput over Bolt: each asks one question after another until its time is over, and counts.

Whoever asks over HTTP is wrk (bench.clients.load). A client that fails says so at once, and all of them end with whoever started them.
"""

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle
from multiprocessing.connection import Connection, wait
from multiprocessing.synchronize import Barrier

from tests.neo4j_server.server import Place

Asker = Callable[[str], None]

_PATIENCE_S = 60.0
"""So long may the start of all clients take, and so much longer than it is told may one of them ask."""


@dataclass(frozen=True)
class OverBolt:
    """Asks a statement in Cypher about an id, by the official driver, one connection a client. Nothing is tried twice."""

    place: Place
    text: str
    parameters: dict[str, object]

    def opened(self) -> Asker:
        """Asks one and reads every row."""
        import neo4j

        place = self.place
        driver = neo4j.GraphDatabase.driver(
            place.url, auth=(place.user, place.password), notifications_min_severity="OFF", max_transaction_retry_time=0
        )
        session = driver.session(database=place.database)

        def ask(public_id: str) -> None:
            session.execute_read(lambda tx: [row.values() for row in tx.run(self.text, {**self.parameters, "id": public_id})])

        return ask


def asked_a_second(how: OverBolt, ids: list[str], clients: int, seconds: float) -> float:
    """Answers a second of so many clients together, after each has warmed its connection. RuntimeError says why one gave no count."""
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(clients)
    told, jobs = [], []
    for number in range(clients):
        here, there = context.Pipe(duplex=False)
        asked = (how, ids[number:] + ids[:number], seconds, ready, there, os.getpid())
        jobs.append(context.Process(target=_client, args=asked, daemon=True))
        jobs[-1].start()
        there.close()  # so that the end of the client is the end of the pipe
        told.append(here)
    try:
        return sum(_counts(told, seconds + _PATIENCE_S))
    finally:
        for job in jobs:
            job.terminate()
            job.join()


def _counts(told: Sequence[Connection], patience_s: float) -> list[float]:
    """What each client says, as it says it."""
    counts: list[float] = []
    deadline, left = time.monotonic() + patience_s, list(told)
    while left:
        ready = wait(left, max(0.0, deadline - time.monotonic()))
        if not ready:
            raise RuntimeError(f"{len(left)} of {len(told)} clients gave no count in {patience_s:.0f} s")
        for each in ready:
            assert isinstance(each, Connection)
            counts.append(_count(each))
            left.remove(each)
    return counts


def _count(told: Connection) -> float:
    try:
        said = told.recv()
    except EOFError:
        raise RuntimeError("a client ended without a word") from None
    count, failure = said
    if failure:
        raise RuntimeError(f"a client failed: {failure}")
    return float(count)


def _client(how: OverBolt, ids: Sequence[str], seconds: float, ready: Barrier, told: Connection, owner: int) -> None:
    threading.Thread(target=_end_with, args=(owner,), daemon=True).start()
    try:
        told.send((_asked(how.opened(), ids, seconds, ready), ""))
    except BaseException as failed:  # noqa: BLE001  # whatever it is, who waits is told
        ready.abort()
        told.send((0.0, f"{type(failed).__name__}: {failed}"))


def _asked(ask: Asker, ids: Sequence[str], seconds: float, ready: Barrier) -> float:
    for public_id in ids[:5]:
        ask(public_id)
    ready.wait(_PATIENCE_S)
    started = time.perf_counter()
    done, took = 0, 0.0
    asked = cycle(ids)
    while took < seconds:
        ask(next(asked))
        done, took = done + 1, time.perf_counter() - started
    return done / took


def _end_with(owner: int) -> None:
    """Ends this process when the one that started it is gone: a run that is killed leaves no client behind that asks on and on."""
    while os.getppid() == owner:
        time.sleep(0.5)
    os._exit(1)
