"""In a shell: the same report, files that only their owner reads, and a verification that tells by its exit status."""

import json
import os
import stat
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from cli.main import main
from tests.report.conftest import DEBTOR, County

NAME = "青禾县云杉建材有限公司"


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it printed."""

    returncode: int
    stdout: bytes
    stderr: bytes


def xinmai(county: County, *words: str) -> Ran:
    """Runs the command on the county, in this process: a cold one spends two seconds on what it imports."""
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"XINMAI_HOME": str(county.home), "XINMAI_TODAY": "2026-11-20"}.items():
            patch.setenv(name, value)
        patch.setattr("sys.argv", ["xinmai", *words])
        patch.setattr("sys.stdout", out)
        patch.setattr("sys.stderr", err)
        with pytest.raises(SystemExit) as ended:
            main()
            sys.exit(0)
    return Ran(int(ended.value.code or 0), *(stream.buffer.getvalue() for stream in (_flushed(out), _flushed(err))))  # type: ignore[attr-defined]


def _flushed(stream: TextIOWrapper) -> TextIOWrapper:
    stream.flush()
    return stream


def command(county: County, *words: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Runs the real command in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XINMAI")}
    environment = {**kept, "XINMAI_HOME": str(county.home), "XINMAI_TODAY": "2026-11-20", **more}
    started = [sys.executable, "-c", "from cli.main import main; main()", *words]
    return subprocess.run(started, env=environment, cwd=Path(__file__).parents[2], capture_output=True, check=False)


def test_the_summary_is_told_and_nobody_scored(county: County) -> None:
    ran = command(county, "report", NAME)
    assert ran.returncode == 0, ran.stderr.decode()
    assert "核验码" in ran.stdout.decode() and "受约束的措施 1 项" in ran.stdout.decode()


def test_a_name_and_an_id_ask_for_the_same_report(county: County) -> None:
    codes = {json.loads(xinmai(county, "report", whom, "--json").stdout)["verification"]["code"] for whom in (NAME, DEBTOR)}
    assert len(codes) == 1


@pytest.mark.parametrize("form", ["json", "html", "pdf", "docx"])
def test_a_file_has_the_form_of_its_name_and_one_reader(county: County, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"report.{form}"
    ran = xinmai(county, "report", DEBTOR, "-o", str(out), "--limit", "3")
    assert ran.returncode == 0, ran.stderr.decode()
    assert out.read_bytes()[:2] == {"json": b"{\n", "html": b"<!", "pdf": b"%P", "docx": b"PK"}[form]
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == [out.name]


@pytest.mark.parametrize("form", ["json", "pdf"])
def test_a_file_is_verified_and_a_changed_one_is_not(county: County, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"report.{form}"
    told = xinmai(county, "report", DEBTOR, "-o", str(out), "--limit", "2").stderr.decode()
    code = told.split()[-1]
    assert xinmai(county, "report", "--verify", code, str(out)).returncode == 0
    refused = xinmai(county, "report", "--verify", "AAAA-BBBB-CCCC-DDDD-EEEE", str(out), "--json")
    assert refused.returncode == 1
    assert json.loads(refused.stdout)["data"]["unchanged"] is False


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 broken", b"[1, 2]", b"PK\x03\x04", b"[" * 100_000])
def test_what_is_no_report_is_wrong_use(county: County, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    ran = xinmai(county, "report", "--verify", "AAAA", str(tmp_path / "x"))
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr.decode()


@pytest.mark.parametrize("words", [("--format", "exe"), ("-o", "report.txt"), ("-o", "nowhere/at/all/report.json"), ("--limit", "0")])
def test_wrong_use_is_told(county: County, words: tuple[str, ...]) -> None:
    ran = xinmai(county, "report", DEBTOR, *words)
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert "Traceback" not in ran.stderr.decode()


def test_without_a_chinese_font_the_command_says_what_to_install(county: County, tmp_path: Path) -> None:
    nothing = tmp_path / "fonts.conf"
    nothing.write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>', "utf-8")
    ran = command(county, "report", DEBTOR, "-o", str(tmp_path / "report.pdf"), FONTCONFIG_FILE=str(nothing))
    assert ran.returncode == 1
    assert "apt-get install -y fonts-noto-cjk" in ran.stderr.decode()
    assert not (tmp_path / "report.pdf").exists()
    assert command(county, "report", DEBTOR, "-o", str(tmp_path / "report.docx"), FONTCONFIG_FILE=str(nothing)).returncode == 0
