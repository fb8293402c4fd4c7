"""Being told to end: requests that run are answered, chains are closed, nothing stays behind; and workers count together."""

import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from graph.opening import open_store
from tests.graph.makers import batch
from tests.inquiry.world import DEBTOR, FINE, sqlite_world
from tests.kills.place import Place
from tests.kills.serving import Service, a_service

ACT = {"deed": "dispute", "target": {"record": FINE}, "document": "异受〔2026〕1号", "reason": "当事人提出异议"}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One service with two workers; the tests below end it in the end."""
    home = tmp_path_factory.mktemp("ending") / "home"
    sqlite_world(home).store.close()
    served = a_service(Place(home))
    served.start()
    yield served
    if served.process and served.process.poll() is None:
        served.kill_all()


def counted(page: str) -> float:
    """Requests for a subject, as the page of counters has them."""
    return sum(float(each) for each in re.findall(r'xinmai_requests_total\{[^}]*route="/v1/subjects/\{id\}"[^}]*\} (\S+)', page))


def test_one_page_of_counters_tells_of_all_workers_also_of_one_that_was_killed(service: Service) -> None:
    def ask(number: int) -> None:
        for _ in range(number):
            with service.client() as client:  # a connection each, so that both workers get some
                assert client.get(f"/v1/subjects/{DEBTOR}").status_code == 200

    ask(20)
    with service.client() as client:
        assert {counted(client.get("/metrics").text) for _ in range(5)} == {20}, "whichever worker tells it"
    before = set(service.worker_ids())
    service.kill_worker()
    while len(set(service.worker_ids()) - before) == 0:
        time.sleep(0.05)
    service.wait()
    ask(5)
    with service.client() as client:
        assert counted(client.get("/metrics").text) == 25


def test_told_to_end_it_answers_what_runs_and_closes_its_chains(service: Service) -> None:
    """A write waits for the writer's lease, which this process holds, while the service is told to end."""
    answers: list[httpx.Response] = []

    def act() -> None:
        with service.client() as client:
            answers.append(client.post("/v1/acts", json=ACT, headers={"Idempotency-Key": "key-00001", "X-Request-Id": "act-1"}))

    store = open_store(service.place.home, create=False)
    asking = threading.Thread(target=act)
    with store.load(batch("saic", "2024-01-01")):
        asking.start()
        while "act-1" not in {said.get("request_id") for said in service.place.audit()}:
            time.sleep(0.05)
        workers = service.worker_ids()
        assert service.process is not None
        service.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        assert answers == []
    asking.join()
    service.process.wait(timeout=60)
    store.close()
    assert [answer.status_code for answer in answers] == [200]
    assert [pid for pid in workers if _runs(pid)] == []
    closed = [said["kind"] for said in service.place.audit() if said["kind"] == "close"]
    assert closed, "the chains say that they end here"
    assert service.place.faults() == []


@pytest.mark.soak
def test_workers_end_when_their_supervisor_was_killed_and_the_port_is_free(service: Service) -> None:
    service.start()
    workers = service.worker_ids()
    assert service.process is not None
    os.kill(service.process.pid, signal.SIGKILL)
    service.process.wait()
    for _ in range(600):
        if not any(_runs(pid) for pid in workers):
            break
        time.sleep(0.1)
    assert [pid for pid in workers if _runs(pid)] == []
    service.start()
    service.end()


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except OSError:
        return False
