"""A real home folder and store for texts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.opening import open_store
from graph.store import Store


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home folder, empty, on a fixed day."""
    monkeypatch.setenv("XINMAI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XINMAI_TODAY", "2026-11-20")
    return tmp_path / "home"


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    """The store in it."""
    opened = open_store(home, create=True)
    yield opened
    opened.close()
