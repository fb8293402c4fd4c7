"""Owners, controllers and groups as answers: named, masked, with evidence and the reason for what is left out."""

import pytest

from credit.errors import BadParameter
from inquiry.controllers import ControllersParameters, controllers
from inquiry.group import GroupParameters, group
from inquiry.owners import OwnersParameters, owners
from office.desk import Desk
from tests.inquiry.asked import BANK, ask
from tests.inquiry.world import BRANCH, DEBTOR, DIRECTOR, HOLDER, REP, SHAREHOLDER, SHOP


def test_owners_with_their_way_and_evidence(desk: Desk) -> None:
    data = ask(desk, lambda question: owners(question, BRANCH, OwnersParameters()))["data"]
    told = {each["party"]["id"]: each for each in data["owners"]}
    assert {party: each["share"]["min"] for party, each in told.items()} == {DEBTOR: 1.0, SHAREHOLDER: 0.6}
    assert told[SHAREHOLDER]["ultimate"] and not told[DEBTOR]["ultimate"]
    (way,) = told[SHAREHOLDER]["paths"]
    assert [(hop["from"], hop["to"]) for hop in way["stakes"]] == [(SHAREHOLDER, DEBTOR), (DEBTOR, BRANCH)]
    assert all(hop["evidence"] for hop in way["stakes"])
    assert [(each["level"], each["parent"]) for each in data["tree"]] == [(0, None), (1, 0), (2, 1)]
    assert data["lane"] == "advisory"


def test_downwards(desk: Desk) -> None:
    data = ask(desk, lambda question: owners(question, SHAREHOLDER, OwnersParameters(direction="down")))["data"]
    assert {each["party"]["id"]: each["share"]["min"] for each in data["owners"]} == {DEBTOR: 0.6, BRANCH: 0.6}


def test_what_is_left_out_is_said(desk: Desk) -> None:
    body = ask(desk, lambda question: owners(question, BRANCH, OwnersParameters(levels=1)))
    assert body["meta"]["truncated"] and "max_levels" in body["meta"]["reason"]
    assert ask(desk, lambda question: owners(question, BRANCH, OwnersParameters(min_share="0.7")))["data"]["total"] == 1


def test_readings_stand_side_by_side(desk: Desk) -> None:
    data = ask(desk, lambda question: controllers(question, DEBTOR, ControllersParameters()))["data"]
    told = {each["name"]: each for each in data["readings"]}
    assert {name: {each["party"]["id"] for each in reading["findings"]} for name, reading in told.items()} == {
        "aggregate_50": set(), "company_law_265": {SHAREHOLDER}, "beneficial_owner_2024": {REP}, "beneficial_owner_2017": {REP},
    }  # fmt: skip
    (found,) = told["company_law_265"]["findings"]
    assert found["trace"][0]["says_zh"] == "青禾县股东投资有限公司持有青禾县欠债商贸有限公司 60%"
    assert found["trace"][0]["evidence"]
    assert data["agreed"] == []


def test_a_person_is_masked(desk: Desk) -> None:
    data = ask(desk, lambda question: controllers(question, SHOP, ControllersParameters()), who=BANK)["data"]
    (owner,) = next(each for each in data["readings"] if each["name"] == "company_law_265")["findings"]
    assert (owner["party"]["id"], owner["party"]["masked"]) == (DIRECTOR, True)
    assert owner["party"]["name"] in owner["trace"][0]["says_zh"]
    assert [each["id"] for each in data["agreed"]] == [DIRECTOR]


def test_an_unknown_rule_set_names_those_that_there_are(desk: Desk) -> None:
    with pytest.raises(BadParameter, match="company_law_265"):
        ask(desk, lambda question: controllers(question, SHOP, ControllersParameters(readings=["nobody"])))


def test_the_group_and_close_links(desk: Desk) -> None:
    data = ask(desk, lambda question: group(question, BRANCH, GroupParameters()))["data"]
    assert [(each["head"]["id"], {one["party"]["id"] for one in each["members"]}) for each in data["groups"]] == [
        (SHAREHOLDER, {DEBTOR, BRANCH})
    ]
    assert {each["party"]["id"]: each["how"] for each in data["close_links"]["links"]} == {DEBTOR: "owner", SHAREHOLDER: "owner"}
    alone = ask(desk, lambda question: group(question, HOLDER, GroupParameters(links=False)))["data"]
    assert (alone["groups"][0]["head"]["id"], alone["groups"][0]["members"], alone["close_links"]) == (HOLDER, [], None)
