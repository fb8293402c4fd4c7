"""Working days of the State Council's calendar; for years that nobody has announced, Mondays to Fridays, and that is said."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

import chinese_calendar
import numpy as np
from numpy.typing import NDArray

from credit.periods import Day, day_of, to_date

OWN_FILE = "workdays.csv"
"""In the home folder: date, is_workday (1 or 0), source. What it says counts before the library's calendar."""
_SATURDAY = 5


def working_days_between(start: NDArray[np.int64], end: NDArray[np.int64], home: Path) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """How many working days lie after each start up to and with each end, and whether the calendar of some of them is unknown."""
    if not len(start):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.bool_)
    first, last = int(min(start.min(), end.min())), int(max(start.max(), end.max()))
    own = own_days(home)
    known = [own.get(day, _announced(day)) for day in range(first, last + 1)]
    works = np.array([_is_weekday(first + at) if one is None else one for at, one in enumerate(known)], dtype=np.int64)
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
        return {day_of(row["date"]): row["is_workday"] == "1" for row in csv.DictReader(file)}


@cache
def _announced(day: Day) -> bool | None:
    try:
        return bool(chinese_calendar.is_workday(to_date(day)))
    except NotImplementedError:
        return None


def _is_weekday(day: Day) -> bool:
    return date.weekday(to_date(day)) < _SATURDAY
