"""Checks over HTTP: rights, purposes, receipts, batches, and what a matter never looks at."""

import hashlib
import json

import pytest

from api.app import create_app
from api.settings import ApiSettings
from office.audit.verifying import verify
from office.keys import add_key_with
from office.principals import Card
from office.rights import ALL_RIGHTS, Profile, Right
from office.signing import signed_by
from tests.api.conftest import House
from tests.api.http import Caller
from tests.inquiry.world import CLEAN, DEBTOR, NAMESAKE, PERSONS, REP

ASKED = {"subject": DEBTOR, "matter": "government_procurement", "purpose": "credit_check"}


def run(caller: Caller, **more: object) -> dict[str, object]:
    response = caller.request("POST", "/v1/checks", json={**ASKED, **more})
    assert response.status_code == 200, response.text
    body: dict[str, object] = response.json()
    return body


def test_a_listed_debtor_is_blocked_with_the_article_and_the_proof(officer: Caller) -> None:
    data = officer.request("POST", "/v1/checks", json=ASKED).json()["data"]
    assert data["verdict"] == "block"
    (ground,) = [each for each in data["grounds"] if each["consequence"]["rule"] == "RC012"]
    assert ground["action"]["code"] == "prohibit"
    assert ground["consequence"]["basis"][0]["article"] == "财库〔2016〕125号"
    assert ground["consequence"]["proof"][0]["evidence"]


def test_the_receipt_is_the_signed_line_and_verifies_by_itself(house: House, officer: Caller) -> None:
    body = officer.request("POST", "/v1/checks", json={**ASKED, "reference": "办1号"}).json()
    receipt = body["receipt"]
    line = receipt["line"]
    said = json.loads(line["body"])
    assert hashlib.sha256(f"{line['prev']}\n{line['body']}".encode()).hexdigest() == line["hash"]
    assert signed_by(receipt["public_key"], line["hash"], line["signature"])
    assert (said["check"]["number"], said["check"]["reference"]) == (receipt["number"], "办1号")
    assert (said["subject"], said["purpose"], said["check"]["verdict"]) == (DEBTOR, "credit_check", body["data"]["verdict"])
    assert (said["transaction"], said["rules"]) == (body["meta"]["transaction"], body["meta"]["rules"]["hash"])
    assert verify(house.premises.book.engine, receipt["public_key"]).findings == []


def test_the_same_check_has_the_same_digest_and_another_number(officer: Caller) -> None:
    first, second = (officer.request("POST", "/v1/checks", json=ASKED).json()["receipt"] for _ in range(2))
    digests = {json.loads(each["line"]["body"])["digest"] for each in (first, second)}
    assert len(digests) == 1
    assert first["number"] != second["number"]


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"purpose": None}, 422, "bad_parameter"),
        ({"purpose": "curiosity"}, 422, "bad_parameter"),
        ({"matter": "nothing"}, 422, "bad_parameter"),
        ({"matter": "civil_service"}, 422, "bad_parameter"),
        ({"subject": "青禾县欠债商贸有限公司"}, 400, "bad_identifier"),
        ({"on": "tomorrow"}, 400, "bad_day"),
        ({"as_off": "2026-01-01"}, 422, "bad_parameter"),
    ],
)
def test_what_is_wrong_is_told(officer: Caller, more: dict[str, object], status: int, code: str) -> None:
    asked = {name: value for name, value in {**ASKED, **more}.items() if value is not None}
    caller = Caller(officer.app, officer.headers[:1])
    response = caller.request("POST", "/v1/checks", json=asked)
    assert (response.status_code, response.json()["code"]) == (status, code), response.text
    assert response.headers["content-type"] == "application/problem+json"


def test_a_check_needs_its_right_and_is_not_the_publics(house: House) -> None:
    without = house.caller(*(ALL_RIGHTS - {Right.CHECKS}), purpose="credit_check")
    assert without.request("POST", "/v1/checks", json=ASKED).status_code == 403
    key = add_key_with(house.office, Card("公众", tuple(ALL_RIGHTS), profile=Profile.PUBLIC), None)
    public = Caller(house.app, (("X-API-Key", key),))
    response = public.request("POST", "/v1/checks", json=ASKED)
    assert (response.status_code, response.json()["missing_right"]) == (403, "checks:run")


def test_names_in_a_check_are_masked_without_the_right(bank: Caller, officer: Caller) -> None:
    asked = {"subject": REP, "matter": "high_consumption", "purpose": "credit_check"}
    for caller, shown in ((bank, False), (officer, True)):
        response = caller.request("POST", "/v1/checks", json=asked)
        assert response.status_code == 200
        assert (PERSONS[REP] in response.text) is shown


def test_a_batch_answers_each_as_if_asked_alone(house: House, officer: Caller) -> None:
    stranger = "uscc:91379926MA00009992"
    subjects = [
        {"subject": DEBTOR, "reference": "1"},
        {"subject": CLEAN},
        {"subject": "nonsense"},
        {"subject": REP},
        {"subject": stranger[:-1]},
    ]
    asked = {"matter": "government_procurement", "purpose": "credit_check", "subjects": subjects}
    before = verify(house.premises.book.engine, house.premises.book.key.public).lines
    data = officer.request("POST", "/v1/checks/batch", json=asked).json()["data"]
    assert [each["subject"] for each in data["items"]] == [each["subject"] for each in subjects]
    alone = [run(officer, subject=subject)["data"] for subject in (DEBTOR, CLEAN, REP)]
    assert [each["answer"]["data"] for each in data["items"] if each["answer"]] == alone
    assert [each["problem"]["code"] for each in data["items"] if each["problem"]] == ["bad_identifier", "bad_identifier"]
    assert (data["problems"], sum(data["verdicts"].values())) == (2, 3)
    found = verify(house.premises.book.engine, house.premises.book.key.public)
    assert (found.findings, found.lines - before) == ([], 6)


def test_a_batch_has_an_end(house: House, officer: Caller) -> None:
    asked = {"matter": "licence", "purpose": "credit_check", "subjects": [{"subject": CLEAN}] * 10_001}
    response = officer.request("POST", "/v1/checks/batch", json=asked)
    assert (response.status_code, response.json()["code"]) == (422, "bad_parameter")


def test_hostile_bodies_are_refused_in_the_one_shape(officer: Caller) -> None:
    deep = "[" * 100_000 + "]" * 100_000
    for content, status in ((b"{", 422), (deep.encode(), 400), (b"\xff\xfe", 400), (b'{"subject": 1e999}', 422), (b"x" * 70_000, 413)):
        response = officer.request("POST", "/v1/checks", content=content, headers={"Content-Type": "application/json"})
        assert response.headers["content-type"] == "application/problem+json"
        assert response.status_code in {status, 422, 400, 413}, (content[:20], response.text)


def test_every_matter_is_served_with_its_lists_and_its_basis(bank: Caller) -> None:
    items = bank.body("/v1/matters")["data"]["items"]
    assert len(items) >= 40
    assert all(each["basis"] and each["effects"] and each["needs"] for each in items)
    assert {each["code"] for each in bank.body("/v1/matters", domain="food")["data"]["items"]} < {each["code"] for each in items}


def test_a_principal_with_no_room_left_is_told_when_there_is(house: House) -> None:
    key = add_key_with(house.office, Card("少", tuple(ALL_RIGHTS), rate_per_minute=2), None)
    caller = Caller(create_app(ApiSettings(), house.premises), (("X-API-Key", key), ("X-Purpose", "credit_check")))
    answers = [caller.get(f"/v1/subjects/{CLEAN}") for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert answers[0].headers["ratelimit"].startswith('"minute";r=1')
    assert int(answers[2].headers["retry-after"]) >= 1
    assert answers[2].json()["code"] == "too_many_requests"


def test_a_day_has_its_quota_and_a_batch_counts_for_what_it_is(house: House) -> None:
    key = add_key_with(house.office, Card("限额", tuple(ALL_RIGHTS), quota_per_day=3), None)
    caller = Caller(house.app, (("X-API-Key", key), ("X-Purpose", "credit_check")))
    asked = {"matter": "licence", "subjects": [{"subject": CLEAN}] * 4}
    assert caller.request("POST", "/v1/checks/batch", json=asked).status_code == 429
    assert [caller.get(f"/v1/subjects/{CLEAN}").status_code for _ in range(4)] == [200, 200, 200, 429]


def test_the_subject_itself_asks_about_itself_alone(house: House) -> None:
    key = add_key_with(house.office, Card("本人", tuple(ALL_RIGHTS), profile=Profile.SUBJECT, subject=DEBTOR), None)
    caller = Caller(house.app, (("X-API-Key", key), ("X-Purpose", "own_record")))
    assert caller.get(f"/v1/subjects/{DEBTOR}").status_code == 200
    assert caller.get(f"/v1/subjects/{CLEAN}").json()["missing_right"] == "identity"
    assert caller.get("/v1/subjects?q=青禾县").status_code == 403
    assert caller.get("/v1/ontology").status_code == 200


def test_a_person_known_by_name_alone_is_never_simply_clear(officer: Caller) -> None:
    data = officer.request("POST", "/v1/checks", json={"subject": NAMESAKE, "matter": "licence", "purpose": "credit_check"}).json()["data"]
    assert data["verdict"] != "block"
