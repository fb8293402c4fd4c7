"""What the one kernel of linked risk does beside the walk: scores as Python rounds them, ids found, and what is remembered of a picture."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from credit.facts import Deed
from credit.kinds import NODES
from credit.periods import ALWAYS, day_of
from credit.view import View
from graph.projection.building import names_of
from graph.projection.exposing import found, millionths
from graph.projection.store import ProjectedStore
from graph.store import NewAct
from graph.stores.sqlite import SqliteStore
from reasoning.linked_risk import by_walking, linked_risk
from tests.graph.makers import Said, batch, load, said
from tests.graph.projection.random_graphs import ORGANIZATIONS, PARTIES, RECORDS, play
from tests.graph.projection.test_linked_risk import CIRCLE, DEFAULT, LISTING, build
from tests.oracle.store import OracleStore

shares = st.integers(0, 2_000_001).map(lambda halves: halves / 2_000_000)
"""Every number that stands half way between two of six digits, as near as a double comes to it, and the six digits themselves."""


@given(st.one_of(st.floats(0, 1), shares))
@example(0.0078125)
@example(1 / 2**20)
@example(0.6**3 * 0.35)
@settings(max_examples=1000, deadline=None)
def test_a_score_is_rounded_as_python_rounds(value: float) -> None:
    assert millionths(value) / 1e6 == round(value, 6)


@given(st.sets(st.text("abz:09~", min_size=1, max_size=6)), st.text("abz:09~", max_size=6))
@settings(max_examples=100, deadline=None)
def test_an_id_is_found_where_it_stands(ids: set[str], asked: str) -> None:
    names, order = names_of(sorted(ids)), sorted(ids)
    for each in (*ids, asked):
        wanted = order.index(each) if each in ids else -1
        assert found(names, np.frombuffer(each.encode(), np.uint8)) == wanted


def test_a_pending_objection_shows_on_the_way_and_on_the_record(tmp_path: Path) -> None:
    store = OracleStore()
    load(store, batch("saic", "2025-02-01", 1), [*CIRCLE, *LISTING])
    store.record([NewAct(each.hex, Deed.DISPUTE, None, "office", "reason") for each in (CIRCLE[0], LISTING[0])])
    build(store, tmp_path)  # then the arrays hold it
    projected = ProjectedStore(store, tmp_path)
    for settled in (None, Deed.DISMISS):
        if settled:  # and then what changed since does
            store.record([NewAct(CIRCLE[0].hex, settled, None, "office", "reason")])
        with projected.view() as view, store.view() as plain:
            asked = ORGANIZATIONS[0], day_of("2026-03-01"), 3, 50
            (told,) = linked_risk(view, DEFAULT, *asked).exposures
            assert ([hop.disputed for hop in told.path], [each.disputed for each in told.adverse]) == ([settled is None, False], [True])
            assert (told,) == by_walking(plain, DEFAULT, *asked).exposures


def same(view: View, plain: View) -> None:
    for nodes in (PARTIES, PARTIES[::2], [*RECORDS, *PARTIES], PARTIES):
        assert view.facts_of(nodes, NODES, ALWAYS) == plain.facts_of(nodes, NODES, ALWAYS)
    assert view.sources() == plain.sources()
    for kind in NODES:
        assert view.all_nodes(kind, "", 1) == plain.all_nodes(kind, "", 1)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_what_is_remembered_is_what_the_store_says(data: st.DataObject) -> None:
    """Through loads, acts and judgements; asked twice, the second time from memory."""
    store, spoken = OracleStore(), list[Said]()
    with TemporaryDirectory() as folder:
        projected = ProjectedStore(store, Path(folder))
        for hour in range(data.draw(st.integers(1, 5))):
            play(data, [store], hour, spoken)
            for _ in range(2):
                with projected.view() as view, store.view() as plain:
                    same(view, plain)
        with projected.view(0) as view, store.view(0) as plain:
            same(view, plain)


def test_a_redaction_is_forgotten_at_once(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "graph.db", create=True)
    projected, firm = ProjectedStore(store, tmp_path / "none"), said("Organization", ORGANIZATIONS[0], name="青禾县某某商行")
    load(projected, batch("saic", "2025-02-01", 1), [firm])
    with projected.view() as view:
        assert [fact.props["name"] for fact in view.facts_of([ORGANIZATIONS[0]], NODES, ALWAYS)] == ["青禾县某某商行"]
    projected.record([NewAct(firm.hex, Deed.REDACT, None, "office", "request")])
    with projected.view() as view:
        assert view.facts_of([ORGANIZATIONS[0]], NODES, ALWAYS) == ()
    store.close()
