"""The installed command and the served application, as real processes."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.inquiry.world import DEBTOR, SHAREHOLDER, TODAY

XINMAI = Path(sys.executable).with_name("xinmai")
HEAVY = ("pydantic", "fastapi", "sqlalchemy", "numpy", "apsw", "ruamel", "pandas", "pypinyin")


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XINMAI")}
    return {**kept, "XINMAI_HOME": str(home), "XINMAI_TODAY": TODAY, "XINMAI_JOBS_AT_ONCE": "0", **more}


def xinmai(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Runs the installed command from a folder that is not the repository's."""
    return subprocess.run([str(XINMAI), *words], env=environment(home, **more), cwd=home, capture_output=True, text=True, check=False)


def test_help_needs_nothing_heavy(home: Path) -> None:
    script = (
        "import sys; sys.argv = ['xinmai', '--help']\n"
        "try:\n    from cli.main import main; main()\nexcept SystemExit: pass\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", script], env=environment(home), capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_the_installed_command_answers_in_a_shell_without_a_locale(home: Path) -> None:
    ran = xinmai(home, "show", DEBTOR, LC_ALL="C", LANG="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "法定代表人" in ran.stdout


def test_a_reader_who_goes_away_early_is_no_error(home: Path) -> None:
    command = f"{XINMAI} show {DEBTOR} | head -1"
    ran = subprocess.run(["bash", "-c", command], env=environment(home), cwd=home, capture_output=True, text=True, check=True)
    assert ran.stderr == ""


@contextmanager
def served(home: Path, **more: str) -> Iterator[httpx.Client]:
    """A real `xinmai serve` on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [str(XINMAI), "serve", "--port", str(port)], env=environment(home, **more), cwd=home, stderr=subprocess.DEVNULL
    )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            _wait(client, process)
            yield client
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def _wait(client: httpx.Client, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None
        try:
            if client.get("/healthz").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    pytest.fail("the service did not start")


def test_the_served_application_wants_a_key_and_says_what_the_shell_says(home: Path) -> None:
    rights = ("subjects:read", "measures:read", "persons:read")
    key = xinmai(home, "keys", "add", "test", *(word for right in rights for word in ("--right", right))).stdout.strip()
    with served(home) as client:
        assert client.get("/readyz").json()["status"] == "ready"
        assert client.get(f"/v1/subjects/{DEBTOR}").status_code == 401
        for path, words in (
            (f"/v1/subjects/{DEBTOR}/measures", ("measures", DEBTOR)),
            (f"/v1/subjects/{SHAREHOLDER}/linked-risk?max_hops=3", ("risk", SHAREHOLDER, "--hops", "3")),
            ("/v1/subjects?q=青禾县", ("find", "青禾县")),
        ):
            over_http = client.get(path, headers={"Authorization": f"Bearer {key}", "X-Purpose": "supervision"}).json()
            in_shell = json.loads(xinmai(home, *words, "--purpose", "supervision", "--json").stdout)
            for body in (over_http, in_shell):
                for name in ("took_ms", "request_id"):
                    del body["meta"][name]
            assert over_http == in_shell


@pytest.mark.parametrize("line", ["GET /v1/subjects?q=面馆 HTTP/1.1", "GET /v1/面馆 HTTP/1.1", "没有 / HTTP/1.1", "GET"])
def test_what_is_no_http_is_refused_with_a_document_that_says_how_to_write_it(demo: httpx.Client, line: str) -> None:
    with socket.create_connection((demo.base_url.host, demo.base_url.port or 80), 30) as raw:
        raw.sendall(f"{line}\r\nHost: 127.0.0.1\r\n\r\n".encode())
        told = b""
        while part := raw.recv(65536):
            told += part
    head, _, body = told.decode().partition("\r\n\r\n")
    assert head.startswith("HTTP/1.1 400 ") and "content-type: application/problem+json" in head
    document = json.loads(body)
    assert (document["status"], document["code"]) == (400, "wrong_use") and "百分号" in document["detail"]
    assert f"x-request-id: {document['request_id']}" in head


@pytest.fixture(scope="module")
def demo(home: Path) -> Iterator[httpx.Client]:
    with served(home, XINMAI_DEMO="1") as client:
        yield client


def test_the_demo_needs_no_key_and_is_marked(home: Path) -> None:
    with served(home, XINMAI_DEMO="1") as client:
        assert client.get(f"/v1/subjects/{DEBTOR}?purpose=demonstration").json()["meta"]["demo"] is True
        assert client.get("/docs").status_code == 200
        assert client.get("/healthz", headers={"Host": "evil.example"}).status_code == 403
