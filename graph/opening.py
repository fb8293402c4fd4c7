"""Opens the store that the settings name."""

from pathlib import Path

from graph.settings import StoreSettings
from graph.store import Store
from graph.stores.sqlite import SqliteStore


def open_store(home: Path, *, create: bool) -> Store:
    """The store of a home folder, or the one that XINMAI_STORE names. `create`: make it where there is none.

    Without `create` nothing is made, and asking raises StoreMissing until somebody has loaded something.
    """
    settings = StoreSettings()
    return SqliteStore(Path(settings.place) if settings.place else home / "graph.db", create=create, settings=settings)
