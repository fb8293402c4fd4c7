"""The demo answers without a key, to this machine alone, and says that it is one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from api.app import create_app
from api.settings import ApiSettings
from tests.api.conftest import House
from tests.api.http import Caller
from tests.inquiry.world import DEBTOR, premises_of

URL = f"/v1/subjects/{DEBTOR}"


@pytest.fixture
def demo(house: House, tmp_path: Path) -> Iterator[FastAPI]:
    premises = premises_of(house.small.store, tmp_path)
    yield create_app(ApiSettings(demo=True), premises)
    premises.office.dispose()


@pytest.mark.parametrize(("address", "host"), [("127.0.0.1", "127.0.0.1:8000"), ("::1", "[::1]:8000"), ("127.0.0.1", "localhost")])
def test_this_machine_needs_no_key_and_every_answer_is_marked(demo: FastAPI, address: str, host: str) -> None:
    assert Caller(demo, address=address, host=host).body(URL, purpose="demonstration")["meta"]["demo"] is True


@pytest.mark.parametrize(
    ("address", "host"), [("10.0.0.7", "127.0.0.1"), ("192.168.1.5", "localhost"), ("127.0.0.1", "evil.example"), ("", "127.0.0.1")]
)
def test_nobody_else_is_answered(demo: FastAPI, address: str, host: str) -> None:
    for url in (URL, "/healthz", "/docs"):
        response = Caller(demo, address=address, host=host).get(url)
        assert (response.status_code, response.json()["code"]) == (403, "not_permitted")


def test_a_purpose_is_needed_in_the_demo_too(demo: FastAPI) -> None:
    caller = Caller(demo)
    assert caller.get(URL).json()["errors"][0]["field"] == "purpose"
    assert caller.body(URL, purpose="demonstration")["meta"]["persons"] == "shown"
