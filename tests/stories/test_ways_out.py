"""The way out of the stories, asked both ways: in a shell and over HTTP."""

from pathlib import Path
from typing import Any

from tests.stories.county import TODAY, County

SHOP = "青禾县巷满香餐饮有限公司"
FINE = "青市监处罚〔2026〕33号"


def remedies(county: County, who: str) -> dict[str, Any]:
    """The calendar of a subject's records, by name."""
    subject = county.id_of(who)
    web = county.http(f"/v1/subjects/{subject}/remedies", as_of=TODAY)["data"]
    assert county.shell("remedies", subject, "--as-of", TODAY, "--purpose", "demonstration")["data"] == web
    return {each["record"]["name"]: each for each in web["remedies"]}


def supposed(county: County, who: str, *options: str, suppose: list[dict[str, Any]]) -> Any:
    """What would change, asked both ways."""
    subject = county.id_of(who)
    body = {"subject": subject, "as_of": TODAY, "purpose": "demonstration", "suppose": suppose}
    response = county.web.request("POST", "/v1/measures/what-if", json=body)
    assert response.status_code == 200, response.text
    told = county.shell("what-if", subject, *options, "--as-of", TODAY, "--purpose", "demonstration")["data"]
    assert told == response.json()["data"]
    return told


def rules(consequences: list[Any]) -> set[str]:
    return {each["rule"] for each in consequences}


def test_14_an_ordinary_fine_can_be_repaired_after_three_months_and_is_published_for_one_year(county: County) -> None:
    fine = remedies(county, SHOP)[FINE]
    assert [(each["kind"], each["earliest"]) for each in fine["opens"]] == [("repair", "2026-08-10")]
    assert {each["what"]: each["until"] for each in fine["ends"]} == {"publicity": "2027-05-10", "retention": "2031-06-15"}
    assert [each["state"] for each in fine["conditions"]] == ["met", "met", "met", "not_stated"]
    due = {(each["rule"], each["who_zh"], each["days"]): each["due"] for each in fine["deadlines"]}
    assert due["W08", "信用中国", 10] == "2026-11-30"
    assert due["W08", "行业主管部门", 3] == "2026-11-19"
    assert all(each["evidence"] and each["basis"] for each in fine["deadlines"])


def test_14_what_was_not_corrected_has_no_end_by_itself(county: County) -> None:
    late = remedies(county, SHOP)["青市监处罚〔2026〕71号"]
    assert [(each["until"], each["flags"]) for each in late["ends"] if each["what"] == "publicity"] == [(None, ["uncorrected"])]
    assert late["opens"][0]["earliest"] == "2026-12-02"


def test_6_exit_from_the_list_of_wage_arrears_can_be_asked_for(county: County) -> None:
    for who in ("潘石根", "青禾县恒筑建筑劳务有限公司"):
        entry = remedies(county, who)["拖欠农民工工资失信联合惩戒对象名单"]
        assert [each["earliest"] for each in entry["opens"]] == ["2026-10-01"]
        assert {each["until"] for each in entry["ends"] if each["what"] == "listing"} == {"2029-02-01"}


def test_4_a_repair_changes_no_statutory_term(county: County) -> None:
    firm = remedies(county, "青禾县绿源食品有限公司")["青市监处罚〔2025〕48号"]
    assert firm["repaired_on"] == "2026-07-01"
    ban = [each for each in firm["measures"] if each["rule"] == "RF001"]
    assert {(each["until"], each["on_repair"]) for each in ban} == {("2030-06-02", "no")}
    assert len(ban) == 3  # the firm, its representative, and who was named


def test_the_documents_about_a_decision_are_shown_with_it(county: County) -> None:
    kinds = {each["kind"] for each in county.shown(SHOP)["decisions"]}
    assert {"Penalty", "Commitment", "Repair"} <= kinds
    shown = county.shown("青禾县昊霖环保有限公司")["decisions"]
    assert {each["kind"] for each in shown} >= {"Penalty", "Objection"}
    assert [each["kind"] for each in county.shown("青禾县丽华服装店")["decisions"]] == ["Annulment"]


def test_a_revoked_decision_leaves_the_deadline_to_withdraw_it(county: County) -> None:
    found = county.http(f"/v1/subjects/{county.id_of('青禾县丽华服装店')}/remedies", as_of=TODAY)["data"]
    assert found["remedies"] == []
    assert {(each["rule"], each["due"], each["passed"]) for each in found["annulled"]} == {("W17", "2025-02-13", True)}


def test_a_disputed_decision_is_disputed_wherever_it_counts(county: County) -> None:
    who = "青禾县昊霖环保有限公司"
    (decision,) = remedies(county, who).values()
    assert "disputed" in decision["flags"]
    assert all("disputed" in each["flags"] for each in decision["measures"])
    near = county.http(f"/v1/subjects/{county.id_of(who)}/linked-risk", as_of=TODAY)["data"]["exposures"]
    assert [each["flags"] for exposure in near if exposure["hops"] == 0 for each in exposure["adverse"]] == [["disputed"]]
    events = county.http(f"/v1/subjects/{county.id_of(who)}/timeline", as_of=TODAY)["data"]["events"]
    assert all("disputed" in each["fact"]["flags"] for each in events if each["fact"]["kind"] == "Penalty")


def test_what_if_the_fine_were_repaired(county: County) -> None:
    """Publicity stays on the ground of the fine of September."""
    found = supposed(county, SHOP, "--repair", FINE, suppose=[{"deed": "repair", "fact": FINE}])
    kept = {(each["lost"][0]["rule"], each["lost"][0]["until"]) for each in found["kept"]}
    assert ("W02", "2027-05-10") in kept
    assert found["new"] == []


def test_what_if_the_debtor_were_listed_again(county: County) -> None:
    entry = {"deed": "list", "list_code": "LIST_DISHONEST_JUDGMENT_DEBTOR", "on": "2026-11-01"}
    found = supposed(county, SHOP, "--list", "LIST_DISHONEST_JUDGMENT_DEBTOR=2026-11-01", suppose=[entry])
    assert {"RC000", "RC012"} <= rules(found["new"])
    assert all("supposed" in each["flags"] for each in found["new"])


def test_the_smallest_repair_is_both_fines(county: County) -> None:
    subject = county.id_of(SHOP)
    web = county.http("/v1/measures/minimal-repair", subject=subject, measure="PUBLICITY", as_of=TODAY)["data"]
    told = county.shell("minimal-repair", subject, "--measure", "PUBLICITY", "--as-of", TODAY, "--purpose", "demonstration")["data"]
    assert told == web
    (one,) = web["sets"]
    assert ({each["record"]["name"] for each in one["moves"]}, one["earliest"]) == ({FINE, "青市监处罚〔2026〕71号"}, "2026-12-02")


def test_no_repair_ends_a_ban_of_the_food_law(county: County) -> None:
    subject = county.id_of("青禾县绿源食品有限公司")
    found = county.http("/v1/measures/minimal-repair", subject=subject, measure="INDUSTRY_BAN_FOOD", as_of=TODAY)["data"]
    assert (found["sets"], found["expires"]) == ([], "2030-06-02")
    assert "2030-06-02" in found["says_zh"]


def test_a_draft_is_previewed_from_a_file(county: County, tmp_path: Path) -> None:
    subject = county.id_of("青禾县绿源食品有限公司")
    draft = tmp_path / "draft.yaml"
    draft.write_text(
        f"deed: penalty\nsubject: {subject}\non: 2026-12-01\n"
        "props: {penalty_kinds: [licence_revoked], revoked: [food_licence], tier: serious, act_on: 2026-11-02}\n",
        encoding="utf-8",
    )
    found = county.shell("preview", "--source", str(draft), "--purpose", "demonstration")["data"]
    bans = {(each["target"]["name"], each["role"]["kind"], each["until"]) for each in found["binds"] if each["rule"] == "RF001"}
    assert bans == {("青禾县绿源食品有限公司", "SELF", "2031-12-01"), ("秦海波", "LEGAL_REP", "2031-12-01")}
    assert {"role_not_named", "repair_notice", "no_grounds"} <= {each["code"] for each in found["hints"]}
