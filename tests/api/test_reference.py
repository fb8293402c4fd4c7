"""The pages that tell settings and endpoints say what the code says."""

import importlib
from pathlib import Path

from pydantic_settings import BaseSettings

from api.reference import DOCS, SETTINGS, endpoints_page, settings_page
from tests.api.conftest import House

ROOT = Path(__file__).parents[2]
ROOMS = ("credit", "loaders", "graph", "reasoning", "inquiry", "office", "api", "cli")


def test_every_package_with_settings_is_told() -> None:
    found = set()
    for path in (path for room in ROOMS for path in (ROOT / room).rglob("settings.py")):
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        found |= {
            each for each in vars(module).values() if isinstance(each, type) and issubclass(each, BaseSettings) and each is not BaseSettings
        }
    assert found == set(SETTINGS)


def test_the_page_of_settings_is_current() -> None:
    assert (DOCS / "settings.md").read_text(encoding="utf-8") == settings_page(), "run: .venv/bin/python -m api.reference"


def test_the_page_of_endpoints_is_current(house: House) -> None:
    assert (DOCS / "endpoints.md").read_text(encoding="utf-8") == endpoints_page(house.app), "run: .venv/bin/python -m api.reference"


def test_every_setting_has_a_meaning() -> None:
    rows = [line for line in settings_page().splitlines() if line.startswith("| `XINMAI")]
    assert rows
    assert [row for row in rows if row.endswith("|  |")] == []
