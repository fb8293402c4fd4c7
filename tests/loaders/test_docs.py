"""The page for newcomers is run as it stands: its files, its commands, its answers."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"^```(\S+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run(command: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "XINMAI_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.lstrip("\ufeff")


def matches(told: str, found: str) -> bool:
    """Whether the output is what the page tells; a line of … stands for any lines."""
    pattern = "".join(".*" if line == "…" else re.escape(line) + r"\s*\n?" for line in told.splitlines())
    return re.fullmatch(pattern, found, re.DOTALL) is not None


def test_the_page_says_what_happens(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "add-a-source.md").read_text("utf-8")
    commands = 0
    for kind, name, text in _BLOCK.findall(page):
        if kind in ("csv", "yaml"):
            (tmp_path / name).write_text(text, "utf-8")
        elif kind == "console":
            for step in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                command, _, told = step.partition("\n")
                found = run(command, tmp_path)
                assert matches(told, found), f"$ {command}\n{found}\n-- the page says --\n{told}"
                commands += 1
    assert commands == 5


def test_the_page_tells_of_a_table_that_the_demo_does_not_hold() -> None:
    assert not any("担保" in path.name for path in (ROOT / "demo").rglob("*"))
