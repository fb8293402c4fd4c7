"""Opens the store that the settings name."""

from pathlib import Path

from graph.settings import StoreSettings
from graph.store import Store
from graph.stores.sqlite import SqliteStore

_SERVERS = ("neo4j", "bolt")


def open_store(home: Path, *, create: bool) -> Store:
    """The store of a home folder, or the one that XINMAI_STORE names. `create`: make it where there is none.

    Without `create` nothing is made, and asking raises StoreMissing until somebody has loaded something.
    """
    settings = StoreSettings()
    if is_server(settings.place):
        from graph.stores.neo4j import Neo4jStore  # the driver is loaded only by those who talk to a server

        return Neo4jStore(settings.place, create=create, settings=settings)
    return SqliteStore(Path(settings.place) if settings.place else home / "graph.db", create=create, settings=settings)


def is_server(place: str) -> bool:
    """Whether a place names a server (neo4j://, bolt+s:// …) and no file."""
    scheme, separator, _ = place.partition("://")
    return bool(separator) and scheme.partition("+")[0] in _SERVERS
