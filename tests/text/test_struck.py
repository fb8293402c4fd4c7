"""Whom a clause strikes beside the unit, in the many ways in which papers word it; and what is in doubt where nobody is known."""

import pytest

from loaders.text.model import Finding, Sanction
from loaders.text.pipeline import read
from tests.text.papers import DECISION

FINE = "2.罚款人民币伍万元整"


def laid(clause: str) -> list[Finding]:
    """The penalties of the decision with one more clause."""
    return [each for each in read(DECISION.replace(FINE, f"{FINE};{clause}")).of("penalties") if isinstance(each.value, Sanction)]


@pytest.mark.parametrize(
    "clause",
    [
        "对李明辉(质量负责人)处罚款2000元",
        "质量负责人李明辉处罚款2000元",
        "处质量负责人李明辉2000元罚款",
        "直接负责的主管人员李明辉罚款2000元",
        "对执业药师李明辉,处罚款2000元",
        "对李明辉:没收所获收入2000元",
        "禁止李明辉十年内从事药品生产经营活动",
        "责令李明辉十年内不得从事药品生产经营活动",
    ],
)
def test_a_person_is_struck_in_many_wordings(clause: str) -> None:
    struck = [each.value.party for each in laid(clause) if isinstance(each.value, Sanction)]
    assert "李明辉" in struck


def test_two_persons_that_are_struck_together_have_each_their_sum() -> None:
    fines = {
        (each.value.party, each.value.fen)
        for each in laid("对李明辉、张国强二人分别罚款2000元、3000元")
        if isinstance(each.value, Sanction)
    }
    assert {("李明辉", 200_000), ("张国强", 300_000)} <= fines


@pytest.mark.parametrize("clause", ["对质保人李明辉处罚款2000元", "对药剂员(李明辉)罚款2000元", "终身禁止从事药品生产经营活动"])
def test_what_may_strike_somebody_who_was_not_read_waits_for_a_person(clause: str) -> None:
    units = [
        each for each in laid(clause) if isinstance(each.value, Sanction) and (each.value.fen == 200_000 or each.value.kind == "限制从业")
    ]
    assert units
    assert all(each.needs_review for each in units)


def test_lines_that_were_cut_at_a_width_are_read_as_one() -> None:
    body = DECISION.split("\n")
    cut = "\n".join(line[at : at + 34] for line in body for at in range(0, max(len(line), 1), 34))
    wanted = {each.value.kind for each in read(DECISION).of("penalties") if isinstance(each.value, Sanction)}
    assert wanted <= {each.value.kind for each in read(cut).of("penalties") if isinstance(each.value, Sanction)}


def test_the_post_of_somebody_who_was_only_heard_is_no_fact_of_the_paper() -> None:
    text = DECISION.replace("货值金额9600元。", "货值金额9600元。以上有车间主任李明辉的询问笔录为证。")
    assert "李明辉" not in [getattr(each, "person", "") for each in read(text).values("roles")]
