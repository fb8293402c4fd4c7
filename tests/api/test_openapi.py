"""The description of the API is complete, and the docs page needs nothing from elsewhere."""

import json
import re
from typing import Any

from tests.api.conftest import House
from tests.api.http import Caller

OPEN = {"/healthz", "/readyz"}


def operations(house: House) -> dict[str, Any]:
    """Every operation, by its path; what is no GET with its method before it."""
    paths = house.app.openapi()["paths"]
    return {path if method == "get" else f"{method} {path}": spec for path, item in paths.items() for method, spec in item.items()}


def test_every_operation_has_a_stable_name_a_tag_and_words(house: House) -> None:
    names = [each["operationId"] for each in operations(house).values()]
    assert len(names) == len(set(names))
    assert all(
        re.fullmatch(
            r"(get|list|search|find|explain|run|record|verify|replay|load|count|suppose|preview|cancel|commit|discard|drop|rotate|test|resend)_[a-z_]+",
            name,
        )
        for name in names
    )
    for path, each in operations(house).items():
        assert each["tags"], path
        assert each["description"], path


def test_every_operation_but_health_asks_for_a_key(house: House) -> None:
    assert {path for path, each in operations(house).items() if "security" not in each} == OPEN


def test_every_parameter_is_explained(house: House) -> None:
    for path, each in operations(house).items():
        for parameter in each.get("parameters", []):
            if parameter["in"] != "header":
                assert parameter.get("description") or parameter["schema"].get("description"), (path, parameter["name"])


def test_failures_are_described_as_problems(house: House) -> None:
    for path, each in operations(house).items():
        for status, response in each["responses"].items():
            if int(status) >= 400:
                assert "application/problem+json" in response["content"], (path, status)


def test_the_docs_page_fetches_nothing_from_elsewhere(stranger: Caller) -> None:
    for url in ("/docs", "/docs/docs.js", "/docs/docs.css"):
        response = stranger.get(url)
        assert "://" not in response.text
        assert response.headers["content-security-policy"].startswith("default-src 'self'")


def test_the_description_is_json_of_3_1(stranger: Caller) -> None:
    document = json.loads(stranger.get("/openapi.json").text)
    assert document["openapi"].startswith("3.1")


def test_counters_count_by_route_and_hold_no_address(officer: Caller) -> None:
    officer.get("/v1/subjects?q=欧阳立春")
    page = officer.get("/metrics").text
    assert 'xinmai_requests_total{method="GET",route="/v1/subjects",status="200"}' in page
    assert "欧阳" not in page
