"""The shell's owners, controllers and group."""

import json
from pathlib import Path

from openpyxl import load_workbook

from tests.cli.conftest import Run
from tests.inquiry.world import BRANCH, DEBTOR, SHAREHOLDER


def test_the_same_body_as_the_api(run: Run) -> None:
    for command, key in (("owners", "owners"), ("controllers", "readings"), ("group", "groups")):
        ran = run(command, DEBTOR, "--json")
        assert ran.status == 0 and json.loads(ran.out)["data"][key]


def test_told_to_a_person(run: Run) -> None:
    assert "青禾县股东投资有限公司\t" + SHAREHOLDER + "\t60%" in run("owners", BRANCH).out
    assert "持有青禾县欠债商贸有限公司 60%" in run("controllers", DEBTOR).out
    assert "控制的集团(2)" in run("group", BRANCH).out


def test_a_tree_as_a_workbook(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "tree.xlsx"
    assert run("owners", SHAREHOLDER, "--down", "--xlsx", str(place)).status == 0
    book = load_workbook(place)
    assert [page.title for page in book] == ["对外持股 effective holdings", "股权树 tree"]
    assert [row[2] for row in book["股权树 tree"].iter_rows(min_row=2, values_only=True)] == [SHAREHOLDER, DEBTOR, BRANCH]


def test_a_share_beyond_the_whole_is_wrong_use(run: Run) -> None:
    assert run("owners", DEBTOR, "--min-share", "2").status == 2
