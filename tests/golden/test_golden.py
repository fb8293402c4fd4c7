"""Every golden case, and that they are enough: for each rule a hit and a non-hit, each non-hit with its reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.golden.cases import WHY, Golden, answered, golden_cases
from tests.golden.notation import CAST
from tests.golden.page import DATA, PAGE, data, page
from tests.reasoning.world import CATALOGUE

ABOUT_THE_PARTY = {"RC005-2", "RC006-4", "RC007-2", "RC009-2", "RC011-2", "RF013-3", "RT005-3"}
"""Cases in which nobody at all stands in a role of the rule: the wrong party was listed, or the wrong duty named."""
OFF = {rule.id for rule in CATALOGUE.rules.values() if rule.grade == "M"}


@pytest.mark.parametrize("case", golden_cases(), ids=lambda case: case.id)
def test_the_law_says(case: Golden) -> None:
    assert answered(case) == case.expect, f"{case.law_zh}\n{case.given}\n{case.why}"


def test_every_rule_of_the_law_has_a_hit_and_a_non_hit() -> None:
    rules = {rule for rule in CATALOGUE.rules if rule.startswith("R")}
    assert len({rule[:5] for rule in rules}) == 131
    hit = {case.rule for case in golden_cases() if case.expect != "none"}
    missed = {case.rule for case in golden_cases() if case.expect == "none"}
    assert (rules - hit, rules - missed) == (OFF, set())
    assert len(golden_cases()) >= 262


def test_every_non_hit_says_why_and_every_hit_does_not() -> None:
    assert [case.id for case in golden_cases() if (case.expect == "none") != case.why.startswith(WHY)] == []


def of(*why: str) -> list[Golden]:
    return [case for case in golden_cases() if case.why.startswith(why)]


@pytest.mark.parametrize("case", of("修复", "撤销"), ids=lambda case: case.id)
def test_what_an_act_ended_would_hold_without_it(case: Golden) -> None:
    kept = tuple(line for line in case.given if not line.startswith(("修复", "撤销")))
    assert answered(replace(case, given=kept)) != "none"


@pytest.mark.parametrize("case", of("期满"), ids=lambda case: case.id)
def test_what_ended_with_its_term_held_the_day_before(case: Golden) -> None:
    before = date.fromisoformat(case.day) - timedelta(days=1)
    assert answered(replace(case, day=before.isoformat())) != "none"


@pytest.mark.parametrize("case", of("角色"), ids=lambda case: case.id)
def test_whom_the_role_leaves_out_stands_beside_facts_that_bear(case: Golden) -> None:
    """The case is about the role: on the same facts the rule is one that the party's own record could set off."""
    others = [replace(case, subject=each) for each in CAST if each != case.subject]
    assert any(answered(other) != "none" for other in others) or case.id in ABOUT_THE_PARTY


def test_a_rule_that_is_off_answers_nothing() -> None:
    assert {case.expect for case in golden_cases() if case.rule in OFF} == {"none"}


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python -m tests.golden.page"
    assert DATA.read_text(encoding="utf-8") == data(), "write it anew: python -m tests.golden.page"
