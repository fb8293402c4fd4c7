"""The calendar of remedies: working days, terms by the day of the decision, what is missing, who must act by when."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.facts import Deed
from credit.periods import day_of, iso
from graph.store import NewAct
from reasoning.lifecycle import Remedies, Remedy, WorkingDays, own_days_in, remedies
from tests.reasoning.world import CATALOGUE, FIRM, MANAGER, REP, SHOP, TODAY, World

DAYS = WorkingDays()


def due(start: str, days: int, calendar: WorkingDays = DAYS) -> tuple[str | None, bool]:
    found = calendar.after(day_of(start), days)
    return iso(found.day), found.approximate


def test_the_first_day_is_not_counted_and_holidays_are_no_working_days() -> None:
    assert due("2026-11-16", 3) == ("2026-11-19", False)
    assert due("2026-02-13", 1) == ("2026-02-14", False)  # a Saturday that is worked for the spring festival
    assert due("2026-02-14", 1) == ("2026-02-24", False)  # 春节: 15 to 23 February 2026
    assert due("2026-09-30", 1) == ("2026-10-08", False)  # 国庆


def test_beyond_the_announced_calendar_mondays_to_fridays_count_and_that_is_said() -> None:
    assert due("2030-01-04", 1) == ("2030-01-07", True)
    own = WorkingDays(own_days_in(["date,is_workday,source", "2030-01-05,1,通知", "2030-01-07,0,通知"]))
    assert due("2030-01-04", 1, own) == ("2030-01-05", False)
    assert due("2030-01-05", 1, own) == ("2030-01-08", True)


def test_a_calendar_day_that_is_a_holiday_ends_on_the_next_working_day() -> None:
    assert iso(DAYS.calendar_days_after(day_of("2026-09-28"), 3).day) == "2026-10-08"


@given(st.integers(day_of("2024-01-01"), day_of("2031-12-31")), st.integers(1, 40))
def test_so_many_working_days_lie_between(start: int, days: int) -> None:
    found = DAYS.after(start, days)
    assert sum(DAYS.works(day) for day in range(start + 1, found.day + 1)) == days
    assert DAYS.works(found.day)
    assert found.approximate == any(DAYS.known(day) is None for day in range(start + 1, found.day + 1))


def calendar(world: World, subject: str = FIRM, on: str = TODAY) -> Remedies:
    with world.store.view() as view:
        return remedies(view, CATALOGUE, DAYS, subject, day_of(on))


def only(world: World, subject: str = FIRM, on: str = TODAY) -> Remedy:
    (found,) = calendar(world, subject, on).records
    return found


def told(day: int | None) -> str | None:
    return None if day is None else iso(day)


def terms(remedy: Remedy) -> tuple[str | None, str | None]:
    """Earliest repair or removal, and the end of publicity or listing."""
    return (
        next((told(each.earliest) for each in remedy.openings), None),
        next((told(each.until) for each in remedy.ends if each.what != "retention"), None),
    )


def fined(day: str, **props: Any) -> World:
    world = World()
    world.record("Penalty", FIRM, "pen:a", day, penalty_kinds=["fine"], doc_no="甲罚〔2026〕1号", **props)
    return world


@pytest.mark.parametrize(
    ("day", "props", "expected"),
    [
        ("2026-05-10", {"tier": "ordinary", "corrected_on": "2026-06-15"}, ("2026-08-10", "2027-05-10")),  # story 14
        ("2026-05-10", {"tier": "ordinary"}, ("2026-08-10", None)),  # not corrected: no end by itself (W04)
        ("2026-05-10", {"tier": "serious", "corrected_on": "2026-06-15"}, ("2027-05-10", "2029-05-10")),
        ("2026-05-10", {"tier": "minor"}, (None, "2026-08-10")),  # once the duty is performed (W01)
        ("2026-05-10", {"tier": "minor", "corrected_on": "2026-05-20"}, ("2026-05-20", "2026-08-10")),
        ("2026-01-10", {"tier": "ordinary", "domain": "market", "corrected_on": "2026-02-01"}, ("2026-04-10", "2027-01-10")),  # W13
        ("2025-12-24", {"tier": "ordinary", "domain": "market"}, ("2026-03-24", "2028-12-24")),  # W14: three years
        ("2025-12-25", {"tier": "ordinary", "domain": "market"}, ("2026-03-25", None)),  # the first day of W13
        ("2026-05-10", {}, (None, None)),  # the tier is a statement of its author; unknown stays unknown
    ],
)
def test_the_terms_of_a_fine(day: str, props: dict[str, Any], expected: tuple[str | None, str | None]) -> None:
    assert terms(only(fined(day, **props))) == expected


def test_a_decision_of_before_the_rule_says_that_the_law_is_younger() -> None:
    remedy = only(fined("2025-06-01", tier="ordinary", domain="environment"))
    assert [(each.rule, each.flags) for each in remedy.openings] == [("W02", ("earlier_law",))]


def test_a_tier_that_nobody_stated_is_said() -> None:
    assert "term_unknown" in only(fined("2026-05-10")).flags


def test_a_warning_alone_is_not_published() -> None:
    world = World()
    world.record("Penalty", FIRM, "pen:w", "2026-07-03", penalty_kinds=["warning"], tier="minor", domain="food")
    remedy = only(world)
    assert remedy.openings == ()
    assert [each.flags for each in remedy.ends if each.what == "publicity"] == [("not_published",)]


def test_wage_arrears_can_be_left_six_months_after_correction() -> None:
    """Story 6."""
    world = World()
    world.record("ListEntry", FIRM, "list:a", "2026-02-01", list_code="LIST_WAGE_ARREARS", corrected_on="2026-04-01")
    assert terms(only(world)) == ("2026-10-01", "2029-02-01")


def test_what_is_missing_is_read_from_what_was_stated() -> None:
    world = fined("2026-05-10", tier="ordinary", corrected_on="2026-06-15")
    assert states(only(world, on="2026-08-09")) == ["not_yet", "met", "not_stated", "not_stated"]
    assert states(only(world, on="2026-08-10")) == ["met", "met", "not_stated", "not_stated"]
    commit(world, "甲罚〔2026〕2号", "2026-07-01")
    assert states(only(world))[2] == "not_stated"  # about another decision
    commit(world, "甲罚〔2026〕1号", "2026-07-02", state="broken")
    assert states(only(world))[2] == "not_stated"
    commit(world, "甲罚〔2026〕1号", "2026-07-03")
    assert states(only(world))[2] == "met"
    assert states(only(world, on="2026-07-02"))[2] == "not_stated"


def commit(world: World, target: str, day: str, **props: Any) -> None:
    node = f"cmt:{target}{day}"
    world.say("Commitment", node, None, day, commitment_kind="repair", target_doc_no=target, made_on=day, **props)
    world.say("SUBJECT_OF", FIRM, node)


def states(remedy: Remedy) -> list[str]:
    return [each.state for each in remedy.conditions]


def test_a_repair_ends_publicity_and_no_statutory_term() -> None:
    world = fined("2026-05-10", tier="ordinary", domain="food", corrected_on="2026-06-15")
    world.record("Penalty", SHOP, "pen:b", "2026-05-10", penalty_kinds=["licence_revoked"], revoked=["food_licence"], tier="serious")
    effects = {each.measure.rule: each.on_repair for each in only(world).measures}
    assert effects["W02"] == "yes"
    shop = {each.measure.rule: (each.on_repair, told(each.measure.until)) for each in only(world, SHOP).measures}
    assert shop["RF001"] == ("no", "2031-05-10")
    assert shop["W03"] == ("yes", None)


def test_a_repair_of_the_firm_does_not_repair_who_is_listed_himself() -> None:
    """W19: an entry of his own is a record of his own."""
    world = World()
    firm = world.record("ListEntry", FIRM, "list:firm", "2026-02-01", list_code="LIST_WAGE_ARREARS")
    world.record("ListEntry", MANAGER, "list:man", "2026-02-01", list_code="LIST_WAGE_ARREARS")
    world.store.record([NewAct(firm, Deed.REPAIR, day_of("2026-11-01"), "office", "修复")])
    assert "RL001" not in world.on(FIRM)
    assert world.on(MANAGER)["RL001"] == "bound"
    assert "repaired" in only(world).flags
    assert "repaired" not in only(world, MANAGER).flags


def test_a_voided_decision_leaves_nothing_but_the_deadline_to_withdraw_it() -> None:
    world = World()
    fine = world.record("Penalty", FIRM, "pen:a", "2026-05-10", penalty_kinds=["fine"], tier="ordinary", doc_no="甲罚〔2026〕1号")
    assert "W02" in world.on(FIRM)
    world.store.record([NewAct(fine, Deed.VOID, day_of("2026-11-16"), "court", "判决撤销")])
    world.say("Annulment", "ann:a", None, "2026-11-16", target_doc_no="甲罚〔2026〕1号", decided_on="2026-11-16")
    world.say("SUBJECT_OF", FIRM, "ann:a")
    assert world.on(FIRM) == {}
    found = calendar(world)
    assert found.records == ()
    assert {(each.rule, told(each.due), each.days_are) for each in found.annulled} == {
        ("W17", "2026-11-19", "calendar"),
        ("W17", "2026-11-19", "working"),
    }


def test_deadlines_run_from_what_was_filed_and_stop_when_it_is_decided() -> None:
    world = fined("2026-05-10", tier="ordinary", domain="food", corrected_on="2026-06-15")
    document(world, "Repair", "rep:a", "2026-11-16", applied_on="2026-11-16")
    document(world, "Objection", "obj:a", "2026-11-03", filed_on="2026-11-03")
    assert {(each.rule, told(each.due)) for each in only(world).deadlines} == {
        ("W08", "2026-11-19"),
        ("W08", "2026-11-30"),
        ("W13", "2026-11-25"),
        ("W13", "2026-11-19"),
        ("W16", "2026-11-23"),  # no province: the subject's code names none of those whose texts were read
    }
    document(world, "Repair", "rep:a", "2026-11-16", applied_on="2026-11-16", decided_on="2026-11-19")
    document(world, "Objection", "obj:a", "2026-11-03", filed_on="2026-11-03", outcome="dismiss", decided_on="2026-11-10")
    assert only(world).deadlines == ()


def document(world: World, kind: str, node: str, day: str, **props: Any) -> None:
    world.say(kind, node, None, day, target_doc_no="甲罚〔2026〕1号", **props)
    world.say("SUBJECT_OF", FIRM, node)


def test_a_province_has_deadlines_of_its_own() -> None:
    world = World()
    firm = "uscc:91370101MA00000011"
    fine = world.record("Penalty", firm, "pen:a", "2026-05-10", penalty_kinds=["fine"], tier="ordinary")
    world.store.record([NewAct(fine, Deed.DISPUTE, day_of("2026-11-03"), "本人", "异议")])
    remedy = only(world, firm)
    assert {(each.who_zh, told(each.due)) for each in remedy.deadlines} == {
        ("山东信用平台", "2026-11-06"),
        ("山东信息提供单位", "2026-11-12"),
        ("征信机构", "2026-11-23"),
    }
    assert "disputed" in remedy.flags


def test_an_entry_whose_ground_is_gone_must_be_deleted_within_working_days() -> None:
    world = World()
    world.record("ListEntry", FIRM, "list:a", "2026-02-01", list_code="LIST_DISHONEST_JUDGMENT_DEBTOR", corrected_on="2026-11-18")
    (deadline,) = only(world).deadlines
    assert (deadline.rule, told(deadline.due)) == ("W15", "2026-11-23")


def test_praise_needs_no_way_out_and_what_has_ended_has_none() -> None:
    world = World()
    world.record("ListEntry", FIRM, "list:r", "2026-02-01", list_code="LIST_TAX_GRADE_A", polarity="red")
    world.record("ListEntry", FIRM, "list:e", "2024-02-01", "2025-02-01", list_code="LIST_WAGE_ARREARS")
    assert calendar(world).records == ()


def test_a_term_stays_on_the_last_day_of_a_shorter_month() -> None:
    remedy = only(fined("2026-11-30", tier="ordinary", corrected_on="2026-11-30"), on="2026-12-01")
    assert terms(remedy) == ("2027-02-28", "2027-11-30")


def test_an_order_of_a_court_has_no_repair() -> None:
    world = World()
    world.say("LEGAL_REP_OF", REP, FIRM, "2020-01-01")
    world.record("CourtOrder", FIRM, "ord:a", "2025-01-01", order_kind="consumption_restriction", case_no="1")
    remedy = only(world)
    assert remedy.openings == ()
    assert {each.on_repair for each in remedy.measures if each.measure.rule == "RC001"} == {"no"}
