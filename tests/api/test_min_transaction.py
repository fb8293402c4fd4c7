"""`min_transaction`: whoever has just written asks of what he wrote; what does not come in time is told as not yet here."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from api.app import create_app
from api.settings import ApiSettings
from credit.facts import Deed
from credit.periods import day_of
from graph.store import NewAct
from tests.api.http import Caller
from tests.api.test_problems import problem
from tests.inquiry.world import DEBTOR, Small, premises_of, sqlite_world

S = f"/v1/subjects/{DEBTOR}"


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    found = sqlite_world(tmp_path)
    yield found
    found.store.close()


def caller(small: Small, home: Path, patience_s: float) -> Caller:
    premises = premises_of(small.store, home)
    premises.settings = premises.settings.model_copy(update={"arrival_patience_s": patience_s})
    return Caller(create_app(ApiSettings(demo=True), premises), (("X-Purpose", "demonstration"),))


def test_what_has_arrived_is_answered_at_once(small: Small, tmp_path: Path) -> None:
    last = small.store.last_transaction()[0]
    meta = caller(small, tmp_path, 0.0).body(S, min_transaction=last)["meta"]
    assert meta["transaction"] == last and meta["parameters"]["min_transaction"] == last


def test_what_does_not_come_in_time_is_told_with_when_to_come_back(small: Small, tmp_path: Path) -> None:
    last = small.store.last_transaction()[0]
    response = caller(small, tmp_path, 0.05).get(S, min_transaction=last + 1)
    document = problem(response)
    assert (document["status"], document["code"], document["last_transaction"]) == (503, "not_yet_known", last)
    assert int(response.headers["retry-after"]) >= 1


def test_a_question_waits_for_a_writer_who_is_still_at_work(small: Small, tmp_path: Path) -> None:
    last = small.store.last_transaction()[0]
    asker = caller(small, tmp_path, 30.0)
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(lambda: asker.body(S, min_transaction=last + 1))
        with pytest.raises(TimeoutError):
            asked.result(0.2)
        written = small.store.record([NewAct(small.facts["fine"], Deed.DISMISS, day_of("2026-07-01"), "office", "checked")])
        meta = asked.result(30)["meta"]
    assert meta["transaction"] == written == last + 1


@pytest.mark.parametrize("wrong", ["-1", "soon", str(2**63)])
def test_a_transaction_is_a_number(small: Small, tmp_path: Path, wrong: str) -> None:
    assert problem(caller(small, tmp_path, 0.0).get(S, min_transaction=wrong))["code"] == "bad_parameter"
