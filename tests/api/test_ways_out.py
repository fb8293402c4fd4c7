"""The way out over HTTP: calendars, suppositions, and bodies where a route declares one."""

from typing import Any

import pytest

from api.settings import ApiSettings
from tests.api.conftest import House
from tests.api.http import Caller
from tests.inquiry.world import CASE, DEBTOR, DOC, FINE, LISTING, ORDER, PERSONS, REP, REPAIRED

WHAT_IF = "/v1/measures/what-if"


def post(caller: Caller, url: str, **body: Any) -> Any:
    response = caller.request("POST", url, json=body)
    assert response.status_code == 200, response.text
    return response.json()


def test_the_calendar_tells_what_can_be_asked_for_and_what_is_missing(bank: Caller) -> None:
    remedies = {each["record"]["id"]: each for each in bank.body(f"/v1/subjects/{DEBTOR}/remedies")["data"]["remedies"]}
    assert set(remedies) == {FINE, LISTING, ORDER, REPAIRED}
    fine = remedies[FINE]
    assert [(each["kind"], each["earliest"], each["rule"]) for each in fine["opens"]] == [("repair", "2026-08-10", "W02")]
    assert fine["missing"][0] == "纠正失信行为并完全履行义务"
    assert "disputed" in fine["flags"]
    assert {each["rule"] for each in fine["deadlines"]} == {"W16"}
    assert remedies[REPAIRED]["repaired_on"] == "2026-01-15"
    assert all(each["basis"] for remedy in remedies.values() for part in ("opens", "conditions", "ends") for each in remedy[part])


@pytest.mark.parametrize("fact", [LISTING, "by fact"])
def test_a_removal_is_supposed_and_nothing_is_recorded(house: House, bank: Caller, fact: str) -> None:
    before = bank.body(f"/v1/subjects/{DEBTOR}/measures")
    aimed = house.small.facts["listing"] if fact == "by fact" else fact
    body = post(bank, WHAT_IF, subject=DEBTOR, suppose=[{"deed": "remove", "fact": aimed}])
    assert "CREDIT_BUREAU_RECORD" in {each["measure"]["code"] for each in body["data"]["lifted"]}
    assert body["data"]["suppose"][0]["record"]["id"] == LISTING
    assert body["meta"]["parameters"]["suppose"][0]["deed"] == "remove"
    after = bank.body(f"/v1/subjects/{DEBTOR}/measures")
    assert (before["data"], before["meta"]["transaction"]) == (after["data"], after["meta"]["transaction"])


def test_a_document_number_names_its_record(bank: Caller) -> None:
    body = post(bank, WHAT_IF, subject=DEBTOR, suppose=[{"deed": "repair", "fact": DOC}])
    assert body["data"]["suppose"][0]["record"]["id"] == FINE
    assert "W02" in {each["rule"] for each in body["data"]["lifted"]}


def test_a_number_of_several_records_is_ambiguous(bank: Caller) -> None:
    response = bank.request("POST", WHAT_IF, json={"subject": DEBTOR, "suppose": [{"deed": "void", "fact": CASE}]})
    assert response.status_code == 409
    assert {each["id"] for each in response.json()["candidates"]} == {LISTING, ORDER}


def test_what_rests_on_a_supposed_record_says_so_and_shows_no_evidence_for_it(bank: Caller) -> None:
    entry = {"deed": "list", "list_code": "LIST_WAGE_ARREARS", "on": "2026-11-01"}
    (new,) = [each for each in post(bank, WHAT_IF, subject=DEBTOR, suppose=[entry])["data"]["new"] if each["rule"] == "RL001"]
    assert "supposed" in new["flags"]
    assert new["from"] == "2026-11-01"
    assert all(number > 0 for step in new["proof"] for number in step["evidence"])


def test_a_deed_of_a_later_day_is_compared_on_that_day(bank: Caller) -> None:
    data = post(bank, WHAT_IF, subject=DEBTOR, suppose=[{"deed": "repair", "fact": FINE, "on": "2027-01-04"}])["data"]
    assert data["compared_on"] == "2027-01-04"
    assert "W02" in {each["rule"] for each in data["lifted"]}


def test_a_switched_rule_is_named(bank: Caller) -> None:
    data = post(bank, WHAT_IF, subject=DEBTOR, suppose=[{"deed": "rule_off", "rule": "RC015"}])["data"]
    assert data["catalogue"]["changed"]
    assert data["catalogue"]["rules_off"] == ["RC015"]
    assert {each["rule"] for each in data["lifted"]} == {"RC015"}


REFUSED: list[tuple[dict[str, Any], int]] = [
    ({"deed": "repair"}, 422),
    ({"deed": "repair", "fact": "pen:none"}, 404),
    ({"deed": "repair", "fact": FINE, "on": "2026-02-30"}, 400),
    ({"deed": "list", "list_code": "LIST_OF_DRAGONS"}, 422),
    ({"deed": "penalty", "props": {"fine_fen": "much"}}, 422),
    ({"deed": "penalty", "props": {"dragons": 1}}, 422),
    ({"deed": "rule_off", "rule": "RX999"}, 422),
    ({"deed": "forgive", "fact": FINE}, 422),
    ({"deed": "repair", "fact": FINE, "why": "because"}, 422),
]


@pytest.mark.parametrize(("supposition", "status"), REFUSED)
def test_what_cannot_be_supposed_is_told(bank: Caller, supposition: dict[str, Any], status: int) -> None:
    response = bank.request("POST", WHAT_IF, json={"subject": DEBTOR, "suppose": [supposition]})
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", 422), (b"{", 422), (b"[" * 60_000, 400), (b'{"subject":"x","suppose":[]}', 422), (b"x" * (ApiSettings().max_body + 1), 413)],
)
def test_a_body_is_bounded_and_must_be_readable(bank: Caller, content: bytes, status: int) -> None:
    response = bank.request("POST", WHAT_IF, content=content, headers={"content-type": "application/json"})
    assert response.status_code in {status, 422 if status == 400 else status}, response.text


def test_a_body_without_its_length_is_refused(bank: Caller) -> None:
    async def chunks() -> Any:
        yield b"{}"

    assert bank.request("POST", WHAT_IF, content=chunks()).status_code == 413


def test_a_question_that_takes_no_body_refuses_one(bank: Caller) -> None:
    assert bank.request("GET", "/v1/sources", content=b"{}").status_code == 413


def test_a_supposition_needs_a_key(stranger: Caller) -> None:
    assert stranger.request("POST", WHAT_IF, json={"subject": DEBTOR, "suppose": []}).status_code == 401
    assert stranger.get(WHAT_IF).status_code == 405


def test_a_pending_objection_marks_the_lead_that_rests_on_the_record(bank: Caller) -> None:
    exposures = bank.body(f"/v1/subjects/{DEBTOR}/linked-risk")["data"]["exposures"]
    flags = {one["record"]: one["flags"] for each in exposures for one in each["adverse"]}
    assert flags[FINE] == ["disputed"]
    assert flags[LISTING] == []


def test_a_pending_objection_marks_the_event(bank: Caller) -> None:
    events = bank.body(f"/v1/subjects/{DEBTOR}/timeline")["data"]["events"]
    assert all("disputed" in each["fact"]["flags"] for each in events if each["fact"]["props"].get("doc_no") == DOC)
    assert any(each["what"] == "dispute" for each in events)


def test_the_smallest_repair_is_told_with_its_day(bank: Caller) -> None:
    data = bank.body("/v1/measures/minimal-repair", subject=DEBTOR, measure="PUBLICITY")["data"]
    (one,) = data["sets"]
    assert [(each["means"], each["record"]["id"], each["earliest"]) for each in one["moves"]] == [("repair", FINE, "2026-08-10")]
    assert one["earliest"] == "2026-08-10"
    assert data["grounds"][0]["consequence"]["proof"]


@pytest.mark.parametrize(("measure", "status"), [("DRAGONS", 422), ("INDUSTRY_BAN_FOOD", 404)])
def test_a_measure_that_is_none_or_does_not_bind_is_told(bank: Caller, measure: str, status: int) -> None:
    assert bank.get("/v1/measures/minimal-repair", subject=DEBTOR, measure=measure).status_code == status


def test_a_draft_says_whom_it_would_bind_and_what_it_lacks(bank: Caller) -> None:
    draft = {
        "subject": DEBTOR,
        "list_code": "LIST_WAGE_ARREARS",
        "on": "2026-12-01",
        "grounds": ["拖欠工资"],
        "named": [{"person": REP, "duty": "ACTUAL_CONTROLLER"}],
    }
    data = post(bank, "/v1/measures/preview", **draft)["data"]
    assert {("RL001", DEBTOR)} <= {(each["rule"], each["target"]["id"]) for each in data["binds"]}
    assert all(each["basis"] and each["role"] for each in data["binds"])
    assert [each["person"]["id"] for each in data["named"]] == [REP]
    assert {"role_not_in_law", "persons_by_entry"} <= {each["code"] for each in data["hints"]}
    assert data["notice"]["rule"] == "W10"
    assert data["notice"]["items"][0]["text_zh"] == ["拖欠工资"]
    assert {each["until"] for each in data["remedy"]["ends"] if each["what"] == "listing"} == {"2029-12-01"}
    assert PERSONS[REP] not in str(data)
    assert DEBTOR not in {each["record"]["id"] for each in bank.body(f"/v1/subjects/{DEBTOR}/remedies")["data"]["remedies"]}


def test_a_draft_without_a_basis_says_that_nothing_follows(bank: Caller) -> None:
    data = post(bank, "/v1/measures/preview", subject=DEBTOR, deed="penalty", props={"tier": "unknown"})["data"]
    assert data["binds"] == []
    assert "no_measure" in {each["code"] for each in data["hints"]}
