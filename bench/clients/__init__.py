"""Clients in processes of their own, for throughput: each asks one question after another until its time is over, and counts."""

import http.client
import multiprocessing
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from urllib.parse import quote

from tests.neo4j_server.server import Place

Asker = Callable[[str], None]


@dataclass(frozen=True)
class OverBolt:
    """Asks a statement in Cypher about an id, by the official driver, one connection a client."""

    place: Place
    text: str
    parameters: dict[str, object]

    def opened(self) -> Asker:
        """Asks one and reads every row."""
        import neo4j

        session = neo4j.GraphDatabase.driver(
            self.place.url, auth=(self.place.user, self.place.password), notifications_min_severity="OFF"
        ).session()

        def ask(public_id: str) -> None:
            session.execute_read(lambda tx: [row.values() for row in tx.run(self.text, {**self.parameters, "id": public_id})])

        return ask


@dataclass(frozen=True)
class OverHttp:
    """Asks the service, one connection kept open a client."""

    port: int
    path: str

    def opened(self) -> Asker:
        """Asks one and reads the whole body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)

        def ask(public_id: str) -> None:
            connection.request("GET", self.path.format(quote(public_id, safe=":")))
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200:
                raise RuntimeError(body[:300])

        return ask


def asked_a_second(how: OverBolt | OverHttp, ids: list[str], clients: int, seconds: float) -> float:
    """Answers a second of so many clients together, after each has warmed its connection."""
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(clients)
    counts: Queue[float] = context.Queue()
    jobs = [context.Process(target=_client, args=(how, ids[number:] + ids[:number], seconds, ready, counts)) for number in range(clients)]
    for job in jobs:
        job.start()
    told = [counts.get(timeout=120) for _ in jobs]
    for job in jobs:
        job.join()
    return sum(told)


def _client(how: OverBolt | OverHttp, ids: Sequence[str], seconds: float, ready: Barrier, counts: "Queue[float]") -> None:
    ask = how.opened()
    for public_id in ids[:5]:
        ask(public_id)
    ready.wait(60)
    started = time.perf_counter()
    for done, public_id in enumerate(cycle(ids), 1):
        ask(public_id)
        if (took := time.perf_counter() - started) >= seconds:
            counts.put(done / took)
            return
