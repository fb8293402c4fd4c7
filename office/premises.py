"""What the service works with: opened on first use, so that it can start before the first load and say so."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine

from graph.store import Store
from inquiry.archive import Archive
from inquiry.rulebook import Rulebook, read_rulebook
from inquiry.settings import HomeSettings
from office.database import open_database
from office.desk import Desk, cursor_key_in

OpenStore = Callable[[Path], Store]


def open_home(home: Path) -> Store:
    """The store in a home folder; StoreMissing where nothing has been loaded yet."""
    from graph.opening import open_store

    return open_store(home, create=False)


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
        """The law with the deployer's overlay, read once. CatalogueFault names the file and the field that do not fit."""
        return read_rulebook(self.settings.rules_overlay)

    @cached_property
    def archive(self) -> Archive:
        """The catalogues that were used here."""
        return Archive(self.settings.home)

    def desk(self) -> Desk:
        """Where questions are answered. StoreMissing until something has been loaded."""
        with self._lock:
            if self._desk is None:
                store = self.open_store(self.settings.home)
                store.last_transaction()  # a home without a store stays as it is: nothing is made beside a store that is missing
                key = cursor_key_in(self.settings.home)
                self.archive.keep(self.rulebook)
                self._desk = Desk(store, self.rulebook, self.office, key, self.settings.today, self.archive)
            return self._desk

    def close(self) -> None:
        """Gives back files and connections."""
        if self._desk is not None:
            self._desk.store.close()
        if "office" in self.__dict__:
            self.office.dispose()
