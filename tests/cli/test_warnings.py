"""The shell's warnings and ledger."""

import json
from pathlib import Path

from openpyxl import load_workbook

from tests.cli.conftest import Run
from tests.inquiry.world import DEBTOR, REP


def test_the_same_body_as_the_api(run: Run) -> None:
    told = json.loads(run("warnings", DEBTOR, "--json").out)["data"]
    assert told["lane"] == "advisory" and {each["pattern"] for each in told["silent"]} >= {"P13"}
    assert json.loads(run("ledger", "--json").out)["data"]["patterns"] == ["P14", "P15", "P16", "P17"]


def test_told_to_a_person(run: Run) -> None:
    assert "线索" in run("warnings", DEBTOR).out
    assert "N12" in run("warnings", REP).out
    assert "没有列入的" in run("ledger").out


def test_the_whole_ledger_as_a_workbook(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "ledger.xlsx"
    assert "0 个主体" in run("ledger", "--xlsx", str(place)).out
    (sheet,) = load_workbook(place)
    assert next(sheet.iter_rows(min_row=2, values_only=True))[0] == "标识"


def test_lists_and_grades(run: Run) -> None:
    assert json.loads(run("lists", "LIST_WAGE_ARREARS", "--json").out)["data"]["authority_zh"] == "人力资源社会保障部门"
    assert "LIST_DISHONEST_JUDGMENT_DEBTOR\t失信被执行人名单" in run("lists").out
    assert "改正违法行为满六个月" in run("lists", "LIST_WAGE_ARREARS").out
    assert "没有来源述及" in run("grades", DEBTOR).out
    refused = run("grades", REP)
    assert refused.status == 6 and "N12" in refused.err
