"""What a report says: everything with its grounds, nobody but the subject by name, nothing left out in silence."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from inquiry.report.wire import ReportAnswer
from office.audit.reading import latest
from tests.inquiry.cast_names import named_in
from tests.report.conftest import DEBTOR, FOOD, TRADER, County, body_of

FINED = "uscc:91379926MAQH012641"
DISPUTED = "青禾县昊霖环保有限公司"


def cited(value: Any) -> Iterator[int]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from each if name == "evidence" else cited(each)
    elif isinstance(value, list):
        for each in value:
            yield from cited(each)


def states_of(body: Any) -> dict[str, set[str]]:
    return {each["other"]["name"]: {state["code"] for state in each["states"]} for each in body["data"]["records"]}


@pytest.mark.parametrize("subject", [DEBTOR, FOOD, FINED])
def test_a_report_has_the_declared_shape_and_its_measures_are_those_of_the_question(county: County, subject: str) -> None:
    body = body_of(county.bank, subject, with_risk="true")
    ReportAnswer.model_validate(body)
    measures = county.bank.body(f"/v1/subjects/{subject}/measures")["data"]
    for part in ("on", "from"):
        assert [each["consequence"]["id"] for each in body["data"][part]] == [each["id"] for each in measures[part]]
        assert all(len(each["text_zh"]) >= len(each["consequence"]["proof"]) + 2 for each in body["data"][part])
    assert len(body["data"]["refused"]) == len(measures["refused"])


@pytest.mark.parametrize("subject", [DEBTOR, FOOD, FINED])
def test_every_number_that_is_cited_stands_in_the_annex_and_no_other(county: County, subject: str) -> None:
    data = body_of(county.bank, subject, with_risk="true")["data"]
    annex = [each["id"] for each in data["annex"]]
    assert annex == sorted(set(cited({name: part for name, part in data.items() if name != "annex"})))
    assert all(each["source_title"] and each["file"] and each["row"] and len(each["digest"]) == 64 for each in data["annex"])


def test_nobody_is_scored(county: County) -> None:
    data = body_of(county.bank, DEBTOR, with_risk="true")["data"]
    assert data["linked_risk"]["exposures"]
    assert {each["score"] for each in data["linked_risk"]["exposures"]} == {None}
    assert data["linked_risk"]["lane"] == "advisory"


def test_leads_are_there_only_where_they_were_asked_for(county: County) -> None:
    assert body_of(county.bank, DEBTOR)["data"]["linked_risk"] is None


def test_third_persons_are_masked_even_for_who_may_see_them(county: County, names: re.Pattern[str]) -> None:
    assert named_in(county.officer.get(f"/v1/subjects/{DEBTOR}").text, names)
    lines = len(latest(county.premises.book.engine, 1_000, with_persons=True))
    for subject in (DEBTOR, FOOD):
        response = county.officer.get(f"/v1/subjects/{subject}/report", with_risk="true", include_former="true")
        assert named_in(response.text, names) == set()
        assert response.json()["meta"]["persons"] == "masked"
    assert len(latest(county.premises.book.engine, 1_000, with_persons=True)) == lines


def test_a_person_is_named_in_his_own_report_alone_and_that_is_on_record(county: County, names: re.Pattern[str]) -> None:
    person = county.person(TRADER)
    response = county.officer.get(f"/v1/subjects/{person}/report", with_risk="true")
    assert named_in(response.text, names) == {TRADER}
    line = latest(county.premises.book.engine, 1)[0]
    assert (line["question"], line["subject"], line["persons"]) == ("get_report", person, 1)
    masked = county.bank.get(f"/v1/subjects/{person}/report")
    assert named_in(masked.text, names) == set()
    assert masked.json()["data"]["subject"]["name"] == "冯某某"


def test_a_repaired_record_is_left_out_unless_a_measure_rests_on_it(county: County) -> None:
    told = states_of(body_of(county.bank, FOOD))["青市监处罚〔2025〕48号"]
    assert told == {"repaired", "ground"}
    before = body_of(county.bank, FOOD, as_of="2026-06-30")
    assert "repaired" not in states_of(before)["青市监处罚〔2025〕48号"]


def test_records_past_their_publicity_are_told_only_on_request(county: County) -> None:
    after = "2031-01-01"
    assert (
        states_of(body_of(county.bank, FINED, as_of=after)).keys()
        < states_of(body_of(county.bank, FINED, as_of=after, include_former="true")).keys()
    )


def test_a_record_says_its_tier_and_its_state(county: County) -> None:
    body = body_of(county.bank, FINED)
    assert "in_publicity" in states_of(body)["青市监处罚〔2026〕33号"]
    record = next(
        each for each in body["data"]["records"] if each["other"]["name"] == "青市监处罚〔2026〕33号" and each["other"]["kind"] == "Penalty"
    )
    assert record["props"]["tier"]["code"] == "ordinary"
    assert set(record["carries"]) <= {each["consequence"]["id"] for each in body["data"]["on"]}


def test_ways_out_come_in_the_order_of_their_days(county: County) -> None:
    told = body_of(county.bank, FINED)["data"]["remedies"]
    days = [way["earliest"] or "9999" for way in told["ways"]]
    assert days == sorted(days)
    assert "2026-08-10" in days
    assert told["rules"] and all(rule["basis"] for rule in told["rules"])


def test_a_disputed_record_and_a_disagreement_are_told(county: County) -> None:
    with county.store.view() as view:
        subject = next(match.id for match in view.find(DISPUTED, ["Organization"], 5) if match.exact)
    data = body_of(county.bank, subject)["data"]
    assert data["summary"]["counts"]["disputed"] == 1
    assert {each["prop"] for each in data["conflicts"]} >= {"fine_fen"}


def test_what_a_part_leaves_out_is_counted(county: County) -> None:
    body = body_of(county.bank, FINED, limit=1)
    omitted = {each["part"]["code"]: (each["total"], each["told"]) for each in body["data"]["omitted"]}
    assert omitted["records"] == (7, 1), "four penalties, a licence, a commitment, an application for repair"
    assert omitted["on"][1] == len(body["data"]["on"]) == 1
    assert (body["meta"]["truncated"], body["meta"]["reason"]) == (True, "limit")
    assert body["data"]["summary"]["counts"]["penalties"] == 4
