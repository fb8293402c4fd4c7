"""Working days between two columns of days: how late a report came."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from credit.periods import Day
from reasoning.lifecycle.workdays import OWN_FILE, announced, is_weekday, own_days_in

__all__ = ["OWN_FILE", "own_days", "working_days_between"]


def working_days_between(start: NDArray[np.int64], end: NDArray[np.int64], home: Path) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """How many working days lie after each start up to and with each end, and whether the calendar of some of them is unknown."""
    if not len(start):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.bool_)
    first, last = int(min(start.min(), end.min())), int(max(start.max(), end.max()))
    own = own_days(home)
    known = [own.get(day, announced(day)) for day in range(first, last + 1)]
    works = np.array([is_weekday(first + at) if one is None else one for at, one in enumerate(known)], dtype=np.int64)
    guesses = np.array([one is None for one in known], dtype=np.int64)
    counted, guessed = np.cumsum(works), np.cumsum(guesses)
    lag = np.maximum(counted[end - first] - counted[start - first], 0)
    return lag, (guessed[end - first] - guessed[start - first]) > 0


def own_days(home: Path) -> dict[Day, bool]:
    """The days that the office's own calendar tells."""
    path = home / OWN_FILE
    if not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        return own_days_in(file)
