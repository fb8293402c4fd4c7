"""Supposing a thing and doing it give the same answer."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from credit.facts import Act, Deed
from credit.kinds import EDGES
from credit.periods import ALWAYS, day_of
from graph.store import NewAct
from reasoning.hypothetical import HypotheticalView, Supposed
from reasoning.propagation import measures
from reasoning.what_if import what_if
from tests.reasoning.test_invariants import ORGS, PEOPLE, facts, told
from tests.reasoning.world import CATALOGUE, FIRM, REP, TODAY, World

DEEDS = [Deed.VOID, Deed.REPAIR, Deed.END, Deed.DISPUTE, Deed.UPHOLD]


def supposed(fact: str, deed: Deed, effective: int, tx: int) -> Supposed:
    return Supposed({fact: [Act(10**6, fact, deed, effective, {}, tx, "what-if", "")]})


@settings(max_examples=100, deadline=None)
@given(facts, st.sampled_from(DEEDS), st.integers(0, 40), st.sampled_from(["2024-01-01", "2025-07-01", TODAY]))
def test_what_if_equals_doing_it(said: list[tuple[Any, ...]], deed: Deed, which: int, effective: str) -> None:
    world, day = told(said), day_of(effective)
    with world.store.view() as view:
        known = view.expand([*ORGS, *PEOPLE], list(EDGES), ALWAYS)
        records = view.facts_of({fact.dst for fact in known if fact.dst}, ["Penalty", "ListEntry", "CourtOrder"], ALWAYS)
        aim = [*known, *records][which % (len(known) + len(records))].ids[0]
        guess = {
            s: measures(HypotheticalView(view, supposed(aim, deed, day, 10**6)), CATALOGUE, s, day_of(TODAY)) for s in [*ORGS, *PEOPLE]
        }
    world.store.record([NewAct(aim, deed, day, "office", "done")])
    assert {s: comparable(found) for s, found in guess.items()} == {s: comparable(world.ask(s)) for s in [*ORGS, *PEOPLE]}


def comparable(found: Any) -> Any:
    return [(each.id, each.state, each.from_, each.until, each.flags, each.proof) for each in (*found.on, *found.from_)], found.refused


def test_a_repair_that_lifts_one_ground_leaves_the_other() -> None:
    world = World()
    first = world.record("ListEntry", FIRM, "list:a", "2025-01-01", list_code="LIST_DISHONEST_JUDGMENT_DEBTOR")
    world.record("ListEntry", FIRM, "list:b", "2025-01-01", list_code="LIST_MAJOR_TAX_VIOLATION")
    with world.store.view() as view:
        found = what_if(view, CATALOGUE, FIRM, day_of(TODAY), supposed(first, Deed.REPAIR, day_of("2026-01-01"), 10**6))
    assert {each.rule for each in found.lifted} == {"RC000", "RC014", "RC015"}
    assert [(each.rule, each.measure) for each in found.kept] == [("RC012", "EXCLUDE_PROCUREMENT")]
    assert found.new == ()


def test_a_dispute_moves_nothing_but_the_flag() -> None:
    world = World()
    world.say("LEGAL_REP_OF", REP, FIRM, "2020-01-01")
    order = world.record("CourtOrder", FIRM, "ord:a", "2025-01-01", order_kind="consumption_restriction", case_no="1")
    with world.store.view() as view:
        found = what_if(view, CATALOGUE, REP, day_of(TODAY), supposed(order, Deed.DISPUTE, day_of(TODAY), 10**6))
    assert not found.lifted and not found.new
    assert {("disputed" in each.before.flags, "disputed" in each.after.flags) for each in found.moved} == {(False, True)}
