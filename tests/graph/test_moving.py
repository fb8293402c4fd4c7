"""A store copied is the same store: through the server and back, and by the server's own offline import."""

import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from credit.errors import BadParameter
from credit.periods import day_of
from graph.moving.copying import copy, seals
from graph.moving.tables import TABLES
from graph.opening import write_import
from graph.store import Store
from graph.stores.neo4j import Neo4jStore
from graph.stores.sqlite import SqliteStore
from tests.graph.pictures import history, picture
from tests.graph.story import IDS, STEPS, TEXTS
from tests.neo4j_server.fresh import driver, settings_of
from tests.neo4j_server.jars import jars
from tests.neo4j_server.server import Place, admin_script, configure, running

pytestmark = pytest.mark.neo4j

_NODES = "MATCH (n) WHERE NOT n:XinmaiTest AND NOT n:Meta AND NOT n:Lease RETURN labels(n) AS labels, properties(n) AS held"
_RELATIONS = "MATCH (a)-[r]->(b) RETURN [type(r), coalesce(a.id, ''), coalesce(b.id, b.key)] AS labels, properties(r) AS held"


@pytest.fixture
def told(sqlite: SqliteStore) -> SqliteStore:
    """A store with the whole story in it."""
    for step in STEPS.values():
        step(sqlite)
    return sqlite


def quiet(_table: str, _rows: int) -> None:
    """Nobody watches."""


def alike(left: Store, right: Store) -> None:
    """Both give the same answers, numbers of claims included, at the first, a middle and the last transaction."""
    assert list(history(left)) == list(history(right))
    last, _ = left.last_transaction()
    for transaction in sorted({0, last // 2, last}):
        with left.view(transaction) as one, right.view(transaction) as other:
            day = day_of("2024-02-01")
            for (question, answer), (_, wanted) in zip(picture(one, IDS, TEXTS, day), picture(other, IDS, TEXTS, day), strict=True):
                assert answer == wanted, f"{question} at {transaction}"


def test_through_the_server_and_back(told: SqliteStore, neo4j: Neo4jStore, tmp_path: Path) -> None:
    sealed = copy(told, neo4j, quiet)
    alike(told, neo4j)
    back = SqliteStore(tmp_path / "back.db", create=True)
    copy(neo4j, back, quiet)
    alike(told, back)
    with back.reading() as reading:
        assert seals(reading, quiet) == sealed
    with pytest.raises(BadParameter):
        copy(told, neo4j, quiet)
    back.close()


def test_a_copy_goes_on_as_its_source_would(told: SqliteStore, sqlite: SqliteStore, neo4j: Neo4jStore) -> None:
    copy(told, neo4j, quiet)
    name, step = next((name, step) for name, step in STEPS.items() if name == "Li is loaded again, with more")
    assert step(told) == step(neo4j), name
    alike(told, neo4j)


@pytest.fixture(scope="module")
def importing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a second server, not started yet."""
    return tmp_path_factory.mktemp("imported")


def contents(place: Place) -> Iterator[tuple[str, str]]:
    """Every node and relation on a server, as text."""
    with driver(place) as talk:
        for query in (_NODES, _RELATIONS):
            for row in talk.execute_query(query, database_=place.database).records:
                yield str(sorted(row["labels"])), str(sorted(row["held"].items()))


def test_the_offline_import_makes_what_copying_makes(told: SqliteStore, neo4j: Neo4jStore, neo4j_place: Place, importing: Path) -> None:
    copy(told, neo4j, quiet)
    files = importing / "files"
    assert write_import(told, files, quiet) > 0
    configure(importing, 0, 0, "512m")
    shell = {**os.environ, "NEO4J_ADMIN": str(admin_script(jars(), importing)), "NEO4J_HOME": str(importing)}
    done = subprocess.run(["sh", str(files / "import.sh")], env=shell, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[:2000]
    with running(importing) as place:
        assert Counter(contents(place)) == Counter(contents(neo4j_place))
        store = Neo4jStore(place.url, create=False, settings=settings_of(place))
        assert store.last_transaction() == told.last_transaction()  # the first who opens it makes the indexes
        store.close()


def test_each_engine_counts_what_it_gives(told: SqliteStore, neo4j: Neo4jStore) -> None:
    copy(told, neo4j, quiet)
    with told.reading() as one, neo4j.reading() as other:
        for table in TABLES:
            assert one.count(table) == other.count(table) == len(list(other.rows(table)))
