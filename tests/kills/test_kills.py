"""Nothing that was acknowledged is lost, whoever is killed and when."""

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.inquiry.world import sqlite_world
from tests.kills.kinds import KINDS, ORDINARY, Kind, is_sound
from tests.kills.place import Place

EACH = 40
"""Strikes of each kind in the long run: two hundred together."""


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    home = tmp_path / "home"
    sqlite_world(home).store.close()
    yield Place(home)


@pytest.mark.parametrize("name", ORDINARY)
def test_one_kill_of_each_kind_loses_nothing(place: Place, name: str) -> None:
    assert _struck(ORDINARY[name](place), place, 1) == []


@pytest.mark.soak
@pytest.mark.parametrize("name", KINDS)
def test_two_hundred_kills_lose_nothing(place: Place, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    random.seed(name)
    started = time.monotonic()
    found = _struck(KINDS[name](place), place, EACH)
    lines = len(place.audit()) if (place.home / "audit.db").exists() else 0
    with capsys.disabled():
        sys.stdout.write(f"\n| {name} | {EACH} | {len(found)} | {lines:,} | {time.monotonic() - started:.0f} |\n")
    assert found == []


def _struck(kind: Kind, place: Place, times: int) -> list[str]:
    """What was lost over so many strikes of a kind; the audit and every database are read after each."""
    found: list[str] = []
    try:
        for _ in range(times):
            found += kind.strike() + is_sound(place)
    finally:
        kind.close()
    return found
