"""The demo county once, behind the real application and the real command; reports of it in every form, printed once."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from api.settings import ApiSettings
from credit.kinds import NODES
from demo.make.files import DEMO
from graph.opening import open_store
from graph.store import Store
from loaders.folders import load_path
from loaders.person_key import person_key
from loaders.pipeline import LoadOptions
from loaders.settings import LoadSettings
from office.keys import add_key
from office.premises import Premises
from office.rights import ALL_RIGHTS, Right
from tests.api.http import Caller
from tests.inquiry.cast_names import names_of_the_cast
from tests.inquiry.world import premises_of

DEBTOR = "uscc:91379926MAQH010104"
FOOD = "uscc:91379926MAQH0107X4"
TRADER = "冯桂香"
FORMS = ("json", "html", "pdf", "docx")


@dataclass(frozen=True)
class County:
    """The county with its callers: an officer who may see persons, and a bank that may not."""

    store: Store
    home: Path
    premises: Premises
    officer: Caller
    bank: Caller

    def keyed(self, *rights: Right, purpose: str | None = None) -> Caller:
        key = add_key(self.premises.office, "tests", rights, None)
        said = (("X-Purpose", purpose),) if purpose else ()
        return Caller(self.officer.app, (("Authorization", f"Bearer {key}"), *said))

    def person(self, name: str) -> str:
        with self.store.view() as view:
            return next(match.id for match in view.find(name, NODES, 20) if match.exact)


def loaded(home: Path) -> Store:
    """The county as its offices sent it."""
    load = LoadSettings.model_validate({"XINMAI_HOME": home})
    store = open_store(home, create=True)
    list(load_path(store, DEMO, LoadOptions(settings=load, rejected_dir=home / "rejected"), person_key(load)))
    return store


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    home = tmp_path_factory.mktemp("county")
    store = loaded(home)
    premises = premises_of(store, home)
    app = create_app(ApiSettings(), premises)
    opened = County(store, home, premises, Caller(app), Caller(app))
    officer = opened.keyed(*ALL_RIGHTS, purpose="enforcement")
    bank = opened.keyed(*(ALL_RIGHTS - {Right.PERSONS}), purpose="lending")
    yield County(store, home, premises, officer, bank)
    premises.close()


@pytest.fixture(scope="session")
def names() -> re.Pattern[str]:
    return names_of_the_cast()


@pytest.fixture(scope="session")
def handed(county: County) -> Callable[[str, str], httpx.Response]:
    """The officer's report on a subject in some form, with everything in it; printing is slow, so each is printed once."""

    @cache
    def report(subject: str, form: str) -> httpx.Response:
        response = county.officer.get(
            f"/v1/subjects/{subject}/report", format=form, with_risk="true", include_former="true", include_repaired="true"
        )
        assert response.status_code == 200, response.text
        return response

    return report


def body_of(caller: Caller, subject: str, **asked: Any) -> Any:
    """The JSON body of a report."""
    return caller.body(f"/v1/subjects/{subject}/report", **asked)
