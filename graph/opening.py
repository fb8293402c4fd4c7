"""Opens the store that the settings name, with its projection beside it."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from credit.errors import BadParameter
from graph.moving.copying import Progress
from graph.moving.tables import Movable
from graph.projection.folder import newest, transaction_of
from graph.projection.store import ProjectedStore
from graph.settings import StoreSettings
from graph.store import Contents, Store
from graph.stores.sqlite import SqliteStore
from graph.stores.sqlite.backup import FrozenStore, contents, frozen

Ask = Callable[[str, Mapping[str, Any]], tuple[tuple[str, ...], list[list[Any]]]]
"""Runs a statement: its columns, its rows."""

_SERVERS = ("neo4j", "bolt")


def open_store(home: Path, *, create: bool, view: str | None = None) -> Store:
    """The store of a home folder, or the one that XINMAI_STORE names. `create`: make it where there is none.

    Without `create` nothing is made, and asking raises StoreMissing until somebody has loaded something. `view`: `projection` or `store`,
    else what XINMAI_STORE_VIEW says.
    """
    projected = open_projected(home, create=create)
    return projected if (view or StoreSettings().view) == "projection" else projected.store


def open_projected(home: Path, *, create: bool) -> ProjectedStore:
    """The same, for whoever builds the projection or asks about it. A server's projection lies in the home folder, one for each database:
    transactions of one say nothing about another."""
    settings = StoreSettings()
    place = settings.place or str(home / "graph.db")
    beside = home / f"{_slug(place)}.{settings.database}.projection" if is_server(place) else Path(place).with_suffix(".projection")
    return ProjectedStore(open_place(place, create=create), beside)


def _slug(place: str) -> str:
    """A server's address as the name of a folder."""
    return re.sub(r"[^0-9A-Za-z.-]+", "-", place)


class MovableStore(Store, Movable, Protocol):
    """A store that can be copied."""


def open_place(place: str, *, create: bool) -> MovableStore:
    """The store at a place: a server's address, or the path of a SQLite file."""
    settings = StoreSettings()
    if is_server(place):
        from graph.stores.neo4j import Neo4jStore  # the driver is loaded only by those who talk to a server

        return Neo4jStore(place, create=create, settings=settings)
    return SqliteStore(Path(place), create=create, settings=settings)


def write_import(store: MovableStore, folder: Path, progress: Progress) -> int:
    """Writes a store as the files of Neo4j's offline import; how many rows."""
    from graph.stores.neo4j.exporting import export

    with store.reading() as reading, store.view() as view:
        return export(reading, view, folder, progress)


@contextmanager
def open_questions(place: str) -> Iterator[Ask]:
    """Asks questions in Cypher on the server of that address; BadParameter where it is none."""
    if not is_server(place):
        raise BadParameter("须有 Neo4j:请设置 XINMAI_STORE=neo4j://…。Questions in Cypher need a server: set XINMAI_STORE.")
    from graph.stores.neo4j import Neo4jStore

    store = Neo4jStore(place, create=False)
    try:
        yield store.ask
    finally:
        store.close()


def store_file(home: Path) -> Path | None:
    """The file in which the graph of a home folder rests; None where the settings name a server."""
    place = StoreSettings().place or str(home / "graph.db")
    return None if is_server(place) else Path(place)


@dataclass(frozen=True, slots=True)
class ProjectionState:
    """A projection that was built: of which transaction, and how many the store has recorded since."""

    transaction: int
    behind: int


def projection_state(store: Store) -> ProjectionState | None:
    """How far the projection of a store is; None where there is none, or where the store answers alone."""
    folder = newest(store.place) if isinstance(store, ProjectedStore) else None
    at = None if folder is None else transaction_of(folder)
    return None if at is None else ProjectionState(at, store.last_transaction()[0] - at)


def frozen_store(path: Path) -> AbstractContextManager[FrozenStore]:
    """The picture of now of a store's file, held so that it can be copied while others write."""
    return frozen(path, StoreSettings())


def contents_of(path: Path) -> Contents:
    """Reads a copy that nobody writes to, pages and indexes too; StoreFault where something is not whole."""
    return contents(path, StoreSettings())


def is_server(place: str) -> bool:
    """Whether a place names a server (neo4j://, bolt+s:// …) and no file."""
    scheme, separator, _ = place.partition("://")
    return bool(separator) and scheme.partition("+")[0] in _SERVERS
