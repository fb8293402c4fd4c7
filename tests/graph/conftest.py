"""Both engines, made anew for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.stores.sqlite import SqliteStore
from tests.oracle.store import OracleStore


@pytest.fixture
def oracle() -> OracleStore:
    """The brute-force one."""
    return OracleStore()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[SqliteStore]:
    """The embedded one, in a folder of its own."""
    store = SqliteStore(tmp_path / "graph.db", create=True)
    yield store
    store.close()


@pytest.fixture(params=["oracle", "sqlite"])
def store(request: pytest.FixtureRequest) -> OracleStore | SqliteStore:
    """Each engine in turn."""
    engine: OracleStore | SqliteStore = request.getfixturevalue(request.param)
    return engine
