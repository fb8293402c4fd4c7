"""What whoever runs the service relies on: time limits that stop the work, readiness that tells the truth, spans that name nobody."""

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from api.app import create_app
from api.settings import ApiSettings
from api.traces import start
from credit.errors import TimedOut
from graph.opening import open_projected, open_store
from graph.patience import patience
from office.audit.reading import latest
from office.keys import add_key
from office.premises import Premises
from office.rights import ALL_RIGHTS
from tests.api.conftest import House
from tests.api.http import Caller
from tests.api.test_problems import problem
from tests.inquiry.world import DEBTOR, FINE, PERSONS, REP, premises_of, sqlite_world

ACT = {"deed": "dispute", "target": {"record": FINE}, "document": "异受〔2026〕1号", "reason": "当事人提出异议"}


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Premises]:
    """Premises of one test's own."""
    premises = premises_of(sqlite_world(tmp_path).store, tmp_path)
    yield premises
    premises.close()


def caller_of(premises: Premises, **settings: Any) -> Caller:
    key = add_key(premises.office, "tests", tuple(ALL_RIGHTS), None)
    app = create_app(ApiSettings.model_validate(settings), premises)
    app.state.readiness.fresh_for_s = 0
    return Caller(app, (("Authorization", f"Bearer {key}"), ("X-Purpose", "enforcement")))


def test_a_question_past_its_time_stops_at_its_next_reading_and_is_no_answer(fresh: Premises) -> None:
    before = len(latest(fresh.book.engine, 1000))
    caller = caller_of(fresh, request_seconds=0.000001)
    told = problem(caller.get(f"/v1/subjects/{DEBTOR}/measures"))
    assert (told["status"], told["code"]) == (504, "timed_out")
    assert len(latest(fresh.book.engine, 1000)) == before


def test_one_long_statement_is_stopped_within_itself(fresh: Premises) -> None:
    """A statement that would run for ever: counted by SQLite itself, on a connection as every reading has one."""
    from graph.settings import StoreSettings
    from graph.stores.sqlite.connections import Readers

    readers = Readers(fresh.settings.home / "graph.db", StoreSettings())
    endless = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(TimedOut), patience(0.05), readers.snapshot() as connection:
        connection.execute(endless).get  # noqa: B018
    with readers.snapshot() as connection:
        assert connection.execute("SELECT 1").get == 1, "the connection serves the next question"
    readers.close()


def test_a_write_that_waits_too_long_is_answered_and_its_key_tells_later_what_became_of_it(fresh: Premises) -> None:
    caller = caller_of(fresh, request_seconds=1.0)
    caller.get(f"/v1/subjects/{DEBTOR}")  # whatever the first question has to open is open
    holding, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with fresh.desk().store.load(_batch()):
            holding.set()
            let_go.wait(30)

    holder = threading.Thread(target=hold)
    holder.start()
    holding.wait()
    asked = {"json": ACT, "headers": {"Idempotency-Key": "key-00001", **dict(caller.headers)}}
    try:
        told = asyncio.run(_first_answer(caller, asked, let_go))
    finally:
        let_go.set()
        holder.join()
    assert told.status_code == 504
    again = caller_of(fresh)
    done = again.request("POST", "/v1/acts", json=ACT, headers={"Idempotency-Key": "key-00001"})
    assert done.status_code == 200
    assert fresh.desk().store.last_transaction()[0] == done.json()["data"]["transaction"]


async def _first_answer(caller: Caller, asked: dict[str, Any], let_go: threading.Event) -> httpx.Response:
    """The answer that leaves first; the work goes on behind it and ends once it is let."""
    answered: asyncio.Future[httpx.Response] = asyncio.get_running_loop().create_future()
    body = json.dumps(asked["json"]).encode()
    headers = {**asked["headers"], "content-type": "application/json", "content-length": str(len(body))}
    scope = {
        "type": "http", "method": "POST", "path": "/v1/acts", "raw_path": b"/v1/acts", "query_string": b"", "http_version": "1.1",
        "scheme": "http", "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)
        if message["type"] == "http.response.body" and not answered.done():
            answered.set_result(httpx.Response(sent[0]["status"], headers=sent[0]["headers"], content=message["body"]))

    work = asyncio.create_task(caller.app(scope, receive, send))
    first = await answered
    assert not work.done(), first.text
    let_go.set()
    await work
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"], "nothing leaves after the answer"
    return first


def _batch() -> Any:
    from tests.graph.makers import batch

    return batch("saic", "2024-01-01")


def test_readiness_names_the_part_that_does_not_work(fresh: Premises) -> None:
    caller = caller_of(fresh)
    body = caller.body("/readyz")
    assert {name for name, part in body["parts"].items() if part["works"]} == {"rules", "store", "audit", "projection"}
    fresh.book.engine.dispose()
    for file in fresh.settings.home.glob("audit.db*"):
        file.write_bytes(b"what a broken disk leaves" * 1000)
    told = problem(caller.get("/readyz"))
    assert (told["status"], told["code"]) == (503, "not_ready")
    assert [name for name, part in told["parts"].items() if not part["works"]] == ["audit"]
    assert problem(caller.get(f"/v1/subjects/{DEBTOR}"))["code"] == "audit_failed", "it tells the truth: nothing would be answered"
    assert caller.get("/healthz").status_code == 200, "alive all the same: to start it anew would mend nothing"


def test_a_projection_that_lags_or_is_not_there_is_told_where_it_matters(tmp_path: Path) -> None:
    sqlite_world(tmp_path).store.close()
    projected = open_projected(tmp_path, create=False)
    premises = premises_of(projected, tmp_path)
    assert caller_of(premises).get("/readyz").status_code == 200
    strict = caller_of(premises, ready_behind=1)
    assert problem(strict.get("/readyz"))["parts"]["projection"]["works"] is False
    projected.build()
    assert strict.body("/readyz")["parts"]["projection"]["behind"] == 0
    for _ in range(2):
        writer = open_store(tmp_path, create=False)
        writer.judge(DEBTOR, "uscc:91379926MA00000994", False, "clerk", "file")
        writer.close()
    assert problem(strict.get("/readyz"))["parts"]["projection"]["works"] is False
    premises.close()


class _Collector(BaseHTTPRequestHandler):
    """A little OTLP/HTTP receiver: keeps what comes."""

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Content-Encoding") == "gzip":
            import gzip

            raw = gzip.decompress(raw)
        self.server.received.append(raw)  # type: ignore[attr-defined]
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@contextmanager
def collector() -> Iterator[tuple[str, list[bytes]]]:
    server = HTTPServer(("127.0.0.1", 0), _Collector)
    server.received = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1/traces", server.received  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_spans_reach_a_collector_and_name_nobody(house: House, officer: Caller) -> None:
    with collector() as (endpoint, received):
        end = start(endpoint, 1.0)
        try:
            assert officer.get(f"/v1/subjects/{DEBTOR}/measures").status_code == 200
            assert officer.get(f"/v1/subjects/{REP}").status_code == 200
            assert officer.get("/v1/subjects?q=欧阳立春").status_code == 200
            assert officer.get("/v1/subjects/uscc:91379926MA00009999").status_code >= 400
        finally:
            end()
    spans = [span for raw in received for span in _spans(raw)]
    assert {span.name for span in spans} >= {"request", "answer", "store.read", "rules.evaluate", "audit.write"}
    routes = {_said(span).get("route") for span in spans if span.name == "request"}
    assert routes == {"/v1/subjects/{id}/measures", "/v1/subjects/{id}", "/v1/subjects"}
    assert len({span.trace_id for span in spans}) == 4, "one trace a request, over the threads that answer it"
    everything = b"".join(received)
    for secret in (DEBTOR, DEBTOR.removeprefix("uscc:"), REP, *PERSONS, *PERSONS.values()):
        assert secret.encode() not in everything


def _spans(raw: bytes) -> list[Any]:
    read = ExportTraceServiceRequest.FromString(raw)
    return [span for resource in read.resource_spans for scope in resource.scope_spans for span in scope.spans]


def _said(span: Any) -> dict[str, Any]:
    return {each.key: each.value.string_value or each.value.int_value for each in span.attributes}


def test_nothing_of_tracing_is_imported_while_no_collector_is_named(tmp_path: Path) -> None:
    ours = "('opentelemetry.sdk', 'opentelemetry.exporter')"
    script = f"import sys; import api.app; print([name for name in sys.modules if name.startswith({ours})])"
    ran = subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
