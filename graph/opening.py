"""Opens the store that the settings name, with its projection beside it."""

from pathlib import Path

from graph.projection.store import ProjectedStore
from graph.settings import StoreSettings
from graph.store import Store
from graph.stores.sqlite import SqliteStore


def open_store(home: Path, *, create: bool) -> Store:
    """The store of a home folder, or the one that XINMAI_STORE names. `create`: make it where there is none.

    Without `create` nothing is made, and asking raises StoreMissing until somebody has loaded something.
    """
    return open_projected(home, create=create)


def open_projected(home: Path, *, create: bool) -> ProjectedStore:
    """The same, for whoever builds the projection or asks about it."""
    settings = StoreSettings()
    file = Path(settings.place) if settings.place else home / "graph.db"
    return ProjectedStore(SqliteStore(file, create=create, settings=settings), file.with_suffix(".projection"))
