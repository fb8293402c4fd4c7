"""The server that a few tests need: one for each test process, started when the first of them asks."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.machine import in_ci
from tests.neo4j_server.jars import ServerNotAvailable
from tests.neo4j_server.server import Place


@pytest.fixture(scope="session")
def neo4j_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A Neo4j server that the tests may empty. Where none can be had they are skipped, loudly; in CI that is a failure."""
    from tests.neo4j_server.fresh import server_for_tests

    with ExitStack() as open_until_the_end:
        try:
            place = open_until_the_end.enter_context(server_for_tests(tmp_path_factory.mktemp("neo4j")))
        except ServerNotAvailable as missing:
            if in_ci():
                raise
            pytest.skip(f"NO NEO4J SERVER, NOT TESTED: {missing}")
        yield place
