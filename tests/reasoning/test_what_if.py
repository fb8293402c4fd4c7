"""Supposing a thing and doing it give the same answer."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from credit.facts import Act, Deed
from credit.kinds import EDGES, FACT_KINDS
from credit.periods import ALWAYS, day_of, iso
from graph.opening import open_store
from graph.store import NewAct
from reasoning.hypothetical import HypotheticalView, Supposed
from reasoning.propagation import measures
from reasoning.supposing import DATED_BY, SupposedDeed, SupposedRecord, switched
from reasoning.supposing import supposed as supposing
from reasoning.what_if import what_if
from tests.machine import examples
from tests.reasoning.test_invariants import DAYS, ORGS, PEOPLE, RECORDS, facts, tell, told
from tests.reasoning.world import CATALOGUE, FIRM, REP, TODAY, World

DEEDS = [Deed.VOID, Deed.REPAIR, Deed.END, Deed.DISPUTE, Deed.UPHOLD]


def supposed(fact: str, deed: Deed, effective: int, tx: int) -> Supposed:
    return Supposed({fact: [Act(10**6, fact, deed, effective, {}, tx, "what-if", "")]})


@settings(max_examples=examples(40), deadline=None)
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
    assert [({one.record for one in each.lost}, {(one.rule, one.record) for one in each.stands}) for each in found.kept] == [
        ({"list:a"}, {("RC012", "list:b")})
    ]
    assert found.new == ()


def test_a_dispute_moves_nothing_but_the_flag() -> None:
    world = World()
    world.say("LEGAL_REP_OF", REP, FIRM, "2020-01-01")
    order = world.record("CourtOrder", FIRM, "ord:a", "2025-01-01", order_kind="consumption_restriction", case_no="1")
    with world.store.view() as view:
        found = what_if(view, CATALOGUE, REP, day_of(TODAY), supposed(order, Deed.DISPUTE, day_of(TODAY), 10**6))
    assert not found.lifted and not found.new
    assert {("disputed" in each.before.flags, "disputed" in each.after.flags) for each in found.moved} == {(False, True)}


@contextmanager
def real_world() -> Iterator[World]:
    """A world in a real store on disk."""
    with tempfile.TemporaryDirectory() as home:
        world = World(open_store(Path(home), create=True))  # type: ignore[arg-type]  # any store will do
        try:
            yield world
        finally:
            world.store.close()


deeds = st.tuples(st.sampled_from(DEEDS), st.integers(0, 40), st.sampled_from(["2025-07-01", TODAY]))
listings = st.tuples(
    st.sampled_from(range(len(RECORDS))), st.sampled_from(ORGS), st.sampled_from(DAYS), st.sampled_from([None, *PEOPLE]),
    st.sampled_from(["ACTUAL_CONTROLLER", "DIRECT_LIABLE", "RESPONSIBLE_PERSON"]),
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(facts, st.lists(deeds, max_size=2), st.lists(listings, max_size=2, unique_by=lambda each: each[:3]))
def test_what_if_equals_doing_it_in_a_real_store(said: list[tuple[Any, ...]], done: list[Any], new: list[Any]) -> None:
    """Several deeds and new records at once: all answers about everybody are those of a store into which it was done."""
    with real_world() as world:
        tell(world, said)
        with world.store.view() as view:
            known = [*view.expand([*ORGS, *PEOPLE], list(EDGES), ALWAYS)]
            known += view.facts_of({fact.dst for fact in known if fact.dst}, ["Penalty", "ListEntry", "CourtOrder"], ALWAYS)
            aimed = [SupposedDeed(deed, known[which % len(known)], day_of(on)) for deed, which, on in done]
            records = [_supposed_record(at, *each) for at, each in enumerate(new)]
            imagined = HypotheticalView(view, supposing(view.transaction, aimed, records))
            guess = {s: without_evidence(measures(imagined, CATALOGUE, s, day_of(TODAY))) for s in [*ORGS, *PEOPLE]}
        for each in aimed:
            world.store.record([NewAct(fact, each.deed, each.on, "office", "done") for fact in each.fact.ids])
        for record in records:
            world.record(record.kind, record.party, record.id or "", iso(record.on) or "", **record.props)
            for person, duty in record.named:
                world.say("NAMED_IN", person, record.id, duty=duty)
        assert guess == {s: without_evidence(world.ask(s)) for s in [*ORGS, *PEOPLE]}


def _supposed_record(at: int, number: int, party: str, day: str, named: str | None, duty: str) -> SupposedRecord:
    kind, props = RECORDS[number]
    prefix = {"CourtOrder": "ord", "ListEntry": "list", "Penalty": "pen"}[kind]
    return SupposedRecord(kind, party, day_of(day), props, [(named, duty)] if named else [], f"{prefix}:new-{at}")


def without_evidence(found: Any) -> Any:
    """Everything that is said, but for the numbers of the papers: what is supposed has none."""
    consequences = [replace(each, proof=tuple(replace(step, evidence=()) for step in each.proof)) for each in (*found.on, *found.from_)]
    return consequences, [replace(each, evidence=()) for each in found.refused], found.gaps


def test_a_record_is_dated_where_its_kind_says() -> None:
    assert [kind for kind, name in DATED_BY.items() if name not in {prop.name for prop in FACT_KINDS[kind].props}] == []


def test_a_rule_is_switched_off_and_on() -> None:
    world = World()
    world.record("ListEntry", FIRM, "list:a", "2025-01-01", list_code="LIST_DISHONEST_JUDGMENT_DEBTOR")
    with world.store.view() as view:
        none = Supposed()
        off = what_if(view, CATALOGUE, FIRM, day_of(TODAY), none, switched(CATALOGUE, [], ["RC012"]))
        on = what_if(view, CATALOGUE, FIRM, day_of(TODAY), none, switched(CATALOGUE, ["RC014"], []))
    assert {each.rule for each in off.lifted} == {"RC012"}
    assert [("secondary_source" in each.before.flags, "secondary_source" in each.after.flags) for each in on.moved] == [(True, False)]
    assert CATALOGUE.rules["RC014"].turned_on_by is None


def test_a_rule_from_memory_binds_only_where_it_is_supposed_on() -> None:
    off = [rule for rule in CATALOGUE.rules.values() if CATALOGUE.head.grades[rule.grade].binds == "off"]
    assert off
    changed = switched(CATALOGUE, [off[0].id], [])
    assert off[0].id not in {rule.id for cases in CATALOGUE.set_off.values() for rule, _ in cases}
    assert off[0].id in {rule.id for cases in changed.set_off.values() for rule, _ in cases}


def test_an_order_that_ends_frees_whom_it_bound() -> None:
    world = World()
    world.say("LEGAL_REP_OF", REP, FIRM, "2020-01-01")
    order = world.record("CourtOrder", FIRM, "ord:a", "2025-01-01", order_kind="consumption_restriction", case_no="1")
    with world.store.view() as view:
        found = what_if(view, CATALOGUE, REP, day_of(TODAY), supposed(order, Deed.END, day_of("2026-06-01"), 10**6))
    assert {each.rule for each in found.lifted} == {"RC001"}
    assert world.on(REP) == {"RC001": "bound"}
