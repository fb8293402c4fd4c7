"""What a desk remembers of its answers: never anything but what it would say if it were asked for the first time."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from credit.facts import Deed
from credit.periods import day_of
from graph.store import NewAct
from inquiry.checks import CheckParameters
from office.checking import check_one
from office.desk import Desk, Enquiry
from office.receipts import faults_of
from office.remembering import Memory
from office.rights import ALL_RIGHTS, Principal, Right
from tests.inquiry.world import DEBTOR, REP, TODAY, Small, premises_of, sqlite_world

OFFICER = Principal("who:officer", "县行政审批局", ALL_RIGHTS, authority="县行政审批局")
MASKED = replace(OFFICER, id="who:masked", rights=ALL_RIGHTS - {Right.PERSONS})


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Small, Desk]]:
    small = sqlite_world(tmp_path)
    premises = premises_of(small.store, tmp_path)
    yield small, premises.desk()
    premises.close()


def asked(desk: Desk, principal: Principal = OFFICER, **more: Any) -> dict[str, Any]:
    wanted = {"subject": DEBTOR, "matter": "government_procurement", "purpose": "credit_check", **more}
    return check_one(desk, Enquiry(principal, "run_check", CheckParameters.model_validate(wanted), "r1")).body


def forgetful(desk: Desk) -> Desk:
    return replace(desk, memory=Memory(0))


def test_what_is_remembered_is_what_would_be_said_anew(office: tuple[Small, Desk]) -> None:
    _, desk = office
    first, again, anew = asked(desk), asked(desk, reference="办2号"), asked(forgetful(desk))
    assert first["data"] == again["data"] == anew["data"]
    assert len(desk.memory._kept) == 1
    assert len({each["receipt"]["number"] for each in (first, again, anew)}) == 3
    assert again["meta"]["parameters"]["reference"] == "办2号"
    assert faults_of(again) == []


def test_the_text_that_leaves_is_the_body(office: tuple[Small, Desk]) -> None:
    import json

    _, desk = office
    wanted = CheckParameters(subject=DEBTOR, matter="government_procurement", purpose="credit_check")
    for _ in range(2):
        checked = check_one(desk, Enquiry(OFFICER, "run_check", wanted, "r1"))
        assert json.loads(checked.encoded()) == checked.body


def test_a_repair_is_seen_by_the_next_check(office: tuple[Small, Desk]) -> None:
    small, desk = office
    before = asked(desk)
    (record,) = {each["consequence"]["proof"][0]["fact"] for each in before["data"]["grounds"] if each["consequence"]["rule"] == "RC012"}
    small.store.record([NewAct(record, Deed.VOID, day_of(TODAY), "县法院", "撤销")])
    after = asked(desk)
    assert before["data"]["verdict"] == "block"
    assert after["data"] == asked(forgetful(desk))["data"] != before["data"]
    assert after["meta"]["transaction"] > before["meta"]["transaction"]


def test_who_may_not_read_names_is_not_handed_what_was_said_to_another(office: tuple[Small, Desk]) -> None:
    _, desk = office
    shown = asked(desk, subject=REP, matter="honours")
    masked = asked(desk, MASKED, subject=REP, matter="honours")
    assert masked["data"] == asked(forgetful(desk), MASKED, subject=REP, matter="honours")["data"]
    assert shown["data"]["subject"]["masked"] is False
    assert masked["data"]["subject"]["masked"] is True


def test_another_day_is_another_answer_and_the_oldest_is_forgotten(office: tuple[Small, Desk]) -> None:
    _, whole = office
    desk = replace(whole, memory=Memory(2))
    for day in ("2026-03-01", "2024-01-01", "2026-03-01", "2025-01-01", "2026-11-20"):
        assert asked(desk, on=day)["data"] == asked(forgetful(desk), on=day)["data"]
    assert len(desk.memory._kept) == 2


def test_an_older_picture_is_never_taken_from_memory(office: tuple[Small, Desk]) -> None:
    _, desk = office
    asked(desk, known_at="2030-01-01")
    assert not desk.memory._kept
