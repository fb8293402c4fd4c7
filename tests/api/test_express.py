"""The short way answers as the long way does, whatever comes; and what it does not know goes the long way."""

import json
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.app import create_app
from api.express import Express, Stop
from api.settings import ApiSettings
from tests.api.county import Loaded
from tests.api.http import Caller

_SAID = ("took_ms", "request_id")
_ODD = ("", " ", "面馆", "a" * 41, "2026-03-01", "2026-13-01", "true", "1", "-1", "0x1", "null", "[]", "\ud800", "NaN", "1e400")


@pytest.fixture(scope="module")
def both(county: Loaded) -> tuple[Caller, Caller]:
    """The same house with and without the short way."""
    long = create_app(ApiSettings(), county.premises)
    long.user_middleware = [each for each in long.user_middleware if not _is_short_way(each.cls)]
    headers = (("X-API-Key", county.key), ("X-Purpose", "enforcement"))
    return Caller(county.app, headers), Caller(long, headers)


def _is_short_way(layer: object) -> bool:
    return layer is Express


def _stops(caller: Caller) -> dict[tuple[str, str], Stop]:
    given: Any = next(each for each in caller.app.user_middleware if _is_short_way(each.cls)).kwargs["stops"]
    return dict(given)


def _told(answer: httpx.Response) -> tuple[int, frozenset[str], Any]:
    """What an answer says, but for what differs when the same is asked again: its time, its id, its receipt."""
    body = answer.json() if answer.content and "json" in answer.headers.get("content-type", "") else answer.text
    if isinstance(body, dict):
        body.pop("receipt", None)
        for part in (body, body.get("meta", {})):
            for name in _SAID:
                part.pop(name, None)
    return answer.status_code, frozenset(answer.headers), body


def _same(both: tuple[Caller, Caller], method: str, url: str, **more: Any) -> int:
    short, long = (each.request(method, url, **more) for each in both)
    assert _told(short) == _told(long)
    return short.status_code


def test_it_serves_the_questions_that_are_asked_most(both: tuple[Caller, Caller]) -> None:
    hot = {
        ("POST", "/v1/checks"),
        ("GET", "/v1/subjects/{id}"),
        ("GET", "/v1/subjects/{id}/linked-risk"),
        ("GET", "/v1/subjects/{id}/measures"),
    }
    assert hot <= _stops(both[0]).keys()
    assert ("POST", "/v1/checks/batch") not in _stops(both[0])


def test_a_path_is_served_by_the_route_that_the_router_would_choose(both: tuple[Caller, Caller], county: Loaded) -> None:
    """Every stop is reached on both ways and says the same, refusals included."""
    for (method, path), stop in _stops(both[0]).items():
        url = path.replace("{id}", county.ids[0])
        more = {"json": {"subject": county.ids[0], "matter": "licence"}} if stop.body else {}
        _same(both, method, url, **more)


@settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_parameters_of_every_kind_come_to_the_same(both: tuple[Caller, Caller], county: Loaded, data: st.DataObject) -> None:
    known = sorted(_stops(both[0]).items(), key=lambda each: each[0])
    (method, path), stop = data.draw(st.sampled_from([each for each in known if not each[1].body]))
    names = [*(field.alias or name for name, field in stop.parameters.model_fields.items()), "unknown", "as_of", "limit"]
    odd = st.sampled_from([each for each in _ODD if each != "\ud800"])
    pairs = data.draw(st.lists(st.tuples(st.sampled_from(names), odd | st.sampled_from(county.ids)), max_size=3))
    subject = data.draw(st.sampled_from(county.ids) | st.sampled_from(["uscc:1", "x", "a" * 101, "%2F", "..%2fx", "面馆"]))
    _same(both, method, path.replace("{id}", subject), params=pairs)


@settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_bodies_of_every_kind_come_to_the_same(both: tuple[Caller, Caller], county: Loaded, data: st.DataObject) -> None:
    value = (
        st.sampled_from(county.ids)
        | st.sampled_from(["licence", "lending", *_ODD])
        | st.none()
        | st.integers()
        | st.floats()
        | st.booleans()
    )
    fields = st.sampled_from(["subject", "matter", "on", "as_of", "purpose", "reference", "min_transaction", "rules", "unknown"])
    good = {"subject": data.draw(st.sampled_from(county.ids)), "matter": "licence"}
    body: Any = data.draw(st.dictionaries(fields, value, max_size=4).map(lambda odd: good | odd) | value | st.lists(value, max_size=2))
    kind = data.draw(st.sampled_from(["application/json"] * 4 + ["application/json; charset=utf-8", "text/plain", "application/x+json"]))
    content = json.dumps(body).encode()
    content = content[: data.draw(st.sampled_from([None, None, None, 3, 0]))]
    _same(both, "POST", "/v1/checks", content=content, headers={"content-type": kind})


@pytest.mark.parametrize(
    "headers",
    [
        {"X-API-Key": "", "Authorization": ""},
        {"X-API-Key": "wrong"},
        {"X-API-Key": "wrong", "Authorization": "Bearer "},
        {"Authorization": "Bearer wrong"},
        {"Authorization": "Basic d3Jvbmc="},
        {"X-Purpose": "nosuch"},
        {"X-Purpose": "x" * 41},
        {"X-Purpose": ""},
        {"X-Authorisation": "nosuch"},
        {"X-Authorisation": "x" * 41},
    ],
)
def test_callers_of_every_kind_come_to_the_same(both: tuple[Caller, Caller], county: Loaded, headers: dict[str, str]) -> None:
    _same(both, "GET", f"/v1/subjects/{county.ids[0]}", headers=headers)
    _same(both, "POST", "/v1/checks", json={"subject": county.ids[0], "matter": "licence"}, headers=headers)


def test_other_methods_go_the_long_way(both: tuple[Caller, Caller], county: Loaded) -> None:
    for method in ("HEAD", "PUT", "DELETE", "OPTIONS"):
        _same(both, method, f"/v1/subjects/{county.ids[0]}")
        _same(both, method, "/v1/checks")
