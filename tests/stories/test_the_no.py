"""The honest no and the registrar's worklist, told by the county: both ways, each with its reason and its article."""

import pytest

from tests.stories.county import TODAY, County, Data


def why_not(county: County, who: str, measure: str | None = None, rule: str | None = None, other: str | None = None) -> Data:
    """Why not, asked over HTTP and in the shell."""
    subject, source = county.id_of(who), county.id_of(other) if other else None
    web = county.http("/v1/measures/why-not", subject=subject, as_of=TODAY, measure=measure, rule=rule, **{"from": source})["data"]
    words = [word for name, value in (("--measure", measure), ("--rule", rule), ("--from", source)) if value for word in (name, value)]
    assert county.shell("why-not", subject, *words, "--as-of", TODAY, "--purpose", "demonstration")["data"] == web
    return dict(web)


STORIES = [
    ("周小满", "RC001", "role_not_named", "N01"),  # 1: a shareholder
    ("青禾县合众投资有限公司", "RC001", "role_not_named", "N01"),
    ("青禾县云杉建材有限公司", "RC012", "removed", None),  # the listing ended, the order stays
    ("贺长林", "RC001", "role_not_held", "N06"),  # 2: left before the order
    ("宋知秋", "RC001", "released", "N06"),
    ("洪大海", "RC001", "not_named_in_decision", None),
    ("邓小川", "RF001", "role_not_held", None),  # 3: who bought the shop later
    ("何叶舟", "RF001", "not_named_in_decision", None),  # 4: a supervisor
    ("青禾县谷雨茶业有限公司", "RT005", "not_later", None),  # 5: a firm of before
    ("沈白露", "RL001", "not_named_in_decision", "X01"),  # 6: not entered; a policy paper wishes otherwise
    ("青禾县启明信息技术有限公司", "RP004", "below_threshold", None),  # 7: 1.5 million
    ("江晚晴", "RC001", "voided", None),  # 9: registered under another's name
    ("青禾县永固路桥工程有限公司", "RC001", "no_record", None),  # 12: the contractor
    ("泰伯言", "RT001", "role_not_named", "N04"),  # a controller
]


@pytest.mark.parametrize(("who", "rule", "code", "statement"), STORIES)
def test_every_no_has_its_one_reason(county: County, who: str, rule: str, code: str, statement: str | None) -> None:
    data = why_not(county, who, rule=rule)
    assert data["applies"] == []
    (reason,) = data["reasons"]
    assert (reason["code"], reason["statement"]["id"] if reason["statement"] else None) == (code, statement)
    assert reason["basis"] and reason["label_zh"] and "{" not in reason["says_zh"]
    assert bool(reason["evidence"]) is (code != "no_record")


def test_1_the_representative_keeps_his_seat_elsewhere(county: County) -> None:
    """Of the measure the nearest rule answers, and N03 says why: the firm is listed, not he."""
    (reason,) = why_not(county, "陆明远", measure="BAR_OFFICE_COMPANY")["reasons"]
    assert (reason["rule"], reason["statement"]["id"]) == ("RC005", "N03")
    assert county.http(f"/v1/subjects/{county.id_of('陆明远')}/conflicts", as_of=TODAY)["data"]["conflicts"] == []


def test_10_the_other_wang_wei_is_not_the_same(county: County) -> None:
    told = {}
    for subject in county.ids_of("王伟"):
        if subject.startswith("p:v"):
            (reason,) = why_not(county, subject, rule="RC000")["reasons"]
            told[reason["code"]] = reason["says_zh"]
    assert told.keys() == {"identity_unconfirmed", "not_the_same"}
    assert "不是同一人" in told["not_the_same"]


def test_whoever_is_bound_is_told_so(county: County) -> None:
    data = why_not(county, "陆明远", rule="RC001")
    assert data["reasons"] == []
    assert [each["rule"] for each in data["applies"]] == ["RC001"]


def test_without_a_rule_every_rule_near_gives_its_reason(county: County) -> None:
    reasons = why_not(county, "周小满", other="青禾县云杉建材有限公司")["reasons"]
    assert len(reasons) == len({each["rule"] for each in reasons}) > 3
    assert {"RC001", "RC012"} <= {each["rule"] for each in reasons}
    assert {each["party"]["name"] for each in reasons} == {"青禾县云杉建材有限公司"}


def conflicts(county: County, who: str) -> Data:
    """The conflicts of one subject, asked both ways."""
    subject = county.id_of(who)
    web = county.http(f"/v1/subjects/{subject}/conflicts", as_of=TODAY)["data"]
    assert county.shell("conflicts", subject, "--as-of", TODAY, "--purpose", "demonstration")["data"] == web
    return dict(web)


def test_8_a_seat_is_a_conflict_and_the_partnership_is_none(county: County) -> None:
    data = conflicts(county, "欧阳立")
    (seat,) = data["conflicts"]
    assert (seat["organization"]["name"], seat["state"], seat["bar"]["rule"]) == ("青禾县乐居物业有限公司", "bound", "RB001")
    assert (seat["bar"]["until"], seat["registrar"]) == ("2027-12-01", "青禾县行政审批服务局")
    assert [duty["code"] for duty in seat["duties"]] == ["remove"]
    assert {cited["article"] for cited in seat["basis"]} == {"第一百七十八条第二款、第三款"}
    assert seat["term"]["evidence"] and set(seat["term"]["evidence"]) <= set(seat["evidence"])
    assert "PARTNER_OF" in {each["term"]["kind"]["code"] for each in data["allowed"]}
    assert conflicts(county, "青禾县乐居物业有限公司")["conflicts"] == [seat]
    assert county.measures("青禾县乐居物业有限公司")["on"] == []  # a conflict is no sanction
    assert conflicts(county, "田雨禾")["conflicts"] == []


def test_the_worklist_of_the_registrar(county: County) -> None:
    web = county.http("/v1/conflicts", as_of=TODAY, authority="青禾县行政审批服务局")["data"]
    told = county.shell("conflicts", "--authority", "青禾县行政审批服务局", "--as-of", TODAY, "--purpose", "demonstration")["data"]
    assert told == web
    found = {
        (each["kind"], each["subject"]["name"], each["organization"]["name"] if each["organization"] else None) for each in told["items"]
    }
    assert found == {
        ("post", "欧阳立", "青禾县乐居物业有限公司"),
        ("post", "冯桂香", "青禾县品香餐饮管理有限公司"),
        ("red_and_black", "青禾县宏远纺机有限公司", None),
    }
    assert county.http("/v1/conflicts", as_of=TODAY, authority="别处的登记机关")["data"]["items"] == []
    of_one = county.http("/v1/conflicts", as_of=TODAY, measure="BAR_OFFICE_COMPANY")["data"]["items"]
    assert [each["subject"]["name"] for each in of_one] == ["欧阳立"]


def test_the_worklist_goes_page_by_page(county: County) -> None:
    whole = [each["id"] for each in county.http("/v1/conflicts", as_of=TODAY)["data"]["items"]]
    paged, cursor = [], None
    while True:
        body = county.http("/v1/conflicts", as_of=TODAY, limit=1, cursor=cursor)
        paged += [each["id"] for each in body["data"]["items"]]
        cursor = body["page"]["next"]
        if cursor is None:
            break
    assert paged == whole
    assert len(whole) == 3


def test_a_red_list_may_give_and_a_black_one_suspends(county: County) -> None:
    """莲花纸业 may be treated better; 宏远纺机 stands on both lists: a conflict, and its incentives rest."""
    model, both = county.measures("青禾县莲花纸业有限公司"), county.measures("青禾县宏远纺机有限公司")
    assert {(each["rule"], each["state"]) for each in model["incentives"]} == {(rule, "possible") for rule in ("I001", "I002", "I003")}
    assert (model["on"], model["conflicts"]) == ([], [])
    assert both["incentives"] == []
    assert [each["kind"] for each in both["conflicts"]] == ["red_and_black"]
    assert conflicts(county, "青禾县宏远纺机有限公司")["conflicts"] == both["conflicts"]
    (reason,) = why_not(county, "青禾县宏远纺机有限公司", measure="INCENTIVE_FEWER_INSPECTIONS")["reasons"]
    assert reason["code"] == "suspended"


def test_14_a_warning_by_summary_procedure_would_be_published_and_is_exempt(county: County) -> None:
    (exempt,) = county.measures("青禾县巷满香餐饮有限公司", "2026-08-01")["exempt"]
    assert exempt["rule"] == "W01" and "exempt" in exempt["flags"]
