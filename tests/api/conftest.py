"""The real application over a real store, and callers with and without rights."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import structlog
from fastapi import FastAPI
from sqlalchemy import Engine

from api.app import create_app
from api.settings import ApiSettings
from office.keys import add_key
from office.premises import Premises
from office.rights import ALL_RIGHTS, Right
from tests.api.county import Loaded, loaded_county
from tests.api.http import Caller
from tests.inquiry.world import Small, premises_of, sqlite_world

# The log is the service's own; a test reads answers.
structlog.configure(processors=[structlog.processors.KeyValueRenderer()], logger_factory=structlog.ReturnLoggerFactory())


@dataclass(frozen=True)
class House:
    """An application with everything behind it."""

    app: FastAPI
    small: Small
    premises: Premises

    @property
    def office(self) -> Engine:
        return self.premises.office

    def caller(self, *rights: Right, purpose: str | None = None) -> Caller:
        key = add_key(self.office, "tests", rights, None)
        said = (("X-Purpose", purpose),) if purpose else ()
        return Caller(self.app, (("Authorization", f"Bearer {key}"), *said))


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    home = tmp_path_factory.mktemp("home")
    small = sqlite_world(home)
    premises = premises_of(small.store, home)
    yield House(create_app(ApiSettings(), premises), small, premises)
    premises.close()


@pytest.fixture(scope="session")
def officer(house: House) -> Caller:
    """Every right and a purpose."""
    return house.caller(*ALL_RIGHTS, purpose="enforcement")


@pytest.fixture(scope="session")
def bank(house: House) -> Caller:
    """Every right but persons' names."""
    return house.caller(*(ALL_RIGHTS - {Right.PERSONS}), purpose="lending")


@pytest.fixture(scope="session")
def stranger(house: House) -> Caller:
    """No key at all."""
    return Caller(house.app)


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """The demo county behind the real application."""
    with loaded_county(tmp_path_factory.mktemp("county")) as loaded:
        yield loaded
