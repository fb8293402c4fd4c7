"""Beside the arrays linked risk leaves as text put together of remembered texts: to the byte what leaves by way of its values."""

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credit.errors import NotFound, XinmaiError
from credit.facts import Deed
from credit.periods import day_of
from graph.projection.building import project
from graph.projection.folder import published
from graph.projection.store import ProjectedStore
from graph.store import NewAct, Store
from inquiry.asking.answered import Asked
from inquiry.asking.caller import Asking
from inquiry.asking.question import ask
from inquiry.linked_risk import LinkedRiskParameters, linked_risk_of
from tests.graph.makers import Said, at, batch, load, said
from tests.graph.projection.random_graphs import DAYS, ORGANIZATIONS, PARTIES, PERSONS, RECORDS, play
from tests.inquiry.world import rulebook
from tests.oracle.store import OracleStore

NAMES = ["王伟", "王　伟", "欧阳立春", "行政处罚", "John Smith", "AN", "2024", "孙\\三", '李"四', "赵\n六", "钱\u2028七", "处"]
"""Persons: plain, spaced, a word of the law, with case, a part of a kind or a day, with signs that JSON escapes, of one sign."""
FIRMS = ["青禾县王伟小吃店", "青禾县王 伟\t小吃店", "青禾<>&有限公司", 'AN"D Co\\', "青禾县\x07有限公司", "青禾县清白有限公司", None]
TITLES = [{"doc_no": "青市监罚〔2026〕7号"}, {"title": "关于欧阳立春等人的处罚决定"}, {"doc_no": "王\\伟 2024"}, {}]
READERS = [("department", True), ("department", False), ("authorised_enquirer", True), ("subject", True)]
LOOSE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def named(draw: Any) -> list[Said]:
    """What everybody is called."""
    persons = [said("Person", each, row=20 + n, name=draw(st.sampled_from(NAMES))) for n, each in enumerate(PERSONS)]
    firms = [(each, draw(st.sampled_from(FIRMS))) for each in ORGANIZATIONS]
    fines = [
        said("Penalty", each, row=40, domain=draw(st.sampled_from(["食品", "tax"])), **draw(st.sampled_from(TITLES)))
        for each in RECORDS[:2]
    ]
    return [*persons, *(said("Organization", each, row=30 + n, name=name) for n, (each, name) in enumerate(firms) if name), *fines]


def answer(store: Store, reader: tuple[str, bool], about: str, day: str, wanted: LinkedRiskParameters) -> Asked:
    profile, sees = reader
    asking = Asking(day_of(day), "r1", sees_persons=sees, profile=profile, parameters={"said": "王伟"})
    return ask(store, rulebook(), asking, partial(linked_risk_of, asked=about, wanted=wanted))


def told(asked: Asked) -> tuple[Any, ...]:
    """Everything of an answer but how long it took."""
    return asked.data, {**asked.meta, "took_ms": 0}, asked.fields, asked.persons, asked.moved_to, asked.digest


def build(store: Store, place: Path) -> None:
    with store.view() as view:
        published(project(view), place, flushed=False)


def compare(data: st.DataObject) -> None:
    """A short history of named parties; everybody asked about by one reader, with and without the arrays."""
    store, spoken = OracleStore(), list[Said]()
    wanted = LinkedRiskParameters(max_hops=data.draw(st.integers(1, 3)), limit=data.draw(st.sampled_from([1, 3, 50])))
    with TemporaryDirectory() as folder:
        for hour in range(3):
            play(data, [store], 2 * hour, spoken)
            load(store, replace(batch("names", "2024-03-02"), recorded_at=at(2 * hour + 1)), named(data.draw))
            if hour == 1:
                build(store, Path(folder))
        beside, day, reader = ProjectedStore(store, Path(folder)), data.draw(st.sampled_from(DAYS)), data.draw(st.sampled_from(READERS))
        for party in (*PARTIES, *PARTIES[:3]):  # the last of what was remembered at the first
            try:
                plain = answer(store, reader, party, day, wanted)
            except XinmaiError as refused:
                with pytest.raises(type(refused)):
                    answer(beside, reader, party, day, wanted)
                continue
            assert told(answer(beside, reader, party, day, wanted)) == told(plain), f"{party} on {day} for {reader}"


@settings(LOOSE, max_examples=12)
@given(data=st.data())
def test_what_leaves_beside_the_arrays_is_what_leaves_without_them(data: st.DataObject) -> None:
    compare(data)


@pytest.mark.soak
@settings(LOOSE, max_examples=400)
@given(data=st.data())
def test_and_at_length(data: st.DataObject) -> None:
    compare(data)


REP, FIRM, SHOP, FINE = PERSONS[0], ORGANIZATIONS[0], ORGANIZATIONS[1], RECORDS[0]
LITTLE = [
    said("Person", REP, row=1, name="王伟"),
    said("Organization", FIRM, row=2, name="青禾县甲有限公司"),
    said("Organization", SHOP, row=3, name="青禾县乙有限公司"),
    said("LEGAL_REP_OF", REP, FIRM, row=4),
    said("LEGAL_REP_OF", REP, SHOP, row=5),
    said("Penalty", FINE, row=6, title="关于王伟的处罚决定", penalty_kinds=["licence_revoked"], decided_on="2023-05-01"),
    said("SUBJECT_OF", SHOP, FINE, row=6, part="party"),
]


@pytest.fixture
def little(tmp_path: Path) -> ProjectedStore:
    store = OracleStore()
    load(store, batch("saic", "2024-03-01", 1), LITTLE)
    build(store, tmp_path)
    return ProjectedStore(store, tmp_path)


def little_answer(store: Store, sees: bool) -> Any:
    return json.loads(answer(store, ("department", sees), FIRM, "2024-03-02", LinkedRiskParameters()).written)


def test_a_name_in_a_remembered_title_is_masked_for_whoever_may_not_read_it_and_for_nobody_else(little: ProjectedStore) -> None:
    for sees, name, title in (
        (True, "王伟", "关于王伟的处罚决定"),
        (False, "王某", "关于王某的处罚决定"),
        (True, "王伟", "关于王伟的处罚决定"),
    ):
        body = little_answer(little, sees)
        (record,) = body["data"]["exposures"][0]["adverse"]
        assert record["label_zh"].endswith(title)
        assert name in {node["name"] for node in body["data"]["nodes"]}
        assert body["meta"]["hidden_by_permission"] == (0 if sees else 1)


def test_what_was_remembered_is_forgotten_with_a_redaction(little: ProjectedStore) -> None:
    little_answer(little, True)
    little.record([NewAct(LITTLE[0].hex, Deed.REDACT, None, "office", "erased", {"properties": ["name"]})], at(2))
    assert "王伟" not in json.dumps(little_answer(little, True)["data"]["nodes"], ensure_ascii=False)


def test_whoever_is_unknown_is_unknown_beside_the_arrays_too(little: ProjectedStore) -> None:
    with pytest.raises(NotFound):
        answer(little, ("department", True), ORGANIZATIONS[5], "2024-03-02", LinkedRiskParameters())
