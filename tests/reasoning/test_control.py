"""Control against brute force, and the readings of the law side by side on told cases."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credit.errors import CatalogueFault
from credit.periods import day_of
from reasoning.catalogue.control import ControlRules, check_control
from reasoning.control import Bar, Finding, Picture, Ties, close_links, group_of, heads_of, picture_of, read, sphere
from reasoning.ownership import Reading, Sureness
from tests.reasoning.holdings import Columns, bounds_in, corners, registers
from tests.reasoning.test_ownership import A, B, C, held, open_columns
from tests.reasoning.world import BOSS, CATALOGUE, FIRM, HOLDER, OTHER, REP, SHOP, TODAY, World

HALF = Bar(Fraction(1, 2))


def picture(world: World, company: str = FIRM, on: str = TODAY) -> Picture:
    with world.store.view() as view:
        seen = picture_of(Reading(view, CATALOGUE.holdings, day_of(on)), company)
        _ = seen.effective
        return seen


def findings(world: World, name: str, company: str = FIRM, on: str = TODAY) -> tuple[Finding, ...]:
    return read(picture(world, company, on), CATALOGUE.control[name]).findings


def fits(world: World, name: str, company: str = FIRM) -> dict[str, list[tuple[str, str]]]:
    told: dict[str, list[tuple[str, str]]] = {}
    for each in findings(world, name, company):
        told.setdefault(each.party, []).append((each.criterion, each.sureness.value))
    return told


def by_brute_force(shares: dict[str, dict[str, Fraction]], head: str) -> set[str]:
    """X controls Z if X and what it controls hold more than half: said again and again until nothing changes."""
    under: set[str] = {head}
    while True:
        more = {c for c, held in shares.items() if sum((part for k, part in held.items() if k in under), Fraction(0)) > Fraction(1, 2)}
        if more <= under:
            return under
        under |= more


@settings(max_examples=120, deadline=None)
@given(open_columns(), st.sampled_from(["a", "b"]))
def test_spheres_hold_in_every_and_in_some_reading(columns: Columns, head: str) -> None:
    known = registers(columns)
    bounds = bounds_in(known)
    found = sphere(Ties.of(known), (head,), HALF)
    least = {company: {k: low for k, (low, _) in held.items()} for company, held in bounds.items()}
    readings = [least, *corners(bounds)]
    for company in set(columns) - {head}:
        fitting = [company in by_brute_force(each, head) for each in readings]
        expected = Sureness.CERTAIN if all(fitting) else Sureness.POSSIBLE if any(fitting) else Sureness.NOT
        assert found.surely(company) is expected


def test_joint_majority_through_two_companies() -> None:
    world = World()
    held(world, REP, A, "0.6")
    held(world, REP, B, "0.7")
    held(world, A, FIRM, "0.3")
    held(world, B, FIRM, "0.3")
    held(world, BOSS, FIRM, "0.4")
    assert fits(world, "company_law_265") == {REP: [("control", "certain")], BOSS: [("influence", "possible")]}
    control = findings(world, "company_law_265")[0]
    assert [step.says_zh for step in control.steps] == [
        f"{{{REP}}}持有{{{A}}} 60%",
        f"{{{REP}}}持有{{{B}}} 70%",
        f"{{{A}}}、{{{B}}}合计持有{{{FIRM}}} 60%",
    ]
    assert all(step.facts for step in control.steps)


def test_twenty_five_percent_is_enough_in_2024_and_was_not_in_2017() -> None:
    world = World()
    held(world, REP, FIRM, "0.25")
    held(world, BOSS, FIRM, "0.75")
    assert set(fits(world, "beneficial_owner_2024")) == {REP, BOSS}
    assert set(fits(world, "beneficial_owner_2017")) == {BOSS}


def test_who_has_less_in_equity_may_have_the_votes() -> None:
    """51 % of what holds 51 %: 26.01 % of the equity, yet control; 60 % of what holds 40 %: 24 % of the equity, 40 % of the votes."""
    world = World()
    held(world, REP, A, "0.51")
    held(world, A, FIRM, "0.51")
    held(world, BOSS, B, "0.6")
    held(world, B, FIRM, "0.4")
    told = fits(world, "beneficial_owner_2024")
    assert told[REP] == [("share", "certain"), ("votes", "certain"), ("control", "certain")]
    assert told[BOSS] == [("votes", "certain")]


def test_management_only_where_nobody_else_fits() -> None:
    world = World()
    world.say("LEGAL_REP_OF", HOLDER, FIRM, "2020-01-01")
    held(world, OTHER, FIRM, "1")
    assert fits(world, "beneficial_owner_2024") == {HOLDER: [("management", "certain")]}
    held(world, REP, OTHER, "0.9")
    assert HOLDER not in fits(world, "beneficial_owner_2024")


def test_a_disclosed_controller_without_any_share_controls_what_it_controls() -> None:
    world = World()
    world.say("CONTROLLER_OF", BOSS, A, "2021-01-01")
    held(world, A, FIRM, "0.9")
    assert fits(world, "company_law_265") == {BOSS: [("control", "certain")]}
    steps = findings(world, "company_law_265")[0].steps
    assert [step.says_zh for step in steps] == [
        f"{{{BOSS}}}支配{{{A}}}",
        f"{{{A}}}持有{{{FIRM}}} 90%",
    ]


def test_in_a_partnership_the_executive_partner_controls_and_a_large_limited_one_does_not() -> None:
    world = World()
    world.say("PARTNER_OF", REP, OTHER, "2020-01-01", executive=True, general=True)
    world.say("PARTNER_OF", BOSS, OTHER, "2020-01-01", general=False)
    assert fits(world, "company_law_265", OTHER) == {REP: [("control", "certain")]}


def test_unknown_shares_make_it_possible() -> None:
    world = World()
    held(world, REP, FIRM)
    held(world, BOSS, FIRM, "0.4")
    assert fits(world, "company_law_265") == {REP: [("control", "possible")], BOSS: [("influence", "possible")]}


def test_a_reading_says_whether_it_was_in_force() -> None:
    world = World()
    held(world, REP, FIRM, "0.9")
    assert read(picture(world), CATALOGUE.control["company_law_265"]).in_force
    assert not read(picture(world, on="2021-01-01"), CATALOGUE.control["company_law_265"]).in_force


def test_listed_parties_together_hold_half_level_by_level() -> None:
    world = World()
    held(world, REP, A, "0.5")
    held(world, A, FIRM, "0.3")
    held(world, BOSS, FIRM, "0.2")
    assert fits(world, "aggregate_50") == {}
    for number, party in enumerate((REP, BOSS)):
        world.record("ListEntry", party, f"list:{number}", "2026-01-01", list_code="LIST_SAMR_SERIOUS", polarity="black")
    (found,) = findings(world, "aggregate_50")
    assert (found.party, found.sureness, found.share and found.share.low) == (FIRM, Sureness.CERTAIN, 0.5)
    assert len(found.steps) == 4


def test_the_group_of_a_company_and_its_close_links() -> None:
    world = World()
    held(world, REP, A, "0.6")
    held(world, A, FIRM, "0.6")
    held(world, A, B, "0.3")
    held(world, FIRM, B, "0.3")
    held(world, B, C, "0.2")
    held(world, REP, SHOP, "0.21")
    seen = picture(world)
    heads = heads_of(read(seen, CATALOGUE.control["company_law_265"]).findings, FIRM)
    assert heads == (REP,)
    with world.store.view() as view:
        reading = Reading(view, CATALOGUE.holdings, day_of(TODAY))
        assert set(group_of(reading, REP).sphere.joined) == {A, FIRM, B}
        links = close_links(reading, seen.structure, seen.effective, CATALOGUE.holdings.close_links)
    assert {each.party: (each.how, each.sureness.value) for each in links} == {
        A: ("owner", "certain"), REP: ("owner", "certain"), B: ("holding", "certain"), SHOP: ("sister", "certain"),
    }  # fmt: skip


def test_who_is_controlled_by_nobody_heads_its_own_group() -> None:
    world = World()
    held(world, FIRM, A, "0.6")
    assert heads_of(read(picture(world), CATALOGUE.control["company_law_265"]).findings, FIRM) == (FIRM,)


def test_a_rule_set_without_its_threshold_is_refused() -> None:
    rules = CATALOGUE.control["beneficial_owner_2024"]
    broken = ControlRules.model_validate({**rules.model_dump(), "tests": [{"id": "x", "kind": "share", "zh": "x", "en": "x"}]})
    with pytest.raises(CatalogueFault, match="one threshold"):
        check_control(broken)
