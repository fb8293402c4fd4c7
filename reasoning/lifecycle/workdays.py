"""Working days of the State Council's calendar, as the library chinesecalendar tells them. For years that nobody has announced, Mondays
to Fridays, and that is said (`approximate`); a deployer's own days count before both."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import chinese_calendar

from credit.periods import Day, day_of, to_date

OWN_FILE = "workdays.csv"
"""The deployer's file: date, is_workday (1 or 0), source. Holidays and make-up days alike; what it says counts first."""
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a deadline. `approximate`: the calendar of some day up to it has not been announced."""

    day: Day
    approximate: bool


@dataclass(frozen=True)
class WorkingDays:
    """The calendar: the deployer's own days over the announced ones."""

    own: Mapping[Day, bool] = field(default_factory=dict)

    def known(self, day: Day) -> bool | None:
        """Whether the day is worked; None where neither the deployer nor the State Council has said so."""
        return self.own.get(day, announced(day))

    def works(self, day: Day) -> bool:
        """Whether the day is worked, as far as anybody can say."""
        known = self.known(day)
        return is_weekday(day) if known is None else known

    def after(self, start: Day, days: int) -> Due:
        """The last of so many working days; the first day itself is not counted (民法典 201)."""
        day, left, approximate = start, days, False
        while left > 0:
            day += 1
            approximate = approximate or self.known(day) is None
            left -= self.works(day)
        return Due(day, approximate)

    def calendar_days_after(self, start: Day, days: int) -> Due:
        """The last of so many calendar days; where that is no working day, the next one that is (民法典 203)."""
        day = start + days
        approximate = self.known(day) is None
        while not self.works(day):
            day += 1
            approximate = approximate or self.known(day) is None
        return Due(day, approximate)


def own_days_in(lines: Iterable[str]) -> dict[Day, bool]:
    """The days that a deployer's own calendar tells. Raises BadDay for a date that is none."""
    return {day_of(row["date"]): row["is_workday"].strip() == "1" for row in csv.DictReader(lines)}


@cache
def announced(day: Day) -> bool | None:
    """What the State Council announced of a day; None beyond the library's horizon."""
    try:
        return bool(chinese_calendar.is_workday(to_date(day)))
    except NotImplementedError:
        return None


def is_weekday(day: Day) -> bool:
    """Monday to Friday."""
    return date.weekday(to_date(day)) < _SATURDAY
