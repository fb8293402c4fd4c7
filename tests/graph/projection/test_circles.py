"""The arrays find the circle around a party exactly as reasoning's walk over the plain view: relations, their order, totals, hubs, cuts."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credit.chains import Which
from credit.circles import Bounds, FindsCircles, Page
from credit.facts import Fact
from credit.periods import day_of
from credit.view import Way
from graph.projection.store import ProjectedStore
from graph.store import Store
from inquiry.answering.items import standing
from inquiry.asking.parameters import History
from reasoning.circles import by_walking
from tests.graph.conftest import sqlite_engine
from tests.graph.makers import Said
from tests.graph.projection.random_graphs import DAYS, play
from tests.graph.projection.test_chains import EVERYBODY, LOOSE, SOME, histories, kinds, question
from tests.graph.projection.test_linked_risk import build
from tests.oracle.store import OracleStore

bounds = st.builds(
    Bounds,
    max_hops=st.integers(1, 4),
    way=st.sampled_from(Way),
    hub_guard=st.sampled_from([1, 2, 4, 500]),
    max_nodes=st.sampled_from([2, 5, 5000]),
)
pages = st.sampled_from([Page(0, 3), Page(2, 4), Page(0, 200), Page(50, 10)])


def compare(store: Store, place: Path, wanted: History, walked: frozenset[str], how: Bounds, page: Page) -> None:
    """For everybody, one day each."""
    with ProjectedStore(store, place).view() as view, store.view() as plain:
        assert isinstance(view, FindsCircles) and not isinstance(plain, FindsCircles)
        for i, each in enumerate(EVERYBODY):
            node = plain.node(each)
            if node is None:
                continue
            asked = question(plain, DAYS[i % len(DAYS)])
            during = asked.during(wanted.include_former)

            def relations(nodes: object) -> list[Fact]:
                found = asked.steps(nodes, walked, during, way=how.way)  # type: ignore[arg-type]  # noqa: B023
                return standing(asked, found, wanted.include_repaired, during)  # noqa: B023

            which = Which(walked, during, None if wanted.include_repaired else day_of(DAYS[i % len(DAYS)]))
            found = view.circle_around(which, node.id, how, page)
            assert found is None or found == by_walking(relations, node.id, how, page), node.id
            assert found is not None or not relations([node.id])


@LOOSE
@given(data=st.data(), wanted=histories, walked=kinds, how=bounds, page=pages)
def test_the_arrays_find_what_the_walk_finds(data: st.DataObject, wanted: History, walked: frozenset[str], how: Bounds, page: Page) -> None:
    store, spoken = OracleStore(), list[Said]()
    with TemporaryDirectory() as folder:
        steps = data.draw(st.integers(1, 6))
        built = data.draw(st.integers(0, steps))
        for hour in range(steps):
            if hour == built:
                build(store, Path(folder))
            play(data, [store], hour, spoken)
        if built == steps:
            build(store, Path(folder))
        compare(store, Path(folder), wanted, walked, how, page)


@settings(LOOSE, max_examples=5)
@given(data=st.data(), wanted=histories, how=bounds, page=pages)
def test_over_the_embedded_store(data: st.DataObject, wanted: History, how: Bounds, page: Page) -> None:
    with TemporaryDirectory() as folder, sqlite_engine() as store:
        spoken, place = list[Said](), Path(folder) / "projection"
        for hour in range(4):
            play(data, [store], hour, spoken)
            if hour == 2:
                build(store, place)
        compare(store, place, wanted, SOME, how, page)


@pytest.mark.soak
@settings(LOOSE, max_examples=1500)
@given(data=st.data(), wanted=histories, walked=kinds, how=bounds, page=pages)
def test_at_length(data: st.DataObject, wanted: History, walked: frozenset[str], how: Bounds, page: Page) -> None:
    store, spoken = OracleStore(), list[Said]()
    with TemporaryDirectory() as folder:
        for hour in range(6):
            play(data, [store], hour, spoken)
            if hour == 3:
                build(store, Path(folder))
        compare(store, Path(folder), wanted, walked, how, page)
