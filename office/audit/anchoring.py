"""Every so often a worker notes where the other workers' chains end, also while nobody asks it anything."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from sqlalchemy.exc import SQLAlchemyError

from credit.errors import AuditFailed
from office.audit.book import Book


@contextmanager
def anchoring(every_s: float, book: Callable[[], Book | None]) -> Iterator[None]:
    """A thread that looks every so many seconds while the context runs. `book`: None while there is nothing to note yet."""
    over = threading.Event()

    def look() -> None:
        while not over.wait(every_s):
            with suppress(SQLAlchemyError, AuditFailed):  # a database that is away: the next look notes what was missed
                opened = book()
                if opened is not None:
                    opened.anchor()

    thread = threading.Thread(target=look, name="anchoring", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
