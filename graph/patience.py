"""How long whoever asks waits for an answer. Past that a question stops at its next reading: nobody would hear the rest."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from credit.errors import TimedOut

_UNTIL: ContextVar[float] = ContextVar("until")


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Within this, readings stop after so many seconds. Threads that are started from here keep to it; writing never stops half-way."""
    token = _UNTIL.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _UNTIL.reset(token)


def is_limited() -> bool:
    """Whether anybody set a limit."""
    return _UNTIL.get(None) is not None


def is_over() -> bool:
    """Whether the time is up."""
    until = _UNTIL.get(None)
    return until is not None and time.monotonic() > until


def must_not_be_over() -> None:
    """Raises TimedOut once the time is up."""
    if is_over():
        raise timed_out()


def timed_out() -> TimedOut:
    """What a question that took too long is told."""
    return TimedOut("超过时限,已停止。请缩小范围后再试。It took longer than is allowed and was stopped; ask for less.")
