"""The arithmetic of windows: on which days enough records count at once. Pure, over days and counts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from credit.periods import MAX_DAY, Day
from reasoning.catalogue.patterns import Window
from reasoning.patterns.model import Counted, FellAway, Spell

_ANY = "?"
"""The field of a record that has not come yet: any that is not there already."""


def standing_on(records: Iterable[Counted], day: Day) -> list[Counted]:
    """The records that count on a day."""
    return [each for each in records if each.day <= day < each.until]


def needed(window: Window) -> int:
    """How many records fill a window (以上 includes the number, 民法典 1259)."""
    return window.at_least + window.again


def reached(records: Sequence[Counted], window: Window, day: Day) -> int:
    """How many of the needed records count on the day: those that bear, then, once they are enough, those that came on a later day."""
    standing = standing_on(records, day)
    bearing = [each for each in standing if each.bears]
    if not window.again:
        return len(bearing)
    if len(bearing) < window.at_least:
        return len(bearing)
    filled = bearing[window.at_least - 1].day
    return window.at_least + sum(each.day > filled for each in standing)


def spread(records: Sequence[Counted], day: Day) -> int:
    """Over how many fields the records that count on the day are spread."""
    return len({each.domain for each in standing_on(records, day) if each.domain})


def holds(records: Sequence[Counted], window: Window, day: Day) -> bool:
    """Whether the window is filled on a day."""
    return reached(records, window, day) >= needed(window) and (window.domains == 1 or spread(records, day) >= window.domains)


def spells(records: Sequence[Counted], window: Window) -> list[Spell]:
    """The stretches of days on which the window is filled, in order. Between two days on which something changes nothing does."""
    days = sorted({day for each in records for day in (each.day, each.until)})
    found: list[tuple[Day, Day]] = []
    for day, following in pairwise(days):
        if holds(records, window, day):
            start = found.pop()[0] if found and found[-1][1] == day else day
            found.append((start, following))
    return [Spell(start, ended, _why(records, ended)) for start, ended in found]


def one_more_until(records: Sequence[Counted], window: Window, as_of: Day) -> Day | None:
    """The last day on which one more record would fill the window; None where one more would not."""
    days = sorted({as_of + 1, *(each.until for each in records if as_of + 1 < each.until)})
    last = None
    for day, following in pairwise([*days, MAX_DAY]):
        if not holds([*records, _coming(records, day)], window, day):
            return last
        last = following - 1
    return last


def _coming(records: Sequence[Counted], day: Day) -> Counted:
    """A record of that day that fits in every way."""
    like = records[0]
    return replace(like, record=_ANY, day=day, until=MAX_DAY, domain=_ANY, bears=True)


def _why(records: Iterable[Counted], ended: Day) -> FellAway:
    return next(each.fell_away for each in records if each.until == ended)
