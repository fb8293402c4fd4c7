"""Loads the county once, by the real command, into a real store."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.app import create_app
from api.settings import ApiSettings
from demo.make.files import DEMO
from inquiry.settings import HomeSettings
from office.premises import Premises
from tests.api.http import Caller
from tests.stories.county import TODAY, County, command


def _load(env: dict[str, str], sent: Path) -> None:
    """By the real command, from a copy: what is rejected is written beside its file."""
    shutil.copytree(DEMO, sent, ignore=shutil.ignore_patterns("make", "*.rejected.csv"))
    loaded = command(env, "load", str(sent))
    assert loaded.returncode == 0, loaded.stdout + loaded.stderr


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    """The county of 2026-11-20, loaded by `xinmai load demo` in the order of load.yaml."""
    home = tmp_path_factory.mktemp("county")
    env = {"XINMAI_HOME": str(home), "XINMAI_TODAY": TODAY}
    sent = tmp_path_factory.mktemp("sent") / "demo"
    _load(env, sent)
    premises = Premises(HomeSettings.model_validate({"home": home, "today": TODAY}))
    yield County(home, sent, env, Caller(create_app(ApiSettings(demo=True), premises)))
    premises.close()
