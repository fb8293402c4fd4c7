"""Who is this? What is told, what is left out, and what that depends on."""

from typing import Any

import pytest

from credit.errors import BadIdentifier, NotCovered, NotFound
from inquiry.asking.subject import id_of
from inquiry.show import ShowParameters, show
from office.desk import Desk
from tests.inquiry.asked import OFFICER, ask
from tests.inquiry.world import CASE, CLEAN, DEBTOR, FINE, FORMER, LISTING, OLD_NUMBER, ORDER, OTHER, REMOVED, REP, REPAIRED, invented


def shown(desk: Desk, subject: str, **wanted: Any) -> Any:
    parameters = ShowParameters(**wanted)
    return ask(desk, lambda question: show(question, subject, parameters), parameters, OFFICER)["data"]


def test_roles_decisions_and_lists_of_the_day(desk: Desk) -> None:
    data = shown(desk, DEBTOR)
    assert {each["kind"] for each in data["roles"]} == {"LEGAL_REP_OF", "DIRECTOR_OF", "SHAREHOLDER_OF", "BRANCH_OF"}
    assert [each["other"]["id"] for each in data["decisions"]] == [FINE, ORDER]
    assert [each["other"]["id"] for each in data["lists"]] == [LISTING]
    assert data["decisions"][1]["other"]["name"] == CASE


def test_every_item_names_its_evidence_and_its_source(desk: Desk) -> None:
    data = shown(desk, DEBTOR, include_former=True, include_repaired=True)
    for each in (*data["roles"], *data["decisions"], *data["lists"]):
        assert each["evidence"]
        assert each["sources"] == ["registry"]


def test_a_repaired_record_is_told_only_when_asked_for_and_marked(desk: Desk) -> None:
    repaired = next(each for each in shown(desk, DEBTOR, include_repaired=True)["decisions"] if each["other"]["id"] == REPAIRED)
    assert repaired["usable"] is False
    assert repaired["repaired_on"] == "2026-01-15"
    assert "repaired" in repaired["flags"]


def test_a_repair_does_not_reach_back(desk: Desk) -> None:
    before = shown(desk, DEBTOR, as_of="2026-01-14")["decisions"]
    assert REPAIRED in {each["other"]["id"] for each in before}


def test_former_roles_and_removed_listings_only_when_asked_for(desk: Desk) -> None:
    assert FORMER not in {each["other"]["id"] for each in shown(desk, DEBTOR)["roles"]}
    data = shown(desk, DEBTOR, include_former=True)
    assert FORMER in {each["other"]["id"] for each in data["roles"]}
    assert {each["other"]["id"] for each in data["lists"]} == {LISTING, REMOVED}


def test_nothing_is_told_before_it_began(desk: Desk) -> None:
    data = shown(desk, DEBTOR, as_of="2025-03-09", include_former=True)
    assert ORDER not in {each["other"]["id"] for each in data["decisions"]}
    assert LISTING not in {each["other"]["id"] for each in data["lists"]}


def test_a_pending_objection_is_flagged(desk: Desk) -> None:
    fine = next(each for each in shown(desk, DEBTOR)["decisions"] if each["other"]["id"] == FINE)
    assert "disputed" in fine["flags"]


def test_a_decision_shows_who_has_part_in_it(desk: Desk) -> None:
    kinds = {(each["kind"], each["other"]["id"]) for each in shown(desk, FINE)["roles"]}
    assert ("SUBJECT_OF", DEBTOR) in kinds
    assert "DECIDED_BY" in {kind for kind, _ in kinds}


def test_a_conflict_says_who_says_what_and_whose_word_counts(desk: Desk) -> None:
    data = shown(desk, CLEAN)
    assert data["record"]["sources"] == ["registry", "offices"]
    (conflict,) = data["conflicts"]
    told = [(voice["value"]["code"], voice["sources"], voice["counts"]) for voice in conflict["values"]]
    assert told == [("in_business", ["registry"], True), ("suspended", ["offices"], False)]
    assert "conflicting" in data["record"]["flags"]


def test_a_former_name_stays_findable(desk: Desk) -> None:
    names = shown(desk, DEBTOR)["names"]
    assert [(each["name"], each["former"]) for each in names] == [("青禾县欠债商贸有限公司", False), ("青禾县曾用商贸有限公司", True)]


def test_a_merged_id_leads_to_its_root(desk: Desk) -> None:
    data = shown(desk, OLD_NUMBER)
    assert data["subject"]["id"] == OTHER
    assert {each["value"] for each in data["identifiers"] if each["scheme"] == "id"} == {OLD_NUMBER, OTHER}


def test_not_found_is_not_the_same_as_not_covered(desk: Desk) -> None:
    with pytest.raises(NotFound):
        shown(desk, invented(999))
    with pytest.raises(NotFound):
        shown(desk, "p:v1nobody")
    with pytest.raises(NotCovered):
        shown(desk, REP, known_at="2001-01-01")


@pytest.mark.parametrize(
    "text", ["王伟", "", "uscc:91379926MA0000999", "91379926MA000099XX", "xx:1", "uscc:", "p:' OR 1=1", "p:" + "a" * 99]
)
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(BadIdentifier):
        id_of(text)


def test_a_bare_valid_code_is_an_id() -> None:
    assert id_of(CLEAN.removeprefix("uscc:")) == CLEAN
    assert id_of(f" {CLEAN} ") == CLEAN
