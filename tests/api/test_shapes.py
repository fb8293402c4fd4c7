"""The shape of every answer, as DESIGN section 7 fixes it. A name that goes missing here breaks somebody's program."""

from typing import Any

import pytest

from tests.api.http import Caller
from tests.inquiry.world import CASE, DEBTOR, OLD_NUMBER, OTHER, REP, SHAREHOLDER

META = {"as_of", "known_at", "transaction", "parameters", "rules", "coverage", "truncated", "reason", "took_ms", "request_id"}
CONSEQUENCE = {
    "id", "measure", "target", "state", "mode", "role", "rule", "basis", "domain", "executor", "from", "until", "ends", "lifts_when",
    "flags", "proof",
}  # fmt: skip
REF = {"id", "kind", "name"}

ANSWERS = [
    ("/v1/subjects?q=青禾县", {"items"}),
    (f"/v1/subjects/{DEBTOR}", {"subject", "identifiers", "roles", "decisions", "lists", "conflicts"}),
    (f"/v1/subjects/{DEBTOR}/neighbors", {"subject", "nodes", "edges"}),
    (f"/v1/subjects/{DEBTOR}/timeline", {"subject", "events"}),
    (f"/v1/subjects/{SHAREHOLDER}/linked-risk", {"subject", "exposures", "totals"}),
    (f"/v1/subjects/{DEBTOR}/measures", {"subject", "on", "from"}),
    (f"/v1/subjects/{DEBTOR}/owners", {"subject", "owners", "tree", "over_full"}),
    (f"/v1/subjects/{DEBTOR}/controllers", {"subject", "readings", "agreed"}),
    (f"/v1/subjects/{DEBTOR}/suspected", {"subject", "lane", "policy", "score_is", "suspected", "totals"}),
    (f"/v1/subjects/{DEBTOR}/group", {"subject", "groups", "close_links"}),
    (f"/v1/subjects/{DEBTOR}/warnings", {"subject", "lane", "alerts", "near", "former", "left_out", "silent", "facts", "not_of_persons"}),
    (f"/v1/subjects/{DEBTOR}/grades", {"subject", "lane", "grades", "unstated", "spot_checks"}),
    ("/v1/ledger", {"lane", "patterns", "entries", "examined"}),
    ("/v1/lists", {"lists"}),
    (
        "/v1/lists/LIST_WAGE_ARREARS",
        {"list_code", "authority_zh", "basis", "term", "persons_roles", "verified", "entries"},
    ),
    (f"/v1/paths?from={REP}&to={SHAREHOLDER}", {"from", "to", "path", "searched"}),
    (f"/v1/measures/explain?subject={REP}", {"subject", "explanations"}),
    (f"/v1/measures/why-not?subject={SHAREHOLDER}", {"subject", "from", "applies", "reasons"}),
    (f"/v1/subjects/{REP}/conflicts", {"subject", "conflicts", "allowed"}),
    ("/v1/conflicts", {"items", "looked_at"}),
    ("/v1/evidence/1", {"id", "fact", "source", "file", "row", "raw", "seen_on", "transaction"}),
    ("/v1/ontology", {"enumerations"}),
    ("/v1/ontology/edge_kinds", {"name", "items"}),
    ("/v1/sources", {"sources"}),
    ("/v1/quality", {"profile", "files", "reporting", "totals"}),
]


@pytest.mark.parametrize(("url", "names"), ANSWERS)
def test_every_answer_has_its_data_and_says_what_it_rests_on(officer: Caller, url: str, names: set[str]) -> None:
    body = officer.body(url)
    assert names <= body["data"].keys()
    meta = body["meta"]
    assert meta.keys() >= META
    assert meta["as_of"] == "2026-11-20"
    assert meta["rules"].keys() == {"version", "hash"}
    assert {each["source"] for each in meta["coverage"]} == {"registry", "offices"}
    assert meta["demo"] is False


def test_a_consequence_has_the_names_that_are_fixed(officer: Caller) -> None:
    data = officer.body(f"/v1/subjects/{DEBTOR}/measures")["data"]
    for each in (*data["on"], *data["from"]):
        assert each.keys() >= CONSEQUENCE
        assert each["measure"].keys() >= {"code", "label_zh", "label_en"}
        assert each["target"].keys() >= REF
        assert each["role"].keys() >= {"kind", "read_on", "date"}
        assert all(cited.keys() >= {"instrument", "article"} for cited in each["basis"])
        assert all(step.keys() >= {"step", "says_zh", "fact", "evidence", "rule", "basis"} for step in each["proof"])
        assert all(way.keys() >= {"kind", "text_zh", "earliest"} for way in each["lifts_when"])


def test_an_exposure_has_the_names_that_are_fixed(officer: Caller) -> None:
    data = officer.body(f"/v1/subjects/{SHAREHOLDER}/linked-risk", max_hops=3, policy="default")["data"]
    assert data["totals"].keys() >= {"explored", "exposures", "returned", "hubs_not_crossed"}
    for each in data["exposures"]:
        assert each.keys() >= {"subject", "hops", "score", "adverse", "path"}
        assert each["subject"].keys() >= REF
        assert all(record.keys() >= {"fact", "kind", "severity", "domain", "from", "until", "evidence"} for record in each["adverse"])
        assert all(hop.keys() >= {"from", "edge", "to", "kind", "period", "evidence"} for hop in each["path"])


def test_search_has_a_page(officer: Caller) -> None:
    first = officer.body("/v1/subjects", q="青禾县", limit=2)
    assert len(first["data"]["items"]) == 2
    assert first["meta"]["truncated"] is True
    second = officer.body("/v1/subjects", q="青禾县", limit=2, cursor=first["page"]["next"])
    assert not {each["id"] for each in first["data"]["items"]} & {each["id"] for each in second["data"]["items"]}


def test_an_id_that_moved_is_sent_to_its_new_address(officer: Caller) -> None:
    response = officer.get(f"/v1/subjects/{OLD_NUMBER}/measures", as_of="2026-03-01")
    assert response.status_code == 308
    assert response.headers["location"] == f"/v1/subjects/{OTHER}/measures?as_of=2026-03-01"
    assert officer.body(response.headers["location"])["data"]["subject"]["id"] == OTHER


def test_parameters_in_force_are_echoed(officer: Caller) -> None:
    meta = officer.body(f"/v1/subjects/{DEBTOR}", as_of="2026-03-01", include_former="true")["meta"]
    assert meta["as_of"] == "2026-03-01"
    assert meta["parameters"] == {"subject": DEBTOR, "include_former": True, "include_repaired": False, "purpose": "enforcement"}
    assert officer.body("/v1/paths", **{"from": REP, "to": DEBTOR})["meta"]["parameters"]["from"] == REP


@pytest.mark.parametrize("known_at", ["2001-01-01", "2001-01-01T00:00:00Z"])
def test_what_was_not_yet_known_is_not_told(officer: Caller, known_at: str) -> None:
    response = officer.get(f"/v1/subjects/{DEBTOR}", known_at=known_at)
    assert (response.status_code, response.json()["code"]) == (404, "not_covered")
    found = officer.body("/v1/subjects", q=CASE, known_at=known_at)
    assert found["data"]["items"] == []
    assert found["meta"]["transaction"] == 0


def test_the_same_can_be_asked_again(officer: Caller) -> None:
    first = officer.body(f"/v1/subjects/{DEBTOR}/measures")
    again = officer.body(f"/v1/subjects/{DEBTOR}/measures", as_of=first["meta"]["as_of"], known_at=first["meta"]["known_at"])
    assert again["data"] == first["data"]
    assert again["meta"]["transaction"] == first["meta"]["transaction"]


def test_the_request_id_is_echoed(officer: Caller) -> None:
    response = officer.request("GET", "/v1/sources", headers={"X-Request-Id": "mine-1"})
    assert (response.headers["x-request-id"], response.json()["meta"]["request_id"]) == ("mine-1", "mine-1")
    for bad in ("a b", "x" * 65, "<script>"):
        assert officer.request("GET", "/healthz", headers={"X-Request-Id": bad}).headers["x-request-id"] != bad


def test_answers_are_never_kept_on_the_way(officer: Caller) -> None:
    headers = officer.get(f"/v1/subjects/{DEBTOR}").headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"


def items(body: Any) -> list[str]:
    return [each["id"] for each in body["data"]["items"]]
