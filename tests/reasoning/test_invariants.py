"""What must hold for any facts at all: advisory relations never prove, order does not matter, the past is not invented."""

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from credit.identity import VERIFIED
from credit.kinds import EDGES, Lane, node_kind_of
from credit.periods import Certainty, Interval, day_of
from reasoning.propagation import Measures
from tests.machine import examples
from tests.reasoning.world import TODAY, World

ORGS = ["uscc:91990001MA0000001A", "uscc:92990001MA0000002B", "uscc:11990001MB0000003C", "reg:990001000000004"]
PEOPLE = ["p:v1one", "p:v1two", "p:h1three"]
DAYS = ["2019-03-01", "2023-06-02", "2025-02-28", "2025-08-01", "2026-03-31"]
ENDED = {DAYS[1], DAYS[2]}  # one source says one thing of one term: saying it twice differently is a correction, and order counts
RELATIONS = [kind for kind in EDGES.values() if "Organization" in kind.dst and "Person" in kind.src]

relation = st.tuples(
    st.just("relation"), st.sampled_from([kind.name for kind in RELATIONS]), st.sampled_from(PEOPLE), st.sampled_from(ORGS),
    st.sampled_from([None, *DAYS]),
)  # fmt: skip
holding = st.tuples(
    st.just("holding"), st.sampled_from(["SHAREHOLDER_OF", "BRANCH_OF", "GUARANTEES", "POSSIBLY_SAME"]), st.sampled_from(ORGS),
    st.sampled_from(ORGS), st.sampled_from([None, *DAYS]),
)  # fmt: skip
RECORDS: list[tuple[str, dict[str, Any]]] = [
    ("CourtOrder", {"order_kind": "consumption_restriction"}),
    ("CourtOrder", {"order_kind": "enforcement"}),
    ("ListEntry", {"list_code": "LIST_DISHONEST_JUDGMENT_DEBTOR"}),
    ("ListEntry", {"list_code": "LIST_TAX_GRADE", "grade": "D"}),
    ("ListEntry", {"list_code": "LIST_MAJOR_TAX_VIOLATION"}),
    ("ListEntry", {"list_code": "LIST_WAGE_ARREARS"}),
    ("Penalty", {"penalty_kinds": ["licence_revoked"], "revoked": ["food_licence"]}),
    ("Penalty", {"penalty_kinds": ["licence_revoked"], "revoked": ["business_licence"], "personal_responsibility": True}),
    ("Penalty", {"penalty_kinds": ["fine"], "fine_fen": 300_000_000}),
]
decision = st.tuples(
    st.just("decision"), st.sampled_from(range(len(RECORDS))), st.sampled_from([*ORGS, *PEOPLE]), st.sampled_from(DAYS),
    st.sampled_from([None, *PEOPLE]), st.sampled_from(["ACTUAL_CONTROLLER", "DIRECT_LIABLE", "RESPONSIBLE_PERSON"]),
)  # fmt: skip
facts = st.lists(st.one_of(relation, holding, decision), min_size=1, max_size=9)


def told(said: Sequence[tuple[Any, ...]]) -> World:
    return tell(World(), said)


def tell(world: World, said: Sequence[tuple[Any, ...]]) -> World:
    for what, *rest in said:
        if what == "decision":
            _decide(world, rest)
        else:
            kind, src, dst, since = rest
            world.say(kind, src, dst, since, "2026-06-01" if since in ENDED else None)
    return world


def _decide(world: World, said: Sequence[Any]) -> None:
    number, party, day, named, duty = said
    kind, props = RECORDS[number]
    prefix = {"CourtOrder": "ord", "ListEntry": "list", "Penalty": "pen"}[kind]
    record = f"{prefix}:{number}-{(ORGS + PEOPLE).index(party)}-{day}"
    world.record(kind, party, record, day, **props)
    if named:
        world.say("NAMED_IN", named, record, duty=duty)


def everything(world: World, on: str = TODAY) -> dict[str, Measures]:
    return {subject: world.ask(subject, on) for subject in (*ORGS, *PEOPLE)}


@settings(max_examples=examples(50), deadline=None)
@given(facts, st.randoms(use_true_random=False))
def test_order_does_not_matter(said: list[tuple[Any, ...]], chance: Any) -> None:
    shuffled = list(said)
    chance.shuffle(shuffled)
    assert summary(everything(told(said))) == summary(everything(told(shuffled)))


def summary(answers: dict[str, Measures]) -> Any:
    return {
        subject: sorted((each.id, each.state, each.from_, each.until, each.flags, each.role.kind) for each in (*answer.on, *answer.from_))
        for subject, answer in answers.items()
    }


@settings(max_examples=examples(60), deadline=None)
@given(facts, st.sampled_from([TODAY, *DAYS]))
def test_no_advisory_relation_stands_in_a_proof_and_a_name_alone_goes_nowhere(said: list[tuple[Any, ...]], on: str) -> None:
    world = told(said)
    with world.store.view() as view:
        for subject, answer in everything(world, on).items():
            for each in (*answer.on, *answer.from_):
                ids = {step.fact for step in each.proof if step.fact}
                kinds = {fact.kind for fact in view.facts(ids)}
                assert not {kind for kind in kinds if kind in EDGES and EDGES[kind].lane is Lane.ADVISORY}
                assert "SHAREHOLDER_OF" not in kinds
                carried = [person for person in each.path[1:-1] if node_kind_of(person) == "Person"]
                assert all(person.startswith("p:v") for person in carried), VERIFIED
                assert each.basis and each.proof[-1].rule == each.rule
                assert subject == each.target or subject in each.path


@settings(max_examples=examples(60), deadline=None)
@given(facts, st.sampled_from([TODAY, *DAYS]))
def test_nothing_binds_before_it_begins_or_after_it_ends(said: list[tuple[Any, ...]], on: str) -> None:
    day = day_of(on)
    for answer in everything(told(said), on).values():
        for each in answer.on:
            assert each.from_ is None or each.from_ <= day
            assert each.until is None or day < each.until


@settings(max_examples=examples(40), deadline=None)
@given(facts, st.sampled_from(DAYS))
def test_a_fact_never_shows_before_its_start(said: list[tuple[Any, ...]], on: str) -> None:
    world = told(said)
    with world.store.view() as view:
        for fact in view.expand([*ORGS, *PEOPLE], list(EDGES), Interval.on(day_of(on))):
            assert fact.period.at(day_of(on)) is not Certainty.OUTSIDE
