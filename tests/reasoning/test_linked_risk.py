"""Linked risk is a lead: what stands near, along which relations, and what was not looked at."""

import pytest

from credit.facts import Deed
from credit.periods import day_of
from graph.store import NewAct
from reasoning.catalogue import Policy
from reasoning.linked_risk import LinkedRisk, linked_risk
from tests.reasoning.world import BOSS, CATALOGUE, FIRM, OTHER, REP, TODAY, World

THIRD, FAR = "uscc:91990001MA00000066", "uscc:91990001MA00000077"
POLICY = CATALOGUE.policies["default"]


@pytest.fixture
def world() -> World:
    """FIRM ─representative─ REP ─director─ OTHER ←holds─ THIRD ─ FAR, with records at OTHER, THIRD and FAR."""
    world = World()
    world.say("LEGAL_REP_OF", REP, FIRM, "2020-01-01")
    world.say("DIRECTOR_OF", REP, OTHER, "2020-01-01")
    world.say("SHAREHOLDER_OF", THIRD, OTHER, "2020-01-01")
    world.say("SHAREHOLDER_OF", THIRD, FAR, "2020-01-01")
    world.record("Penalty", OTHER, "pen:other", "2026-01-01", penalty_kinds=["fine"], fine_fen=100_000, domain="food")
    world.record("ListEntry", THIRD, "list:third", "2025-11-20", list_code="LIST_SAMR_SERIOUS", polarity="black")
    world.record("ListEntry", FAR, "list:far", "2025-11-20", list_code="LIST_SAMR_SERIOUS", polarity="black")
    return world


def risk(world: World, hops: int = 3, on: str = TODAY, limit: int = 50, policy: Policy = POLICY) -> LinkedRisk:
    with world.store.view() as view:
        return linked_risk(view, policy, FIRM, day_of(on), hops, limit)


def test_each_exposure_comes_with_its_way_and_its_evidence(world: World) -> None:
    found = {each.subject: each for each in risk(world).exposures}
    assert set(found) == {OTHER, THIRD}
    assert [(hop.from_, hop.kind, hop.to) for hop in found[OTHER].path] == [(FIRM, "LEGAL_REP_OF", REP), (REP, "DIRECTOR_OF", OTHER)]
    assert all(hop.evidence for each in found.values() for hop in each.path)
    assert found[OTHER].adverse[0].domain == "food"
    assert found[OTHER].hops == 2 and found[THIRD].hops == 3


def test_depth_bounds_the_walk(world: World) -> None:
    assert {each.subject for each in risk(world, 4).exposures} == {OTHER, THIRD, FAR}
    assert risk(world, 1).exposures == ()


def test_a_score_falls_with_distance_and_with_age(world: World) -> None:
    now, later = (next(e for e in risk(world, on=day).exposures if e.subject == OTHER).score for day in (TODAY, "2028-11-20"))
    assert now is not None and later is not None and 0 < later < now < POLICY.relations["LEGAL_REP_OF"] * POLICY.relations["DIRECTOR_OF"]


def test_an_ended_relation_a_removed_entry_and_a_repaired_record_do_not_count(world: World) -> None:
    repaired = world.record("Penalty", OTHER, "pen:other", "2026-01-01", penalty_kinds=["fine"], fine_fen=100_000, domain="food")
    world.store.record([NewAct(repaired, Deed.REPAIR, day_of("2026-06-01"), "office", "修复")])
    assert {each.subject for each in risk(world).exposures} == {THIRD}
    assert {each.subject for each in risk(world, on="2026-05-31").exposures} == {OTHER, THIRD}
    assert risk(world, on="2019-12-31").exposures == ()


def test_a_natural_person_gets_facts_and_no_score(world: World) -> None:
    world.record("ListEntry", REP, "list:rep", "2026-01-01", list_code="LIST_DISHONEST_JUDGMENT_DEBTOR", polarity="black")
    person = next(each for each in risk(world).exposures if each.subject == REP)
    assert person.score is None and person.adverse


def test_a_hub_is_shown_and_not_crossed(world: World) -> None:
    guarded = POLICY.model_copy(update={"hub_guard": 1})
    found = risk(world, policy=guarded)
    assert found.exposures == ()
    assert [(hub.subject, hub.relations) for hub in found.totals.hubs_not_crossed] == [(REP, 2)]


def test_what_is_cut_is_said(world: World) -> None:
    found = risk(world, limit=1)
    assert (found.truncated, found.totals.returned, found.totals.exposures) == (True, 1, 2)
    assert found.reason and "limit=1" in found.reason
    narrow = risk(world, policy=POLICY.model_copy(update={"max_explored": 2}))
    assert narrow.truncated and narrow.reason and "max_explored=2" in narrow.reason


def test_a_red_list_is_nothing_adverse(world: World) -> None:
    world.record("ListEntry", REP, "list:red", "2026-01-01", list_code="LIST_TAX_GRADE_A", polarity="red")
    assert REP not in {each.subject for each in risk(world).exposures}


def test_the_seed_itself_is_an_exposure_at_no_distance(world: World) -> None:
    world.record("Penalty", FIRM, "pen:own", "2026-01-01", penalty_kinds=["fine"], fine_fen=100)
    assert {each.subject: each.hops for each in risk(world).exposures}[FIRM] == 0


def test_possibly_in_force_weighs_less(world: World) -> None:
    world.say("LEGAL_REP_OF", BOSS, FIRM)
    world.say("DIRECTOR_OF", BOSS, FAR)
    assert next(e for e in risk(world).exposures if e.subject == FAR).score
