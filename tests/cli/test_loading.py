"""Files in: one command loads, tells what was lost, and can be run again."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run

DEMO = Path(__file__).parents[2] / "demo" / "files"
REGISTER = DEMO / "2023-06" / "市场主体登记信息.xlsx"
DIRTY = DEMO / "2025-06" / "市监局_行政处罚_自然人.csv"


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """An empty home, and a place for the files that an office sent."""
    monkeypatch.setenv("XINMAI_HOME", str(tmp_path / "home"))
    (tmp_path / "sent").mkdir()
    return tmp_path / "sent"


def test_a_file_is_loaded_counted_and_found(run: Run, fresh: Path) -> None:
    shutil.copy(REGISTER, fresh)
    ran = run("load", str(fresh / REGISTER.name), "--data-on", "2023-06-30", "--scope", "青禾县审批局")
    assert (ran.status, ran.err) == (0, "")
    assert "→ enterprises/青禾县审批局(2023-06-30)" in ran.out
    assert run("find", "青禾县云杉建材有限公司").status == 0
    again = run("load", str(fresh / REGISTER.name), "--data-on", "2023-06-30", "--scope", "青禾县审批局")
    assert again.status == 0
    assert "新 0,改 0" in again.out or "unchanged" in again.out


def test_what_was_rejected_is_named_and_kept(run: Run, fresh: Path) -> None:
    shutil.copy(DIRTY, fresh)
    ran = run("load", str(fresh / DIRTY.name), "--source", "penalties", "--data-on", "2025-06-15")
    assert "退 1" in ran.out
    assert "SGS-06" in ran.out
    (rejected,) = fresh.glob("*.rejected.csv")
    assert str(rejected) in ran.out
    told = json.loads(run("quality", "--json").out)["data"]
    assert told["files"][0]["rejected"] == 1
    assert told["files"][0]["rejected_path"] == str(rejected)
    assert "SGS-06" in run("quality").out


def test_a_load_speaks_json_too(run: Run, fresh: Path) -> None:
    shutil.copy(REGISTER, fresh)
    (report,) = json.loads(run("load", str(fresh), "--json").out)["data"]["files"]
    assert report["source"] == "enterprises"
    assert report["accepted"] > 0
    assert report["publication"]["new"] > 0


def test_a_file_that_no_source_knows_is_told_and_nothing_is_made_of_it(run: Run, fresh: Path) -> None:
    (fresh / "x.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    one = run("load", str(fresh / "x.csv"))
    assert (one.status, one.out) == (2, "")
    assert "来源未知" in one.err
    folder = run("load", str(fresh))
    assert folder.status == 2
    assert "x.csv: 未装载" in folder.out


@pytest.mark.parametrize("words", [("nowhere.csv",), (".", "--data-on", "soon"), (".", "--source", "none"), (".", "--map", "none.yaml")])
def test_wrong_use_is_status_2(run: Run, fresh: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(REGISTER, fresh)
    monkeypatch.chdir(fresh)
    assert run("load", *words).status == 2


def test_templates_hold_the_exact_headers(run: Run, fresh: Path) -> None:
    ran = run("sources", "--template", str(fresh / "templates"))
    assert ran.status == 0
    written = [Path(line) for line in ran.out.splitlines()]
    assert all(path.exists() for path in written)
    (penalties,) = [path for path in written if path.name.startswith("penalties") and path.suffix == ".csv"]
    assert "行政处罚决定书文号" in penalties.read_text(encoding="utf-8-sig")


def test_the_demo_loads_once_and_gives_three_answers(run: Run, fresh: Path) -> None:
    first = run("demo", "--serve", "0")
    assert first.status == 0
    for told in ("一、", "二、", "三、", "青禾县云杉建材有限公司", "RC001", "第三条第二款"):
        assert told in first.out
    assert "Loading" in first.err
    again = run("demo", "--serve", "0")
    assert "Loading" not in again.err
    home = fresh.parent / "home" / "demo"
    (home / "demo.loaded").unlink()
    assert "Loading" in run("demo", "--serve", "0").err
    assert not list(DEMO.rglob("*.rejected.csv"))
