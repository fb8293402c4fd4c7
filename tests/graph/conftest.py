"""The engines, made anew for each test."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from graph.store import Store
from graph.stores.sqlite import SqliteStore
from tests.neo4j_server.server import Place
from tests.oracle.store import OracleStore

Engine = Callable[[], AbstractContextManager[Store]]
"""Makes an empty store, and throws it away at the end."""

ENGINES = ["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)]


@contextmanager
def oracle_engine() -> Iterator[OracleStore]:
    """The brute-force one."""
    yield OracleStore()


@contextmanager
def sqlite_engine() -> Iterator[SqliteStore]:
    """The embedded one, in a folder of its own."""
    with TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "graph.db", create=True)
        yield store
        store.close()


@pytest.fixture(scope="session")
def neo4j_engine(neo4j_place: Place) -> Engine:
    """The server, emptied."""
    from tests.neo4j_server.fresh import fresh_store

    return lambda: fresh_store(neo4j_place)


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


@pytest.fixture
def neo4j(neo4j_engine: Engine) -> Iterator[Store]:
    """The server, emptied."""
    with neo4j_engine() as store:
        yield store


@pytest.fixture(params=["oracle", *ENGINES])
def store(request: pytest.FixtureRequest) -> Store:
    """Each engine in turn."""
    engine: Store = request.getfixturevalue(request.param)
    return engine
