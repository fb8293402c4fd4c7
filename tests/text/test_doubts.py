"""What makes a person look: somebody else in the clause, a total that does not add up, a second number; and how sure a rule is."""

import pytest

from loaders.text.model import Finding, Sanction
from loaders.text.pipeline import read
from loaders.text.vocabulary import words
from tests.text import calibrate
from tests.text.papers import DECISION


def doubts(text: str, field: str) -> list[str]:
    """Why a person must look at the findings of a field."""
    return [each.why for each in read(text).of(field) if each.why]


def test_a_total_that_is_not_the_sum_of_its_parts_makes_every_sum_doubtful() -> None:
    assert doubts(DECISION, "penalties") == []
    assert set(doubts(DECISION.replace("合计51200元", "合计61200元"), "penalties")) == {"total_disagrees"}


def test_whoever_a_clause_describes_without_a_name_is_not_the_party() -> None:
    text = DECISION.replace("2.罚款人民币伍万元整", "2.对当事人负责生产工作的欧阳给予罚款人民币伍万元整")
    fines = [each for each in read(text).of("penalties") if isinstance(each.value, Sanction) and each.value.code == "fine"]
    assert all(each.needs_review for each in fines)


def test_a_labelled_number_beside_that_of_another_decision_is_doubtful() -> None:
    text = "处罚决定书文号:青市监处罚〔2026〕1号\n当事人:青禾云杉建材有限公司\n处罚结果:罚款5000元\n参见青市监处罚〔2025〕9号"
    assert doubts(text, "doc_no") == ["several_numbers"]


def test_the_category_of_a_penalty_says_not_which_of_both_was_taken() -> None:
    head = "行政处罚决定书文号:青市监处罚〔2026〕1号\n当事人:青禾云杉建材有限公司\n"
    text = f"{head}处罚种类:没收违法所得、没收非法财物\n处罚结果:没收过期食品3袋"
    kinds = [each.value.kind for each in read(text).of("penalties") if isinstance(each.value, Sanction)]
    assert kinds == ["没收非法财物"]


def test_an_article_on_how_to_pay_is_no_ground() -> None:
    text = DECISION.replace("以上罚没款", "根据《中华人民共和国行政处罚法》第六十七条的规定,决定限你单位十五日内缴纳。以上罚没款")
    assert [getattr(each, "law", "") for each in read(text).values("basis")] == ["中华人民共和国产品质量法"]


def test_a_daily_rate_is_not_the_fine() -> None:
    text = DECISION.replace("2.罚款人民币伍万元整", "2.自3月1日起每日处罚款10000元,共计罚款50000元")
    fines = [each.value.fen for each in read(text).of("penalties") if isinstance(each.value, Sanction) and each.value.code == "fine"]
    assert 1_000_000 not in fines


def sure(finding: Finding) -> bool:
    return bool(finding.confidence >= words("confidence")["review_below"])


def test_a_person_looks_at_whatever_is_less_sure_than_the_threshold() -> None:
    findings = read(DECISION).findings
    assert findings
    assert all(each.needs_review == (bool(each.why) or not sure(each)) for each in findings)


def test_the_confidences_are_those_that_the_first_looks_measured() -> None:
    counts = calibrate.pooled(calibrate.looks())
    measured = calibrate.measured(counts)
    kept = words("confidence")["rules"]
    assert {rule: kept[rule] for rule in measured} == measured
    assert words("confidence")["review_below"] == calibrate.threshold(counts, measured)[0]


def test_the_threshold_reaches_the_target_on_the_first_looks_together() -> None:
    counts = calibrate.pooled(calibrate.looks())
    _, precision, share = calibrate.threshold(counts, calibrate.measured(counts))
    assert precision >= 0.985
    assert share >= 0.8


@pytest.mark.parametrize(("right", "told"), [(0, 0), (2, 2), (60, 60), (0, 5)])
def test_a_rule_seen_seldom_stays_near_the_average(right: int, told: int) -> None:
    counts = {"often": (950, 1000), "rule": (right, told)}
    confidence = calibrate.confidences(counts)["rule"]
    average = (950 + right) / (1000 + told)
    assert min(average, right / told if told else average) - 0.001 <= confidence <= max(average, right / told if told else average) + 0.001
