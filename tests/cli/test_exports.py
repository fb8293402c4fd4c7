"""Files that a command writes hold no name that its answer would not show."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Run
from tests.inquiry.world import CLEAN, DEBTOR, ORGS, PERSONS

EXPORTS = [
    ("owners", DEBTOR, "--xlsx"),
    ("ledger", "--xlsx"),
]


def text_of(file: Path) -> str:
    """All cells of a workbook; an organisation's own name is public."""
    cells = [str(cell) for sheet in load_workbook(file) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    text = " ".join(cells)
    for name in ORGS.values():
        text = text.replace(name, "")
    return text


@pytest.mark.parametrize("words", EXPORTS, ids=lambda words: words[0])
def test_a_workbook_names_nobody_without_a_purpose(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    told = run(*words, str(tmp_path / "out.xlsx"))
    assert told.status == 0, told.err
    assert [name for name in PERSONS.values() if name in text_of(tmp_path / "out.xlsx")] == []


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_checks_are_exported_for_a_purpose_and_tell_of_a_person_by_id(run: Run, tmp_path: Path, form: str) -> None:
    given, out = tmp_path / "given.csv", tmp_path / f"out.{form}"
    given.write_text(f"subject\n{DEBTOR}\n{CLEAN}\n", encoding="utf-8")
    wanted = ("check", "--file", str(given), "--matter", "government_procurement", "--out", str(out))
    refused = run(*wanted)
    text = out.read_text("utf-8-sig") if form == "csv" else text_of(out)
    assert refused.status == 0 and "须载明用途" in text and "HC20" not in text
    assert run(*wanted, "--purpose", "credit_check").status == 0
    text = out.read_text("utf-8-sig") if form == "csv" else text_of(out)
    assert "block" in text or "禁止" in text
    assert [name for name in PERSONS.values() if name in text.replace(ORGS[CLEAN], "")] == []
