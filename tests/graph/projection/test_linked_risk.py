"""The arrays answer linked risk exactly as reasoning's walk over the plain view: scores to the last bit, ways, evidence, totals."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credit.exposures import LinkedRisk, NearAdverse
from credit.facts import Deed
from credit.kinds import EDGES
from credit.periods import ALWAYS, day_of
from credit.view import View
from graph.projection.building import project
from graph.projection.folder import mapped, newest, published
from graph.projection.store import ProjectedStore
from graph.store import NewAct, Store
from reasoning.catalogue import Policy
from reasoning.linked_risk import by_walking, leads_of, linked_risk
from tests.graph.conftest import Engine, sqlite_engine
from tests.graph.makers import Said, batch, load, said
from tests.graph.projection.random_graphs import DAYS, ORGANIZATIONS, PARTIES, PERSONS, play
from tests.oracle.store import OracleStore
from tests.reasoning.world import CATALOGUE

DEFAULT = CATALOGUE.policies["default"]
LOOSE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """The shipped policy, at times with guards that bite on a small crowd."""
    return DEFAULT.model_copy(
        update={
            "hub_guard": draw(st.sampled_from([1, 2, 3, 200])),
            "max_explored": draw(st.sampled_from([1, 3, 5, 20000])),
            "relations": draw(st.sampled_from([DEFAULT.relations, dict.fromkeys(DEFAULT.relations, 0.5)])),
        }
    )


def compare(store: Store, place: Path, policy: Policy, hops: int, limit: int, one_in: int = 1) -> int:
    """Asks for everybody (or one in so many) on every day; how often the arrays kept silent on somebody who has any relation."""
    silent = 0
    with ProjectedStore(store, place).view() as view, store.view() as plain:
        assert isinstance(view, NearAdverse)
        for party in PARTIES[::one_in]:
            node = plain.node(party)
            if node is None:
                continue
            for day in DAYS:
                wanted = by_walking(plain, policy, node.id, day_of(day), hops, limit)
                found = view.near_adverse(leads_of(policy), node.id, day_of(day), hops, limit)
                assert found is None or found == wanted, f"{node.id} on {day}"
                silent += found is None and bool(plain.expand([node.id], EDGES, ALWAYS))
    return silent


def build(store: Store, place: Path) -> None:
    with store.view() as view:
        published(project(view), place, flushed=False)


@LOOSE
@given(data=st.data(), policy=policies(), hops=st.integers(0, 4), limit=st.sampled_from([1, 3, 50]))
def test_the_arrays_answer_as_the_view_does(data: st.DataObject, policy: Policy, hops: int, limit: int) -> None:
    store, spoken = OracleStore(), list[Said]()
    for hour in range(data.draw(st.integers(1, 4))):
        play(data, [store], hour, spoken)
    with TemporaryDirectory() as folder:
        build(store, Path(folder))
        assert compare(store, Path(folder), policy, hops, limit) == 0


@LOOSE
@given(data=st.data(), policy=policies(), hops=st.integers(1, 3))
def test_and_with_what_changed_since(data: st.DataObject, policy: Policy, hops: int) -> None:
    store, spoken = OracleStore(), list[Said]()
    with TemporaryDirectory() as folder:
        steps = data.draw(st.integers(2, 6))
        built = data.draw(st.integers(0, steps - 1))
        for hour in range(steps):
            if hour == built:
                build(store, Path(folder))
            play(data, [store], hour, spoken)
        assert compare(store, Path(folder), policy, hops, 50) == 0


@settings(LOOSE, max_examples=12)
@given(data=st.data(), hops=st.integers(1, 3))
def test_over_the_embedded_store(data: st.DataObject, hops: int) -> None:
    over_a_store(sqlite_engine, data, hops, one_in=1)


@pytest.mark.neo4j
@settings(LOOSE, max_examples=3)
@given(data=st.data(), hops=st.integers(1, 2))
def test_over_the_server(neo4j_engine: Engine, data: st.DataObject, hops: int) -> None:
    over_a_store(neo4j_engine, data, hops, one_in=5)


@pytest.mark.neo4j
@pytest.mark.soak
@settings(LOOSE, max_examples=40)
@given(data=st.data(), hops=st.integers(1, 3))
def test_over_the_server_at_length(neo4j_engine: Engine, data: st.DataObject, hops: int) -> None:
    over_a_store(neo4j_engine, data, hops, one_in=1)


def over_a_store(engine: Engine, data: st.DataObject, hops: int, one_in: int) -> None:
    """Two steps laid over the arrays from the change feed, then the arrays built again."""
    with TemporaryDirectory() as folder, engine() as store:
        spoken, place = list[Said](), Path(folder) / "projection"
        for hour in range(4):
            play(data, [store], hour, spoken)
            if hour == 1:
                build(store, place)
        assert compare(store, place, DEFAULT, hops, 50, one_in) == 0
        build(store, place)
        assert compare(store, place, DEFAULT, hops, 50, one_in) == 0


CIRCLE = [said("LEGAL_REP_OF", PERSONS[0], each, since="2020-01-01", row=i + 1) for i, each in enumerate(ORGANIZATIONS[:3])]
LISTING = [
    said("ListEntry", "list:1", polarity="black", listed_on="2025-01-01", row=8),
    said("LISTED_AS", ORGANIZATIONS[2], "list:1", row=8),
]


@pytest.fixture
def circle(tmp_path: Path) -> ProjectedStore:
    store = OracleStore()
    load(store, batch("saic", "2025-02-01", 1), [*CIRCLE, *LISTING])
    build(store, tmp_path)
    return ProjectedStore(store, tmp_path)


def ask(view: View) -> LinkedRisk:
    return linked_risk(view, DEFAULT, ORGANIZATIONS[0], day_of("2026-03-01"), 3, 50)


def test_reasoning_asks_the_arrays_where_there_are_any(circle: ProjectedStore) -> None:
    with circle.view() as view:
        (found,) = ask(view).exposures
        assert isinstance(view, NearAdverse)
        assert view.near_adverse(leads_of(DEFAULT), ORGANIZATIONS[0], day_of("2026-03-01"), 3, 50) == ask(view)
    assert (found.subject, found.hops, [hop.kind for hop in found.path]) == (ORGANIZATIONS[2], 2, ["LEGAL_REP_OF"] * 2)


def test_an_older_picture_is_the_stores_own(circle: ProjectedStore) -> None:
    with circle.view(0) as view:
        assert isinstance(view, NearAdverse) and view.near_adverse(leads_of(DEFAULT), ORGANIZATIONS[0], 0, 3, 50) is None
        assert ask(view).exposures == ()


def test_after_a_redaction_the_arrays_keep_silent_until_built_again(circle: ProjectedStore, tmp_path: Path) -> None:
    circle.record([NewAct(LISTING[1].hex, Deed.REDACT, None, "office", "request")])
    with circle.view() as view:
        assert isinstance(view, NearAdverse) and view.near_adverse(leads_of(DEFAULT), ORGANIZATIONS[0], 0, 3, 50) is None
        assert ask(view).exposures == ()
    build(circle.store, tmp_path)
    with circle.view() as view:
        assert isinstance(view, NearAdverse) and view.near_adverse(leads_of(DEFAULT), ORGANIZATIONS[0], 0, 3, 50) is not None


def test_too_many_changes_are_left_to_the_store(circle: ProjectedStore) -> None:
    narrow = ProjectedStore(circle.store, circle.place, most_changed=1)
    load(
        narrow, batch("court", "2025-03-01", 2), [said("DIRECTOR_OF", PERSONS[1], each, row=i + 1) for i, each in enumerate(ORGANIZATIONS)]
    )
    with narrow.view() as view:
        assert isinstance(view, NearAdverse) and view.near_adverse(leads_of(DEFAULT), ORGANIZATIONS[0], 0, 3, 50) is None


def test_a_folder_is_whole_or_absent_and_the_newest_stays(circle: ProjectedStore, tmp_path: Path) -> None:
    first = newest(tmp_path)
    assert first is not None
    held = mapped(first)
    circle.judge(ORGANIZATIONS[0], ORGANIZATIONS[6], True, "clerk", "file")
    build(circle.store, tmp_path)
    second = newest(tmp_path)
    assert second is not None and second != first and not first.exists()
    assert [each.name for each in tmp_path.iterdir() if each.is_dir()] == [second.name]
    assert held.names.of(0) and held.relations == 4


def test_a_policy_that_reads_more_than_codes_is_left_to_the_store(circle: ProjectedStore) -> None:
    worded = DEFAULT.model_copy(update={"adverse": tuple(each.model_copy(update={"where": {"reason": ["x"]}}) for each in DEFAULT.adverse)})
    with circle.view() as view:
        assert linked_risk(view, worded, ORGANIZATIONS[0], day_of("2026-03-01"), 3, 50).exposures == ()
