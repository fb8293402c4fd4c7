"""A table of subjects checked in a shell: CSV or workbook in, CSV or workbook out, no row dropped."""

import csv
import json
from pathlib import Path

from openpyxl import Workbook, load_workbook

from tests.cli.conftest import Run
from tests.inquiry.world import CLEAN, DEBTOR

ASKED = ("--matter", "government_procurement", "--purpose", "credit_check")


def test_a_csv_becomes_a_workbook_with_every_row(run: Run, tmp_path: Path) -> None:
    listed, out = tmp_path / "名单.csv", tmp_path / "结果.xlsx"
    listed.write_text(f"主体代码,名称,办件编号\n{DEBTOR},,办1\n,只有名称,\n=1+1,,\n{CLEAN},另一名称,\n", "gb18030")
    assert run("check", "--file", str(listed), *ASKED, "--out", str(out)).status == 0
    rows = list(load_workbook(out).worksheets[0].iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["行号", "2", "3", "4", "5"]
    assert [row[4] for row in rows[1:]] == ["block", "not_checked", "not_checked", "unknown"]
    assert rows[3][1] == "=1+1"
    assert "与库中现名不同" in str(rows[4][-1])


def test_a_workbook_becomes_a_csv_that_no_spreadsheet_calculates(run: Run, tmp_path: Path) -> None:
    book, listed, out = Workbook(), tmp_path / "名单.xlsx", tmp_path / "结果.csv"
    sheet = book.active
    assert sheet is not None
    for row in (["核查名单"], ["统一社会信用代码", "reference"], [DEBTOR.removeprefix("uscc:"), "+办1"]):
        sheet.append(row)
    book.save(listed)
    assert run("check", "--file", str(listed), *ASKED, "--out", str(out)).status == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        (told,) = csv.DictReader(file)
    assert (told["行号"], told["verdict"], told["办件编号"]) == ("3", "block", "'+办1")


def test_the_rows_are_told_and_as_json_with_their_numbers(run: Run, tmp_path: Path) -> None:
    listed = tmp_path / "名单.csv"
    assert run("check", "--template", str(listed)).status == 0
    with listed.open("a", encoding="utf-8") as file:
        file.write(f"{DEBTOR},,\n,某某,\n")
    assert "HC20" in run("check", "--file", str(listed), *ASKED).out
    items = json.loads(run("check", "--file", str(listed), *ASKED, "--json").out)["data"]["items"]
    assert [each["row"] for each in items] == [2, 3]
    assert items[0]["data"]["verdict"] == "block" and items[1]["fault"]


def test_a_table_without_subjects_is_refused(run: Run, tmp_path: Path) -> None:
    listed = tmp_path / "名单.csv"
    listed.write_text("名称\n甲\n", "utf-8")
    assert run("check", "--file", str(listed), *ASKED).status == 2


def test_a_column_that_nobody_knows_is_named(run: Run, tmp_path: Path) -> None:
    listed = tmp_path / "名单.csv"
    listed.write_text(f"主体代码,经办人,案件编号\n{CLEAN},某某,案1\n", "utf-8")
    said = run("check", "--file", str(listed), *ASKED)
    assert "经办人" in said.err
    assert "案件编号" not in said.err and "案1" in said.out
