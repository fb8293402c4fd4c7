"""The arrays find chains exactly as reasoning's walk over the plain view: ways, relations, what was looked at, hubs, where it stopped."""

from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credit.chains import FindsChains, Limits, Pair, Which
from credit.facts import Deed
from credit.periods import day_of
from credit.view import View
from graph.projection.store import ProjectedStore, ProjectedView
from graph.store import NewAct, Store
from inquiry.answering.directory import Directory
from inquiry.answering.kinds import ALL_KINDS, BY_AUTHORITY, SOFT, TO_DECISIONS
from inquiry.answering.privacy import Privacy
from inquiry.asking.caller import Asking
from inquiry.asking.parameters import History
from inquiry.asking.question import Question, ask
from inquiry.paths import PathsParameters, between, paths
from inquiry.rulebook import Rulebook
from reasoning.hypothetical import HypotheticalView, Supposed
from tests.graph.conftest import Engine, sqlite_engine
from tests.graph.makers import Said, batch, load, said
from tests.graph.projection.random_graphs import DAYS, PARTIES, PERSONS, RECORDS, play
from tests.graph.projection.test_linked_risk import build
from tests.inquiry.world import invented
from tests.oracle.store import OracleStore
from tests.reasoning.world import CATALOGUE

RULEBOOK = Rulebook(CATALOGUE)
EVERYBODY = [*PARTIES, *RECORDS]
UNKNOWN = "uscc:913301099MA2AAAA0A"
LOOSE = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
SOME = ALL_KINDS - SOFT - BY_AUTHORITY


@st.composite
def limits(draw: st.DrawFn) -> Limits:
    """Bounds, at times such that bite on a small crowd."""
    few = st.frozensets(st.sampled_from([*EVERYBODY, UNKNOWN]), max_size=2)
    return Limits(
        max_hops=draw(st.integers(1, 6)),
        most=draw(st.sampled_from([1, 1, 3, 50])),
        avoid=draw(few),
        through=draw(st.one_of(st.just(frozenset[str]()), few)),
        hub_guard=draw(st.sampled_from([1, 2, 4, 500])),
        max_nodes=draw(st.sampled_from([2, 5, 20_000, 20_000])),
        max_steps=draw(st.sampled_from([1, 4, 12, 200_000, 200_000])),
    )


kinds = st.sampled_from([SOME, SOME, ALL_KINDS, TO_DECISIONS | {"LEGAL_REP_OF"}, frozenset({"SHAREHOLDER_OF", "DECIDED_BY", "LISTED_AS"})])
histories = st.builds(History, include_former=st.booleans(), include_repaired=st.booleans())


def question(view: View, day: str) -> Question:
    privacy = Privacy(CATALOGUE, "department", False)
    return Question(view, Asking(day_of(day), "r1"), RULEBOOK, privacy, Directory(view, RULEBOOK, privacy))


def compare(store: Store, place: Path, wanted: History, walked: frozenset[str], bounds: Limits, one_in: int = 5) -> None:
    """One pair in so many of everybody, each day other ones, as one answer of many pairs; and one alone."""
    with ProjectedStore(store, place).view() as view, store.view() as plain:
        assert isinstance(view, FindsChains) and not isinstance(plain, FindsChains)
        known = [node.id for each in EVERYBODY if (node := plain.node(each))]
        pairs: list[Pair] = list(combinations(dict.fromkeys([*known, UNKNOWN]), 2))
        for i, day in enumerate(DAYS):
            asked = question(plain, day)
            which = Which(walked, asked.during(wanted.include_former), None if wanted.include_repaired else day_of(day))
            for group in (pairs[i::one_in], pairs[i : i + 1]):
                ends = {end for pair in group for end in pair}
                assert view.chains_between(which, group, bounds, ends) == between(asked, wanted, walked, group, bounds), day


@LOOSE
@given(data=st.data(), wanted=histories, walked=kinds, bounds=limits())
def test_the_arrays_find_what_the_walk_finds(data: st.DataObject, wanted: History, walked: frozenset[str], bounds: Limits) -> None:
    store, spoken = OracleStore(), list[Said]()
    for hour in range(data.draw(st.integers(1, 4))):
        play(data, [store], hour, spoken)
    with TemporaryDirectory() as folder:
        build(store, Path(folder))
        compare(store, Path(folder), wanted, walked, bounds)


@LOOSE
@given(data=st.data(), wanted=histories, walked=kinds, bounds=limits())
def test_and_with_what_changed_since(data: st.DataObject, wanted: History, walked: frozenset[str], bounds: Limits) -> None:
    store, spoken = OracleStore(), list[Said]()
    with TemporaryDirectory() as folder:
        steps = data.draw(st.integers(2, 6))
        built = data.draw(st.integers(0, steps - 1))
        for hour in range(steps):
            if hour == built:
                build(store, Path(folder))
            play(data, [store], hour, spoken)
        compare(store, Path(folder), wanted, walked, bounds)


@settings(LOOSE, max_examples=8)
@given(data=st.data(), wanted=histories, bounds=limits())
def test_over_the_embedded_store(data: st.DataObject, wanted: History, bounds: Limits) -> None:
    over_a_store(sqlite_engine, data, wanted, bounds)


def over_a_store(engine: Engine, data: st.DataObject, wanted: History, bounds: Limits) -> None:
    """Two steps laid over the arrays from the change feed, then the arrays built again."""
    with TemporaryDirectory() as folder, engine() as store:
        spoken, place = list[Said](), Path(folder) / "projection"
        for hour in range(4):
            play(data, [store], hour, spoken)
            if hour == 1:
                build(store, place)
        compare(store, place, wanted, SOME, bounds, one_in=9)
        build(store, place)
        compare(store, place, wanted, SOME, bounds, one_in=9)


FIRST, LAST = invented(1), invented(2)


def chain_of_three(tmp_path: Path) -> ProjectedStore:
    """One man represents two firms."""
    store = OracleStore()
    offices = [said("LEGAL_REP_OF", PERSONS[0], each, since="2020-01-01", row=i + 1) for i, each in enumerate((FIRST, LAST))]
    load(store, batch("saic", "2025-02-01", 1), offices)
    build(store, tmp_path)
    return ProjectedStore(store, tmp_path)


def inquired(store: Store, wanted: PathsParameters, **who: Any) -> Any:
    return ask(store, RULEBOOK, Asking(as_of=day_of("2026-03-01"), request_id="r1", **who), lambda question: paths(question, wanted)).body


FROM_TO = PathsParameters(**{"from": FIRST}, to=LAST)


class Counting:
    """How often chains were looked for on the arrays, and how often they kept silent."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answers: list[bool] = []
        real = ProjectedView.chains_between

        def counted(view: ProjectedView, *asked: Any) -> Any:
            found = real(view, *asked)
            self.answers.append(found is not None)
            return found

        monkeypatch.setattr(ProjectedView, "chains_between", counted)


def test_an_answer_of_the_arrays_is_the_answer_of_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, counting = chain_of_three(tmp_path), Counting(monkeypatch)
    told, walked = inquired(store, FROM_TO), inquired(store.store, FROM_TO)
    assert counting.answers == [True] and told["data"] == walked["data"] and told["data"]["hops"] == 2
    assert told["meta"]["transaction"] == walked["meta"]["transaction"]


def test_what_the_public_is_shown_is_walked_over_its_own_view(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The arrays hold everything; a reader from whom persons are hidden finds no chain through one."""
    store, counting = chain_of_three(tmp_path), Counting(monkeypatch)
    body = inquired(store, FROM_TO, profile="public")
    assert counting.answers == [] and body["data"] == inquired(store.store, FROM_TO, profile="public")["data"]


def test_what_was_known_before_is_the_stores_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = chain_of_three(tmp_path)
    load(store, batch("court", "2025-03-01", 2), [said("SHAREHOLDER_OF", FIRST, LAST, row=1)])
    build(store.store, tmp_path)
    counting = Counting(monkeypatch)
    assert [inquired(store, FROM_TO, transaction=tx)["data"]["hops"] for tx in (None, 1)] == [1, 2]
    assert counting.answers == [True, False]


def test_what_changed_since_is_on_the_chain_and_a_redaction_silences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, counting = chain_of_three(tmp_path), Counting(monkeypatch)
    load(store, batch("court", "2025-03-01", 2), [new := said("SHAREHOLDER_OF", FIRST, LAST, row=1)])
    assert inquired(store, FROM_TO)["data"]["hops"] == 1
    store.record([NewAct(new.hex, Deed.REPAIR, day_of("2026-01-01"), "office", "reason")])
    assert inquired(store, FROM_TO)["data"]["hops"] == 2  # a relation upon which a repair was laid is no step
    store.record([NewAct(new.hex, Deed.REDACT, None, "office", "request")])
    assert inquired(store, FROM_TO)["data"]["hops"] == 2
    assert counting.answers == [True, True, False]


def test_a_hypothesis_is_walked(tmp_path: Path) -> None:
    with chain_of_three(tmp_path).view() as view:
        assert isinstance(view, FindsChains) and not isinstance(HypotheticalView(view, Supposed()), FindsChains)


@pytest.mark.soak
@settings(LOOSE, max_examples=1500)
@given(data=st.data(), wanted=histories, walked=kinds, bounds=limits())
def test_at_length(data: st.DataObject, wanted: History, walked: frozenset[str], bounds: Limits) -> None:
    store, spoken = OracleStore(), list[Said]()
    with TemporaryDirectory() as folder:
        for hour in range(6):
            play(data, [store], hour, spoken)
            if hour == 2:
                build(store, Path(folder))
        compare(store, Path(folder), wanted, walked, bounds)
