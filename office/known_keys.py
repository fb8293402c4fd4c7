"""Keys that were looked up already: whose they are, as long as nothing in the office's file has changed.

A key that is revoked, in whatever process, is refused at the next request: SQLite tells whether anybody has committed since
(`PRAGMA data_version`), and a server's database, which cannot, is asked every time.
"""

import hashlib
import threading
from datetime import date
from typing import Any

import pysqlite3.dbapi2  # type: ignore[import-untyped]  # ships no types
from sqlalchemy import Engine

from office.rights import Principal

_MOST = 10_000


class KnownKeys:
    """A memory of keys by their hash. Many threads may use it at once."""

    def __init__(self, office: Engine) -> None:
        self._file = office.url.database if office.dialect.name == "sqlite" else None
        self._watch: Any = None
        self._known: dict[tuple[bytes, date], Principal] = {}
        self._version = -1
        self._lock = threading.Lock()

    def get(self, given: str, day: date) -> Principal | None:
        """Whose key this is on that day; None where it must be looked up."""
        if self._file is None or not self._known:
            return None
        with self._lock:
            return self._known.get(_key(given, day)) if self._version == self._now() else None

    def before(self) -> int:
        """The file's state before a key is looked up, to be handed to `keep`."""
        with self._lock:
            return self._now() if self._file else -1

    def keep(self, given: str, day: date, principal: Principal, before: int) -> None:
        """Remembers a key that was found good after `before`; whatever was known of another state of the file is forgotten."""
        with self._lock:
            if self._file is None or before != self._now():
                return
            if self._version != before or len(self._known) >= _MOST:
                self._known.clear()
            self._version = before
            self._known[_key(given, day)] = principal

    def close(self) -> None:
        """Gives the connection back."""
        with self._lock:
            if self._watch is not None:
                self._watch.close()
                self._watch = None

    def _now(self) -> int:
        if self._watch is None:
            self._watch = pysqlite3.dbapi2.connect(self._file, check_same_thread=False)
        version: int = self._watch.execute("PRAGMA data_version").fetchone()[0]
        return version


def _key(given: str, day: date) -> tuple[bytes, date]:
    return hashlib.sha256(given.encode(errors="surrogatepass")).digest(), day
