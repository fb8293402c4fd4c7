"""Watch lists and webhooks in a shell, and the courier as processes of its own: served, killed, begun again."""

import json
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_process import XINMAI, environment, served
from tests.inquiry.world import DEBTOR, REP, SHAREHOLDER
from tests.office.webhooks.receiver import Receiver, example, receiving

ALLOWED = {"XINMAI_WEBHOOK_NETWORKS": "127.0.0.0/8", "XINMAI_WEBHOOK_HTTP": "true", "XINMAI_WEBHOOK_FIRST_RETRY_S": "0.001"}


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ALLOWED.items():
        monkeypatch.setenv(name, value)


def somebody(run: Run) -> str:
    ran = run("principals", "add", "回调方", "--authority", "某局", "--right", "measures:read", "--right", "checks:run")
    assert ran.status == 0, ran.err
    return ran.out.strip()


def until(there: Callable[[], bool], tries: int = 600) -> None:
    for _ in range(tries):
        if there():
            return
        time.sleep(0.05)
    pytest.fail("it never came")


@pytest.mark.usefixtures("allowed")
def test_a_webhook_is_added_tested_rotated_and_dropped_in_a_shell(run: Run) -> None:
    verified = example()
    with receiving() as receiver:
        ran = run("webhooks", "add", receiver.url, "--for", somebody(run), "--event", "alert.raised")
        assert ran.status == 0, ran.err
        assert "never shown again" in ran.err
        number, secret = ran.out.split()
        new = run("webhooks", "rotate", number).out.strip()
        message = run("webhooks", "test", number).out.strip()
        assert "delivered:1" in run("webhooks", "deliver").out
        (got,) = receiver.got
        assert got.id == message
        assert verified(secret, got.headers, got.body) and verified(new, got.headers, got.body)
        assert message in run("webhooks", "deliveries", number).out
        assert json.loads(run("webhooks", "deliveries", number, "--state", "dead", "--json").out) == {"data": {"items": []}}
        assert run("webhooks", "resend", number, message).status == 0
        run("webhooks", "deliver")
        assert receiver.ids == [message, message]
        assert secret not in run("webhooks", "list").out
        assert run("webhooks", "drop", number).status == 0
        assert run("webhooks", "test", number).status == 3


@pytest.mark.usefixtures("allowed")
def test_a_list_is_kept_for_somebody_and_its_alerts_are_told(run: Run) -> None:
    who = somebody(run)
    ran = run("watches", "add", "重点", DEBTOR, SHAREHOLDER, "--for", who)
    assert ran.status == 0, ran.err
    number = ran.out.strip()
    assert f"{number}\t{who}\t重点\t2" in run("watches", "list").out
    assert run("alerts").status == 0
    done = run("act", "dispute", "pen:repaired1", "--document", "异受〔2026〕5号", "--reason", "异议")
    assert done.status == 0, done.err
    (alert,) = [each for each in json.loads(run("alerts", "--json").out)["data"]["items"] if each["watch"] == number]
    assert (alert["subject"], [each["what"] for each in alert["facts"]]) == (DEBTOR, ["changed"])
    assert "Penalty changed" in run("alerts").out
    assert run("watches", "drop", number).status == 0
    assert run("watches", "drop", number).status == 3


def test_what_cannot_be_kept_is_told_in_a_line(run: Run) -> None:
    who = somebody(run)
    for words, status in (
        (("watches", "add", "x", DEBTOR, "--for", "who:nobody"), 3),
        (("watches", "add", "x", "--for", who), 2),
        (("watches", "add", "x", REP, "--for", who), 2),
        (("webhooks", "add", "http://127.0.0.1/", "--for", who), 2),
        (("webhooks", "add", "https://receiver.example/", "--for", who, "--event", "nothing"), 2),
        (("webhooks", "deliveries", "nothing"), 3),
        (("webhooks", "deliveries", "nothing", "--state", "lost"), 2),
    ):
        ran = run(*words)
        assert ran.status == status, (words, ran)
        assert len(ran.err.strip().splitlines()) == 1, ran.err


def prepared(run: Run, receiver: Receiver) -> tuple[str, str]:
    """A webhook with one test message in the outbox."""
    number = run("webhooks", "add", receiver.url, "--for", somebody(run), "--event", "alert.raised").out.split()[0]
    return number, run("webhooks", "test", number).out.strip()


@pytest.mark.usefixtures("allowed")
def test_the_served_application_carries_what_waits(run: Run, home: Path) -> None:
    with receiving() as receiver:
        number, message = prepared(run, receiver)
        with served(home, XINMAI_WEBHOOK_POLL_S="0.1", **ALLOWED):
            until(lambda: receiver.ids == [message])
        told = json.loads(run("webhooks", "deliveries", number, "--json").out)["data"]["items"]
        assert [each["state"] for each in told] == ["delivered"]


@pytest.mark.soak
@pytest.mark.usefixtures("allowed")
def test_who_is_killed_in_the_middle_has_the_message_sent_again_under_its_id(run: Run, home: Path) -> None:
    quick = {**ALLOWED, "XINMAI_WEBHOOK_TIMEOUT_S": "3"}
    with receiving() as receiver:
        number, message = prepared(run, receiver)
        for turn in range(1, 11):
            receiver.script.append("hang")
            killed = subprocess.Popen([str(XINMAI), "webhooks", "deliver", "--every", "0.2"], env=environment(home, **quick), cwd=home)
            until(lambda: len(receiver.got) == turn)  # noqa: B023  # asked at once
            killed.send_signal(signal.SIGKILL)
            killed.wait()
        heir = subprocess.Popen([str(XINMAI), "webhooks", "deliver", "--every", "0.2"], env=environment(home, **quick), cwd=home)
        until(lambda: len(receiver.got) == 11)
        told = until_delivered(run, number)
        heir.send_signal(signal.SIGINT)
        assert heir.wait(timeout=30) == 0
        assert receiver.ids == [message] * 11
        assert len({each.body for each in receiver.got}) == 1
        assert told["state"] == "delivered"


def until_delivered(run: Run, number: str) -> dict[str, object]:
    """The one message of a webhook, once it is written down as delivered."""
    told: dict[str, object] = {}
    for _ in range(50):
        (told,) = json.loads(run("webhooks", "deliveries", number, "--json").out)["data"]["items"]
        if told["state"] == "delivered":
            return told
    return told
