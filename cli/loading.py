"""Loads files with something to watch: a bar for a person, a line now and then for a log."""

import getpass
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from cli.telling.loads import load_told
from credit.errors import LoadFailed
from credit.periods import day_of
from graph.opening import open_store
from graph.store import Store
from inquiry.asking.days import today
from inquiry.settings import HomeSettings
from loaders.folders import Unloaded, load_path
from loaders.person_key import person_key
from loaders.pipeline import LoadOptions, Progress
from loaders.report import LoadReport

_EVERY_S = 10.0

Loaded = LoadReport | Unloaded


class How(Protocol):
    """How a file is to be read, as the command was told."""

    @property
    def source(self) -> str | None: ...
    @property
    def mapping(self) -> Path | None: ...
    @property
    def scope(self) -> str | None: ...
    @property
    def data_on(self) -> str | None: ...
    @property
    def snapshot(self) -> bool: ...
    @property
    def as_json(self) -> bool: ...


def load_and_tell(path: Path, how: How) -> int:
    """Loads into the home folder and tells each file as it is done; 2 where a file could not be loaded."""
    home = HomeSettings()
    store = open_store(home.home, create=True)
    try:
        done = load(store, path, _options(how, home), (lambda each: None) if how.as_json else _tell)
    finally:
        store.close()
    if how.as_json:
        print(json.dumps({"data": {"files": [_as_json(each) for each in done]}}, ensure_ascii=False))
    return LoadFailed.exit_status if any(isinstance(each, Unloaded) for each in done) else 0


def load(store: Store, path: Path, options: LoadOptions, tell: Callable[[Loaded], None]) -> list[Loaded]:
    """Loads a file or a folder and tells each file as it is done."""
    done: list[Loaded] = []
    with watched() as progress:
        for each in load_path(store, path, options, person_key(options.settings), progress):
            tell(each)
            done.append(each)
    return done


def _options(how: How, home: HomeSettings) -> LoadOptions:
    if how.data_on is not None:
        day = day_of(how.data_on)
    else:
        day = today(home.today)
    return LoadOptions(how.source, how.mapping, how.scope, how.snapshot, day, author=f"shell {getpass.getuser()}")


def _tell(each: Loaded) -> None:
    for line in load_told(each):
        print(line, flush=True)


def _as_json(each: Loaded) -> dict[str, Any]:
    return {"file": each.file, "unloaded": each.reason} if isinstance(each, Unloaded) else each.as_json()


@contextmanager
def watched() -> Iterator[Progress]:
    """How far a load has come, on standard error."""
    with _bar() if sys.stderr.isatty() else _lines() as progress:
        yield progress


@contextmanager
def _bar() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[rows]} 行"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0, rows=0)

        def come(path: Path, rows: int, part: float) -> None:
            bar.update(task, description=path.name, completed=part, rows=f"{rows:,}")

        yield come


@contextmanager
def _lines() -> Iterator[Progress]:
    last = time.monotonic()

    def come(path: Path, rows: int, part: float) -> None:
        nonlocal last
        if time.monotonic() - last >= _EVERY_S:
            last = time.monotonic()
            print(f"{path.name}: {part:.0%}, {rows:,} 行", file=sys.stderr, flush=True)

    yield come
