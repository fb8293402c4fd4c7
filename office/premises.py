"""What the service works with: opened on first use, so that it can start before the first load and say so."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine

from graph.store import Store
from inquiry.rulebook import Rulebook, read_rulebook, working_days
from inquiry.settings import HomeSettings
from office.database import open_database
from office.desk import Desk, cursor_key_in

OpenStore = Callable[[Path], Store]


def open_home(home: Path, view: str | None = None) -> Store:
    """The store in a home folder; StoreMissing where nothing has been loaded yet. `view`: what answers (graph.settings)."""
    from graph.opening import open_store

    return open_store(home, create=False, view=view)


@dataclass
class Premises:
    """The store, the law and the office's records of one home folder."""

    settings: HomeSettings
    open_store: OpenStore = open_home
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _desk: Desk | None = None

    @cached_property
    def office(self) -> Engine:
        """The office's database."""
        return open_database(self.settings.home)

    @cached_property
    def rulebook(self) -> Rulebook:
        """The law, read once."""
        return replace(read_rulebook(), days=working_days(self.settings.home))

    def desk(self) -> Desk:
        """Where questions are answered. StoreMissing until something has been loaded."""
        with self._lock:
            if self._desk is None:
                store = self.open_store(self.settings.home)
                store.last_transaction()  # a home without a store stays as it is: nothing is made beside a store that is missing
                key = cursor_key_in(self.settings.home)
                self._desk = Desk(store, self.rulebook, self.office, key, self.settings.today, self.settings.arrival_patience_s)
            return self._desk

    def close(self) -> None:
        """Gives back files and connections."""
        if self._desk is not None:
            self._desk.store.close()
        if "office" in self.__dict__:
            self.office.dispose()
