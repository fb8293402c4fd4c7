"""What the service works with: opened on first use, so that it can start before the first load and say so."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine

from credit.errors import StoreMissing
from graph.store import Store
from inquiry.archive import Archive
from inquiry.rulebook import Rulebook, read_rulebook, working_days
from inquiry.settings import HomeSettings
from office.audit.anchoring import anchoring
from office.audit.book import Book
from office.database import AUDIT, open_database
from office.desk import Desk, cursor_key_in
from office.jobs.queue import Queue
from office.known_keys import KnownKeys
from office.limits import Limits
from office.remembering import Memory
from office.settings import OfficeSettings
from office.signing import signing_key_in

OpenStore = Callable[[Path], Store]


def open_home(home: Path, view: str | None = None) -> Store:
    """The store in a home folder; StoreMissing where nothing has been loaded yet. `view`: what answers (graph.settings)."""
    from graph.opening import open_store

    return open_store(home, create=False, view=view)


@dataclass
class Premises:
    """The store, the law and the office's records of one home folder. `chain`: the audit chain to continue; None: one of one's own."""

    settings: HomeSettings
    open_store: OpenStore = open_home
    rules: OfficeSettings = field(default_factory=OfficeSettings)
    chain: str | None = None
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _desk: Desk | None = None

    @cached_property
    def office(self) -> Engine:
        """The office's database."""
        return open_database(self.settings.home, self.rules.office_url.get_secret_value())

    @cached_property
    def book(self) -> Book:
        """Where answers are put on record."""
        home, rules = self.settings.home, self.rules
        url = rules.audit_url.get_secret_value() or rules.office_url.get_secret_value()
        engine = open_database(home, url, AUDIT)
        return Book(engine, signing_key_in(home), rules.anchor_seconds, self.chain)

    @cached_property
    def queue(self) -> Queue:
        """Where workers are woken from."""
        return Queue(self.settings.home)

    @cached_property
    def limits(self) -> Limits:
        """How much each principal has asked."""
        return Limits(self.rules, self.book.engine)

    @cached_property
    def rulebook(self) -> Rulebook:
        """The law with the deployer's overlay, read once. CatalogueFault names the file and the field that do not fit."""
        return replace(read_rulebook(self.settings.rules_overlay), days=working_days(self.settings.home))

    @cached_property
    def archive(self) -> Archive:
        """The catalogues that were used here."""
        return Archive(self.settings.home)

    @cached_property
    def known_keys(self) -> KnownKeys:
        """The keys that have been shown here."""
        return KnownKeys(self.office)

    @property
    def open_desk(self) -> Desk | None:
        """The desk, once it is open."""
        return self._desk

    def desk(self) -> Desk:
        """Where questions are answered. StoreMissing until something has been loaded."""
        from graph.opening import is_server
        from graph.settings import StoreSettings

        with self._lock:
            if self._desk is None:
                store = self.open_store(self.settings.home)
                store.last_transaction()  # a home without a store stays as it is: nothing is made beside a store that is missing
                key = cursor_key_in(self.settings.home)
                self.archive.keep(self.rulebook)
                times = self.settings.today, self.archive, self.settings.arrival_patience_s
                memory, at_hand = Memory(self.rules.remembered_checks), not is_server(StoreSettings().place)
                self._desk = Desk(store, self.rulebook, self.office, self.book, key, *times, memory, at_hand)
            return self._desk

    def anchoring(self) -> AbstractContextManager[None]:
        """While this runs, the audit's chains of other processes are noted every so often. Nothing is made where nothing was asked yet."""
        return anchoring(self.rules.anchor_seconds, lambda: self.book if self.audit_has_begun() else None)

    def audit_has_begun(self) -> bool:
        """Whether there is an audit to look at; to look makes none."""
        elsewhere = self.rules.audit_url.get_secret_value() or self.rules.office_url.get_secret_value()
        return "book" in self.__dict__ or bool(elsewhere) or (self.settings.home / AUDIT.file).exists()

    def ids_of(self, subject: str) -> tuple[str, ...]:
        """All ids under which somebody is known here; the given one alone before the first load."""
        try:
            with self.desk().store.view() as view:
                found = view.node(subject)
        except StoreMissing:
            found = None
        return found.members if found else (subject,)

    def close(self) -> None:
        """Gives back files and connections; the audit's chain says that it ends here."""
        if self._desk is not None:
            self._desk.store.close()
        if "known_keys" in self.__dict__:
            self.known_keys.close()
        if "office" in self.__dict__:
            self.office.dispose()
        if "queue" in self.__dict__:
            self.queue.close()
        if "book" in self.__dict__:
            self.book.close()
