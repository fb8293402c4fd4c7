"""The demo county, with its dirt, its texts and its raw rows: no person of the cast is named to a caller without the right."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.app import create_app
from api.settings import ApiSettings
from credit.kinds import NODES
from demo.make.cast import load_cast
from demo.make.files import DEMO
from graph.opening import open_store
from loaders.folders import load_path
from loaders.person_key import person_key
from loaders.pipeline import LoadOptions
from loaders.settings import LoadSettings
from tests.api.http import Caller
from tests.inquiry.world import premises_of

PLACES: tuple[str, ...] = (
    "",
    "/neighbors?max_hops=2&include_former=true&limit=200",
    "/timeline",
    "/linked-risk",
    "/measures",
    "explain",
    "evidence",
)
PLACES += ("/warnings",)


@pytest.fixture(scope="module")
def names() -> re.Pattern[str]:
    """Every name of the cast; an organisation that bears its owner's name is no disclosure, so it goes first and is let pass."""
    cast = load_cast()
    persons = {each.name for each in cast.persons.values()}
    entries = cast.organizations.values()
    firms = {first.name for first, _ in entries} | {change["name"] for _, changes in entries for change in changes if "name" in change}
    around = "|".join(re.escape(firm) for firm in sorted(firms, key=len, reverse=True))
    spaced = "|".join(r"\s*".join(re.escape(sign) for sign in name if sign.strip()) for name in persons)
    return re.compile(f"(?:{around})|({spaced})", re.IGNORECASE)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Caller, list[str], int]]:
    """A caller who states no purpose, every node, and how many claims there are."""
    home = tmp_path_factory.mktemp("county")
    load = LoadSettings.model_validate({"XINMAI_HOME": home})
    store = open_store(home, create=True)
    list(load_path(store, DEMO, LoadOptions(settings=load, rejected_dir=home / "rejected"), person_key(load)))
    with store.view() as view:
        nodes = [node for kind in NODES for node in view.all_nodes(kind, "", 10_000)]
    premises = premises_of(store, home)
    yield Caller(create_app(ApiSettings(demo=True), premises)), nodes, sum(store.stats().claims.values())
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
    assert [found for found in names.findall(response.text) if found] == []
