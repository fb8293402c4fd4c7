"""The demo county, with its dirt, its texts and its raw rows: no person of the cast is named to a caller without the right."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from office.keys import add_key
from office.rights import ALL_RIGHTS, Right
from tests.api.county import Loaded
from tests.api.http import Caller
from tests.inquiry.cast_names import named_in, names_of_the_cast

PLACES: tuple[str, ...] = (
    "",
    "/neighbors?max_hops=2&include_former=true&limit=200",
    "/timeline",
    "/linked-risk",
    "/measures",
    "/report?with_risk=true&include_former=true&include_repaired=true",
    "/report?format=html",
    "explain",
    "evidence",
)
PLACES += ("/warnings",)


@pytest.fixture(scope="module")
def names() -> re.Pattern[str]:
    return names_of_the_cast()


@pytest.fixture(scope="module")
def bank(county: Loaded) -> Caller:
    """A caller who states a purpose and has every right but persons' names."""
    key = add_key(county.premises.office, "银行", ALL_RIGHTS - {Right.PERSONS}, None)
    return Caller(county.app, (("X-API-Key", key), ("X-Purpose", "lending")))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_nobody_is_named(county: Loaded, bank: Caller, names: re.Pattern[str], data: st.DataObject) -> None:
    node, place = data.draw(st.sampled_from(county.ids)), data.draw(st.sampled_from(PLACES))
    if place == "evidence":
        url = f"/v1/evidence/{data.draw(st.integers(1, county.claims))}"
    elif place == "explain":
        url = f"/v1/measures/explain?subject={node}"
    else:
        url = f"/v1/subjects/{node}{place}"
    response = bank.get(url)
    assert response.status_code in {200, 404}
    assert named_in(response.text, names) == set()
