"""Why-not on every golden non-hit: the reason that the engine's walk gives is of the sort that was written by hand from the article."""

import pytest

from credit.periods import day_of
from reasoning.why_not import Reason, why_not
from tests.golden.cases import Golden, golden_cases
from tests.golden.notation import CAST, Teller
from tests.reasoning.world import CATALOGUE

SORTS = {
    "角色": {"role_not_named", "not_named_in_decision", "party_excluded", "target_excluded", "no_record"},
    "日期": {"role_not_held", "target_ended", "no_measure", "not_begun", "removed", "released", "not_later", "count_not_reached",
             "term_over"},
    "要件": {"record_differs", "condition_not_met", "below_threshold", "count_not_reached", "holds_no_licence", "party_excluded",
             "not_named_in_decision", "target_excluded", "role_not_held", "role_not_named", "no_record", "other_record", "suspended"},
    "期满": {"term_over", "no_measure"},
    "修复": {"repaired"},
    "撤销": {"voided"},
    "失效": {"not_in_force"},
    "未启用": {"rule_off"},
}  # fmt: skip
"""Which reasons are of the sort that stands before the colon of a golden case's `why`."""

# Written by hand from the article and the case: rule-case, the reason, the statement that must stand beside it.
BY_HAND = {
    "RC001-6": ("role_not_named", "N01"),  # 股东不在列举之内
    "RC003-3": ("role_not_named", "N04"),  # 实际控制人不在限制出境的列举之内
    "RC012-2": ("removed", None),
    "RB001-2": ("role_not_named", None),  # 董事
    "RB001-3": ("term_over", None),
    "RB001-6": ("condition_not_met", None),
    "RB001-7": ("party_excluded", None),
    "RB002-2": ("role_not_held", None),  # 被吊销之前已卸任
    "RB002-3": ("record_differs", None),
    "RB004-2": ("not_named_in_decision", None),
    "RF003-2": ("role_not_held", None),  # 不是食品管理岗位
    "RP001-2": ("term_over", "N15"),
    "RP004-2": ("term_over", "N15"),
    "RO014-4": ("not_in_force", "N14"),
    "RE001-3": ("not_in_force", None),
    "RE006-4": ("count_not_reached", "X03"),
    "RT004-4": ("party_excluded", None),
    "RT006-2": ("not_later", None),
    "RL001-3": ("not_named_in_decision", None),
    "RS005-5": ("repaired", None),
}


def reason_of(case: Golden) -> Reason:
    """The one reason."""
    teller = Teller()
    for line in case.given:
        teller.tell(line)
    with teller.world.store.view() as view:
        answer = why_not(view, CATALOGUE, CAST[case.subject], day_of(case.day), [CATALOGUE.rules[case.rule]])
    (reason,) = answer.reasons
    return reason


MISSED = [case for case in golden_cases() if case.expect == "none"]


@pytest.mark.parametrize("case", MISSED, ids=lambda case: case.id)
def test_every_golden_non_hit_has_a_reason_of_its_sort(case: Golden) -> None:
    reason = reason_of(case)
    sort = next(each for each in SORTS if case.why.startswith(each))
    assert reason.code in SORTS[sort], f"{case.why}: {reason.says_zh}"
    assert reason.basis
    if case.id in BY_HAND:
        assert (reason.code, reason.statement.id if reason.statement else None) == BY_HAND[case.id]


def test_what_is_written_by_hand_is_asked() -> None:
    assert set(BY_HAND) <= {case.id for case in MISSED}
