"""Why-not and conflicts as answers: what is refused, what is masked, what a refused rule says, how a walk goes on."""

from typing import Any, get_args

import pytest
from pydantic import ValidationError

from credit.errors import BadParameter
from inquiry.conflicts import ConflictsParameters, worklist
from inquiry.ontology import words
from inquiry.why_not import WhyNotParameters, why_not_of
from office.desk import Desk
from reasoning.why_not import Code
from tests.inquiry.asked import BANK, OFFICER, ask
from tests.inquiry.world import CLEAN, DEBTOR, DIRECTOR, FORMER, PERSONS, REP, SHAREHOLDER


def asked(desk: Desk, subject: str, who: Any = BANK, **wanted: Any) -> Any:
    parameters = WhyNotParameters.model_validate({"subject": subject, **wanted})
    return ask(desk, lambda question: why_not_of(question, parameters), parameters, who)["data"]


def test_every_reason_has_its_word() -> None:
    assert set(get_args(Code)) == set(words()["why_not"])


def test_a_shareholder_is_not_bound_and_the_article_says_so(desk: Desk) -> None:
    (reason,) = asked(desk, SHAREHOLDER, measure="LIMIT_CONSUMPTION")["reasons"]
    assert (reason["code"], reason["rule"], reason["statement"]["id"]) == ("role_not_named", "RC001", "N01")
    assert {cited["article"] for cited in reason["basis"]} >= {"第四条"}
    assert [term["kind"]["code"] for term in reason["terms"]] == ["SHAREHOLDER_OF"]


def test_a_former_representative_has_the_term_that_he_held(desk: Desk) -> None:
    (reason,) = asked(desk, FORMER, rule="RC001")["reasons"]
    assert reason["code"] == "role_not_held"
    assert [(term["period"]["from"], term["period"]["until"]) for term in reason["terms"]] == [("2015-01-01", "2020-01-01")]


def test_from_narrows_the_question_to_one_subject(desk: Desk) -> None:
    (reason,) = asked(desk, REP, rule="RC001", **{"from": CLEAN})["reasons"]
    assert reason["code"] == "no_record"
    assert asked(desk, REP, rule="RC001", **{"from": DEBTOR})["applies"]


def test_a_refused_rule_answers_for_itself(desk: Desk) -> None:
    (reason,) = asked(desk, REP, rule="X01")["reasons"]
    assert (reason["code"], reason["statement"]["kind"]) == ("no_rule", "refused")
    assert reason["statement"]["wished_in"] and reason["statement"]["answer_zh"]


def test_a_rule_that_is_off_says_so(desk: Desk) -> None:
    (reason,) = asked(desk, REP, rule="RB009")["reasons"]
    assert reason["code"] == "rule_off"


@pytest.mark.parametrize("wanted", [{"rule": "R999"}, {"measure": "HANG"}])
def test_an_unknown_rule_or_measure_is_refused(desk: Desk, wanted: dict[str, str]) -> None:
    with pytest.raises(BadParameter, match="/v1/ontology"):
        asked(desk, REP, **wanted)


def test_a_measure_and_a_rule_at_once_are_refused() -> None:
    with pytest.raises(ValidationError):
        WhyNotParameters(subject=REP, measure="EXIT_BAN", rule="RC003")


def test_names_are_masked_in_reasons(desk: Desk) -> None:
    assert PERSONS[DIRECTOR] not in str(asked(desk, DIRECTOR))
    assert PERSONS[DIRECTOR] in str(asked(desk, DIRECTOR, OFFICER, purpose="enforcement"))


def test_a_cursor_of_another_worklist_is_refused(desk: Desk) -> None:
    wanted = ConflictsParameters(cursor="AAAA")
    with pytest.raises(BadParameter, match="cursor"):
        ask(desk, lambda question: worklist(question, wanted), wanted)
