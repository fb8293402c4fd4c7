"""Every golden case of the patterns, and that they are enough: for each a hit and a near-miss."""

import pytest

from tests.golden.patterns.cases import WHY, Golden, answered, golden_cases
from tests.golden.patterns.page import PAGE, page
from tests.reasoning.world import CATALOGUE


@pytest.mark.parametrize("case", golden_cases(), ids=lambda case: case.id)
def test_the_pattern_says(case: Golden) -> None:
    assert answered(case) == case.expect, f"{case.law_zh}\n{case.given}\n{case.why}"


def test_every_pattern_has_a_hit_and_a_near_miss() -> None:
    hit = {case.pattern for case in golden_cases() if case.hit}
    missed = {case.pattern for case in golden_cases() if not case.hit}
    assert (hit, missed) == (set(CATALOGUE.patterns), set(CATALOGUE.patterns))


def test_whoever_is_told_nothing_is_told_why() -> None:
    assert [case.id for case in golden_cases() if case.expect == "none" and not case.why.startswith(WHY)] == []


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python -m tests.golden.patterns.page"
