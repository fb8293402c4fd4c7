"""Workers as real processes: they do what is handed in over HTTP, and what a killed one leaves is taken up again."""

import csv
import io
import json
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from inquiry.settings import HomeSettings
from office.audit.verifying import verify
from office.check_files import FileOrder, hand_in
from office.jobs.folder import SentFile
from office.jobs.register import Job, find_job
from office.jobs.submitting import Asker
from office.premises import Premises
from office.principals import Card, add_principal, principal_by_id
from office.rights import ALL_RIGHTS
from tests.cli.conftest import Run
from tests.cli.test_process import XINMAI, environment
from tests.inquiry.world import CLEAN, DEBTOR, REP, premises_of, sqlite_world

LEASE = {"XINMAI_JOB_LEASE_S": "1", "XINMAI_JOBS_AT_ONCE": "1"}


@pytest.fixture
def premises(tmp_path: Path) -> Iterator[Premises]:
    small = sqlite_world(tmp_path)
    opened = premises_of(small.store, tmp_path)
    yield opened
    opened.close()


def handed_in(premises: Premises, rows: int, key: str = "key-00001") -> str:
    found = principal_by_id(premises.office, add_principal(premises.office, Card("经办", ALL_RIGHTS, "某局")))
    assert found is not None
    lines = ["主体代码,名称,办件编号", *(f"{(DEBTOR, CLEAN, REP)[at % 3]},,办{at}" for at in range(rows))]
    order = FileOrder(matter="licence", purpose="credit_check", result="csv")
    sent = SentFile("名单.csv", io.BytesIO("\n".join(lines).encode()))
    return str(hand_in(premises, Asker(found, key, "r"), order, sent).body["data"]["id"])


@contextmanager
def worker(home: Path, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """A real `xinmai jobs work`."""
    process = subprocess.Popen([str(XINMAI), "jobs", "work"], env=environment(home, **LEASE, **more), cwd=home, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(premises: Premises, number: str, reached: Callable[[Job], bool], patience_s: float = 180) -> Job:
    """Waits until a job has come so far."""
    for _ in range(int(patience_s / 0.05)):
        job = find_job(premises.office, number)
        assert job is not None
        if reached(job):
            return job
        time.sleep(0.05)
    pytest.fail(f"the job did not come so far: {job}")


def rows_of(premises: Premises, job: Job) -> list[dict[str, str]]:
    assert job.file is not None
    path = premises.settings.home / "jobs" / job.id / job.file
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def nothing_is_lost_or_twice(premises: Premises, number: str, rows: int) -> None:
    """Every row has one receipt, every receipt stands in one row, and every chain of the audit holds."""
    job = find_job(premises.office, number)
    assert job is not None and job.state == "done", job
    told = [row["核查编号"] for row in rows_of(premises, job)]
    found = verify(premises.book.engine, premises.book.key.public)
    with premises.book.engine.connect() as connection:
        kept = [row[0] for row in connection.exec_driver_sql("SELECT number FROM audit_check")]
    assert found.findings == []
    assert len(told) == len(set(told)) == rows
    assert sorted(told) == sorted(kept)


def test_a_worker_killed_in_mid_batch_costs_nothing_and_another_goes_on(premises: Premises) -> None:
    home, rows = premises.settings.home, 1500
    number = handed_in(premises, rows)
    with worker(home) as first:
        killed_at = until(premises, number, beyond(0))
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert 0 < killed_at.done < rows
    with worker(home) as second:
        until(premises, number, lambda job: not job.is_open)
        second.send_signal(signal.SIGTERM)
        assert second.wait(timeout=60) == 0
    nothing_is_lost_or_twice(premises, number, rows)


def beyond(done: int) -> Callable[[Job], bool]:
    return lambda job: job.done > done or not job.is_open


@pytest.mark.soak
def test_workers_are_killed_sixty_times(premises: Premises) -> None:
    home, rows, chance, killed = premises.settings.home, 60_000, random.Random(5), 0
    number = handed_in(premises, rows)
    while (job := find_job(premises.office, number)) is not None and job.is_open and killed < 60:
        with worker(home) as process:
            until(premises, number, beyond(job.done))
            time.sleep(chance.uniform(0, 0.2))
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
    with worker(home):
        until(premises, number, lambda job: not job.is_open, 600)
    nothing_is_lost_or_twice(premises, number, rows)
    sys.stdout.write(f"{killed} kills, {rows} rows: every receipt once\n")


def test_serve_does_jobs_and_takes_its_worker_along_when_it_is_killed(home: Path, run: Run) -> None:
    premises = Premises(HomeSettings(home=home))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(XINMAI), "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment(home, **LEASE), cwd=home, stderr=subprocess.DEVNULL)
    try:
        number = _sent_to(f"http://127.0.0.1:{port}", run("keys", "add", "经办", "--right", "checks:run").out.strip())
        job = until(premises, number, lambda job: not job.is_open)
        assert job.state == "done", job.problem
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    finally:
        process.kill()
        process.wait()
        premises.close()
    assert children
    for _ in range(600):
        if not any(_lives(int(child)) for child in children):
            break
        time.sleep(0.05)
    else:
        pytest.fail("the worker outlived whoever started it")
    out = home / "结果.csv"
    assert run("jobs", "show", number, "--out", str(out)).status == 0
    assert DEBTOR in out.read_text("utf-8-sig")
    assert number in run("jobs", "list").out
    assert json.loads(run("jobs", "cancel", number, "--json").out)["data"]["state"] == "done"
    assert run("jobs", "show", "nothing").status == 3


def _sent_to(url: str, key: str) -> str:
    """A file of one subject, handed in over HTTP as soon as somebody answers; the job's id."""
    sent = {"file": ("名单.csv", f"主体代码\n{DEBTOR}\n".encode())}
    form = {"matter": "licence", "purpose": "credit_check", "result": "csv"}
    headers = {"X-API-Key": key, "Idempotency-Key": "key-00001"}
    for _ in range(600):
        try:
            response = httpx.post(f"{url}/v1/checks/files", files=sent, data=form, headers=headers, timeout=30)
        except httpx.TransportError:
            time.sleep(0.1)
            continue
        assert response.status_code == 202, response.text
        return response.headers["location"].rpartition("/")[2]
    pytest.fail("the service did not start")


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
