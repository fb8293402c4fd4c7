"""A text and its structured record are one, whichever comes first; the record counts, and a disagreement is told."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credit.facts import Fact
from credit.identifiers import make_uscc
from credit.periods import ALWAYS, day_of
from graph.opening import open_store
from graph.store import Store
from loaders.person_key import person_key
from loaders.pipeline import LoadOptions, load_file
from loaders.report import LoadReport
from loaders.settings import LoadSettings
from loaders.text.load import load_texts
from tests.text.papers import CODE, DECISION
from tests.text.papers_of_courts import LISTING, NUMBER, ORDER, list_table, order_table, penalty_table

_TEXTS = {"文书一": DECISION.replace("货值金额9600元。", "李建国是直接负责的主管人员。"), "文书二": ORDER, "文书三": LISTING}
_TABLES = {"处罚表": penalty_table, "令状表": order_table, "名单表": list_table}
_OPTIONS = LoadOptions(data_on=day_of("2026-11-20"))


def given_to(store: Store, folder: Path, what: str) -> tuple[LoadReport, ...]:
    """Loads one of the texts or tables."""
    folder.mkdir(exist_ok=True)
    key = person_key(LoadSettings())
    if what in _TABLES:
        return (load_file(store, _TABLES[what](folder), _OPTIONS, key),)
    path = folder / f"{what}.txt"
    path.write_text(_TEXTS[what], "utf-8")
    return load_texts(store, path, _OPTIONS, key).reports


def known(store: Store) -> list[tuple[Any, ...]]:
    """What the store says of the firm's records: kinds, values, who says so; without the ids."""
    with store.view() as view:
        edges = view.expand([f"uscc:{CODE}"], ["SUBJECT_OF", "LISTED_AS"], ALWAYS)
        records = view.facts_of({edge.dst or "" for edge in edges}, ["Penalty", "CourtOrder", "ListEntry"], ALWAYS)
        named = view.expand([record.src for record in records], ["NAMED_IN"], ALWAYS)
        return sorted([told(fact) for fact in (*edges, *records, *named)], key=repr)


def told(fact: Fact) -> tuple[Any, ...]:
    """A fact without its ids."""
    conflicts = sorted((each.prop, [(repr(value.value), value.sources) for value in each.values]) for each in fact.conflicts)
    return (fact.kind, fact.period, sorted(fact.props.items()), sorted({claim.source for claim in fact.claims}), conflicts)


@pytest.fixture(scope="module")
def in_order(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Any, ...]]:
    """What the store knows when every table came before its text."""
    return after(tmp_path_factory.mktemp("in order"), [*_TABLES, *_TEXTS])


def after(folder: Path, order: list[str]) -> list[tuple[Any, ...]]:
    """What a store in a new home knows after these loads."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XINMAI_HOME", str(folder / "home"))
        patch.setenv("XINMAI_TODAY", "2026-11-20")
        store = open_store(folder / "home", create=True)
        try:
            for what in order:
                given_to(store, folder / "files", what)
            return known(store)
        finally:
            store.close()


@given(order=st.permutations([*_TABLES, *_TEXTS]))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_the_order_of_loading_does_not_matter(
    order: list[str], in_order: list[tuple[Any, ...]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert after(tmp_path_factory.mktemp("any order"), order) == in_order


def test_each_record_is_stated_by_its_table_and_its_text(in_order: list[tuple[Any, ...]]) -> None:
    records = {kind: sources for kind, _, _, sources, _ in in_order if kind in ("Penalty", "CourtOrder", "ListEntry")}
    assert records == {
        "Penalty": ["decision_texts", "penalties"],
        "CourtOrder": ["consumption_orders", "order_texts"],
        "ListEntry": ["list_texts", "wage_arrears"],
    }


def test_the_record_counts_and_the_load_that_joins_them_says_that_they_disagree(store: Store, tmp_path: Path) -> None:
    given_to(store, tmp_path, "文书一")
    (report,) = given_to(store, tmp_path, "处罚表")
    (issue,) = [each for each in report.issues if each.rule == "XM-TEXT"]
    assert NUMBER in issue.reason
    with store.view() as view:
        (fact,) = view.facts_of({match.id for match in view.find(NUMBER, ["Penalty"], 5)}, ["Penalty"], ALWAYS)
    assert fact.props["fine_fen"] == 6_000_000
    (fine,) = [each for each in fact.conflicts if each.prop == "fine_fen"]
    assert [(each.value, each.sources) for each in fine.values] == [(6_000_000, ("penalties",)), (5_000_000, ("decision_texts",))]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("青禾县市场监督管理局", "柳溪县市场监督管理局"),
        (NUMBER, "青市监处罚〔2026〕13号"),
        ("青禾云杉建材有限公司", "柳溪宏禾建材有限公司"),
    ],
)
def test_another_authority_number_or_party_is_another_decision(store: Store, tmp_path: Path, old: str, new: str) -> None:
    text = DECISION.replace(old, new)
    if old == "青禾云杉建材有限公司":
        text = text.replace(CODE, make_uscc("9", "1", "379926", "MAQH9002"))
    path = tmp_path / "另一份.txt"
    path.write_text(text, "utf-8")
    load_texts(store, path, _OPTIONS, person_key(LoadSettings()))
    given_to(store, tmp_path, "处罚表")
    with store.view() as view:
        facts = [fact for node in view.all_nodes("Penalty", "", 10) for fact in view.facts_of([node], ["Penalty"], ALWAYS)]
    assert sorted(sorted({claim.source for claim in fact.claims}) for fact in facts) == [["decision_texts"], ["penalties"]]


def test_a_judgement_that_a_person_took_back_stays_taken_back(store: Store, tmp_path: Path) -> None:
    given_to(store, tmp_path, "文书一")
    given_to(store, tmp_path, "处罚表")
    with store.view() as view:
        (node,) = view.all_nodes("Penalty", "", 10)
        found = view.node(node)
    assert found is not None
    one, other = found.members
    store.judge(one, other, False, "tests", "不是同一处罚")
    path = penalty_table(tmp_path, fine="7")
    load_file(store, path, _OPTIONS, person_key(LoadSettings()))
    with store.view() as view:
        assert len(view.all_nodes("Penalty", "", 10)) == 2
