"""Warnings and the ledger at the desk: told with names, by page, by authority and region; of persons nothing but facts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from credit.errors import BadParameter, NotCovered
from graph.opening import open_store
from inquiry.ledger import LedgerParameters, ledger_of
from inquiry.warnings import WarningsParameters, warnings_of
from office.desk import Desk
from tests.inquiry.asked import ask
from tests.inquiry.world import DEBTOR, REP, Small, invented, premises_of
from tests.oracle.store import OracleStore
from tests.reasoning.world import World

FIRMS = sorted(invented(number) for number in range(31, 36))
MAN = "p:v1man"


@pytest.fixture(scope="module", params=["oracle", "sqlite"])
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Five firms with three fines each in one field, decided by two authorities in two regions; and a man with as many."""
    home: Path = tmp_path_factory.mktemp("home")
    world = World(OracleStore() if request.param == "oracle" else open_store(home, create=True))  # type: ignore[arg-type]
    for number, firm in enumerate(FIRMS):
        world.say("Organization", firm, name=f"青禾县甲{number}有限公司", region="379926" if number % 2 else "370101")
    world.say("Person", MAN, name="刘三友", identity="verified")
    for number, subject in enumerate([*FIRMS, MAN]):
        for month in ("01", "03", "05"):
            said = {"domain": "tax", "authority_name": "甲局" if number < 2 else "乙局", "doc_no": f"青罚〔2026〕{number}{month}号"}
            world.record("Penalty", subject, f"pen:{number}{month}", f"2026-{month}-10", **said)
    premises = premises_of(world.store, home)
    yield premises.desk()
    premises.close()


def ledger(desk: Desk, **wanted: Any) -> Any:
    parameters = LedgerParameters(**wanted)
    return ask(desk, lambda question: ledger_of(question, parameters), parameters)


def subjects(body: Any) -> list[str]:
    return [each["subject"]["id"] for each in body["data"]["entries"]]


def test_the_ledger_comes_in_pages_that_leave_nobody_out(desk: Desk) -> None:
    found, cursor = [], None
    for _ in range(10):
        page = ledger(desk, limit=2, cursor=cursor)
        found += subjects(page)
        cursor = page["page"]["next"]
        assert page["meta"]["truncated"] is (cursor is not None)
        if cursor is None:
            break
    assert found == FIRMS


def test_a_cursor_of_another_question_is_refused(desk: Desk) -> None:
    cursor = ledger(desk, limit=2)["page"]["next"]
    with pytest.raises(BadParameter):
        ledger(desk, limit=2, cursor=cursor, pattern="P16")


def test_by_authority_by_region_and_by_pattern(desk: Desk) -> None:
    assert subjects(ledger(desk, authority="甲局")) == FIRMS[:2]
    assert subjects(ledger(desk, region="379926")) == FIRMS[1::2]
    assert subjects(ledger(desk, region="37")) == FIRMS
    assert subjects(ledger(desk, pattern="P14")) == []
    assert subjects(ledger(desk, pattern="P17")) == FIRMS
    with pytest.raises(BadParameter, match="P15"):
        ledger(desk, pattern="P99")


def test_entry_exit_and_reason_are_told_and_the_parameter_is_named(desk: Desk) -> None:
    alert = next(each for each in ledger(desk, pattern="P15")["data"]["entries"][0]["alerts"])
    assert (alert["k"], alert["n"], alert["from"], alert["until"], alert["ends_by"]) == (3, 3, "2026-05-10", "2027-01-10", "window")
    assert (alert["number"], alert["parameters"], alert["group"]["label_zh"]) == ("parameter", ["months", "at_least"], "税务")
    assert "参数" in alert["says_zh"] and "2027-01-10" in alert["says_zh"] and alert["way_out_zh"]
    assert ledger(desk, pattern="P15", as_of="2027-01-10")["data"]["entries"] == []
    former = ledger(desk, pattern="P15", as_of="2027-01-10", include_former=True)["data"]["entries"]
    assert [each["standing"] for entry in former for each in entry["alerts"]] == [False] * len(FIRMS)


def test_a_natural_person_has_facts_the_rule_that_says_so_and_no_alert(desk: Desk) -> None:
    parameters = WarningsParameters()
    data = ask(desk, lambda question: warnings_of(question, MAN, parameters), parameters)["data"]
    assert (data["alerts"], data["near"], data["former"]) == ([], [], [])
    assert len(data["facts"]) == 3
    assert data["not_of_persons"]["rule"] == "N12" and data["not_of_persons"]["basis"]
    assert MAN not in subjects(ledger(desk))


def test_a_firm_is_told_what_is_counted_and_on_whose_word(desk: Desk) -> None:
    parameters = WarningsParameters(as_of="2026-05-09")
    data = ask(desk, lambda question: warnings_of(question, FIRMS[0], parameters), parameters)["data"]
    assert data["alerts"] == []
    (near,) = (each for each in data["near"] if each["pattern"] == "P15")
    assert (near["k"], near["n"], near["until"]) == (2, 3, "2027-01-09")
    assert "再有一次" in near["says_zh"]
    assert all(each["evidence"] and each["record"]["name"] for each in near["records"])


def test_without_any_record_loaded_nothing_is_said(tmp_path: Path) -> None:
    small = Small(World(OracleStore()))
    small.say("rep", "LEGAL_REP_OF", REP, DEBTOR, "2020-01-01")
    premises = premises_of(small.store, tmp_path)
    with pytest.raises(NotCovered):
        ledger(premises.desk())
    premises.close()
