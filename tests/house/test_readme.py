"""The README is true: its two commands stand in the Makefile, and its console says what the real command prints."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def console() -> list[tuple[str, list[str]]]:
    """Every `$ command` of the README's console blocks, with the lines that it is said to print."""
    told: list[tuple[str, list[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                told.append((line[2:], []))
            else:
                told[-1][1].append(line)
    return told


@pytest.fixture(scope="module")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`make demo` as the README says, in a home of its own."""
    home = tmp_path_factory.mktemp("home")
    environment = {**os.environ, "XINMAI_HOME": str(home)}
    done = subprocess.run(["make", "demo", "DEMO_SERVE=0"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert all(heading in done.stdout for heading in ("Who is this?", "Linked risk", "Measures and their articles"))
    return home / "demo"


def test_make_demo_answers_and_the_console_tells_the_truth(demo_home: Path) -> None:
    environment = {**os.environ, "XINMAI_HOME": str(demo_home), "COLUMNS": "400"}
    for command, printed in console():
        if command.startswith("export "):
            day = re.search(r"XINMAI_TODAY=(\S+)", command)
            environment["XINMAI_TODAY"] = day.group(1) if day else ""
            continue
        done = subprocess.run(command, shell=True, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)  # noqa: S602
        assert done.returncode == 0, done.stderr
        missing = [line for line in printed if line not in done.stdout]
        assert missing == [], done.stdout


def test_every_link_of_the_pages_leads_somewhere() -> None:
    pages = [
        ROOT / "README.md",
        ROOT / "README.zh-CN.md",
        ROOT / "ARCHITECTURE.md",
        ROOT / "CONTRIBUTING.md",
        *(ROOT / "docs").rglob("*.md"),
    ]
    dead = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in pages
        for link in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if "://" not in link and not (page.parent / link).exists()
    ]
    assert dead == []


def test_both_readmes_name_the_same_commands() -> None:
    chinese = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
    wanted = set(re.findall(r"`(xinmai [a-z]+)", README)) - {"xinmai keys"}
    assert {command for command in wanted if command not in chinese} == set()
    assert "make demo" in chinese and "make test" in chinese
