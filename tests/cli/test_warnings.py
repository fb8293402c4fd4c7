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
