"""Measures, proofs in words, linked risk, evidence, ontology, sources: what the inquiry adds to reasoning's answer."""

from functools import partial
from typing import Any

import pytest

from credit.errors import BadIdentifier, BadParameter, NotCovered, NotFound
from inquiry.evidence import evidence
from inquiry.explain import ExplainParameters, explain
from inquiry.linked_risk import LinkedRiskParameters, linked_risk_of
from inquiry.measures import measures_of
from inquiry.ontology import ontology, ontology_index
from inquiry.sources import sources
from inquiry.stats import stats
from office.desk import Desk
from tests.inquiry.asked import BANK, OFFICER, ask
from tests.inquiry.world import CLEAN, DEBTOR, HOLDER, PERSONS, REP, SHAREHOLDER, Small, premises_of
from tests.oracle.store import OracleStore
from tests.reasoning.world import World

PURPOSE = {"purpose": "enforcement"}


def measured(desk: Desk, subject: str) -> Any:
    return ask(desk, lambda question: measures_of(question, subject))["data"]


def test_the_order_binds_the_firm_and_flows_to_its_representative(desk: Desk) -> None:
    data = measured(desk, DEBTOR)
    assert ("RC001", DEBTOR, "bound") in {(each["rule"], each["target"]["id"], each["state"]) for each in data["on"]}
    assert ("RC001", REP, "bound") in {(each["rule"], each["target"]["id"], each["state"]) for each in data["from"]}
    assert "N01" in {each["rule"] for each in data["refused"] if each["related"]["id"] == SHAREHOLDER}


def test_every_step_of_a_proof_is_readable_and_rests_on_something(desk: Desk) -> None:
    data = measured(desk, DEBTOR)
    for each in (*data["on"], *data["from"]):
        assert each["basis"]
        assert [step["step"] for step in each["proof"]] == list(range(1, len(each["proof"]) + 1))
        for step in each["proof"]:
            assert "{" not in step["says_zh"]
            assert step["evidence"] or step["basis"]


def test_a_proof_in_words_ends_with_the_ways_out(desk: Desk) -> None:
    consequence = next(each["id"] for each in measured(desk, DEBTOR)["from"] if each["target"]["id"] == REP)
    for subject in (DEBTOR, REP):
        wanted = ExplainParameters(subject=subject, consequence=consequence)
        (told,) = ask(desk, partial(explain, wanted=wanted))["data"]["explanations"]
        assert told["consequence"]["id"] == consequence
        assert told["text_zh"][0].startswith("结论:欧阳某某")
        assert told["text_zh"][-1].startswith("出路:")


def test_an_unknown_consequence_is_not_found(desk: Desk) -> None:
    wanted = ExplainParameters(subject=DEBTOR, consequence="c:nothing")
    with pytest.raises(NotFound):
        ask(desk, lambda question: explain(question, wanted))


def test_names_in_proofs_are_masked_unless_right_and_purpose_are_there(desk: Desk) -> None:
    masked = str(ask(desk, lambda question: measures_of(question, DEBTOR), None, OFFICER))
    assert PERSONS[REP] not in masked
    wanted = ExplainParameters(subject=REP, **PURPOSE)
    assert PERSONS[REP] in str(ask(desk, lambda question: explain(question, wanted), wanted, OFFICER))
    assert PERSONS[REP] not in str(ask(desk, lambda question: explain(question, wanted), wanted, BANK))


def test_without_any_record_loaded_nobody_is_called_clear(tmp_path: Any) -> None:
    world = World(OracleStore())
    world.say("Organization", CLEAN, name="甲")
    home = premises_of(world.store, tmp_path)
    with pytest.raises(NotCovered) as refused:
        ask(home.desk(), lambda question: measures_of(question, CLEAN))
    assert "名单" in str(refused.value.extra["missing"])
    home.close()


def risk(desk: Desk, subject: str, **wanted: Any) -> Any:
    parameters = LinkedRiskParameters(**wanted)
    return ask(desk, lambda question: linked_risk_of(question, subject, parameters), parameters)


def test_linked_risk_is_a_lead_with_its_way_and_its_words(desk: Desk) -> None:
    data = risk(desk, SHAREHOLDER)["data"]
    assert data["lane"] == "advisory"
    (exposure,) = data["exposures"]
    assert exposure["subject"]["id"] == DEBTOR
    assert [hop["kind"] for hop in exposure["path"]] == ["SHAREHOLDER_OF"]
    assert {each["kind"] for each in exposure["adverse"]} == {"ListEntry", "CourtOrder", "Penalty"}
    assert all(each["evidence"] for each in exposure["adverse"])


def test_a_person_gets_facts_and_no_score(desk: Desk) -> None:
    for exposure in risk(desk, HOLDER)["data"]["exposures"]:
        assert (exposure["score"] is None) is (exposure["subject"]["kind"] == "Person")


def test_policy_and_depth_are_bounded_and_the_bound_is_said(desk: Desk) -> None:
    with pytest.raises(BadParameter, match="default"):
        risk(desk, DEBTOR, policy="none")
    with pytest.raises(BadParameter, match="6"):
        risk(desk, DEBTOR, max_hops=9)


def told(desk: Desk, number: str, **wanted: Any) -> Any:
    parameters = ExplainParameters(subject="-", **wanted)
    return ask(desk, lambda question: evidence(question, number), parameters, OFFICER)


def test_raw_values_of_persons_stay_out_and_are_named(desk: Desk, small: Small) -> None:
    number = str(_evidence_of(small))
    data = told(desk, number)["data"]
    assert data["withheld"] == ["法定代表人", "经办"]
    assert data["raw"] == {"企业名称": "青禾县清白有限公司", "成立日期": "2021-03-01", "说明": "该公司由王某于2021年设立"}
    assert told(desk, number, **PURPOSE)["data"]["raw"]["法定代表人"] == "王伟"


def _evidence_of(small: Small) -> int:
    with small.store.view() as view:
        (fact,) = view.facts([small.facts["raw"]])
    return next(claim.id for claim in fact.claims if claim.source == "offices")


@pytest.mark.parametrize("number", ["0", "-1", "a", "1.5", "9" * 30, "", "٣"])
def test_an_evidence_id_is_a_number(desk: Desk, number: str) -> None:
    with pytest.raises(BadIdentifier):
        told(desk, number)


def test_unknown_evidence_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        told(desk, "999999999")


def test_every_enumeration_has_chinese_and_english(desk: Desk) -> None:
    names = ask(desk, ontology_index)["data"]["enumerations"]
    assert {"edge_kinds", "node_kinds", "measures", "roles", "rules", "states", "modes", "flags", "list_code", "problems"} <= set(names)
    for name in names:
        items = ask(desk, partial(ontology, name=name))["data"]["items"]
        assert items, name
        assert all(item["code"] and item["label_zh"] and item["label_en"] for item in items), name


def test_every_flag_state_and_mode_of_an_answer_is_in_the_ontology(desk: Desk) -> None:
    def codes(name: str) -> set[str]:
        return {item["code"] for item in ask(desk, lambda question: ontology(question, name))["data"]["items"]}

    data = measured(desk, DEBTOR)
    for each in (*data["on"], *data["from"]):
        assert each["state"] in codes("states")
        assert each["mode"] in codes("modes")
        assert set(each["flags"]) <= codes("flags")


def test_an_unknown_enumeration_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        ask(desk, lambda question: ontology(question, "nothing"))


def test_sources_and_counts(desk: Desk) -> None:
    assert {each["name"] for each in ask(desk, sources)["data"]["sources"]} == {"registry", "offices"}
    kinds = {each["kind"]["code"]: each for each in ask(desk, partial(stats, counted=desk.store.stats()))["data"]["kinds"]}
    assert kinds["Person"]["nodes"] == 5
    assert kinds["LEGAL_REP_OF"]["nodes"] is None
    assert kinds["LEGAL_REP_OF"]["claims"] == 4
