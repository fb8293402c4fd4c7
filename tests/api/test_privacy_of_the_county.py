"""The demo county, with its dirt, its texts and its raw rows: no person of the cast is named to a caller without the right."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.app import create_app
from api.settings import ApiSettings
from credit.kinds import NODES
from demo.make.files import DEMO
from graph.opening import open_store
from loaders.folders import load_path
from loaders.person_key import person_key
from loaders.pipeline import LoadOptions
from loaders.settings import LoadSettings
from office.keys import add_key
from office.rights import ALL_RIGHTS, Right
from tests.api.http import Caller
from tests.inquiry.cast_names import named_in, names_of_the_cast
from tests.inquiry.world import premises_of

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
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Caller, list[str], int]]:
    """A caller who states a purpose and has every right but persons' names, every node, and how many claims there are."""
    home = tmp_path_factory.mktemp("county")
    load = LoadSettings.model_validate({"XINMAI_HOME": home})
    store = open_store(home, create=True)
    list(load_path(store, DEMO, LoadOptions(settings=load, rejected_dir=home / "rejected"), person_key(load)))
    with store.view() as view:
        nodes = [node for kind in NODES for node in view.all_nodes(kind, "", 10_000)]
    premises = premises_of(store, home)
    key = add_key(premises.office, "银行", ALL_RIGHTS - {Right.PERSONS}, None)
    said = (("X-API-Key", key), ("X-Purpose", "lending"))
    yield Caller(create_app(ApiSettings(), premises), said), nodes, sum(store.stats().claims.values())
    premises.close()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_nobody_is_named(county: tuple[Caller, list[str], int], names: re.Pattern[str], data: st.DataObject) -> None:
    caller, nodes, claims = county
    node, place = data.draw(st.sampled_from(nodes)), data.draw(st.sampled_from(PLACES))
    if place == "evidence":
        url = f"/v1/evidence/{data.draw(st.integers(1, claims))}"
    elif place == "explain":
        url = f"/v1/measures/explain?subject={node}"
    else:
        url = f"/v1/subjects/{node}{place}"
    response = caller.get(url)
    assert response.status_code in {200, 404}
    assert named_in(response.text, names) == set()
