"""Backup and restore in a shell, as an operator runs them."""

from pathlib import Path

from tests.cli.conftest import Run
from tests.inquiry.world import DEBTOR


def test_a_backup_is_made_and_checked_and_never_put_over_what_is_there(run: Run, tmp_path: Path) -> None:
    run("show", DEBTOR)  # the first answer makes the keys
    made = run("backup", str(tmp_path / "backup"), "--with-keys")
    assert (made.status, "已核验" in made.out, "加密存放" in made.out) == (0, True, True)
    assert run("restore", str(tmp_path / "backup"), "--check").status == 0
    again = run("backup", str(tmp_path / "backup"))
    assert (again.status, "已存在" in again.err) == (2, True)
    refused = run("restore", str(tmp_path / "backup"))
    assert (refused.status, "--replace" in refused.err) == (2, True)


def test_nothing_is_cleared_where_no_time_is_set(run: Run) -> None:
    told = run("retention")
    assert (told.status, "XINMAI_RETENTION_DAYS" in told.err) == (2, True)
