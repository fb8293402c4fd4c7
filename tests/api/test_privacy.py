"""No caller without the right and a purpose ever reads a natural person's name; whoever reads one is on record first."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.app import create_app
from api.settings import ApiSettings
from office.audit.reading import latest
from office.desk import Desk
from office.rights import ALL_RIGHTS, Right
from tests.api.conftest import House
from tests.api.http import Caller
from tests.inquiry.world import DEBTOR, FINE, LISTING, ORDER, ORGS, PERSONS, SHOP, premises_of

NAMES = sorted({*PERSONS.values(), "李不在册"})
SUBJECTS = [*ORGS, *PERSONS, FINE, LISTING, ORDER]
PLACES = ["", "/neighbors?max_hops=3&include_former=true", "/timeline", "/linked-risk", "/measures", "/neighbors?kinds=POSSIBLY_SAME"]
PLACES += ["/warnings", "/conflicts", "/suspected"]
LISTED = [f"/v1/subjects/{subject}{place}" for subject in SUBJECTS for place in PLACES]
EXPLAINED = [f"/v1/measures/{place}?subject={subject}" for subject in SUBJECTS for place in ("explain", "why-not")]
FOUND = [f"/v1/subjects?q={text}" for text in ("青禾县", "青市监罚〔2026〕7号", "(2025)鲁9926执123号")]
EVIDENCE = [f"/v1/evidence/{number}" for number in range(1, 45)]
PATHS = [f"/v1/paths?from={a}&to={b}&max_hops=8" for a in list(PERSONS)[:3] for b in (DEBTOR, SHOP)]
EVERYTHING = [*LISTED, *EXPLAINED, *FOUND, *EVIDENCE, *PATHS]


def without_organizations(text: str) -> str:
    """An organisation's own name is public, even where its owner's name stands in it."""
    for name in ORGS.values():
        text = text.replace(name, "")
    return text


@settings(max_examples=220, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(EVERYTHING))
def test_no_name_reaches_a_caller_without_the_right(bank: Caller, url: str) -> None:
    body = without_organizations(bank.get(url).text)
    assert [name for name in NAMES if name in body] == []


@pytest.mark.parametrize("url", EVIDENCE)
def test_no_name_reaches_him_through_raw_values(bank: Caller, url: str) -> None:
    body = without_organizations(bank.get(url).text)
    assert [name for name in NAMES if name in body] == []


def test_the_right_alone_opens_nothing_and_the_purpose_alone_shows_no_name(house: House) -> None:
    refused = house.caller(*ALL_RIGHTS).get(f"/v1/subjects/{DEBTOR}")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "purpose")
    body = house.caller(*(ALL_RIGHTS - {Right.PERSONS}), purpose="lending").body(f"/v1/subjects/{DEBTOR}")
    assert body["meta"]["persons"] == "masked"
    assert PERSONS["p:v1rep"] not in str(body)
    assert body["meta"]["hidden_by_permission"] > 0


def test_free_text_is_masked_too(bank: Caller, officer: Caller) -> None:
    facts = [each["props"].get("violation_facts") for each in bank.body(f"/v1/subjects/{DEBTOR}")["data"]["decisions"]]
    assert "经查,该公司法定代表人欧阳某某组织实施。" in facts
    facts = [each["props"].get("violation_facts") for each in officer.body(f"/v1/subjects/{DEBTOR}")["data"]["decisions"]]
    assert "经查,该公司法定代表人欧阳立春组织实施。" in facts


def test_an_organisation_keeps_its_own_name(bank: Caller) -> None:
    assert bank.body(f"/v1/subjects/{SHOP}")["data"]["subject"]["name"] == ORGS[SHOP]


def test_whoever_reads_a_name_is_on_record(house: House, officer: Caller) -> None:
    response = officer.request("GET", f"/v1/subjects/{DEBTOR}/measures?as_of=2026-03-01", headers={"X-Request-Id": "seen-1"})
    assert PERSONS["p:v1rep"] in response.text
    line = latest(house.premises.book.engine, 1)[0]
    told = (line["request_id"], line["purpose"], line["question"], line["subject"])
    assert told == ("seen-1", "enforcement", "list_measures", DEBTOR)
    assert line["persons"] >= 1
    assert line["as_of"] == "2026-03-01"
    assert line["principal"].startswith("key:")


def test_every_answer_is_on_record_and_those_with_persons_are_told_apart(house: House, officer: Caller) -> None:
    book = house.premises.book.engine
    before = len(latest(book, 10_000)), len(latest(book, 10_000, with_persons=True))
    officer.body("/v1/ontology/edge_kinds")
    officer.body("/v1/sources")
    assert (len(latest(book, 10_000)), len(latest(book, 10_000, with_persons=True))) == (before[0] + 2, before[1])


def test_no_line_no_name(house: House, tmp_path: Path) -> None:
    """Where the disclosure cannot be put on record, the answer does not leave."""
    premises = premises_of(house.small.store, tmp_path)
    caller = Caller(create_app(ApiSettings(demo=True), premises))
    assert caller.get(f"/v1/subjects/{DEBTOR}?purpose=demonstration").status_code == 200

    with premises.book.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE audit_line RENAME TO elsewhere")
    response = caller.get(f"/v1/subjects/{DEBTOR}?purpose=demonstration")
    assert (response.status_code, response.json()["code"]) == (503, "audit_failed")
    assert response.headers["retry-after"]
    assert PERSONS["p:v1rep"] not in response.text
    premises.office.dispose()


def test_the_desk_says_nothing_of_its_key(tmp_path: Path, house: House) -> None:
    desk: Desk = premises_of(house.small.store, tmp_path).desk()
    assert desk.cursor_key.hex() not in repr(desk)
    assert repr(desk.cursor_key) not in repr(desk)
    desk.office.dispose()
