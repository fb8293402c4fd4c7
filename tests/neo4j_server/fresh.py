"""An empty store on the test server: everything is deleted between tests, so the server must be one that is marked for it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import neo4j

from graph.settings import StoreSettings
from graph.stores.neo4j import Neo4jStore
from tests.neo4j_server.jars import ServerNotAvailable
from tests.neo4j_server.server import Place, running

_HELD = "MATCH (n) RETURN count(n) AS all, count(CASE WHEN n:XinmaiTest THEN 1 END) AS marks"
_EMPTY = """
MATCH (n) WHERE NOT n:XinmaiTest
CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS
"""


@contextmanager
def server_for_tests(home: Path) -> Iterator[Place]:
    """The server that the environment names, where it is empty or marked (:XinmaiTest); else a fresh one."""
    url = os.environ.get("XINMAI_TEST_NEO4J_URI")
    if not url:
        with running(home) as place:
            mark(place)
            yield place
        return
    given = {name: os.environ.get(f"XINMAI_TEST_NEO4J_{name}", default) for name, default in (("USER", "neo4j"), ("PASSWORD", ""))}
    place = Place(url, given["USER"], given["PASSWORD"], os.environ.get("XINMAI_TEST_NEO4J_DATABASE", "neo4j"))
    mark(place)
    yield place


def mark(place: Place) -> None:
    """Marks an empty database as ours to delete; refuses one that holds anything and has no mark."""
    with driver(place) as talk:
        held = talk.execute_query(_HELD, database_=place.database)
        if held.records[0]["all"] and not held.records[0]["marks"]:
            raise ServerNotAvailable(f"{place.url} holds data and no (:XinmaiTest) node: the tests will not touch it.")
        talk.execute_query("MERGE (:XinmaiTest)", database_=place.database)


def driver(place: Place) -> neo4j.Driver:
    """A bare driver."""
    return neo4j.GraphDatabase.driver(place.url, auth=(place.user, place.password), notifications_min_severity="OFF")


def settings_of(place: Place) -> StoreSettings:
    """The settings of a store there."""
    return StoreSettings.model_validate(
        {"XINMAI_STORE": place.url, "user": place.user, "password": place.password, "database": place.database, "server_batch": 50}
    )


def emptied(place: Place) -> None:
    """Deletes everything but the mark."""
    mark(place)
    holds(place, "")
    with driver(place) as talk, talk.session(database=place.database) as session:
        session.run(_EMPTY).consume()


def holds(place: Place, what: str) -> None:
    """Writes on the mark what the database holds, for tests that only read it: until one empties it, nobody need fill it again."""
    with driver(place) as talk:
        talk.execute_query("MATCH (mark:XinmaiTest) SET mark.holds = $what", what=what, database_=place.database)


def held(place: Place) -> str:
    """What the mark says."""
    with driver(place) as talk:
        return str(talk.execute_query("MATCH (mark:XinmaiTest) RETURN mark.holds AS what", database_=place.database).records[0]["what"])


@contextmanager
def fresh_store(place: Place) -> Iterator[Neo4jStore]:
    """An empty store on the server."""
    emptied(place)
    store = Neo4jStore(place.url, create=True, settings=settings_of(place))
    try:
        yield store
    finally:
        store.close()
