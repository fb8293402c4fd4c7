"""One shape for every failure: `application/problem+json` with the real status, a stable code, Chinese and English, the request's id."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.app import create_app
from api.settings import ApiSettings
from credit.errors import StoreBusy
from inquiry.settings import HomeSettings
from office.premises import Premises
from office.rights import Right
from tests.api.conftest import House
from tests.api.http import Caller
from tests.inquiry.world import DEBTOR, REP, invented, premises_of

SHAPE = {"type", "title", "title_zh", "title_en", "status", "code", "detail", "errors", "request_id"}


def problem(response: httpx.Response) -> Any:
    """The document of a failure, which must have the one shape."""
    assert response.headers["content-type"] == "application/problem+json"
    document = response.json()
    assert document.keys() >= SHAPE
    assert document["status"] == response.status_code
    assert document["request_id"] == response.headers["x-request-id"]
    assert document["type"].endswith(f"#{document['code']}")
    return document


S = f"/v1/subjects/{DEBTOR}"
FAILURES = [
    ("/v1/subjects/王伟", 400, "bad_identifier"),
    ("/v1/subjects/uscc:91379926MA000011XX", 400, "bad_identifier"),
    (f"/v1/subjects/{'a' * 101}", 422, "bad_parameter"),
    (f"/v1/subjects/{invented(999)}", 404, "not_found"),
    ("/v1/subjects/p:v1nobody", 404, "not_found"),
    ("/v1/subjects", 422, "bad_parameter"),
    (f"/v1/subjects?q={'a' * 101}", 422, "bad_parameter"),
    ("/v1/subjects?q=a&kind=Dragon", 422, "bad_parameter"),
    (f"{S}?as_of=2026-02-30", 400, "bad_day"),
    (f"{S}?as_of=yesterday", 400, "bad_day"),
    (f"{S}?as_of=２０２６-01-01", 400, "bad_day"),
    (f"{S}?known_at=2026-03-01T00:00:00", 400, "bad_day"),
    (f"{S}?known_at=soon", 400, "bad_day"),
    (f"{S}?known_at=0001-01-01T00:00:00%2B14:00", 400, "bad_day"),
    (f"{S}?known_at=9999-12-31T23:59:59-14:00", 400, "bad_day"),
    (f"{S}?as_off=2026-01-01", 422, "bad_parameter"),
    (f"{S}?purpose=curiosity", 422, "bad_parameter"),
    (f"{S}/neighbors?max_hops=4", 422, "bad_parameter"),
    (f"{S}/neighbors?max_hops=x", 422, "bad_parameter"),
    (f"{S}/neighbors?kinds=FRIEND_OF", 422, "bad_parameter"),
    (f"{S}/neighbors?cursor=abc", 422, "bad_parameter"),
    (f"{S}/neighbors?limit=0", 422, "bad_parameter"),
    (f"{S}/linked-risk?max_hops=9", 422, "bad_parameter"),
    (f"{S}/linked-risk?policy=none", 422, "bad_parameter"),
    (f"{S}/timeline?around=pen:none", 404, "not_found"),
    (f"/v1/paths?from={REP}", 422, "bad_parameter"),
    (f"/v1/paths?from={REP}&to={REP}", 422, "bad_parameter"),
    (f"/v1/measures/explain?subject={REP}&consequence=c:none", 404, "not_found"),
    ("/v1/evidence/x", 400, "bad_identifier"),
    ("/v1/evidence/99999999", 404, "not_found"),
    ("/v1/ontology/nothing", 404, "not_found"),
    ("/v1/nothing", 404, "no_such_page"),
    ("/v1/subjects/", 404, "no_such_page"),
    (f"{S}?x={'a' * 5000}", 414, "too_long"),
]


@pytest.mark.parametrize(("url", "status", "code"), FAILURES)
def test_every_failure_is_one_shape_and_says_what_is_allowed(bank: Caller, url: str, status: int, code: str) -> None:
    document = problem(bank.get(url))
    assert (document["status"], document["code"]) == (status, code)
    assert document["detail"]
    if status == 422:
        assert document["errors"]
        assert all(fault["field"] and fault["message"] for fault in document["errors"])


def test_an_unknown_profile_is_told_which_there_are(bank: Caller) -> None:
    document = problem(bank.get("/v1/quality?profile=none"))
    assert (document["code"], "ndrc-2018" in document["detail"]) == ("bad_parameter", True)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])
def test_questions_are_asked_with_get_alone(bank: Caller, method: str) -> None:
    response = bank.request(method, "/v1/sources")
    assert response.status_code == 405
    if method != "HEAD":
        assert problem(response)["code"] == "method_not_allowed"
    assert response.headers["allow"] == "GET"


def test_a_body_that_nobody_asked_for_is_refused(bank: Caller) -> None:
    assert problem(bank.request("GET", "/v1/sources", content=b"x" * 70_000))["code"] == "too_large"


def test_a_key_is_asked_for_and_told_how_to_give(stranger: Caller) -> None:
    for url in (S, "/v1/ontology", "/metrics", "/v1/sources"):
        response = stranger.get(url)
        assert problem(response)["code"] == "unauthenticated"
        assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("header", [("Authorization", "Bearer xm_1_2"), ("X-API-Key", "nonsense"), ("Authorization", "Basic YTpi")])
def test_an_unknown_key_opens_nothing(house: House, header: tuple[str, str]) -> None:
    assert problem(Caller(house.app, (header,)).get(S))["code"] == "unauthenticated"


def test_a_missing_right_is_named(house: House) -> None:
    narrow = house.caller(Right.SUBJECTS, purpose="lending")
    assert narrow.get(S).status_code == 200
    for url, right in ((f"{S}/measures", "measures:read"), (f"{S}/linked-risk", "measures:read"), ("/v1/sources", "quality:read")):
        document = problem(narrow.get(url))
        assert (document["code"], document["missing_right"]) == ("not_permitted", right)
    assert problem(narrow.get("/v1/subjects?q=王伟&kind=Person"))["code"] == "not_permitted"


def test_either_header_carries_the_key(house: House) -> None:
    key = house.caller(Right.SUBJECTS).headers[0][1].removeprefix("Bearer ")
    assert Caller(house.app, (("X-API-Key", key), ("X-Purpose", "lending"))).get(S).status_code == 200


def test_a_revoked_key_ends_at_once(house: House) -> None:
    from office.keys import revoke_key

    caller = house.caller(Right.SUBJECTS, purpose="lending")
    assert caller.get(S).status_code == 200
    revoke_key(house.office, caller.headers[0][1].split("_")[1])
    assert problem(caller.get(S))["code"] == "unauthenticated"


def test_health_and_docs_need_no_key(stranger: Caller) -> None:
    for url in ("/healthz", "/readyz", "/openapi.json", "/docs", "/docs/docs.js", "/docs/docs.css"):
        assert stranger.get(url).status_code == 200


def test_before_the_first_load_the_service_says_so(tmp_path: Path) -> None:
    premises = Premises(HomeSettings(home=tmp_path))
    caller = Caller(create_app(ApiSettings(demo=True), premises))
    assert caller.get("/healthz").status_code == 200
    assert problem(caller.get(S))["code"] == "store_missing"
    parts = problem(caller.get("/readyz"))["parts"]
    assert {name: part["works"] for name, part in parts.items()} == {"rules": True, "store": False, "audit": True, "projection": False}
    assert parts["store"]["code"] == "store_missing"
    premises.close()


def test_a_fault_of_ours_shows_nothing_of_our_insides(house: House, tmp_path: Path) -> None:
    class Broken:
        def last_transaction(self) -> None:
            raise RuntimeError("secret path and SQL")

        def close(self) -> None:
            return None

    premises = premises_of(Broken(), tmp_path)  # type: ignore[arg-type]
    document = problem(Caller(create_app(ApiSettings(demo=True), premises)).get(S))
    assert (document["status"], document["code"]) == (500, "error")
    assert "secret" not in str(document)
    premises.close()


def test_a_busy_store_says_when_to_come_back(tmp_path: Path) -> None:
    class Busy:
        def last_transaction(self) -> None:
            raise StoreBusy("busy", retry_after=7)

        def close(self) -> None:
            return None

    premises = premises_of(Busy(), tmp_path)  # type: ignore[arg-type]
    response = Caller(create_app(ApiSettings(demo=True), premises)).get(S)
    assert problem(response)["code"] == "store_busy"
    assert response.headers["retry-after"] == "7"
    premises.close()


ROUTES = ["/v1/subjects/{}", "/v1/subjects/{}/measures", "/v1/subjects/{}/linked-risk", "/v1/evidence/{}", "/v1/ontology/{}"]
NAMES = ["as_of", "known_at", "q", "kinds", "cursor", "limit", "max_hops", "policy", "around", "from", "to", "purpose", "$where"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(ROUTES), st.text(max_size=60), st.dictionaries(st.sampled_from(NAMES), st.text(max_size=40), max_size=3))
def test_no_text_whatever_breaks_it(bank: Caller, route: str, text: str, params: dict[str, str]) -> None:
    from urllib.parse import quote

    url = route.format(quote(text.encode("utf-8", "surrogatepass"), safe=""))
    response = bank.get(url, **params)
    assert response.status_code in {200, 308, 400, 404, 409, 414, 422}
    if response.status_code >= 400:
        problem(response)
