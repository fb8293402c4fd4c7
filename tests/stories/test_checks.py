"""The county's stories through the checks (逢办必查): blocked in one matter and clear in another, asked over HTTP and in the shell."""

from typing import Any

import pytest

from tests.stories.county import TODAY, County


def checked(county: County, who: str, matter: str, on: str = TODAY) -> dict[str, Any]:
    """The check, asked both ways; what differs is the receipt."""
    subject = county.id_of(who) if ":" not in who else who
    asked = {"subject": subject, "matter": matter, "on": on, "purpose": "demonstration", "reference": "办〔2026〕1号"}
    response = county.web.request("POST", "/v1/checks", json=asked)
    assert response.status_code == 200, response.text
    web = response.json()["data"]
    words = ("--matter", matter, "--as-of", on, "--purpose", "demonstration", "--reference", "办〔2026〕1号")
    assert county.shell("check", subject, *words)["data"] == web
    return dict(web)


def grounds(data: dict[str, Any]) -> set[tuple[str, str]]:
    return {(each["action"]["code"], each["consequence"]["rule"]) for each in data["grounds"]}


STORIES = [
    ("1", "青禾县云杉建材有限公司", "high_consumption", TODAY, "block", {("prohibit", "RC001")}),
    ("1", "青禾县云杉建材有限公司", "government_procurement", TODAY, "clear", set()),
    ("1", "青禾县云杉建材有限公司", "government_procurement", "2026-02-28", "block", {("prohibit", "RC012")}),
    ("1", "陆明远", "high_consumption", TODAY, "block", {("prohibit", "RC001")}),
    ("1", "陆明远", "company_officer", TODAY, "clear", set()),
    ("3", "冯桂香", "food_licence", TODAY, "block", {("prohibit", "RF001"), ("strict", "RF021")}),
    ("3", "冯桂香", "publishing_licence", TODAY, "clear", set()),
    ("3", "青禾县品香餐饮管理有限公司", "food_employer", TODAY, "attention", {("strict", "RF003")}),
    ("5", "青禾县若谷贸易有限公司", "invoice", TODAY, "limit", {("strict", "RT005")}),
    ("6", "潘石根", "civil_service", TODAY, "block", {("prohibit", "RC011")}),
    ("7", "青禾县长岭工程有限公司", "government_procurement", TODAY, "block", {("prohibit", "RP004")}),
    ("7", "青禾县长岭工程有限公司", "government_procurement", "2027-02-01", "clear", set()),
    ("7", "青禾县广汇化工有限公司", "government_procurement", TODAY, "attention", {("prohibit", "RP004")}),
    ("8", "欧阳立", "legal_representative", TODAY, "block", {("prohibit", "RB002")}),
    ("8", "欧阳立", "high_consumption", TODAY, "clear", set()),
    ("9", "江晚晴", "company_officer", TODAY, "clear", set()),
]


@pytest.mark.parametrize(("story", "who", "matter", "on", "verdict", "rests_on"), STORIES)
def test_a_story_through_the_checks(
    county: County, story: str, who: str, matter: str, on: str, verdict: str, rests_on: set[tuple[str, str]]
) -> None:
    data = checked(county, who, matter, on)
    assert (data["verdict"], grounds(data)) == (verdict, rests_on), (story, data["says_zh"])
    for each in data["grounds"]:
        assert each["consequence"]["proof"]
        assert each["consequence"]["basis"]


def test_1_the_shareholder_is_not_bound_by_what_binds_the_firm(county: County) -> None:
    assert checked(county, "uscc:91379926MAQH01037U", "high_consumption")["verdict"] == "clear"


def test_10_one_namesake_needs_attention_and_the_other_is_clear_with_the_reason(county: County) -> None:
    told = {}
    for person in county.ids_of("王伟"):
        if person.startswith("p:v"):
            data = checked(county, person, "company_officer")
            told[data["verdict"]] = (data["reasons"], [each["likeness"] for each in data["unconfirmed"]])
    assert told == {
        "attention": (["identity_unconfirmed"], ["part_of_number_fits"]),
        "clear": (["not_the_same_person"], ["part_of_number_differs"]),
    }


def test_13_a_newcomer_with_somebody_elses_old_name_is_clear(county: County) -> None:
    for firm in county.ids_of("青禾县百味园餐饮有限公司"):
        assert checked(county, firm, "licence")["unconfirmed"] == []


def test_a_stranger_is_unknown_and_not_clear(county: County) -> None:
    data = checked(county, "uscc:91379926MA00001115", "government_procurement")
    assert (data["verdict"], data["reasons"], data["grounds"]) == ("unknown", ["subject_not_covered"], [])
    assert all(each["found"] == 0 for each in data["looked_at"])


def test_what_was_looked_at_and_not_found_is_said_with_the_age_of_its_sources(county: County) -> None:
    data = checked(county, "青禾县云杉建材有限公司", "government_procurement")
    looked = {each["what"]["code"]: (each["found"], each["covered"]) for each in data["looked_at"]}
    assert looked["LIST_MAJOR_TAX_VIOLATION"] == (0, True)
    assert looked["LIST_ENTERPRISE_SERIOUS_2014"] == (0, False)
    assert {each["source"] for each in data["sources"]} >= {"dishonest_debtors", "penalties"}
    assert all(each["age_days"] >= 0 for each in data["sources"])


def test_a_source_that_had_not_been_loaded_yet_leaves_the_answer_unknown(county: County) -> None:
    """Asked with what was known before any court had been heard."""
    subject = county.id_of("青禾县云杉建材有限公司")
    asked = {"subject": subject, "matter": "company_officer", "purpose": "demonstration", "known_at": "2024-12-31"}
    asked |= {"subject": "uscc:91379926MAQH010104", "matter": "government_procurement"}
    data = county.web.request("POST", "/v1/checks", json=asked).json()["data"]
    assert (data["verdict"], data["reasons"]) == ("unknown", ["source_not_covered"])
