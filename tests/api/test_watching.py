"""Watch lists raise alerts on facts, measures and leads, and say why; messages tell of them; who may watch whom, and who saw it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from api.settings import ApiSettings
from inquiry.settings import HomeSettings
from office.keys import add_key_with
from office.premises import Premises
from office.principals import Card
from office.rights import ALL_RIGHTS, Profile, Right
from office.settings import OfficeSettings
from office.webhooks.courier import Courier
from tests.api.conftest import House
from tests.api.http import Caller
from tests.inquiry.world import (
    BRANCH,
    CLEAN,
    DEBTOR,
    DIRECTOR,
    FINE,
    FORMER,
    LISTING,
    OTHER,
    REP,
    SHAREHOLDER,
    SHOP,
    TODAY,
    rulebook,
    sqlite_world,
)
from tests.office.webhooks.conftest import QUICK
from tests.office.webhooks.receiver import Receiver, example, receiving

ACT: dict[str, Any] = {"document": "异受〔2026〕1号", "reason": "当事人提出异议"}


def house_in(home: Path) -> House:
    """A house whose webhooks may go to this machine's loopback."""
    small = sqlite_world(home)
    settings = HomeSettings.model_validate({"home": home, "today": TODAY})
    premises = Premises(settings, open_store=lambda _: small.store, rules=OfficeSettings.model_validate(QUICK))
    premises.__dict__["rulebook"] = rulebook()
    return House(create_app(ApiSettings(), premises), small, premises)


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[House]:
    """A house of one test's own, whose graph it changes."""
    house = house_in(tmp_path)
    yield house
    house.premises.close()


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house whose graph stays as it is: each test comes as callers of its own."""
    house = house_in(tmp_path_factory.mktemp("still"))
    yield house
    house.premises.close()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as here:
        yield here


def clerk(house: House, **more: Any) -> Caller:
    key = add_key_with(house.office, Card("经办", more.pop("rights", tuple(ALL_RIGHTS)), "某局", **more), None)
    return Caller(house.app, (("X-API-Key", key), ("X-Purpose", "credit_check")))


def post(caller: Caller, url: str, body: object, key: str = "key-00001") -> httpx.Response:
    return caller.request("POST", url, json=body, headers={"Idempotency-Key": key})


def watch(caller: Caller, *subjects: str, **more: Any) -> str:
    saved = post(caller, "/v1/watches", {"name": "重点客户", "subjects": subjects, **more}, f"watch-{len(subjects)}-{subjects[0]}"[:60])
    assert saved.status_code == 200, saved.text
    return str(saved.json()["data"]["id"])


def act(caller: Caller, deed: str, record: str, **more: Any) -> None:
    done = post(caller, "/v1/acts", {**ACT, "deed": deed, "target": {"record": record}, **more}, f"act-{deed}-{record}")
    assert done.status_code == 200, done.text


def alerts(caller: Caller, **more: Any) -> dict[str, Any]:
    return {each["subject"]: each for each in caller.body("/v1/alerts", **more)["data"]["items"]}


def test_an_act_on_a_record_is_a_change_of_its_party(fresh: House) -> None:
    caller = clerk(fresh)
    watch(caller, DEBTOR, CLEAN)
    act(caller, "dispute", "pen:repaired1")
    found = alerts(caller)
    assert list(found) == [DEBTOR]
    assert [(each["kind"], each["what"]) for each in found[DEBTOR]["facts"]] == [("Penalty", "changed")]
    assert found[DEBTOR]["facts"][0]["fact"] == fresh.small.facts["repaired"]


def test_a_new_officer_is_a_change_of_the_firm_and_of_the_man(fresh: House) -> None:
    caller = clerk(fresh)
    watch(caller, CLEAN, FORMER, OTHER)
    fresh.small.say("new", "SUPERVISOR_OF", FORMER, CLEAN, "2026-11-01")
    found = alerts(caller)
    assert set(found) == {CLEAN, FORMER}
    assert {each["facts"][0]["fact"] for each in found.values()} == {fresh.small.facts["new"]}
    assert {(each["facts"][0]["kind"], each["facts"][0]["what"]) for each in found.values()} == {("SUPERVISOR_OF", "came")}


def test_what_only_repeats_what_is_known_changes_nothing(fresh: House) -> None:
    caller = clerk(fresh)
    watch(caller, DEBTOR, REP, SHAREHOLDER)
    before = fresh.small.store.last_transaction()[0]
    fresh.small.say("rep", "LEGAL_REP_OF", REP, DEBTOR, "2020-01-01", title="法定代表人")
    fresh.small.world.store.judge("reg:379926000000099", invented_other(), True, "identifier map", "official map")
    assert fresh.small.store.last_transaction()[0] > before
    assert alerts(caller) == {}
    assert caller.body("/v1/alerts")["data"]["through"] == fresh.small.store.last_transaction()[0]


def invented_other() -> str:
    return "uscc:91379926MA0000991M"


def test_an_adverse_record_nearby_comes_and_goes_as_a_lead(fresh: House) -> None:
    caller = clerk(fresh)
    watch(caller, SHAREHOLDER, SHOP)
    act(caller, "void", LISTING)
    found = alerts(caller)
    moved = {name: [(each["what"], each["subject"], each["record"]) for each in told["risk"]] for name, told in found.items()}
    assert moved[SHAREHOLDER] == [("went", DEBTOR, LISTING)]
    assert found[SHAREHOLDER]["facts"] == []
    record = "pen:new1"
    fresh.small.world.record(
        "Penalty", BRANCH, record, "2026-11-01", doc_no="青市监罚〔2026〕99号", penalty_kinds=["fine"], tier="ordinary"
    )
    last = max(each["id"] for each in found.values())
    (lead,) = alerts(caller, after=last)[SHAREHOLDER]["risk"]
    assert (lead["what"], lead["subject"], lead["record"], lead["kind"], lead["hops"]) == ("came", BRANCH, record, "Penalty", 2)


def test_leads_are_what_linked_risk_says_before_and_after(fresh: House) -> None:
    """The walk from what changed leaves nobody out: every watched subject is compared with the question itself."""
    caller = clerk(fresh)
    everybody = [DEBTOR, SHAREHOLDER, BRANCH, SHOP, CLEAN, OTHER, REP, DIRECTOR]
    watch(caller, *everybody)

    def near(subject: str) -> set[tuple[str, str]]:
        body = caller.body(f"/v1/subjects/{subject}/linked-risk", limit=500)["data"]
        return {
            (each["subject"]["id"], one["record"])
            for each in body["exposures"]
            for one in each["adverse"]
            if each["subject"]["id"] != subject
        }

    before = {subject: near(subject) for subject in everybody}
    fresh.small.world.record(
        "Penalty", CLEAN, "pen:new2", "2026-11-01", doc_no="青市监罚〔2026〕98号", penalty_kinds=["fine"], tier="serious"
    )
    fresh.small.say("bridge", "SHAREHOLDER_OF", CLEAN, SHOP, "2026-11-02", share="0.5")
    act(caller, "void", FINE)
    after = {subject: near(subject) for subject in everybody}
    found = alerts(caller)
    for subject in everybody:
        risk = found[subject]["risk"] if subject in found else []
        assert {(one["subject"], one["record"]) for one in risk if one["what"] == "came"} == after[subject] - before[subject], subject
        assert {(one["subject"], one["record"]) for one in risk if one["what"] == "went"} == before[subject] - after[subject], subject
    assert sum(len(each["risk"]) for each in found.values()) > 5


def test_a_message_tells_of_an_alert_by_number_and_link_alone(fresh: House, receiver: Receiver) -> None:
    caller, verified = clerk(fresh), example()
    made = post(caller, "/v1/webhooks", {"url": receiver.url, "events": ["alert.raised"]}, "webhook-1").json()["data"]
    number = watch(caller, DEBTOR, REP, purpose="enforcement")
    act(caller, "void", LISTING)
    found = alerts(caller)
    assert set(found) == {DEBTOR, REP}
    round_ = Courier(fresh.premises).round()
    assert round_ is not None and round_.sent == {"delivered": 2}
    for got in receiver.got:
        assert verified(made["secret"], got.headers, got.body)
        told = json.loads(got.body)
        assert told["type"] == "alert.raised"
        assert set(told["data"]) == {"alert", "watch", "link"}
        assert told["data"]["watch"] == number
        assert caller.body(told["data"]["link"])["data"] == found[caller.body(told["data"]["link"])["data"]["subject"]]
        assert clerk(fresh).get(told["data"]["link"]).status_code == 404
    for name in (DEBTOR, REP, "欧阳", "青禾县"):
        assert name not in "".join(got.body.decode() for got in receiver.got)


def test_the_courier_raises_what_nobody_has_asked_for(fresh: House, receiver: Receiver) -> None:
    caller = clerk(fresh)
    post(caller, "/v1/webhooks", {"url": receiver.url, "events": ["alert.raised", "feedback.due"]}, "webhook-1")
    watch(caller, DEBTOR)
    act(caller, "void", LISTING)
    courier = Courier(fresh.premises)
    first, second = courier.round(), courier.round()
    assert first is not None and (first.alerts, first.sent) == (1, {"delivered": 1})
    assert second is not None and (second.alerts, dict(second.sent)) == (0, {})
    body = caller.body("/v1/alerts")["data"]
    assert (len(body["items"]), body["through"]) == (1, fresh.small.store.last_transaction()[0])


def test_a_list_that_is_dropped_takes_its_alerts_and_their_messages_along(fresh: House, receiver: Receiver) -> None:
    caller = clerk(fresh)
    webhook = post(caller, "/v1/webhooks", {"url": receiver.url, "events": ["alert.raised"]}, "webhook-1").json()["data"]["id"]
    number = watch(caller, DEBTOR)
    act(caller, "void", LISTING)
    assert alerts(caller)
    assert clerk(fresh).request("DELETE", f"/v1/watches/{number}").status_code == 404
    assert caller.request("DELETE", f"/v1/watches/{number}").status_code == 200
    assert caller.request("DELETE", f"/v1/watches/{number}").status_code == 404
    assert (alerts(caller), caller.body("/v1/watches")["data"]["items"]) == ({}, [])
    Courier(fresh.premises).round()
    assert receiver.got == []
    assert [each["state"] for each in caller.body(f"/v1/webhooks/{webhook}/deliveries")["data"]["items"]] == ["dropped"]


def test_persons_are_watched_for_a_purpose(fresh: House) -> None:
    key = add_key_with(fresh.office, Card("经办", tuple(ALL_RIGHTS), "某局"), None)
    silent = Caller(fresh.app, (("X-API-Key", key),))
    assert post(silent, "/v1/watches", {"name": "人", "subjects": [REP]}, "watch-silent").json()["errors"][0]["field"] == "purpose"
    assert post(silent, "/v1/watches", {"name": "人", "subjects": [REP], "purpose": "gossip"}, "watch-gossip").status_code == 422
    assert post(silent, "/v1/watches", {"name": "人", "subjects": [REP], "purpose": "enforcement"}, "watch-right").status_code == 200
    act(clerk(fresh), "void", LISTING)
    assert silent.get("/v1/alerts").json()["errors"][0]["field"] == silent.get("/v1/changes").json()["errors"][0]["field"] == "purpose"
    assert set(alerts(Caller(fresh.app, (*silent.headers, ("X-Purpose", "credit_check"))))) == {REP}
    lines = clerk(fresh).body("/v1/audit", about=REP)["data"]["items"]
    assert ("list_alerts", "enforcement") in {(each["question"], each["purpose"]) for each in lines}


@pytest.mark.parametrize("profile", [Profile.PUBLIC, Profile.AUTHORISED])
def test_who_sees_a_part_of_the_picture_watches_nobody_and_follows_no_feed(still: House, profile: Profile) -> None:
    reader = clerk(still, profile=profile)
    assert post(reader, "/v1/watches", {"name": "x", "subjects": [CLEAN]}).status_code == 403
    assert reader.get("/v1/alerts").status_code == 403
    assert reader.get("/v1/alerts/1").status_code == 403
    assert reader.get("/v1/changes").status_code == 403


def test_the_subject_itself_watches_itself(fresh: House) -> None:
    itself = clerk(fresh, profile=Profile.SUBJECT, subject=DEBTOR)
    assert post(itself, "/v1/watches", {"name": "自己", "subjects": [DEBTOR, CLEAN]}, "watch-both").json()["missing_right"] == "identity"
    watch(itself, DEBTOR)
    act(clerk(fresh), "void", LISTING)
    assert set(alerts(itself)) == {DEBTOR}
    assert itself.get("/v1/changes").status_code == 403


def test_rights_and_the_demo(still: House, receiver: Receiver) -> None:
    poor = clerk(still, rights=(Right.SUBJECTS,))
    for event, right in (("alert.raised", "measures:read"), ("feedback.due", "checks:run")):
        assert post(poor, "/v1/webhooks", {"url": receiver.url, "events": [event]}, f"hook-{event}").json()["missing_right"] == right
    demo = Caller(create_app(ApiSettings(demo=True), still.premises))
    assert post(demo, "/v1/watches", {"name": "x", "subjects": [CLEAN]}).json()["missing_right"] == "principal"
    assert post(demo, "/v1/webhooks", {"url": receiver.url, "events": ["alert.raised"]}).json()["missing_right"] == "principal"


def test_a_secret_is_shown_once_and_never_again(still: House, receiver: Receiver) -> None:
    caller, verified = clerk(still), example()
    wanted = {"url": receiver.url, "events": ["alert.raised"]}
    first, again = (post(caller, "/v1/webhooks", wanted, "webhook-1") for _ in range(2))
    webhook, secret = first.json()["data"]["id"], first.json()["data"]["secret"]
    assert again.json()["data"] == {"id": webhook, "secret": None}
    assert again.headers["idempotency-replayed"] == "true"
    assert secret not in caller.get("/v1/webhooks").text
    rotated = post(caller, f"/v1/webhooks/{webhook}/rotate", {"overlap_hours": 1}, "rotate-1").json()["data"]
    assert post(caller, f"/v1/webhooks/{webhook}/rotate", {"overlap_hours": 1}, "rotate-1").json()["data"] == {**rotated, "secret": None}
    assert post(caller, f"/v1/webhooks/{webhook}/test", None, "test-0001").status_code == 200
    courier = Courier(still.premises)
    courier.round()
    courier.leave()
    (got,) = receiver.got
    assert verified(secret, got.headers, got.body) and verified(rotated["secret"], got.headers, got.body)
    with still.office.connect() as connection:
        kept = str(list(connection.exec_driver_sql("SELECT * FROM request"))) + str(
            list(connection.exec_driver_sql("SELECT * FROM webhook"))
        )
    assert secret[6:] not in kept and rotated["secret"][6:] not in kept


def test_webhooks_over_http_from_the_first_message_to_the_dead_letter(still: House, receiver: Receiver) -> None:
    caller, stranger = clerk(still), clerk(still)
    premises = replace(still.premises, rules=still.premises.rules.model_copy(update={"webhook_attempts": 1}))
    courier = Courier(premises)
    webhook = post(caller, "/v1/webhooks", {"url": receiver.url, "events": ["alert.raised"]}, "webhook-1").json()["data"]["id"]
    receiver.script.append(500)
    number = post(caller, f"/v1/webhooks/{webhook}/test", None, "test-0001").json()["data"]["delivery"]
    assert post(caller, f"/v1/webhooks/{webhook}/test", None, "test-0001").json()["data"]["delivery"] == number
    courier.round()
    (dead,) = caller.body(f"/v1/webhooks/{webhook}/deliveries", state="dead")["data"]["items"]
    assert (dead["id"], dead["status"], dead["fault"]) == (number, 500, "status")
    for url, body in (("rotate", {}), ("test", None), ("resend", {})):
        assert post(stranger, f"/v1/webhooks/{webhook}/{url}", body, f"other-{url}").status_code == 404
    assert stranger.get(f"/v1/webhooks/{webhook}/deliveries").status_code == 404
    assert stranger.request("DELETE", f"/v1/webhooks/{webhook}").status_code == 404
    assert post(caller, f"/v1/webhooks/{webhook}/resend", {"deliveries": ["msg_nothing"]}, "resend-0").status_code == 404
    assert post(caller, f"/v1/webhooks/{webhook}/resend", {}, "resend-1").json()["data"]["resent"] == [number]
    courier.round()
    assert receiver.ids == [number, number]
    (told,) = caller.body("/v1/webhooks")["data"]["items"]
    assert told["deliveries"] == {"delivered": 1}
    assert caller.request("DELETE", f"/v1/webhooks/{webhook}").status_code == 200
    assert post(caller, f"/v1/webhooks/{webhook}/test", None, "test-0002").status_code == 404
    assert caller.body("/v1/webhooks")["data"]["items"][0]["ended_why"] == "deleted"
    courier.leave()


def test_an_address_that_may_not_be_called_is_refused_with_the_reason(still: House) -> None:
    caller = clerk(still)
    for number, url in enumerate(("http://10.0.0.1/", "https://169.254.169.254/", "https://a:b@receiver.example/", "gopher://x.example/")):
        refused = post(caller, "/v1/webhooks", {"url": url, "events": ["alert.raised"]}, f"webhook-{number}")
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "url")


def test_the_board_leaves_as_a_workbook_too(still: House) -> None:
    from io import BytesIO

    from openpyxl import load_workbook

    caller = clerk(still)
    for _ in range(2):
        caller.request("POST", "/v1/checks", json={"subject": DEBTOR, "matter": "government_procurement", "purpose": "credit_check"})
    found = caller.body("/v1/feedback/counts")["data"]["items"]
    answer = caller.get("/v1/feedback/counts", format="xlsx")
    assert answer.headers["content-type"].startswith("application/vnd.openxmlformats")
    rows = list(load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True))
    assert [row[4:] for row in rows[1:]] == [tuple(list(each.values())[4:]) for each in found]
    assert str(rows[1][1]).endswith(" government_procurement")
