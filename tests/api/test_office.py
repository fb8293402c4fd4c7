"""Writes, receipts, feedback and the audit over HTTP."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import update

from api.app import create_app
from api.settings import ApiSettings
from office.audit.verifying import verify
from office.keys import add_key, add_key_with
from office.principals import Card
from office.rights import ALL_RIGHTS, Profile, Right
from office.tables import requests
from tests.api.conftest import House
from tests.api.http import Caller
from tests.inquiry.world import CLEAN, DEBTOR, DOC, FINE, LISTING, OLD_NUMBER, OTHER, PERSONS, REP, premises_of, sqlite_world

CHECK = {"subject": DEBTOR, "matter": "government_procurement", "purpose": "credit_check"}
ACT: dict[str, Any] = {"deed": "dispute", "target": {"record": FINE}, "document": "异受〔2026〕1号", "reason": "当事人提出异议"}


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[House]:
    """A house of one test's own: what is written here stays here."""
    small = sqlite_world(tmp_path)
    premises = premises_of(small.store, tmp_path)
    yield House(create_app(ApiSettings(), premises), small, premises)
    premises.close()


def clerk(house: House, **more: Any) -> Caller:
    key = add_key_with(house.office, Card("经办", tuple(ALL_RIGHTS), "某局", **more), None)
    return Caller(house.app, (("X-API-Key", key), ("X-Purpose", "credit_check")))


def write(caller: Caller, url: str, body: object, key: str = "key-00001") -> httpx.Response:
    return caller.request("POST", url, json=body, headers={"Idempotency-Key": key})


def decisions(caller: Caller) -> dict[str, Any]:
    found = caller.body(f"/v1/subjects/{DEBTOR}", include_repaired=True)["data"]["decisions"]
    return {each["other"]["id"]: each for each in found}


def test_an_act_lands_with_its_author_and_its_document(fresh: House) -> None:
    caller = clerk(fresh)
    response = write(caller, "/v1/acts", ACT)
    assert response.status_code == 200, response.text
    data = response.json()["data"]
    assert data["evidence"]["document"] == "异受〔2026〕1号"
    assert data["evidence"]["author"].endswith("某局")
    assert (fresh.premises.settings.home / "writes" / data["evidence"]["file"]).exists()
    assert "disputed" in decisions(caller)[FINE]["flags"]
    assert caller.body(f"/v1/subjects/{DEBTOR}")["meta"]["transaction"] == data["transaction"]


@pytest.mark.parametrize(
    ("deed", "more", "flag"),
    [("repair", {"effective": "2026-11-01"}, "repaired"), ("void", {}, None), ("uphold", {}, None)],
)
def test_each_deed_does_what_the_loaders_deed_does(fresh: House, deed: str, more: dict[str, str], flag: str | None) -> None:
    caller = clerk(fresh)
    assert write(caller, "/v1/acts", {**ACT, "deed": deed, **more}).status_code == 200
    found = decisions(caller).get(FINE)
    assert (found is None) if flag is None else (found is not None and flag in found["flags"])


def test_a_record_is_found_by_its_document_and_party(fresh: House) -> None:
    caller = clerk(fresh)
    act = {**ACT, "target": {"document": DOC, "party": DEBTOR}}
    assert write(caller, "/v1/acts", act).json()["data"]["facts"][0]["src"] == FINE


def test_a_correction_is_held_to_the_declaration(fresh: House) -> None:
    caller = clerk(fresh)
    right = {**ACT, "deed": "correct", "values": {"fine_fen": 100}}
    assert write(caller, "/v1/acts", right, "key-right").status_code == 200
    assert decisions(caller)[FINE]["props"]["fine_fen"] == 100
    for number, values in enumerate(({}, {"nothing": 1}, {"fine_fen": "much"}, {"decided_on": "someday"})):
        response = write(caller, "/v1/acts", {**right, "values": values}, f"key-wrong{number}")
        assert response.status_code in {400, 422}, response.text


def test_the_same_key_gives_the_same_answer_and_writes_once(fresh: House) -> None:
    caller = clerk(fresh)
    first, again = write(caller, "/v1/acts", ACT), write(caller, "/v1/acts", ACT)
    assert first.json() == again.json()
    assert (first.headers.get("idempotency-replayed"), again.headers.get("idempotency-replayed")) == (None, "true")
    assert fresh.small.store.last_transaction()[0] == first.json()["data"]["transaction"]
    other = write(caller, "/v1/acts", {**ACT, "reason": "另有理由"})
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert write(clerk(fresh), "/v1/acts", {**ACT, "reason": "另一人的键"}).status_code == 200


def test_a_write_that_was_cut_short_is_done_again_and_is_there_once(fresh: House) -> None:
    caller = clerk(fresh)
    first = write(caller, "/v1/acts", ACT).json()
    with fresh.office.begin() as connection:  # what a killed worker leaves: begun, and never answered
        connection.execute(update(requests).values(answer=None, status=None, begun_at="2026-01-01T00:00:00.000+00:00"))
    again = write(caller, "/v1/acts", ACT)
    assert again.status_code == 200
    assert again.json()["data"]["transaction"] == first["data"]["transaction"]
    with fresh.office.begin() as connection:
        connection.execute(update(requests).values(answer=None, status=None, begun_at="2999-01-01T00:00:00.000+00:00"))
    assert write(caller, "/v1/acts", ACT).json()["code"] == "under_way"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({**ACT, "target": {}}, 422),
        ({**ACT, "target": {"record": FINE, "document": DOC}}, 422),
        ({**ACT, "target": {"record": "pen:nothing"}}, 404),
        ({**ACT, "target": {"document": "没有〔2026〕0号"}}, 404),
        ({**ACT, "deed": "repair"}, 422),
        ({**ACT, "effective": "2027-01-01"}, 422),
        ({**ACT, "document": ""}, 422),
        ({**ACT, "deed": "erase"}, 422),
    ],
)
def test_an_act_that_is_not_in_order_is_refused(fresh: House, body: object, status: int) -> None:
    before = fresh.small.store.last_transaction()
    response = write(clerk(fresh), "/v1/acts", body)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert fresh.small.store.last_transaction() == before


def test_a_write_needs_its_key_its_right_and_its_field(fresh: House) -> None:
    assert clerk(fresh).request("POST", "/v1/acts", json=ACT).status_code == 422
    without = fresh.caller(*(ALL_RIGHTS - {Right.FACTS}))
    assert write(without, "/v1/acts", ACT).json()["missing_right"] == "facts:write"
    assert write(clerk(fresh, domains=("customs",)), "/v1/acts", ACT).status_code == 403  # nobody has stated the fine's field


def test_rows_keep_to_the_fields_of_their_authors_key(fresh: House) -> None:
    """What they state, what they act upon, previewed or not; nothing of it is published."""
    fine = {
        "行政相对人名称": "青禾县清白有限公司",
        "统一社会信用代码": CLEAN.removeprefix("uscc:"),
        "行政处罚决定书文号": "青市监罚〔2026〕31号",
    }
    fine |= {"处罚决定日期": "2026-10-01", "处罚机关": "县局", "处罚类别": "警告", "行政相对人类别": "法人及非法人组织"}
    rows = {"source": "penalties", "scope": "县局", "rows": [{**fine, "领域": "食品"}]}
    for number, (field, preview, status) in enumerate(
        [("税务", True, 403), ("税务", False, 403), ("", False, 403), ("食品", True, 200), ("食品", False, 200)]
    ):
        before = fresh.small.store.last_transaction()[0]
        wanted = {**rows, "rows": [{**fine, "领域": field}], "preview": preview}
        response = write(clerk(fresh, domains=("food",)), "/v1/rows", wanted, f"key-field{number}")
        assert response.status_code == status, response.text
        assert (fresh.small.store.last_transaction()[0] > before) is (status == 200 and not preview)
    repair = {"行政相对人名称": "青禾县欠债商贸有限公司", "统一社会信用代码": DEBTOR.removeprefix("uscc:"), "所修复文书号": DOC}
    repair |= {"修复决定文书号": "信修〔2026〕9号", "修复日期": "2026-11-10", "修复机关": "县发改局", "修复事由": "已履行"}
    other = write(clerk(fresh, domains=("customs",)), "/v1/rows", {"source": "repairs", "scope": "县局", "rows": [repair]}, "key-repair")
    assert other.status_code == 403
    assert "repaired" not in decisions(clerk(fresh))[FINE]["flags"]


def test_rows_go_the_way_of_a_file(fresh: House) -> None:
    caller = clerk(fresh)
    row = {"行政相对人名称": "青禾县欠债商贸有限公司", "统一社会信用代码": DEBTOR.removeprefix("uscc:"), "所修复文书号": DOC}
    row |= {"修复决定文书号": "信修〔2026〕9号", "修复日期": "2026-11-10", "修复机关": "县发改局", "修复事由": "已履行"}
    rows = {"source": "repairs", "scope": "县发改局", "data_on": "2026-11-19", "rows": [row, {**row, "修复日期": "某日"}]}
    told = write(caller, "/v1/rows", {**rows, "preview": True}, "key-preview").json()["data"]
    assert (told["report"]["accepted"], told["report"]["rejected"]) == (1, 1)
    assert "某日" in told["rejected_csv"]
    assert "repaired" not in decisions(caller)[FINE]["flags"]
    response = write(caller, "/v1/rows", rows, "key-commit")
    assert response.status_code == 200, response.text
    assert "repaired" in decisions(caller)[FINE]["flags"]
    assert write(caller, "/v1/rows", rows, "key-commit").headers["idempotency-replayed"] == "true"
    assert write(caller, "/v1/rows", {**rows, "source": "nothing"}, "key-other").status_code == 422


def test_a_write_is_on_record_before_it_is_done(fresh: House) -> None:
    with fresh.premises.book.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE audit_line RENAME TO elsewhere")
    before = fresh.small.store.last_transaction()
    assert write(clerk(fresh), "/v1/acts", ACT).json()["code"] == "audit_failed"
    assert fresh.small.store.last_transaction() == before


def test_a_receipt_is_found_replayed_and_printed_by_its_own_authority(house: House) -> None:
    caller = clerk(house)
    answer = caller.request("POST", "/v1/checks", json={**CHECK, "reference": "<b>办1号</b>"}).json()
    number = answer["receipt"]["number"]
    assert caller.body(f"/v1/receipts/{number}")["data"]["line"] == answer["receipt"]["line"]
    replay = caller.body(f"/v1/receipts/{number}/replay")["data"]
    assert (replay["same"], replay["same_rules"]) == (True, True)
    page = caller.get(f"/v1/receipts/{number}/page")
    assert number in page.text
    assert "&lt;b&gt;办1号" in page.text and "<b>办1号" not in page.text
    stranger = house.caller(*(ALL_RIGHTS - {Right.AUDIT}))
    assert stranger.get(f"/v1/receipts/{number}").status_code == 403
    assert caller.get("/v1/receipts/HC20261120-NOTHING").status_code == 404


def test_feedback_closes_the_loop_and_is_counted(fresh: House) -> None:
    caller = clerk(fresh)
    numbers = [caller.request("POST", "/v1/checks", json=CHECK).json()["receipt"]["number"] for _ in range(3)]
    assert [each["number"] for each in caller.body("/v1/feedback/open")["data"]["items"]] == numbers
    done = {"number": numbers[0], "outcome": "executed", "done_on": "2026-11-20"}
    assert write(caller, "/v1/feedback", done, "feedback-1").status_code == 200
    assert write(caller, "/v1/feedback", done, "feedback-1").headers["idempotency-replayed"] == "true"
    not_done = {"number": numbers[1], "outcome": "exempt"}
    assert write(caller, "/v1/feedback", not_done, "feedback-2").status_code == 422
    exempt = {**not_done, "reason": "轻微且已改正", "basis": "行政处罚法第三十三条"}
    assert write(caller, "/v1/feedback", exempt, "feedback-3").status_code == 200
    assert [each["number"] for each in caller.body("/v1/feedback/open")["data"]["items"]] == numbers[2:]
    board = caller.body("/v1/feedback/counts")["data"]["items"]
    line = next(each for each in board if each["measure"] == "EXCLUDE_PROCUREMENT")
    assert [line[name] for name in ("authority", "checks", "triggered", "executed", "exempt", "open")] == ["某局", 3, 3, 1, 1, 1]
    other = write(fresh.caller(*ALL_RIGHTS), "/v1/feedback", {"number": numbers[2], "outcome": "executed"}, "feedback-4")
    assert (other.status_code, other.json()["missing_right"]) == (403, "authority")
    book = fresh.premises.book
    assert verify(book.engine, book.key.public).findings == []


def test_the_last_word_of_feedback_counts(fresh: House) -> None:
    caller = clerk(fresh)
    number = caller.request("POST", "/v1/checks", json=CHECK).json()["receipt"]["number"]
    write(caller, "/v1/feedback", {"number": number, "outcome": "not_executed", "reason": "申请人撤回"}, "feedback-1")
    write(caller, "/v1/feedback", {"number": number, "outcome": "executed"}, "feedback-2")
    board = caller.body("/v1/feedback/counts")["data"]["items"]
    assert sum(each["executed"] for each in board if each["measure"] == "EXCLUDE_PROCUREMENT") == 1
    assert sum(each["not_executed"] for each in board if each["measure"] == "EXCLUDE_PROCUREMENT") == 0


def test_the_audit_tells_who_asked_to_whom_it_concerns(fresh: House) -> None:
    officer = clerk(fresh)
    officer.request("GET", f"/v1/subjects/{DEBTOR}/measures", headers={"X-Request-Id": "asked-1"})
    for about in (DEBTOR, REP):  # the firm was asked about; its representative was named in the answer
        items = officer.body("/v1/audit", about=about)["data"]["items"]
        assert "asked-1" in {each["request_id"] for each in items}
    itself = add_key_with(fresh.office, Card("本人", tuple(ALL_RIGHTS - {Right.AUDIT}), profile=Profile.SUBJECT, subject=DEBTOR), None)
    own = Caller(fresh.app, (("X-API-Key", itself), ("X-Purpose", "own_record")))
    assert own.body("/v1/audit", about=DEBTOR)["data"]["items"]
    other = fresh.caller(*(ALL_RIGHTS - {Right.AUDIT}))
    assert other.get(f"/v1/audit?about={DEBTOR}").json()["missing_right"] == "audit:read"


def test_whoever_was_asked_about_is_found_however_he_was_written(fresh: House) -> None:
    officer, bare = clerk(fresh), DEBTOR.removeprefix("uscc:")
    for number, url in enumerate((f"/v1/subjects/{bare}", f"/v1/paths?from={bare}&to={CLEAN}", f"/v1/subjects?q={bare}")):
        officer.request("GET", url, headers={"X-Request-Id": f"asked-{number}"})
    officer.request("GET", f"/v1/subjects/{OLD_NUMBER}", headers={"X-Request-Id": "by-old-number"})
    asked = {
        about: {each["request_id"] for each in officer.body("/v1/audit", about=about)["data"]["items"]} for about in (bare, CLEAN, OTHER)
    }
    assert asked[bare] >= {"asked-0", "asked-1", "asked-2"}
    assert "asked-1" in asked[CLEAN]
    assert "by-old-number" in asked[OTHER], "two ids of one subject"


def test_refusals_that_count_are_on_record(fresh: House) -> None:
    fresh.caller(Right.QUALITY).get(f"/v1/subjects/{DEBTOR}")
    fresh.caller(*ALL_RIGHTS, purpose="enforcement").get("/v1/subjects/p:v1nobody")
    told = clerk(fresh)
    assert [each["outcome"] for each in told.body("/v1/audit", about=DEBTOR)["data"]["items"]][-1] == "not_permitted"
    assert [each["outcome"] for each in told.body("/v1/audit", about="p:v1nobody")["data"]["items"]][-1] == "not_found"


def test_no_line_and_no_log_holds_a_name(fresh: House) -> None:
    caller = clerk(fresh)
    caller.body(f"/v1/subjects/{DEBTOR}/measures")
    write(caller, "/v1/acts", ACT)
    caller.request("POST", "/v1/checks", json=CHECK)
    with fresh.premises.book.engine.connect() as connection:
        bodies = "".join(row[0] for row in connection.exec_driver_sql("SELECT body FROM audit_line"))
    assert not [name for name in PERSONS.values() if name in bodies]


def test_a_rotated_key_lets_the_old_one_run_out(fresh: House) -> None:
    from datetime import date

    from office.keys import rotate_key

    key = add_key(fresh.office, "a", [Right.SUBJECTS], None)
    new = rotate_key(fresh.office, key.split("_")[1], date(2026, 11, 20), None)
    url = f"/v1/subjects/{DEBTOR}?purpose=lending"
    for each in (key, new):
        assert Caller(fresh.app, (("X-API-Key", each),)).get(url).status_code == 200
    again = rotate_key(fresh.office, new.split("_")[1], date(2026, 11, 19), None)
    answers = [Caller(fresh.app, (("X-API-Key", each),)).get(url).status_code for each in (new, again)]
    assert answers == [401, 200]


def test_a_watched_subject_raises_an_alert_with_what_changed_and_why(fresh: House) -> None:
    caller = clerk(fresh)
    wanted = {"name": "重点客户", "subjects": [DEBTOR, "uscc:91379926MA00009992"[:-1] + "X"]}
    assert write(caller, "/v1/watches", wanted, "watch-wrong").status_code == 400
    saved = write(caller, "/v1/watches", {"name": "重点客户", "subjects": [DEBTOR, CLEAN]}, "watch-first")
    assert saved.status_code == 200, saved.text
    assert caller.body("/v1/alerts")["data"]["items"] == []
    bound = {each["id"] for each in caller.body(f"/v1/subjects/{DEBTOR}/measures")["data"]["on"]}
    entry = {**ACT, "deed": "void", "target": {"record": LISTING}}
    assert write(caller, "/v1/acts", entry, "void-listing").status_code == 200
    left = {each["id"] for each in caller.body(f"/v1/subjects/{DEBTOR}/measures")["data"]["on"]}
    (alert,) = caller.body("/v1/alerts")["data"]["items"]
    assert alert["subject"] == DEBTOR
    assert {each["consequence"] for each in alert["ended"]} == bound - left
    assert bound - left
    assert caller.body("/v1/alerts")["data"]["items"] == [alert]
    assert caller.body("/v1/alerts", after=alert["id"])["data"]["items"] == []
    assert clerk(fresh).body("/v1/alerts")["data"]["items"] == []


def test_the_feed_never_cuts_a_transaction(fresh: House) -> None:
    caller = clerk(fresh)
    whole = caller.body("/v1/changes", limit=10_000)["data"]
    pulled, since = [], 0
    while page := caller.body("/v1/changes", since=since, limit=3)["data"]["items"]:
        pulled += page
        since = page[-1]["transaction"]
    assert pulled == whole["items"]
    assert whole["next"] == fresh.small.store.last_transaction()[0]
