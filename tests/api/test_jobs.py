"""Files over HTTP: checked, loaded, reported on as jobs; whose they are, what they refuse, and what leaves."""

import csv
import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import update

from api.app import create_app
from api.settings import ApiSettings
from office.audit.verifying import verify
from office.jobs.working import Worker, remove_expired
from office.keys import add_key_with
from office.principals import Card
from office.rights import ALL_RIGHTS, Profile, Right
from office.tables import jobs
from tests.api.conftest import House
from tests.api.http import Caller
from tests.inquiry.world import CLEAN, DEBTOR, DOC, FINE, premises_of, sqlite_world

REPAIR = {"行政相对人名称": "青禾县欠债商贸有限公司", "统一社会信用代码": DEBTOR.removeprefix("uscc:"), "所修复文书号": DOC} | {
    "修复决定文书号": "信修〔2026〕9号", "修复日期": "2026-11-10", "修复机关": "县发改局", "修复事由": "已履行",
}  # fmt: skip


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[House]:
    """A house of one test's own: what is loaded here stays here."""
    small = sqlite_world(tmp_path)
    premises = premises_of(small.store, tmp_path)
    yield House(create_app(ApiSettings(), premises), small, premises)
    premises.close()


def clerk(house: House, rights: frozenset[Right] = ALL_RIGHTS, **more: Any) -> Caller:
    key = add_key_with(house.office, Card("经办", rights, "某局", **more), None)
    return Caller(house.app, (("X-API-Key", key), ("X-Purpose", "credit_check")))


def send(caller: Caller, url: str, content: bytes | str, key: str = "key-00001", name: str = "名单.csv", **form: str) -> httpx.Response:
    body = content.encode() if isinstance(content, str) else content
    return caller.request("POST", url, files={"file": (name, body)}, data=form, headers={"Idempotency-Key": key})


def names(*rows: str) -> str:
    return "\n".join(["主体代码,名称,办件编号", *rows])


def table(*rows: dict[str, str]) -> str:
    told = io.StringIO()
    writer = csv.DictWriter(told, list(REPAIR))
    writer.writeheader()
    writer.writerows(rows)
    return told.getvalue()


def worked(house: House) -> int:
    """A worker comes by and does what waits."""
    return Worker(house.premises).do_all_due()


def flags(caller: Caller) -> list[str]:
    found = caller.body(f"/v1/subjects/{DEBTOR}", include_repaired=True)["data"]["decisions"]
    return next(list(each["flags"]) for each in found if each["other"]["id"] == FINE)


def test_a_list_of_names_is_taken_watched_and_answered(house: House) -> None:
    caller = clerk(house)
    response = send(caller, "/v1/checks/files", names(f"{DEBTOR},,办1", f"{CLEAN},,办2", ",只有名称,"), matter="government_procurement")
    assert response.status_code == 202, response.text
    place = response.headers["location"]
    waiting = caller.body(place)["data"]
    assert (waiting["state"], waiting["progress"]["done"], waiting["result"]) == ("queued", 0, None)
    early = caller.get(f"{place}/result")
    assert (early.status_code, early.json()["code"]) == (409, "under_way")
    assert worked(house) == 1
    done = caller.body(place)["data"]
    assert (done["state"], done["progress"]) == ("done", {"done": 3, "total": 3, "unit": "rows"})
    assert done["outcome"]["not_checked"] == 1
    result = caller.get(done["result"]["href"])
    assert result.headers["content-disposition"].startswith("attachment")
    rows = list(load_workbook(io.BytesIO(result.content)).worksheets[0].iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == ["2", "3", "4"]
    number = str(rows[1][8])
    assert caller.body(f"/v1/receipts/{number}")["data"]["says"]["check"]["reference"] == "办1"
    assert caller.body("/v1/jobs")["data"]["items"][0]["id"] == done["id"]
    assert verify(house.premises.book.engine, house.premises.book.key.public).findings == []


def test_the_same_upload_under_the_same_key_is_one_job(house: House) -> None:
    caller = clerk(house)
    first, again = (send(caller, "/v1/checks/files", names(f"{DEBTOR},,"), matter="licence") for _ in range(2))
    assert (again.status_code, again.headers["idempotency-replayed"]) == (202, "true")
    assert first.headers["location"] == again.headers["location"]
    other = send(caller, "/v1/checks/files", names(f"{CLEAN},,"), matter="licence")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert worked(house) == 1


def test_a_job_and_its_result_are_its_owners(house: House) -> None:
    owner, place = clerk(house), ""
    place = send(owner, "/v1/checks/files", names(f"{DEBTOR},,"), matter="licence").headers["location"]
    worked(house)
    stranger, admin = clerk(house, ALL_RIGHTS - {Right.ADMIN}), clerk(house)
    for url in (place, f"{place}/result"):
        assert stranger.get(url).status_code == 404
    assert stranger.request("POST", f"{place}/cancel").status_code == 404
    assert stranger.body("/v1/jobs", everybody=True)["data"]["items"] == []
    assert admin.body(place)["data"]["state"] == "done"
    assert admin.get(f"{place}/result").status_code == 404
    assert owner.get(f"{place}/result").status_code == 200


def test_a_result_has_its_time(house: House) -> None:
    caller = clerk(house)
    place = send(caller, "/v1/checks/files", names(f"{DEBTOR},,"), matter="licence").headers["location"]
    worked(house)
    with house.office.begin() as connection:
        connection.execute(update(jobs).where(jobs.c.id == place.rpartition("/")[2]).values(expires_at="2020-01-01T00:00:00.000+00:00"))
    assert remove_expired(house.premises) == 1
    late = caller.get(f"{place}/result")
    assert (late.status_code, late.json()["code"]) == (410, "expired")
    assert caller.body(place)["data"]["outcome"]["rows"] == 1


def test_no_cell_of_a_result_becomes_a_formula(house: House) -> None:
    caller = clerk(house)
    hostile = names('"=HYPERLINK(""x"")",,', ",@SUM(1),", f'{DEBTOR},,"=1+1"', "＝1,,")
    for form, key in (("csv", "key-00001"), ("xlsx", "key-00002")):
        place = send(caller, "/v1/checks/files", hostile, key, matter="licence", result=form).headers["location"]
        worked(house)
        content = caller.get(f"{place}/result").content
        if form == "csv":
            cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
            assert not [cell for cell in cells if cell.startswith(("=", "@", "+", "-", "＝"))]
            assert "'=1+1" in cells
        else:
            sheet = load_workbook(io.BytesIO(content)).worksheets[0]
            assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
            assert "=1+1" in {cell.value for row in sheet.iter_rows() for cell in row}


@pytest.mark.parametrize(
    ("form", "status", "code"),
    [
        ({"matter": "nothing"}, 422, "bad_parameter"),
        ({}, 422, "bad_parameter"),
        ({"matter": "licence", "purpose": "curiosity"}, 422, "bad_parameter"),
        ({"matter": "licence", "on": "someday"}, 400, "bad_day"),
        ({"matter": "licence", "result": "exe"}, 422, "bad_parameter"),
        ({"matter": "licence", "onn": "2026-01-01"}, 422, "bad_parameter"),
    ],
)
def test_what_is_wrong_with_the_question_is_told_at_once(house: House, form: dict[str, str], status: int, code: str) -> None:
    response = send(clerk(house), "/v1/checks/files", names(f"{DEBTOR},,"), **form)
    assert (response.status_code, response.json()["code"]) == (status, code), response.text
    assert response.headers["content-type"] == "application/problem+json"


def test_an_upload_needs_its_right_its_key_and_its_size(house: House) -> None:
    for url, right, form in (("/v1/checks/files", Right.CHECKS, {"matter": "licence"}), ("/v1/loads", Right.FACTS, {})):
        assert send(clerk(house, ALL_RIGHTS - {right}), url, names(DEBTOR), **form).json()["missing_right"] == str(right)
        assert clerk(house).request("POST", url, files={"file": ("a.csv", b"x")}, data=form).status_code == 422
        assert clerk(house).request("POST", url, data=form, headers={"Idempotency-Key": "key-00001"}).status_code == 422
        small = Caller(create_app(ApiSettings(max_upload=1000), house.premises), clerk(house).headers)
        assert send(small, url, "x" * 2000, **form).status_code == 413
    public = clerk(house, profile=Profile.PUBLIC)
    assert send(public, "/v1/checks/files", names(DEBTOR), matter="licence").status_code == 403


def test_a_workbook_that_unpacks_to_gigabytes_is_refused(house: House) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"0")
    content = bytearray(packed.getvalue())
    listed = content.rindex(b"PK\x01\x02")
    content[listed + 24 : listed + 28] = (513 << 20).to_bytes(4, "little")  # what the archive says that it unpacks to
    response = send(clerk(house), "/v1/checks/files", bytes(content), name="名单.xlsx", matter="licence")
    assert (response.status_code, response.json()["code"]) == (422, "bad_parameter")


@pytest.mark.parametrize("name", ["../../etc/名单.csv", "..\\..\\名单.csv", "/abs/名单.csv", "a\x00b.csv", f"{'长' * 300}.csv"])
def test_the_name_of_a_file_never_leaves_its_folder(house: House, name: str) -> None:
    caller = clerk(house)
    response = send(caller, "/v1/checks/files", names(f"{DEBTOR},,"), name=name, matter="licence")
    assert response.status_code == 202, response.text
    kept = response.json()["data"]["parameters"]["file"]
    assert "/" not in kept and "\\" not in kept and kept.endswith(".csv")
    assert (house.premises.settings.home / "jobs" / response.json()["data"]["id"] / kept).is_file()
    worked(house)
    assert caller.body(response.headers["location"])["data"]["state"] == "done"


def test_nobody_hands_in_more_than_he_may(house: House) -> None:
    rules = house.premises.rules
    house.premises.rules = rules.model_copy(update={"most_jobs": 2})
    try:
        caller = clerk(house)
        answers = [send(caller, "/v1/checks/files", names(f"{DEBTOR},,"), f"key-0000{at}", matter="licence") for at in range(3)]
        assert [each.status_code for each in answers] == [202, 202, 429]
        assert answers[2].headers["retry-after"]
        for each in answers[:2]:
            assert caller.request("POST", f"{each.headers['location']}/cancel").json()["data"]["state"] == "cancelled"
        assert send(caller, "/v1/checks/files", names(f"{DEBTOR},,"), "key-00003", matter="licence").status_code == 202
    finally:
        house.premises.rules = rules
        worked(house)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_template_can_be_filled_in_and_sent(house: House, form: str) -> None:
    caller = clerk(house)
    content = caller.get(f"/v1/checks/files/template?format={form}").content
    if form == "xlsx":
        book = load_workbook(io.BytesIO(content))
        book.worksheets[0].append([DEBTOR.removeprefix("uscc:"), "青禾县欠债商贸有限公司", "办1"])
        packed = io.BytesIO()
        book.save(packed)
        content = packed.getvalue()
    else:
        content += f"{DEBTOR},青禾县欠债商贸有限公司,办1\r\n".encode()
    place = send(caller, "/v1/checks/files", content, name=f"名单.{form}", matter="licence", result="csv").headers["location"]
    worked(house)
    assert caller.body(place)["data"]["outcome"]["not_checked"] == 0


def test_a_code_that_a_spreadsheet_spoiled_is_told_in_its_row(house: House) -> None:
    caller, book, packed = clerk(house), Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in (["主体代码"], [913799260000000000], [DEBTOR]):
        sheet.append(row)
    book.save(packed)
    place = send(caller, "/v1/checks/files", packed.getvalue(), name="名单.xlsx", matter="licence", result="csv").headers["location"]
    worked(house)
    rows = list(csv.DictReader(io.StringIO(caller.get(f"{place}/result").content.decode("utf-8-sig"))))
    assert [row["verdict"] == "not_checked" for row in rows] == [True, False]
    assert rows[0]["说明"]


def test_a_report_is_made_as_a_job(house: House) -> None:
    caller = clerk(house)
    headers = {"Idempotency-Key": "key-00001"}
    response = caller.request("POST", f"/v1/subjects/{DEBTOR}/report", json={"format": "html", "limit": 10}, headers=headers)
    assert response.status_code == 202, response.text
    worked(house)
    done = caller.body(response.headers["location"])["data"]
    result = caller.get(done["result"]["href"])
    assert done["outcome"]["verification"] in result.text
    nameless = caller.request("POST", "/v1/subjects/青禾县/report", json={}, headers=headers)
    assert (nameless.status_code, nameless.json()["code"]) == (400, "bad_identifier")


def test_a_load_is_previewed_and_changes_nothing_until_it_is_committed(fresh: House) -> None:
    caller, before = clerk(fresh), fresh.small.store.last_transaction()
    response = send(
        caller, "/v1/loads", table(REPAIR, {**REPAIR, "修复日期": "某日"}), name="修复.csv", source="repairs", data_on="2026-11-19"
    )
    assert response.status_code == 202, response.text
    place = response.headers["location"]
    assert caller.request("POST", f"{place}/commit", headers={"Idempotency-Key": "key-00002"}).json()["code"] == "under_way"
    worked(fresh)
    told = caller.body(place)["data"]
    assert (told["state"], told["preview"]["accepted"], told["preview"]["rejected"]) == ("previewed", 1, 1)
    assert (told["preview"]["acts"], told["published"]) == (1, None)  # the act aims at a record of the real store
    assert "某日" in caller.get(told["rejects"]).content.decode("utf-8-sig")
    assert fresh.small.store.last_transaction() == before
    assert "repaired" not in flags(caller)
    committed = caller.request("POST", f"{place}/commit", headers={"Idempotency-Key": "key-00002"})
    assert (committed.status_code, committed.json()["data"]["state"]) == (202, "committing")
    assert "repaired" not in flags(caller)
    worked(fresh)
    told = caller.body(place)["data"]
    assert (told["state"], told["published"]["acts"]) == ("committed", 1)
    assert "repaired" in flags(caller)
    home = fresh.premises.settings.home
    assert str(home) not in caller.get(place).text
    assert (home / "writes" / told["id"] / "修复.csv").is_file()  # the evidence stays


def test_a_rehearsal_never_touches_the_store_that_the_settings_name(fresh: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "elsewhere" / "graph.db"
    monkeypatch.setenv("XINMAI_STORE", str(elsewhere))
    caller = clerk(fresh)
    place = send(caller, "/v1/loads", table(REPAIR), name="修复.csv", source="repairs").headers["location"]
    worked(fresh)
    assert caller.body(place)["data"]["state"] == "previewed"
    rows = {"source": "repairs", "rows": [REPAIR], "preview": True}
    response = caller.request("POST", "/v1/rows", json=rows, headers={"Idempotency-Key": "key-00002"})
    assert response.json()["data"]["report"]["accepted"] == 1
    assert not elsewhere.exists()


def test_a_load_that_is_committed_again_is_there_once(fresh: House) -> None:
    caller = clerk(fresh)
    place = send(caller, "/v1/loads", table(REPAIR), name="修复.csv", source="repairs").headers["location"]
    worked(fresh)
    first, again, other = (
        caller.request("POST", f"{place}/commit", headers={"Idempotency-Key": key}) for key in ("key-00002", "key-00002", "key-00003")
    )
    assert again.headers["idempotency-replayed"] == "true"
    assert first.json()["data"]["commit_job"] == other.json()["data"]["commit_job"]
    assert worked(fresh) == 1
    after = fresh.small.store.last_transaction()
    caller.request("POST", f"{place}/commit", headers={"Idempotency-Key": "key-00004"})
    assert worked(fresh) == 0
    with fresh.office.begin() as connection:  # what a worker leaves that was killed after publishing: a job that was not ended
        connection.execute(update(jobs).where(jobs.c.kind == "load_commit").values(state="running", alive_at="2020", ended_at=None))
    assert worked(fresh) == 1
    assert fresh.small.store.last_transaction()[0] in (after[0], after[0] + 1)
    assert caller.body(place)["data"]["published"]["publication"]["new"] == 0


def test_the_author_and_the_file_stand_behind_what_was_loaded(fresh: House) -> None:
    caller = clerk(fresh)
    place = send(caller, "/v1/loads", table(REPAIR), name="修复.csv", source="repairs").headers["location"]
    worked(fresh)
    caller.request("POST", f"{place}/commit", headers={"Idempotency-Key": "key-00002"})
    worked(fresh)
    feed = caller.body("/v1/changes", since=fresh.small.store.last_transaction()[0] - 1)["data"]["items"]
    assert feed
    with fresh.premises.book.engine.connect() as connection:
        bodies = [row[0] for row in connection.exec_driver_sql("SELECT body FROM audit_line WHERE kind = 'write'")]
    assert len(bodies) == 1 and "commit_load" in bodies[0] and "某局" in bodies[0]
    with fresh.small.store.view() as view:
        facts = view.facts([each["fact"] for each in feed])
        assert {each.file for each in view.evidence([claim for fact in facts for claim in fact.evidence if claim])} >= {"修复.csv"}
    script = "import sqlite3, sys; print(*sqlite3.connect(sys.argv[1]).execute('SELECT author FROM batch'))"
    graph = str(fresh.premises.settings.home / "graph.db")  # read in a process of its own
    told = subprocess.run([sys.executable, "-c", script, graph], capture_output=True, text=True, check=True).stdout
    assert "某局" in told


def test_a_load_can_be_discarded_and_then_no_longer_committed(fresh: House) -> None:
    caller = clerk(fresh)
    place = send(caller, "/v1/loads", table(REPAIR), name="修复.csv", source="repairs").headers["location"]
    worked(fresh)
    gone = caller.request("DELETE", place)
    assert (gone.status_code, gone.json()["data"]["state"]) == (200, "discarded")
    late = caller.request("POST", f"{place}/commit", headers={"Idempotency-Key": "key-00002"})
    assert (late.status_code, late.json()["code"]) == (410, "expired")
    assert not (fresh.premises.settings.home / "jobs" / gone.json()["data"]["id"]).exists()
    kept = send(caller, "/v1/loads", table(REPAIR), "key-00003", name="修复.csv", source="repairs").headers["location"]
    worked(fresh)
    caller.request("POST", f"{kept}/commit", headers={"Idempotency-Key": "key-00004"})
    assert caller.request("DELETE", kept).status_code == 409
    worked(fresh)
    assert caller.body(kept)["data"]["state"] == "committed"


def test_a_preview_that_nobody_commits_expires(fresh: House) -> None:
    caller = clerk(fresh)
    place = send(caller, "/v1/loads", table(REPAIR), name="修复.csv", source="repairs").headers["location"]
    worked(fresh)
    with fresh.office.begin() as connection:
        connection.execute(update(jobs).values(expires_at="2020-01-01T00:00:00.000+00:00"))
    remove_expired(fresh.premises)
    assert caller.body(place)["data"]["state"] == "expired"
    assert caller.request("POST", f"{place}/commit", headers={"Idempotency-Key": "key-00002"}).status_code == 410


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("修复.csv", "甲,乙\n1,2\n", "load_failed"), ("修复.xlsx", "no workbook", "load_failed"), ("修复.csv", "", "load_failed")],
)
def test_a_file_that_is_none_of_the_sources_fails_in_its_preview(fresh: House, name: str, content: str, code: str) -> None:
    caller, before = clerk(fresh), fresh.small.store.last_transaction()
    place = send(caller, "/v1/loads", content, name=name).headers["location"]
    worked(fresh)
    told = caller.body(place)["data"]
    assert told["state"] == "failed" and told["problem"]["detail"]
    assert caller.request("POST", f"{place}/commit", headers={"Idempotency-Key": "key-00002"}).status_code == 422
    assert fresh.small.store.last_transaction() == before


def test_a_load_is_nobody_elses_and_is_no_other_job(house: House) -> None:
    owner, other = clerk(house), clerk(house)  # an administrator
    place = send(owner, "/v1/loads", table(REPAIR), name="修复.csv", source="repairs").headers["location"]
    check = send(owner, "/v1/checks/files", names(f"{DEBTOR},,"), "key-00002", matter="licence").headers["location"].rpartition("/")[2]
    worked(house)
    for method, url in (("GET", place), ("GET", f"{place}/rejects"), ("DELETE", place), ("POST", f"{place}/commit")):
        assert other.request(method, url, headers={"Idempotency-Key": "key-00009"}).status_code == 404, url
    assert owner.get(f"/v1/loads/{check}").status_code == 404
    assert [each["id"] for each in owner.body("/v1/loads")["data"]["items"]] == [place.rpartition("/")[2]]
    assert send(owner, "/v1/loads", table(REPAIR), "key-00003", name="修复.csv", source="nothing").status_code == 422
    assert send(owner, "/v1/loads", "x", "key-00004", name="修复.exe").status_code == 422
