"""The notebooks run in their own environment (`make notebooks`), on the embedded store and on a server; nothing of a run is kept."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.machine import in_ci
from tests.neo4j_server.county import county_on
from tests.neo4j_server.fresh import fresh_store
from tests.neo4j_server.server import Place

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "notebooks"
PYTHON = ROOT / ".venv-notebooks" / "bin" / "python"
NAMES = sorted(path.stem for path in FOLDER.glob("*.ipynb"))


def run(home: Path, *names: str, **more: str) -> str:
    """Runs notebooks; what was printed."""
    if not PYTHON.exists():
        if in_ci():
            pytest.fail("no .venv-notebooks: make notebooks")
        pytest.skip("NO .venv-notebooks, NOT RUN: make notebooks")
    bare = {name: value for name, value in os.environ.items() if not name.startswith("XINMAI_")}
    told = {**bare, "XINMAI_HOME": str(home), **more}
    done = subprocess.run([str(PYTHON), str(FOLDER / "run.py"), *names], env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_there_are_four() -> None:
    assert NAMES == ["01_first_look", "02_trace_a_party", "03_follow_a_sanction", "04_your_own_source"]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_kept_without_outputs(name: str) -> None:
    cells = json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    assert [cell for cell in cells if cell["cell_type"] == "code" and (cell["outputs"] or cell["execution_count"])] == []


def test_all_run_on_the_embedded_store(tmp_path: Path) -> None:
    assert run(tmp_path).count("ran") == len(NAMES)


@pytest.mark.neo4j
def test_all_run_on_a_server_and_py2neo_reads_the_graph(neo4j_place: Place, tmp_path: Path) -> None:
    with fresh_store(neo4j_place) as store:
        county_on(store, tmp_path)
        assert run(tmp_path, **neo4j_place.settings()).count("ran") == len(NAMES)


def test_py2neo_is_in_the_notebooks_lock_alone() -> None:
    assert "py2neo" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")
    lock = (FOLDER / "requirements.lock").read_text(encoding="utf-8")
    assert "py2neo==" in lock
    assert "://" not in lock
