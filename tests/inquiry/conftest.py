"""The small world, once as the brute-force oracle and once in a real store."""

from collections.abc import Iterator

import pytest

from office.desk import Desk
from tests.inquiry.world import Small, premises_of, small_world, sqlite_world


@pytest.fixture(scope="session")
def oracle() -> Small:
    return small_world()


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    small = sqlite_world(tmp_path_factory.mktemp("home"))
    yield small
    small.store.close()


@pytest.fixture(scope="session", params=["oracle", "sqlite"])
def small(request: pytest.FixtureRequest) -> Small:
    found: Small = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def desk(small: Small, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    premises = premises_of(small.store, tmp_path_factory.mktemp("office"))
    yield premises.desk()
    premises.office.dispose()
