"""Messages arrive signed, at least once, under one id; what fails is tried again, then kept as a dead letter that can be sent again."""

import json
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from office.database import writing
from office.leases import give_back, is_held, take
from office.principals import end_principal
from office.tables import deliveries, metadata
from office.webhooks import outbox
from office.webhooks.courier import Courier
from office.webhooks.outbox import LONGEST_WAIT_S, Event, News, put, wait_s
from office.webhooks.register import MOST_WEBHOOKS, ResendRequest
from office.webhooks.signatures import signature_of
from tests.office.webhooks.conftest import Office, office_at
from tests.office.webhooks.receiver import Receiver, example, receiving

verified = example()


def test_the_specification_s_own_example_is_signed_as_it_says() -> None:
    body = b'{"event_type":"ping","data":{"success":true}}'
    told = signature_of("whsec_plJ3nmyCDGBKInavdOK15jsl", "msg_loFOjxBNrRLzqYUf", 1731705121, body)
    assert told == "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0="


def test_a_message_arrives_and_verifies_by_the_page_s_example(hooked: Office, receiver: Receiver) -> None:
    webhook, secret = hooked.add(receiver.url)
    number = hooked.register.test(hooked.principal, webhook)
    hooked.rounds()
    (got,) = receiver.got
    assert got.id == number
    assert got.headers["content-type"] == "application/json"
    assert got.headers["host"] == f"127.0.0.1:{receiver.port}"
    assert json.loads(got.body)["type"] == "webhook.test"
    assert verified(secret, got.headers, got.body)
    (told,) = hooked.listed(webhook)
    assert (told["state"], told["status"], told["attempts"], told["fault"]) == ("delivered", 204, 1, None)
    hooked.rounds()
    assert len(receiver.got) == 1


def test_what_was_altered_or_is_old_or_of_another_does_not_verify(filed: Office, receiver: Receiver) -> None:
    webhook, secret = filed.add(receiver.url)
    _, other = filed.add(receiver.url)
    filed.register.test(filed.principal, webhook)
    filed.rounds()
    (got,) = receiver.got
    assert not verified(secret, got.headers, got.body + b" ")
    assert not verified(secret, {**got.headers, "webhook-id": "msg_other"}, got.body)
    assert not verified(other, got.headers, got.body)
    stale = str(int(got.headers["webhook-timestamp"]) - 301)
    signed = signature_of(secret, got.id, int(stale), got.body)
    assert not verified(secret, {**got.headers, "webhook-timestamp": stale, "webhook-signature": signed}, got.body)


def test_a_receiver_that_fails_gets_the_same_message_until_it_takes_it(hooked: Office, receiver: Receiver) -> None:
    webhook, secret = hooked.add(receiver.url)
    receiver.script.extend([500, 503, (429, {"retry-after": "0"}), 404])
    hooked.register.test(hooked.principal, webhook)
    hooked.settle(webhook)
    assert len(receiver.got) == 5
    assert len({each.id for each in receiver.got}) == 1
    assert len({each.body for each in receiver.got}) == 1
    assert all(verified(secret, each.headers, each.body) for each in receiver.got)
    (told,) = hooked.listed(webhook)
    assert (told["state"], told["attempts"], told["status"]) == ("delivered", 5, 204)


def test_after_the_last_attempt_it_is_a_dead_letter_and_can_be_sent_again(tmp_path: Path, place: str, receiver: Receiver) -> None:
    office = office_at(tmp_path, place, webhook_attempts=3)
    webhook, secret = office.add(receiver.url)
    receiver.script.extend([500] * 6)
    numbers = [office.register.test(office.principal, webhook) for _ in range(2)]
    office.settle(webhook)
    assert {each["id"] for each in office.listed(webhook, "dead")} == set(numbers)
    assert {(each["attempts"], each["status"], each["fault"]) for each in office.listed(webhook)} == {(3, 500, "status")}
    office.rounds()
    assert len(receiver.got) == 6
    assert office.register.resend(office.principal, webhook, ResendRequest(deliveries=numbers[:1])) == numbers[:1]
    office.settle(webhook)
    assert receiver.ids[6:] == numbers[:1]
    assert office.register.resend(office.principal, webhook, ResendRequest()) == numbers[1:]
    office.settle(webhook)
    assert receiver.ids[7:] == numbers[1:]
    assert {each["state"] for each in office.listed(webhook)} == {"delivered"}
    assert verified(secret, receiver.got[-1].headers, receiver.got[-1].body)
    office.premises.close()


@pytest.mark.parametrize("manner", ["hang", "drip"])
def test_a_receiver_that_hangs_holds_nobody_up(tmp_path: Path, receiver: Receiver, manner: str) -> None:
    office = office_at(tmp_path, "", webhook_timeout_s=0.5, webhook_first_retry_s=3600)
    slow, _ = office.add(receiver.url)
    receiver.script.extend([manner, manner])
    for _ in range(2):
        office.register.test(office.principal, slow)
    with receiving() as other:
        quick, _ = office.add(other.url)
        for _ in range(3):
            office.register.test(office.principal, quick)
        office.rounds()
        assert len(other.got) == 3
    assert len(receiver.got) == 1, "after one that failed the others of that webhook wait"
    assert {(each["state"], each["fault"], each["attempts"]) for each in office.listed(slow)} == {
        ("waiting", "timeout", 1),
        ("waiting", None, 0),
    }
    office.premises.close()


def test_a_redirect_is_not_followed(filed: Office, receiver: Receiver) -> None:
    with receiving() as trap:
        webhook, _ = filed.add(receiver.url)
        receiver.script.extend((status, {"location": trap.url}) for status in (301, 302, 303, 307, 308))
        receiver.script.append((302, {"location": "http://169.254.169.254/latest/"}))
        filed.register.test(filed.principal, webhook)
        filed.rounds()
        (told,) = filed.listed(webhook)
        assert (told["state"], told["status"], told["fault"]) == ("waiting", 301, "redirect")
        filed.settle(webhook)
        assert (len(receiver.got), trap.got) == (7, [])


def test_a_receiver_that_is_gone_is_told_nothing_more(hooked: Office, receiver: Receiver) -> None:
    webhook, _ = hooked.add(receiver.url)
    receiver.script.append(410)
    for _ in range(3):
        hooked.register.test(hooked.principal, webhook)
    hooked.rounds(3)
    assert len(receiver.got) == 1
    (told,) = hooked.register.all_of(hooked.principal)
    assert (told["ended_why"], told["deliveries"]) == ("gone", {"dropped": 3})


def test_nobody_listening_is_told_as_such(filed: Office) -> None:
    with receiving() as here:
        url = here.url
    webhook, _ = filed.add(url)
    filed.register.test(filed.principal, webhook)
    filed.rounds()
    assert [each["fault"] for each in filed.listed(webhook)] == ["no_connection"]


def test_through_a_rotation_both_secrets_verify_and_afterwards_the_new_one(hooked: Office, receiver: Receiver) -> None:
    webhook, old = hooked.add(receiver.url)
    hooked.register.rotate(hooked.principal, webhook, timedelta(hours=1))
    new = hooked.register.secret(hooked.principal, webhook)
    hooked.register.test(hooked.principal, webhook)
    hooked.rounds()
    (got,) = receiver.got
    assert old != new
    assert len(got.headers["webhook-signature"].split()) == 2
    assert [verified(each, got.headers, got.body) for each in (old, new)] == [True, True]
    hooked.register.rotate(hooked.principal, webhook, timedelta(0))
    newest = hooked.register.secret(hooked.principal, webhook)
    hooked.register.test(hooked.principal, webhook)
    hooked.rounds()
    got = receiver.got[-1]
    assert [verified(each, got.headers, got.body) for each in (old, new, newest)] == [False, False, True]


def test_no_secret_stands_in_the_database(hooked: Office, receiver: Receiver) -> None:
    webhook, secret = hooked.add(receiver.url)
    hooked.register.rotate(hooked.principal, webhook, timedelta(hours=1))
    secrets = [secret, hooked.register.secret(hooked.principal, webhook)]
    with hooked.engine.connect() as connection:
        held = str([list(connection.execute(select(table))) for table in metadata.tables.values()])
    assert webhook in held
    assert not [each for each in secrets if each.removeprefix("whsec_")[:20] in held]


def test_a_message_is_written_with_what_it_tells_of_or_not_at_all(hooked: Office, receiver: Receiver) -> None:
    webhook, _ = hooked.add(receiver.url)
    news = [News(Event.ALERT, "1", {"alert": 1})]
    with pytest.raises(RuntimeError), writing(hooked.engine) as connection:
        assert len(put(connection, [webhook], news)) == 1
        raise RuntimeError("cut short")
    assert hooked.listed(webhook) == []
    for wanted in (1, 0):
        with writing(hooked.engine) as connection:
            assert len(put(connection, [webhook], news)) == wanted


def test_whoever_has_ended_is_told_nothing(hooked: Office, receiver: Receiver) -> None:
    webhook, _ = hooked.add(receiver.url)
    hooked.register.test(hooked.principal, webhook)
    end_principal(hooked.engine, hooked.principal.id)
    hooked.rounds()
    assert receiver.got == []


def test_a_webhook_that_was_dropped_sends_nothing_and_keeps_its_list(hooked: Office, receiver: Receiver) -> None:
    webhook, _ = hooked.add(receiver.url)
    hooked.register.test(hooked.principal, webhook)
    hooked.register.end(hooked.principal, webhook)
    hooked.rounds()
    assert receiver.got == []
    assert [each["state"] for each in hooked.listed(webhook)] == ["dropped"]


def test_so_many_webhooks_and_no_more(filed: Office, receiver: Receiver) -> None:
    from credit.errors import BadParameter

    for _ in range(MOST_WEBHOOKS):
        filed.add(receiver.url)
    with pytest.raises(BadParameter):
        filed.add(receiver.url)


def test_the_list_of_deliveries_is_read_in_pages(hooked: Office, receiver: Receiver) -> None:
    webhook, _ = hooked.add(receiver.url)
    numbers = {hooked.register.test(hooked.principal, webhook) for _ in range(7)}
    seen: list[str] = []
    while page := hooked.register.deliveries_of(hooked.principal, webhook, None, (seen[-1] if seen else "", 3)):
        seen += [each["id"] for each in page]
    assert (len(seen), set(seen)) == (7, numbers)


def test_what_is_done_with_is_forgotten_after_its_days(hooked: Office, receiver: Receiver) -> None:
    webhook, _ = hooked.add(receiver.url)
    for _ in range(2):
        hooked.register.test(hooked.principal, webhook)
    hooked.rounds()
    later = datetime.now(UTC) + timedelta(days=hooked.premises.rules.webhook_keep_days + 1)
    with hooked.engine.begin() as connection:
        connection.execute(update(deliveries).where(deliveries.c.id == hooked.listed(webhook)[0]["id"]).values(state="waiting"))
    assert outbox.forget(hooked.engine, hooked.premises.rules, datetime.now(UTC)) == 0
    assert outbox.forget(hooked.engine, hooked.premises.rules, later) == 1
    assert [each["state"] for each in hooked.listed(webhook)] == ["waiting"]


def test_one_carries_at_a_time_and_the_next_one_after_it(hooked: Office, receiver: Receiver) -> None:
    webhook, _ = hooked.add(receiver.url)
    hooked.register.test(hooked.principal, webhook)
    first, second = Courier(hooked.premises), Courier(hooked.premises)
    assert first.round() is not None
    assert second.round() is None
    first.leave()
    assert second.round() is not None
    assert len(receiver.got) == 1


def test_a_lease_runs_out_and_is_taken_by_one_of_many(hooked: Office) -> None:
    now = datetime.now(UTC)
    assert take(hooked.engine, "work", "a", 60, now)
    assert take(hooked.engine, "work", "a", 60, now + timedelta(seconds=50))
    assert not take(hooked.engine, "work", "b", 60, now + timedelta(seconds=100))
    assert is_held(hooked.engine, "work", now + timedelta(seconds=100))
    later, taken = now + timedelta(seconds=111), []
    threads = [
        threading.Thread(target=lambda who: taken.append(take(hooked.engine, "work", who, 60, later)), args=(f"t{n}",)) for n in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [False] * 5 + [True]
    fresh: list[bool] = []
    threads = [
        threading.Thread(target=lambda who: fresh.append(take(hooked.engine, "new", who, 60, now)), args=(f"t{n}",)) for n in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(fresh) == [False] * 5 + [True]
    give_back(hooked.engine, "work", "b")
    assert is_held(hooked.engine, "work", later)


def test_a_courier_in_a_thread_carries_until_it_is_stopped_and_then_breaks_off(tmp_path: Path, receiver: Receiver) -> None:
    office = office_at(tmp_path, "", webhook_poll_s=0.05, webhook_timeout_s=60)
    webhook, _ = office.add(receiver.url)
    receiver.script.extend([204, "hang"])
    numbers = [office.register.test(office.principal, webhook) for _ in range(2)]
    courier = Courier(office.premises)
    courier.start()
    for _ in range(500):
        if len(receiver.got) == 2:
            break
        time.sleep(0.02)
    courier.stop()  # returns although the receiver hangs
    assert not is_held(office.engine, "courier", datetime.now(UTC))
    office.rounds()
    assert receiver.ids == [*sorted(numbers, key=receiver.ids.index), receiver.ids[1]], "broken off, sent again under its id"
    assert {each["state"] for each in office.listed(webhook)} == {"delivered"}
    office.premises.close()


@given(st.floats(0.001, 600), st.integers(1, 40), st.floats(0, 1))
def test_waits_grow_by_four_within_their_bounds(first: float, attempts: int, jitter: float) -> None:
    wait = wait_s(first, attempts, jitter)
    whole = min(first * 4 ** (attempts - 1), LONGEST_WAIT_S)
    assert whole / 2 <= wait <= whole + 1e-9
    assert wait_s(first, attempts + 1, jitter) >= wait


def test_a_receiver_may_ask_for_a_longer_wait(hooked: Office, receiver: Receiver) -> None:
    webhook, _ = hooked.add(receiver.url)
    receiver.script.append((503, {"retry-after": "3600"}))
    hooked.register.test(hooked.principal, webhook)
    hooked.rounds(2)
    (told,) = hooked.listed(webhook)
    wait = datetime.fromisoformat(told["next_at"]) - datetime.fromisoformat(told["tried_at"])
    assert (len(receiver.got), wait) == (1, timedelta(hours=1))
