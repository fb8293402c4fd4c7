"""Proportionality: what would follow from a minor or first breach, the text that keeps it off, and where that text holds."""

from typing import Any

import pytest

from credit.periods import day_of
from reasoning.propagation import Measures
from reasoning.why_not import why_not
from tests.oracle.law import NaiveLaw
from tests.reasoning.world import CATALOGUE, FIRM, TODAY, World

SHANDONG, HENAN, SHENZHEN, ELSEWHERE = (f"uscc:91{region}MA00000011" for region in ("370100", "410100", "440300", "990001"))

NO_REGION = "org:990001001"


@pytest.fixture
def world() -> World:
    return World()


def fined(world: World, party: str, record: str = "pen:1", day: str = "2026-10-10", **props: Any) -> None:
    world.record("Penalty", party, record, day, **props)


def told(world: World, party: str) -> tuple[dict[str, str], dict[str, str]]:
    """What binds and what is exempt, by rule; the naive reading says the same of what binds."""
    answer: Measures = world.ask(party)
    with world.store.view() as view:
        naive = {(each.rule, each.target) for each in NaiveLaw(view, CATALOGUE, day_of(TODAY), [party]).says()}
    assert {each.rule for each in answer.on} == {rule for rule, target in naive if target == party}
    return {each.rule: each.state for each in answer.on}, {each.rule: each.proof[-2].says_zh for each in answer.exempt}


def test_a_minor_warning_by_summary_procedure_is_not_published_and_the_answer_says_why(world: World) -> None:
    fined(world, FIRM, tier="minor", procedure="simple", penalty_kinds=["warning"])
    bound, exempt = told(world, FIRM)
    assert bound == {}
    assert exempt == {"W01": "适用简易程序的轻微违法，原则上不公示"}
    with world.store.view() as view:
        (reason,) = why_not(view, CATALOGUE, FIRM, day_of(TODAY), [CATALOGUE.rules["W01"]]).reasons
    assert (reason.code, reason.basis[0].instrument) == ("exempt", "信用修复管理办法")


def test_a_minor_breach_by_ordinary_procedure_is_a_note(world: World) -> None:
    fined(world, FIRM, tier="minor", procedure="ordinary", penalty_kinds=["fine"], fine_fen=100_000)
    assert told(world, FIRM) == ({"W01": "note"}, {})


@pytest.mark.parametrize(("party", "free"), [(SHANDONG, True), (HENAN, True), (SHENZHEN, False), (ELSEWHERE, False)])
def test_a_provincial_text_holds_for_its_own_region_alone(world: World, party: str, free: bool) -> None:
    fined(world, party, tier="ordinary", procedure="simple", penalty_kinds=["fine"], corrected_on="2026-10-20", fine_fen=100_000)
    bound, exempt = told(world, party)
    assert ("W02" in exempt, "W02" in bound) == (free, not free)


def test_where_the_code_tells_no_region_the_register_does(world: World) -> None:
    world.say("Organization", NO_REGION, None, "2015-01-01", region="370102")
    fined(world, NO_REGION, tier="ordinary", procedure="simple", penalty_kinds=["fine"], corrected_on="2026-10-20", fine_fen=100_000)
    assert "W02" in told(world, NO_REGION)[1]


def flags(world: World, party: str) -> set[str]:
    (found,) = (each for each in world.ask(party).on if each.rule == "RO006")
    assert found.state == "possible"
    return set(found.flags)


def test_what_shenzhen_leaves_to_the_authority_is_possible_and_says_so(world: World) -> None:
    """A first breach may go without a measure where the authority decides anyway; a second one not."""
    fined(world, SHENZHEN, grounds=["telecom_fraud_accounts"])
    assert "may_be_exempt" in flags(world, SHENZHEN)
    fined(world, SHENZHEN, "pen:0", "2025-01-01", penalty_kinds=["fine"], fine_fen=100_000)
    assert "may_be_exempt" not in flags(world, SHENZHEN)


def test_no_local_text_softens_what_a_law_lays_down(world: World) -> None:
    fined(world, SHENZHEN, tier="minor", penalty_kinds=["licence_revoked"], revoked=["food_licence"])
    found = {each.rule: each for each in world.ask(SHENZHEN).on}
    assert (found["RF001"].state, found["RF001"].flags) == ("bound", ())
