"""Days and periods: when something is so, and how surely we know it.

A day is an integer, counted from 1970-01-01, so that whole columns of days are plain integer arrays.
A period is half-open and has four bounds (DESIGN section 4): it starts on some day in [from_min, from_max]
and ends on some day in [to_min, to_max]. A day is certainly inside, possibly inside, or outside.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from credit.errors import BadDay

Day = int
"""Days since 1970-01-01, as the calendar of Asia/Shanghai counts them."""

_EPOCH = date(1970, 1, 1).toordinal()
MIN_DAY: Day = 1 - _EPOCH
"""0001-01-01: stands for "no earlier bound is known"."""
MAX_DAY: Day = date.max.toordinal() - _EPOCH
"""9999-12-31: stands for "not ended, as far as anybody said"."""

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def day_of(text: str) -> Day:
    """The day that an ISO date names. Raises BadDay, whose message says what is allowed."""
    try:
        if not _ISO_DAY.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text).toordinal() - _EPOCH
    except ValueError:
        raise BadDay(f"日期“{text[:40]}”无效:请写成 2026-03-01 的形式。Write the date as 2026-03-01.") from None


def iso(day: Day) -> str | None:
    """The ISO date of a day, or None where the day stands for an unknown or open bound."""
    return None if day <= MIN_DAY or day >= MAX_DAY else date.fromordinal(day + _EPOCH).isoformat()


def to_date(day: Day) -> date:
    """The calendar date of a day."""
    return date.fromordinal(day + _EPOCH)


def from_date(value: date) -> Day:
    """The day of a calendar date."""
    return value.toordinal() - _EPOCH


def add_months(day: Day, months: int) -> Day:
    """The same day of the month, `months` later; the last day of a shorter month (民法典 202: 没有对应日的,月末日为期间的最后一日)."""
    start = to_date(day)
    total = start.year * 12 + start.month - 1 + months
    if total // 12 > date.max.year:
        return MAX_DAY
    for day_of_month in range(start.day, 27, -1):
        try:
            return from_date(date(total // 12, total % 12 + 1, day_of_month))
        except ValueError:
            continue
    return from_date(date(total // 12, total % 12 + 1, start.day))


class Certainty(IntEnum):
    """How surely a day lies inside a period. Ordered, so that `min` of several premises is the certainty of all of them."""

    OUTSIDE = 0
    POSSIBLE = 1
    CERTAIN = 2


@dataclass(frozen=True, slots=True)
class Interval:
    """A half-open range of days [since, until): what a question asks about."""

    since: Day
    until: Day

    @classmethod
    def on(cls, day: Day) -> "Interval":
        """The one day."""
        return cls(day, day + 1)


ALWAYS = Interval(MIN_DAY, MAX_DAY)
"""Any day at all: history included."""


@dataclass(frozen=True, slots=True)
class Period:
    """When a fact is so: starts in [from_min, from_max], ends (first day that is no longer so) in [to_min, to_max]."""

    from_min: Day
    from_max: Day
    to_min: Day
    to_max: Day

    @classmethod
    def known(cls, start: Day, end: Day = MAX_DAY) -> "Period":
        """Both bounds stated; `end` is the first day outside."""
        return cls(start, start, end, end)

    @classmethod
    def seen(cls, day: Day) -> "Period":
        """Stated without dates by something of that day: certain on it, open towards both sides as last heard."""
        return cls(MIN_DAY, day, MAX_DAY, MAX_DAY)

    @classmethod
    def attested(cls, day: Day) -> "Period":
        """Certain on that one day, possible on every other (a decision names its party's representative)."""
        return cls(MIN_DAY, day, day + 1, MAX_DAY)

    def at(self, day: Day) -> Certainty:
        """Whether the day is certainly inside, possibly inside, or outside."""
        if self.from_max <= day < self.to_min:
            return Certainty.CERTAIN
        if self.from_min <= day < self.to_max:
            return Certainty.POSSIBLE
        return Certainty.OUTSIDE

    def overlaps(self, during: Interval) -> bool:
        """Whether any day of the interval may be inside."""
        return self.from_min < during.until and self.to_max > during.since

    def ended(self, last_seen: Day, first_absent: Day) -> "Period":
        """The same period, known to have ended after its last sight and by its first absence. A stated end stays."""
        if self.to_max < MAX_DAY:
            return self
        return replace(self, to_min=min(last_seen + 1, first_absent), to_max=first_absent)

    def ended_on(self, day: Day) -> "Period":
        """The same period, ended on that day at the latest by an act."""
        return replace(self, to_min=min(self.to_min, day), to_max=min(self.to_max, day))

    @property
    def start_known(self) -> bool:
        """Whether the first day is known to the day."""
        return self.from_min == self.from_max

    @property
    def open_ended(self) -> bool:
        """Whether nobody has said that it ended."""
        return self.to_max >= MAX_DAY

    def as_json(self) -> dict[str, str | bool | None]:
        """The wire form: `from` and `until` where known to the day, else their bounds, and explicit unknowns."""
        return {
            "from": iso(self.from_min) if self.start_known else None,
            "from_min": iso(self.from_min),
            "from_max": iso(self.from_max),
            "until": iso(self.to_max) if self.to_min == self.to_max else None,
            "until_min": iso(self.to_min),
            "until_max": iso(self.to_max),
            "start_unknown": not self.start_known,
            "ongoing": self.open_ended,
        }
