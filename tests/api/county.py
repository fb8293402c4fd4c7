"""The demo county behind the real application, loaded once a test process."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI

from api.app import create_app
from api.settings import ApiSettings
from credit.kinds import NODES
from demo.make.files import DEMO
from graph.opening import open_store
from loaders.folders import load_path
from loaders.person_key import person_key
from loaders.pipeline import LoadOptions
from loaders.settings import LoadSettings
from office.keys import add_key
from office.premises import Premises
from office.rights import ALL_RIGHTS
from office.settings import OfficeSettings
from tests.inquiry.world import premises_of


@dataclass(frozen=True)
class Loaded:
    """The application, a key with every right, every node, and how many claims there are."""

    app: FastAPI
    premises: Premises
    key: str
    ids: list[str]
    claims: int


@contextmanager
def loaded_county(home: Path) -> Iterator[Loaded]:
    """The county in a home folder. It waits for no transaction, and nobody is refused for asking often."""
    load = LoadSettings.model_validate({"XINMAI_HOME": home})
    store = open_store(home, create=True)
    list(load_path(store, DEMO, LoadOptions(settings=load, rejected_dir=home / "rejected"), person_key(load)))
    with store.view() as view:
        ids = [node for kind in NODES for node in view.all_nodes(kind, "", 10_000)]
    premises = premises_of(store, home)
    premises.settings = premises.settings.model_copy(update={"arrival_patience_s": 0.0})
    premises.rules = OfficeSettings(rate_per_minute=1_000_000_000)
    key = add_key(premises.office, "检验", ALL_RIGHTS, None)
    yield Loaded(create_app(ApiSettings(), premises), premises, key, ids, sum(store.stats().claims.values()))
    premises.close()
