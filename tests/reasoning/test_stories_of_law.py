"""The stories of the law, told to the engine alone: who is bound, who is not, under which article, until when."""

from typing import Any

import pytest

from credit.facts import Deed
from credit.periods import day_of, iso
from graph.store import NewAct
from reasoning.propagation import measures
from tests.reasoning.world import BOSS, CATALOGUE, FIRM, HOLDER, MANAGER, OTHER, REP, SHOP, TODAY, World

ORDER, LISTING, PENALTY = "ord:order", "list:entry", "pen:decision"


@pytest.fixture
def world() -> World:
    return World()


def debtor(world: World) -> None:
    world.say("LEGAL_REP_OF", REP, FIRM, "2020-01-01")
    world.say("SHAREHOLDER_OF", HOLDER, FIRM, "2020-01-01")
    world.record("CourtOrder", FIRM, ORDER, "2025-03-10", order_kind="consumption_restriction", case_no="(2025)青0001执1号")


def test_a_consumption_order_binds_firm_representative_and_named_controller_but_no_shareholder(world: World) -> None:
    debtor(world)
    world.say("NAMED_IN", BOSS, ORDER, duty="ACTUAL_CONTROLLER")
    assert world.on(FIRM) == {"RC001": "bound"}
    assert world.on(REP) == world.on(BOSS) == {"RC001": "bound"}
    assert world.on(HOLDER) == {}
    (reached,) = world.ask(BOSS).on
    assert (reached.role.kind, reached.mode) == ("ACTUAL_CONTROLLER", "decision_named")
    assert reached.basis[0].article == "第一条、第三条第二款"
    assert ("N01", HOLDER) in {(each.rule, each.related) for each in world.ask(FIRM).refused}


def test_a_controller_whom_nobody_found_is_not_bound(world: World) -> None:
    debtor(world)
    world.say("CONTROLLER_OF", BOSS, FIRM, "2020-01-01")
    assert world.on(BOSS) == {}


def test_who_left_before_the_order_is_free_and_who_left_after_it_is_bound_until_released(world: World) -> None:
    world.say("LEGAL_REP_OF", REP, FIRM, "2020-01-01", "2025-02-01")
    world.say("LEGAL_REP_OF", BOSS, FIRM, "2025-02-01", "2025-04-01")
    world.say("LEGAL_REP_OF", MANAGER, FIRM, "2025-04-01")
    world.record("CourtOrder", FIRM, ORDER, "2025-03-10", order_kind="consumption_restriction", case_no="(2025)青0001执1号")
    assert world.on(REP) == {}
    assert world.on(BOSS, "2025-08-31") == {"RC001": "bound"}
    assert world.on(MANAGER) == {"RC001": "possible"}
    world.record("CourtOrder", BOSS, "ord:free", "2025-09-01", order_kind="consumption_release", lifts_case_no="(2025)青0001执1号")
    assert world.on(BOSS, "2025-08-31") == {"RC001": "bound"}
    assert world.on(BOSS, "2025-09-01") == {}


def test_a_listing_without_its_order_binds_no_person(world: World) -> None:
    world.say("LEGAL_REP_OF", REP, FIRM, "2020-01-01")
    world.record("ListEntry", FIRM, LISTING, "2025-03-10", "2026-03-01", list_code="LIST_DISHONEST_JUDGMENT_DEBTOR")
    assert world.on(REP, "2025-06-01") == {"RC001": "possible"}
    found = {"RC000": "bound", "RC001": "possible", "RC012": "bound", "RC014": "note", "RC015": "bound"}
    assert world.on(FIRM, "2025-06-01") == found
    assert world.on(FIRM, "2026-03-01") == {}
    assert world.on(FIRM, "2025-03-09") == {}
    assert ("N03", REP) in {(each.rule, each.related) for each in world.ask(FIRM, "2025-06-01").refused}


def test_only_a_person_who_is_listed_himself_loses_company_office(world: World) -> None:
    world.record("ListEntry", REP, LISTING, "2025-03-10", list_code="LIST_DISHONEST_JUDGMENT_DEBTOR")
    assert world.on(REP)["RC005"] == "bound"


def revoked_shop(world: World, **props: Any) -> None:
    world.say("OPERATOR_OF", REP, SHOP, "2022-01-01", "2025-08-01")
    world.say("OPERATOR_OF", BOSS, SHOP, "2025-08-01")
    world.record("Penalty", SHOP, PENALTY, "2025-06-02", penalty_kinds=["licence_revoked"], revoked=["food_licence"], **props)


def test_a_sole_trader_is_its_operator_at_the_act_and_not_the_later_one(world: World) -> None:
    revoked_shop(world, act_on="2025-04-20")
    ban = next(each for each in world.ask(REP).on if each.rule == "RF001")
    assert (ban.rule, ban.state, iso(ban.until or 0)) == ("RF001", "bound", "2030-06-02")
    assert ("民法典", "第五十四条、第五十六条") in {(each.instrument, each.article) for each in ban.basis}
    assert world.on(BOSS) == {}
    assert world.on(SHOP) == {"RF001": "bound", "RP004": "bound"}


def test_an_act_without_a_day_leaves_the_operator_possible(world: World) -> None:
    revoked_shop(world)
    assert world.on(REP) == {"RF001": "possible", "RP004": "possible"}
    assert "approximate_date" in world.ask(REP).on[0].flags


def test_an_employer_of_a_barred_person_is_possible_only_where_it_is_a_food_business(world: World) -> None:
    revoked_shop(world, act_on="2025-04-20")
    world.say("EMPLOYED_AS", REP, OTHER, "2026-01-05", post="food_safety_manager")
    assert world.on(OTHER) == {}
    world.say("SUBJECT_OF", OTHER, "lic:food")
    world.say("Licence", "lic:food", None, "2024-01-01", domain="food")
    (reached,) = world.ask(OTHER).on
    assert (reached.rule, reached.state, reached.path) == ("RF003", "possible", (SHOP, REP, OTHER))
    assert [step.step for step in reached.proof] == list(range(1, len(reached.proof) + 1))
    assert "RF003" in {each.rule for each in world.ask(REP).from_}


def test_a_name_only_operator_is_bound_where_known_and_carries_nothing_further(world: World) -> None:
    known_by_name = "p:h1shopkeeper"
    world.say("OPERATOR_OF", known_by_name, SHOP, "2022-01-01")
    world.say("EMPLOYED_AS", known_by_name, OTHER, "2026-01-05", post="food_safety_manager")
    world.say("SUBJECT_OF", OTHER, "lic:food")
    world.say("Licence", "lic:food", None, "2024-01-01", domain="food")
    world.record("Penalty", SHOP, PENALTY, "2025-06-02", penalty_kinds=["licence_revoked"], revoked=["food_licence"], act_on="2025-04-20")
    assert world.on(known_by_name)["RF001"] == "bound"
    assert "identity_scoped" in world.ask(known_by_name).on[0].flags
    assert world.on(OTHER) == {}


def test_a_repair_does_not_shorten_a_statutory_term_but_unsettles_procurement(world: World) -> None:
    world.say("LEGAL_REP_OF", REP, FIRM, "2020-01-01")
    world.say("SUPERVISOR_OF", HOLDER, FIRM, "2020-01-01")
    decision = world.record("Penalty", FIRM, PENALTY, "2025-06-02", penalty_kinds=["licence_revoked"], revoked=["food_licence"])
    world.say("NAMED_IN", MANAGER, PENALTY, duty="DIRECT_LIABLE")
    world.store.record([NewAct(decision, Deed.REPAIR, day_of("2026-06-10"), "office", "信用修复")])
    assert world.on(REP)["RF001"] == world.on(MANAGER)["RF001"] == "bound"
    assert world.on(HOLDER) == {}
    assert world.on(FIRM, "2026-06-09")["RP004"] == "bound"
    assert world.on(FIRM, "2026-06-10")["RP004"] == "possible"


def test_tax_grade_d_follows_the_responsible_person_to_later_firms_only(world: World) -> None:
    world.record("ListEntry", FIRM, LISTING, "2025-09-15", list_code="LIST_TAX_GRADE", grade="D")
    world.say("NAMED_IN", REP, LISTING, duty="RESPONSIBLE_PERSON")
    world.say("Organization", OTHER, None, "2025-11-03", registered_on="2025-11-03")
    world.say("LEGAL_REP_OF", REP, OTHER, "2025-11-03")
    earlier = "uscc:91990001MA00000044"
    world.say("Organization", earlier, None, "2023-05-01", registered_on="2023-05-01")
    world.say("LEGAL_REP_OF", REP, earlier, "2023-05-01")
    assert world.on(OTHER) == {"RT005": "bound"}
    assert iso(world.ask(OTHER).on[0].from_ or 0) == "2025-11-03"
    assert world.on(earlier) == {}


def test_an_earlier_grade_d_is_possible_only(world: World) -> None:
    world.record("ListEntry", FIRM, LISTING, "2025-03-15", list_code="LIST_MAJOR_TAX_VIOLATION")
    assert world.on(FIRM) == {"RC012": "bound", "RT003": "possible", "RT004": "possible", "RT007": "possible"}


def test_a_wage_list_binds_those_who_are_on_it(world: World) -> None:
    world.say("LEGAL_REP_OF", REP, FIRM, "2020-01-01")
    world.record("ListEntry", FIRM, LISTING, "2026-02-01", list_code="LIST_WAGE_ARREARS", corrected_on="2026-04-01")
    world.record("ListEntry", MANAGER, "list:his", "2026-02-01", list_code="LIST_WAGE_ARREARS", corrected_on="2026-04-01")
    assert world.on(MANAGER) == {"RC011": "bound", "RL001": "bound"}
    (bound,) = [each for each in world.ask(MANAGER).on if each.rule == "RL001"]
    assert (bound.state, iso(bound.until or 0)) == ("bound", "2029-02-01")
    assert [iso(way.earliest or 0) for way in bound.lifts_when if way.kind == "removal"] == ["2026-10-01"]
    assert world.on(REP) == {}


@pytest.mark.parametrize(("fen", "expected"), [(150_000_000, {}), (210_000_000, {"RP004": "bound"}), (None, {"RP004": "possible"})])
def test_a_fine_closes_procurement_from_two_million(world: World, fen: int | None, expected: dict[str, str]) -> None:
    amount: dict[str, Any] = {} if fen is None else {"fine_fen": fen}
    world.record("Penalty", FIRM, PENALTY, "2024-02-01", penalty_kinds=["fine"], **amount)
    assert world.on(FIRM, "2026-11-20") == expected
    assert world.on(FIRM, "2027-02-01") == {}


def test_a_branchs_fine_leaves_its_head_possible(world: World) -> None:
    world.say("BRANCH_OF", OTHER, FIRM)
    world.record("Penalty", OTHER, PENALTY, "2024-06-01", penalty_kinds=["fine"], fine_fen=230_000_000)
    assert world.on(OTHER) == {"RP004": "bound"}
    assert world.on(FIRM) == {"RP004": "possible"}


@pytest.mark.parametrize(("found", "state"), [(True, "bound"), (None, "possible")])
def test_a_revoked_business_licence_bars_a_responsible_representative(world: World, found: bool | None, state: str) -> None:
    finding: dict[str, Any] = {} if found is None else {"personal_responsibility": found}
    world.say("LEGAL_REP_OF", REP, FIRM, "2020-01-01")
    world.say("Organization", FIRM, None, "2018-01-01", status="deregistered", status_on="2025-06-01")
    world.record("Penalty", FIRM, PENALTY, "2024-12-01", penalty_kinds=["licence_revoked"], revoked=["business_licence"], **finding)
    bars = {each.rule: (each.state, each.until and iso(each.until)) for each in world.ask(REP).on}
    assert bars == {"RB001": (state, "2027-12-01"), "RB002": (state, "2027-12-01"), "RM004": (state, None)}
    assert world.on(FIRM) == {}


def test_a_finding_against_personal_responsibility_frees(world: World) -> None:
    world.say("LEGAL_REP_OF", REP, FIRM, "2020-01-01")
    revoked: dict[str, Any] = {"penalty_kinds": ["licence_revoked"], "revoked": ["business_licence"], "personal_responsibility": False}
    world.record("Penalty", FIRM, PENALTY, "2024-12-01", **revoked)
    assert world.on(REP) == {}


def test_a_voided_registration_binds_nobody_and_takes_undated_statements_along(world: World) -> None:
    debtor(world)
    stolen = world.say("LEGAL_REP_OF", BOSS, FIRM, "2020-01-01")
    world.say("LEGAL_REP_OF", BOSS, FIRM)
    assert world.on(BOSS) == {"RC001": "bound"}
    world.store.record([NewAct(stolen, Deed.VOID, day_of("2026-01-15"), "registrar", "登记条例第四十条")])
    assert world.on(BOSS) == {}
    with world.store.view(world.store.last_transaction()[0] - 1) as before:
        assert [each.rule for each in measures(before, CATALOGUE, BOSS, day_of("2025-12-01")).on] == ["RC001"]


def test_the_exit_ban_is_possible_until_decided_and_never_reaches_the_controller(world: World) -> None:
    debtor(world)
    world.say("CONTROLLER_OF", BOSS, FIRM, "2020-01-01")
    world.record("CourtOrder", FIRM, "ord:case", "2025-01-10", order_kind="enforcement", case_no="(2025)青0001执9号")
    assert world.on(REP) == {"RC001": "bound", "RC003": "possible"}
    assert world.on(BOSS) == {}
    assert "N04" in {each.rule for each in world.ask(BOSS).refused}
    assert world.on(FIRM) == {"RC001": "bound"}


def test_the_head_of_a_public_body_is_possible(world: World) -> None:
    township = "uscc:11990001MB00000055"
    world.say("LEGAL_REP_OF", REP, township, "2020-01-01")
    world.record("CourtOrder", township, ORDER, "2025-03-10", order_kind="consumption_restriction", case_no="(2025)青0001执7号")
    assert world.on(township) == {"RC001": "bound"}
    assert world.on(REP) == {"RC001": "possible"}


def test_an_ordinary_fine_is_published_for_a_year_and_can_be_repaired_after_three_months(world: World) -> None:
    fine: dict[str, Any] = {"penalty_kinds": ["fine"], "tier": "ordinary", "fine_fen": 500_000, "corrected_on": "2026-06-01"}
    world.record("Penalty", FIRM, PENALTY, "2026-05-10", **fine)
    (publicity,) = world.ask(FIRM).on
    assert (publicity.rule, iso(publicity.until or 0)) == ("W02", "2027-05-10")
    assert iso(publicity.lifts_when[0].earliest or 0) == "2026-08-10"


def test_a_summary_warning_is_not_published(world: World) -> None:
    world.record("Penalty", FIRM, PENALTY, "2026-05-10", penalty_kinds=["warning"], tier="minor", procedure="simple")
    assert world.on(FIRM) == {}


def test_death_ends_a_persons_measures_and_heirs_inherit_none(world: World) -> None:
    debtor(world)
    world.say("Person", REP, None, "1970-01-01", died_on="2026-01-01")
    assert world.on(REP, "2025-12-31") == {"RC001": "bound"}
    assert world.on(REP, TODAY) == {}


def test_an_unknown_representative_is_a_named_gap(world: World) -> None:
    world.record("CourtOrder", FIRM, ORDER, "2025-03-10", order_kind="consumption_restriction", case_no="(2025)青0001执1号")
    assert {gap.role for gap in world.ask(FIRM).gaps} == {"LEGAL_REP", "PRINCIPAL"}
    world.say("Organization", FIRM, None, "2018-01-01", legal_form="company")
    assert {gap.role for gap in world.ask(FIRM).gaps} == {"LEGAL_REP"}


def test_tax_arrears_name_the_representative_of_today_only(world: World) -> None:
    world.say("LEGAL_REP_OF", REP, FIRM, "2020-01-01", "2026-01-01")
    world.say("LEGAL_REP_OF", MANAGER, FIRM, "2026-01-01")
    world.say("PRINCIPAL_OF", HOLDER, FIRM, "2020-01-01")
    world.record("ListEntry", FIRM, LISTING, "2025-10-01", list_code="LIST_TAX_ARREARS")
    assert world.on(MANAGER) == {"RT001": "possible"}
    assert world.on(REP) == world.on(HOLDER) == world.on(FIRM) == {}


def test_a_principal_removed_after_an_accident_is_barred_for_five_years(world: World) -> None:
    world.record("Penalty", FIRM, PENALTY, "2024-03-01", penalty_kinds=["removal_from_post"], domain="safety")
    world.say("NAMED_IN", REP, PENALTY, duty="PRINCIPAL")
    (bar,) = world.ask(REP).on
    assert (bar.rule, bar.state, iso(bar.until or 0)) == ("RS001", "bound", "2029-03-01")
