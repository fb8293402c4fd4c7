"""What is shipped: a wheel that holds the law and the queries, a lock that names no address, no key and no person in the tree."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real wheel, built offline from a copy of what is tracked (a build leaves traces in its folder)."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for path in tracked():
        copy = source / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(out), str(source)]
    subprocess.run(build, check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_the_wheel_holds_every_rule_query_and_source(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    rooms = ("rules/", "cypher/", "loaders/", "graph/", "office/", "api/")
    data = [str(path.relative_to(ROOT)) for path in tracked("*.yaml", "*.sql", "*.cypher")]
    wanted = {name for name in data if name.startswith(rooms)}
    assert {name for name in wanted if name.startswith("rules/")}
    assert {name for name in wanted if name.endswith(".sql")}
    assert wanted - inside == set()


def test_the_lock_names_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "index-url" not in lock
    assert "--hash=sha256:" in lock


def test_no_path_of_a_machine_and_no_real_data_in_the_tree() -> None:
    home = "/" + "work/"
    texts = [path for path in tracked() if path.suffix in {".py", ".md", ".yaml", ".toml", ".sql", ""} and path.stat().st_size < 1_000_000]
    guilty = [str(path.relative_to(ROOT)) for path in texts if home in path.read_text(encoding="utf-8", errors="ignore")]
    assert guilty == []
    assert not [path for path in tracked() if path.stat().st_size > 2_000_000]
