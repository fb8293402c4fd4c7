"""The description of the API is kept, operation by operation: schemathesis asks what it allows and what it does not, on the demo county."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.result import Ok
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.api.county import Loaded

load_all_checks()
_ELSEWHERE = [CHECKS.get_one(name) for name in ("not_a_server_error", "ignored_auth", "positive_data_acceptance")]
"""A 503 with its reason is an answer (asserted here); keys are the matrix's; a well-formed id of nobody is a 404 and no contradiction."""
_QUICK, _FULL = 3, 300


def asked(county: Loaded, examples: int) -> None:
    """So many cases of every operation, positive and negative; of those with a subject half ask about a real one."""
    schema = schemathesis.openapi.from_asgi("/openapi.json", _that_stays_open(county.app))
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) > 50
    for operation in operations:
        _asked_of(operation, county, examples)


def _that_stays_open(app: ASGIApp) -> ASGIApp:
    """The application without its end: schemathesis starts and stops it for each case, and whoever is stopped has closed his book."""

    async def open_all_the_time(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await app(scope, receive, send)
            return
        ended = False
        while not ended:
            said = (await receive())["type"]
            ended = said == "lifespan.shutdown"
            await send({"type": f"{said}.complete"})

    return open_all_the_time


def _asked_of(operation: Any, county: Loaded, examples: int) -> None:
    said = {"X-API-Key": county.key, "X-Purpose": "enforcement"}

    @settings(max_examples=examples, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(), subject=st.sampled_from(county.ids) | st.none())
    def one(case: Any, subject: str | None) -> None:
        replaced = subject is not None and _about(case, subject)
        response = case.call(headers=said)
        assert response.status_code != 500, response.text
        assert response.status_code < 500 or response.json()["code"] in {"not_yet_known", "cannot_print"}, response.text
        negative = [CHECKS.get_one("negative_data_rejection")] if replaced else []
        case.validate_response(response, headers=said, excluded_checks=[*_ELSEWHERE, *negative])

    one()


def _about(case: Any, subject: str) -> bool:
    """Puts a real subject where the case names one; whether it did."""
    places = [
        (place, name) for place in (case.path_parameters, case.query, case.body) if isinstance(place, dict) for name in ("id", "subject")
    ]
    for place, name in places:
        if name in place:
            place[name] = subject
            return True
    return False


def test_every_operation_keeps_its_description(county: Loaded) -> None:
    asked(county, _QUICK)


@pytest.mark.soak
def test_every_operation_keeps_its_description_a_long_time(county: Loaded) -> None:
    asked(county, _FULL)
