"""The lease of loading: one load at a time, over threads and processes.

Two locks in a row, because neither is enough: a POSIX record lock on `load.lock`, which the kernel takes back however its process ends
(kill -9 too), and which children of a fork do not inherit; and a lock of this process, because record locks do not part threads.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import TextIO

from credit.errors import StoreBusy

_POLL_S = 0.05
_RETRY_AFTER_S = 5

_guard = Lock()
_of_process: dict[Path, Lock] = {}


def _thread_lock(path: Path) -> Lock:
    with _guard:
        return _of_process.setdefault(path.resolve(), Lock())


@contextmanager
def load_lease(path: Path, patience_s: float, purpose: str) -> Iterator[None]:
    """Holds the lease while the context runs. StoreBusy, saying who holds it, where it is not free within the patience."""
    deadline = time.monotonic() + patience_s
    threads = _thread_lock(path)
    if not threads.acquire(timeout=patience_s):
        raise _busy("this process")
    try:
        # opened only while no other thread has it open: closing any descriptor of the file would drop the process's record lock
        with path.open("a+", encoding="utf-8") as file:
            _lock(file, deadline)
            _sign(file, purpose)
            yield
            file.truncate(0)
    finally:
        threads.release()


def _lock(file: TextIO, deadline: float) -> None:
    while not _locked(file.fileno()):
        if time.monotonic() >= deadline:
            file.seek(0)
            raise _busy(file.read())
        time.sleep(_POLL_S)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sign(file: TextIO, purpose: str) -> None:
    """Says who holds the lease: for the message to whoever waits; the lock is what holds it."""
    file.truncate(0)
    file.write(json.dumps({"pid": os.getpid(), "since": datetime.now(UTC).isoformat(), "purpose": purpose}, ensure_ascii=False))
    file.flush()


def _busy(holder: str) -> StoreBusy:
    return StoreBusy(
        f"另一次装载正在进行({holder}),请稍后重试。Another load holds the lease; try again when it is done.",
        retry_after=_RETRY_AFTER_S,
    )
