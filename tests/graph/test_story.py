"""The story of `tests.graph.story`, told to every engine: what is so, on which day, as known when."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import pytest

from credit.facts import Fact
from credit.kinds import NODES
from credit.periods import ALWAYS, Certainty, Interval, day_of
from credit.view import View, Way
from graph.store import Publication, Store
from graph.stores.sqlite import SqliteStore
from tests.graph.pictures import history, picture
from tests.graph.story import (
    FIRM,
    HUADA,
    IDS,
    LI,
    LI_LEADS,
    LI_OF_COURT,
    LI_RECORD,
    PENALTY,
    STEPS,
    TEXTS,
    XINDA,
    ZHANG,
    ZHANG_DIRECTS,
    ZHANG_RECORD,
)
from tests.oracle.store import OracleStore

DAYS = ("2019-06-01", "2024-02-01", "2024-03-05")
NOBODY: dict[str, Certainty] = {}


def heads(view: View, kind: str, day: str) -> dict[str, Certainty]:
    """Who holds an office of the firm on that day, and how surely."""
    held = view.expand([XINDA], [kind], Interval.on(day_of(day)), Way.IN)
    return {fact.src: fact.period.at(day_of(day)) for fact in held}


def record(view: View, node: str, kind: str) -> Fact | None:
    """The record of a node."""
    return next(iter(view.facts_of([node], [kind], ALWAYS)), None)


def found(view: View, text: str) -> list[str]:
    """Ids that a search finds."""
    return [match.id for match in view.find(text, NODES, 10)]


def the_register_is_loaded(store: Store) -> None:
    with store.view() as view:
        assert heads(view, "LEGAL_REP_OF", "2019-06-01") == NOBODY
        assert heads(view, "LEGAL_REP_OF", "2024-02-01") == {LI: Certainty.CERTAIN}
        assert heads(view, "DIRECTOR_OF", "2019-06-01") == {ZHANG: Certainty.POSSIBLE}
        assert heads(view, "DIRECTOR_OF", "2024-02-01") == {ZHANG: Certainty.CERTAIN}
        assert found(view, "信达") == found(view, XINDA[5:]) == found(view, "xdkj") == [XINDA]
        assert found(view, "李明") == [LI]
        (evidence,) = view.evidence(view.facts([FIRM.hex])[0].evidence)
        assert (evidence.source, evidence.row, evidence.document, evidence.raw) == ("saic", 1, "登1", {"行": "第1行"})
        assert view.node(PENALTY) is None
        assert view.all_nodes("Person", "", 10) == (LI, ZHANG)
    with store.view(0) as view:
        assert (view.node(XINDA), found(view, "信达"), view.sources()) == (None, [], ())


def the_court_is_loaded(store: Store) -> None:
    with store.view() as view:
        hop = view.expand([XINDA], ["SUBJECT_OF", "SHAREHOLDER_OF"], ALWAYS)
        assert [(fact.kind, fact.src, fact.dst) for fact in hop] == [("SHAREHOLDER_OF", HUADA, XINDA), ("SUBJECT_OF", XINDA, PENALTY)]
        assert found(view, "杭综执(2024)7号") == [PENALTY]
        assert [(each.name, each.precedence, each.claims) for each in view.sources()] == [("court", 20, 5), ("saic", 10, 5)]
    with store.view(1) as view:
        assert view.expand([XINDA], ["SUBJECT_OF", "SHAREHOLDER_OF"], ALWAYS) == ()
        assert found(view, "华达") == []


def the_court_contradicts_the_register(store: Store) -> None:
    with store.view() as view:
        firm = record(view, XINDA, "Organization")
        assert firm is not None
        assert firm.props["name"] == "杭州信达科技有限公司"
        (conflict,) = firm.conflicts
        assert [(each.value, each.sources) for each in conflict.values] == [
            ("杭州信达科技有限公司", ("saic",)),
            ("杭州新达科技有限公司", ("court",)),
        ]
        assert heads(view, "LEGAL_REP_OF", "2024-02-01") == {LI: Certainty.CERTAIN}  # the register counts, the court is evidence
        assert len(view.facts([LI_LEADS.hex])[0].evidence) == 2
        assert found(view, "新达") == [XINDA]


def a_snapshot_no_longer_names_zhang(store: Store) -> None:
    with store.view() as view:
        assert heads(view, "DIRECTOR_OF", "2024-01-10") == {ZHANG: Certainty.CERTAIN}
        assert heads(view, "DIRECTOR_OF", "2024-02-01") == {ZHANG: Certainty.POSSIBLE}
        assert heads(view, "DIRECTOR_OF", "2024-03-05") == NOBODY
        assert found(view, "张华") == [ZHANG]  # an absent record ends nothing
    with store.view(3) as view:
        assert heads(view, "DIRECTOR_OF", "2024-03-05") == {ZHANG: Certainty.CERTAIN}


def the_two_lis_are_judged_one(store: Store) -> None:
    with store.view() as view:
        node = view.node(LI_OF_COURT)
        assert node is not None
        assert (node.id, node.members) == (LI, (LI_OF_COURT, LI))
        assert {fact.kind for fact in view.expand([LI_OF_COURT], ["LEGAL_REP_OF", "NAMED_IN"], ALWAYS)} == {"LEGAL_REP_OF", "NAMED_IN"}
        assert [fact.src for fact in view.expand([PENALTY], ["NAMED_IN"], ALWAYS)] == [LI]
        assert view.all_nodes("Person", "", 10) == (LI, ZHANG)
    with store.view(4) as view:
        assert [fact.src for fact in view.expand([PENALTY], ["NAMED_IN"], ALWAYS)] == [LI_OF_COURT]


def the_judgement_is_taken_back(store: Store) -> None:
    with store.view() as view:
        assert [fact.src for fact in view.expand([PENALTY], ["NAMED_IN"], ALWAYS)] == [LI_OF_COURT]
        assert view.all_nodes("Person", "", 10) == (LI_OF_COURT, LI, ZHANG)
    with store.view(5) as view:
        assert [fact.src for fact in view.expand([PENALTY], ["NAMED_IN"], ALWAYS)] == [LI]


def the_legal_representative_is_voided(store: Store) -> None:
    with store.view() as view:
        assert heads(view, "LEGAL_REP_OF", "2024-02-01") == NOBODY
        assert view.facts([LI_LEADS.hex]) == ()
    with store.view(6) as view:
        assert heads(view, "LEGAL_REP_OF", "2024-02-01") == {LI: Certainty.CERTAIN}


def the_same_snapshot_is_loaded_again(store: Store) -> None:
    assert store.last_transaction()[0] == 7
    with store.view() as view:
        assert heads(view, "LEGAL_REP_OF", "2024-02-01") == NOBODY
        assert heads(view, "DIRECTOR_OF", "2024-03-05") == NOBODY


def zhang_is_back(store: Store) -> None:
    with store.view() as view:
        assert heads(view, "DIRECTOR_OF", "2024-03-05") == {ZHANG: Certainty.CERTAIN}
        assert len(list(store.changes(7))) == 2  # the closed version died, the reopened one is born
    with store.view(7) as view:
        assert heads(view, "DIRECTOR_OF", "2024-03-05") == NOBODY
        closed = view.evidence(view.facts([ZHANG_DIRECTS.hex])[0].evidence)
        assert [each.superseded_by for each in closed] == [None]


def li_is_redacted(store: Store) -> None:
    for transaction in range(store.last_transaction()[0] + 1):
        with store.view(transaction) as view:
            assert record(view, LI, "Person") is None
            assert (found(view, "李明"), found(view, "李")) == ([], [])
            assert view.facts([LI_RECORD.hex]) == ()
    with store.view() as view:
        (firm_evidence, _) = view.evidence(view.facts([FIRM.hex])[0].evidence)
        assert (firm_evidence.raw, firm_evidence.redacted, firm_evidence.document) == (None, False, "登1")  # Li was in that line
        (zhang_evidence,) = view.evidence(view.facts([ZHANG_RECORD.hex])[0].evidence)
        assert zhang_evidence.raw == {"行": "第2行"}


def li_is_loaded_again_with_more(store: Store) -> None:
    li_is_redacted(store)
    assert store.last_transaction()[0] == 10
    with store.view() as view:
        assert view.sources()[0].current_through == day_of("2024-05-01")


EXPECTED: Mapping[str, Callable[[Store], None]] = MappingProxyType(
    {
        "the register is loaded": the_register_is_loaded,
        "the court is loaded": the_court_is_loaded,
        "the court contradicts the register": the_court_contradicts_the_register,
        "a snapshot no longer names Zhang": a_snapshot_no_longer_names_zhang,
        "the two Lis are judged one": the_two_lis_are_judged_one,
        "the judgement is taken back": the_judgement_is_taken_back,
        "the legal representative is voided": the_legal_representative_is_voided,
        "the same snapshot is loaded again": the_same_snapshot_is_loaded_again,
        "Zhang is back": zhang_is_back,
        "Li is redacted": li_is_redacted,
        "Li is loaded again, with more": li_is_loaded_again_with_more,
    }
)


def test_every_step_is_as_written(store: Store) -> None:
    assert list(EXPECTED) == list(STEPS)
    for name, step in STEPS.items():
        done = step(store)
        EXPECTED[name](store)
        if name == "the same snapshot is loaded again":
            assert done == Publication(None, new=0, changed=0, unchanged=4, closed=0, duplicates=0)


@pytest.mark.parametrize("steps", range(1, len(STEPS) + 1))
def test_sqlite_gives_the_answers_of_the_oracle(oracle: OracleStore, sqlite: SqliteStore, steps: int) -> None:
    all_answers_are_alike(oracle, sqlite, steps)


@pytest.mark.neo4j
@pytest.mark.parametrize("steps", [pytest.param(7, marks=pytest.mark.soak), len(STEPS)])
def test_neo4j_gives_the_answers_of_the_oracle(oracle: OracleStore, neo4j: Store, steps: int) -> None:
    all_answers_are_alike(oracle, neo4j, steps)


def all_answers_are_alike(oracle: OracleStore, store: Store, steps: int) -> None:
    for step in list(STEPS.values())[:steps]:
        assert step(oracle) == step(store)
    assert list(history(oracle)) == list(history(store))
    last, _ = oracle.last_transaction()
    for transaction in sorted({0, last // 2, last}):
        for day in DAYS:
            with oracle.view(transaction) as wanted, store.view(transaction) as given:
                for one, other in zip(picture(wanted, IDS, TEXTS, day_of(day)), picture(given, IDS, TEXTS, day_of(day)), strict=True):
                    assert other == one
