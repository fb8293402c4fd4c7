"""A long comparison: a nation in the embedded store, changed after the projection was built, every answer compared."""

import random
from pathlib import Path

import pytest

from bench.generate.claims import batch, claims
from bench.generate.ids import all_ids
from bench.generate.nation import TODAY, nation
from credit.exposures import NearAdverse
from credit.facts import Deed
from credit.periods import ALWAYS
from graph.projection.store import ProjectedStore
from graph.store import NewAct
from graph.stores.sqlite import SqliteStore
from reasoning.linked_risk import by_walking, leads_of
from tests.reasoning.world import CATALOGUE

POLICY = CATALOGUE.policies["default"]


@pytest.mark.soak
def test_a_nation_answers_alike_with_a_full_overlay(tmp_path: Path) -> None:
    made = nation(30_000)
    ids, chance = all_ids(made), random.Random(3)
    store = ProjectedStore(SqliteStore(tmp_path / "graph.db", create=True), tmp_path / "projection")
    with store.load(batch(len(made.src))) as load:
        for staged, rows in claims(made, ids):
            load.add(staged, rows)
        load.publish()
    store.build()
    organizations = ids[made.first_organization :]
    for _ in range(20):
        a, b = chance.sample(organizations, 2)
        store.judge(a, b, True, "clerk", "file")
    with store.view() as view:
        some = [fact.id for fact in view.expand(chance.sample(organizations, 60), ("LEGAL_REP_OF",), ALWAYS)]
    store.record([NewAct(fact, Deed.VOID, None, "office", "reason") for fact in some[:30]])
    with store.view() as view:
        assert isinstance(view, NearAdverse)
        for asked in chance.sample(organizations, 400):
            node = view.node(asked)
            assert node is not None
            found = view.near_adverse(leads_of(POLICY), node.id, TODAY, 3, 50)
            assert found == by_walking(view.base, POLICY, node.id, TODAY, 3, 50)  # type: ignore[attr-defined]
    store.close()
