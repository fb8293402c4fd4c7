"""The smallest sets of records that end a measure: told by the search, and by trying every subset."""

from itertools import combinations, product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from credit.facts import Deed
from credit.periods import day_of, iso
from credit.view import View
from reasoning.hypothetical import HypotheticalView
from reasoning.minimal_repair import MinimalRepair, minimal_repair
from reasoning.propagation import measures
from reasoning.propagation.scene import Record, Scene
from reasoning.supposing import SupposedDeed, supposed
from tests.reasoning.test_invariants import ORGS, facts, tell
from tests.reasoning.world import CATALOGUE, FIRM, REP, SHOP, TODAY, World

DAY = day_of(TODAY)
MEANS = {"Penalty": ["repair"], "ListEntry": ["remove", "repair"], "CourtOrder": []}
DEEDS = {"repair": Deed.REPAIR, "remove": Deed.END, "void": Deed.VOID}


def ways(world: World, measure: str, subject: str = FIRM) -> MinimalRepair:
    with world.store.view() as view:
        return minimal_repair(view, CATALOGUE, subject, measure, DAY)


def said(found: MinimalRepair, voiding: bool = False) -> list[tuple[set[tuple[str, str]], str | None]]:
    sets = found.by_voiding if voiding else found.sets
    return [({(each.means, each.record.id) for each in one.moves}, None if one.earliest is None else iso(one.earliest)) for one in sets]


def food(world: World, record: str, day: str, **props: Any) -> None:
    world.record("Penalty", FIRM, record, day, penalty_kinds=["fine"], domain="food", **props)


def test_a_list_is_left_by_removal_from_its_first_day_on() -> None:
    world = World()
    world.record("ListEntry", FIRM, "list:a", "2025-01-01", list_code="LIST_DISHONEST_JUDGMENT_DEBTOR")
    world.record("ListEntry", FIRM, "list:b", "2026-01-01", list_code="LIST_MAJOR_TAX_VIOLATION", published_on="2026-01-01")
    found = ways(world, "EXCLUDE_PROCUREMENT")
    assert {frozenset(moves) for moves, _ in said(found)} >= {frozenset({("remove", "list:a"), ("remove", "list:b")})}
    assert all({record for _, record in moves} == {"list:a", "list:b"} for moves, _ in said(found))


def test_a_statutory_term_is_ended_by_no_repair_and_says_when_it_ends() -> None:
    world = World()
    world.record("Penalty", SHOP, "pen:a", "2025-06-02", penalty_kinds=["licence_revoked"], revoked=["food_licence"], tier="serious")
    with world.store.view() as view:
        (ban,) = [each for each in measures(view, CATALOGUE, SHOP, DAY).on if each.rule == "RF001"]
    found = ways(world, ban.measure, SHOP)
    assert found.sets == ()
    assert (iso(found.expires or 0), [each.on_repair for each in found.grounds]) == ("2030-06-02", ["no"])
    assert said(found, voiding=True) == [({("void", "pen:a")}, None)]


def test_of_two_fines_both_must_be_repaired_and_the_later_day_counts() -> None:
    world = World()
    food(world, "pen:a", "2026-05-10", tier="ordinary")
    food(world, "pen:b", "2026-09-02", tier="ordinary")
    assert said(ways(world, "PUBLICITY")) == [({("repair", "pen:a"), ("repair", "pen:b")}, "2026-12-02")]
    assert ways(world, "PUBLICITY").expires is None  # not corrected: no end by itself


def test_a_measure_that_does_not_bind_needs_nothing() -> None:
    found = ways(World(), "PUBLICITY")
    assert (found.grounds, found.sets, found.by_voiding) == ((), (), ())


def test_an_order_of_a_court_ends_by_no_repair() -> None:
    world = World()
    world.say("LEGAL_REP_OF", REP, FIRM, "2020-01-01")
    world.record("CourtOrder", FIRM, "ord:a", "2025-01-01", order_kind="consumption_restriction", case_no="1")
    with world.store.view() as view:
        (order,) = [each for each in measures(view, CATALOGUE, REP, DAY).on if each.rule == "RC001"]
    found = ways(world, order.measure, REP)
    assert (found.sets, found.expires) == ((), None)
    assert said(found, voiding=True) == [({("void", "ord:a")}, None)]


fines = st.lists(
    st.tuples(
        st.just("fine"), st.sampled_from(["2025-12-01", "2026-02-01", "2026-05-10", "2026-09-02", "2026-10-01"]),
        st.sampled_from(["ordinary", "serious"]), st.sampled_from(["food", "safety"]),
    ),
    max_size=4, unique_by=lambda each: each[1],
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(facts, fines)
def test_the_search_finds_what_trying_every_subset_finds(relations: list[tuple[Any, ...]], fined: list[tuple[str, ...]]) -> None:
    world = tell(World(), relations)
    for _, day, tier, domain in fined:
        world.record("Penalty", ORGS[0], f"pen:f{day}", day, penalty_kinds=["fine"], tier=tier, domain=domain, fine_fen=300_000_000)
    with world.store.view() as view:
        subject = ORGS[0]
        records = Scene(view, CATALOGUE, DAY).records((subject,))
        bound = [each for each in measures(view, CATALOGUE, subject, DAY).on if each.state != "note"]
        own = {each.measure for each in bound} - {each.measure for each in bound if each.path[0] != subject}
        for measure in sorted(own)[:2] if len(records) <= 4 else ():
            found = minimal_repair(view, CATALOGUE, subject, measure, DAY)
            expected = by_brute_force(view, subject, measure, records, annul=False)
            assert {frozenset(moves) for moves, _ in map(pairs, found.sets)} == expected
            annulled = by_brute_force(view, subject, measure, records, annul=True)
            if not expected or min(map(len, annulled)) < min(map(len, expected)):
                assert {frozenset(moves) for moves, _ in map(pairs, found.by_voiding)} == annulled
            else:
                assert found.by_voiding == ()


def pairs(one: Any) -> tuple[list[tuple[str, str]], int | None]:
    return [(each.record.id, each.means) for each in one.moves], one.earliest


def by_brute_force(view: View, subject: str, measure: str, records: list[Record], annul: bool) -> set[frozenset[tuple[str, str]]]:
    """All sets of the smallest size after which nothing of the measure stands: every subset of records, every deed at each."""
    for size in range(len(records) + 1):
        found = set()
        for chosen in combinations(records, size):
            means = [[*MEANS[each.fact.kind], *(["void"] if annul else [])] for each in chosen]
            for deeds in product(*means):
                done = [SupposedDeed(DEEDS[deed], record.fact, DAY) for deed, record in zip(deeds, chosen, strict=True)]
                imagined = HypotheticalView(view, supposed(view.transaction, done, ()))
                left = measures(imagined, CATALOGUE, subject, DAY).on
                if not [each for each in left if each.measure == measure and each.state != "note"]:
                    found.add(frozenset((record.id, deed) for deed, record in zip(deeds, chosen, strict=True)))
        if found:
            return found
    return set()
