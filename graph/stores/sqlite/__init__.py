"""The embedded store: one SQLite file in the home folder."""

from graph.stores.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
