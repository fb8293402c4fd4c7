"""The client is current and typed; the examples in curl, Python and Java do what they say against a really served application."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from api.client_module import CLIENT, client_module
from api.settings import ApiSettings
from client.xinmai_client import Client, Refused
from tests.cli.test_process import served, xinmai
from tests.inquiry.world import DEBTOR, PERSONS, REP, sqlite_world
from tests.machine import have, in_ci

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples" / "client"
TOLD = re.compile(
    r"verdict block\nreceipt HC\d{8}-[0-9A-Z]{12}\nfound [1-9]\d*\n(around True\n)?feedback recorded\nrefused bad_identifier\n"
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A served application on this machine, and a key for it, as the examples' environment."""
    home = tmp_path_factory.mktemp("home")
    sqlite_world(home).store.close()
    key = xinmai(home, "keys", "add", "examples", *(word for right in _RIGHTS for word in ("--right", right))).stdout.strip()
    with served(home) as http:
        yield {**os.environ, "XINMAI_URL": str(http.base_url).rstrip("/"), "XINMAI_KEY": key}


_RIGHTS = ("subjects:read", "measures:read", "checks:run", "persons:read", "quality:read")


def test_the_client_is_current() -> None:
    described = create_app(ApiSettings()).openapi()
    assert CLIENT.read_text(encoding="utf-8") == client_module(described), "run: .venv/bin/python -m api.client_module"
    assert client_module(described) == client_module(create_app(ApiSettings()).openapi())
    names = {said["operationId"] for item in described["paths"].values() for said in item.values()}
    assert {name for name in names if not callable(getattr(Client, name, None))} == set()


def test_the_client_asks_and_tells_refusals(service: dict[str, str]) -> None:
    with Client(service["XINMAI_URL"], service["XINMAI_KEY"], purpose="lending") as client:
        assert client.get_subject(DEBTOR)["data"]["subject"]["id"] == DEBTOR
        named = client.list_measures(DEBTOR, as_of="2026-03-01")
        assert (named["meta"]["persons"], PERSONS[REP] in str(named)) == ("shown", True)
        assert client.get_subject("reg:379926000000016")["data"]["subject"]["id"].startswith("uscc:")  # moved, and followed
        assert "xinmai_requests" in client.get_metrics()
        assert client.request("GET", f"/v1/subjects/{DEBTOR}/report", params={"format": "html"}).text.startswith("<!")
        pages = list(client.pages(client.list_neighbors, DEBTOR, limit=2))
        assert len(pages) > 1 and pages[-1]["page"]["next"] is None
        with pytest.raises(Refused) as refused:
            client.get_subject("p:v1nobody")
        assert (refused.value.status, refused.value.code) == (404, "not_found")
    with Client(service["XINMAI_URL"]) as nobody, pytest.raises(Refused, match="unauthenticated"):
        nobody.list_rules()


def test_a_text_of_a_proxy_is_told_as_it_is() -> None:
    proxy = httpx.MockTransport(lambda _: httpx.Response(503, text="Bad gateway", headers={"Retry-After": "7"}))
    with Client("http://127.0.0.1", transport=proxy) as client, pytest.raises(Refused) as refused:
        client.get_health()
    assert (refused.value.status, refused.value.detail, refused.value.retry_after) == (503, "Bad gateway", 7)


@pytest.mark.parametrize("example", ["check.sh", "check.py", "Check.java"])
def test_an_example_does_what_it_says(service: dict[str, str], example: str) -> None:
    words = {".sh": ["bash"], ".py": [sys.executable], ".java": ["java", "-Dfile.encoding=UTF-8"]}[Path(example).suffix]
    if words[0] == "java" and not have("java", "openjdk-17-jdk-headless"):
        assert not in_ci(), "no java on this machine"
        pytest.skip("NO JAVA, ITS EXAMPLE NOT TESTED: install a JDK of 17 or newer")
    environment = {**service, "PYTHONPATH": str(CLIENT.parent)}
    done = subprocess.run(
        [*words, str(EXAMPLES / example), DEBTOR], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert TOLD.fullmatch(done.stdout), done.stdout
