"""Today, and from when a question is known: the calendar of Asia/Shanghai."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from credit.errors import BadDay
from credit.periods import Day, day_of, from_date, to_date

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""No summer time since 1991, and no record of ours is older."""

_A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def today(fixed: date | None = None) -> Day:
    """The day that it is in Shanghai, unless the settings fix one."""
    return from_date(fixed or datetime.now(SHANGHAI).date())


def instant_of(text: str) -> datetime:
    """The instant that `known_at` names: an RFC 3339 time with its offset, or a day, which means its end in Shanghai."""
    if _A_DAY.fullmatch(text):
        return end_of(day_of(text))
    try:
        instant = datetime.fromisoformat(text)
        if instant.tzinfo is None:
            raise _bad_instant(text)
        _ = instant.astimezone(UTC), instant.astimezone(SHANGHAI)  # the first and the last day of the calendar have no instant everywhere
    except (ValueError, OverflowError):
        raise _bad_instant(text) from None
    return instant


def end_of(day: Day) -> datetime:
    """The last moment of a day in Shanghai."""
    return datetime.combine(to_date(day), time.max, SHANGHAI)


def rfc3339(instant: datetime) -> str:
    """The wire form of an instant, in Shanghai's time."""
    aware = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    return aware.astimezone(SHANGHAI).isoformat(timespec="microseconds")


def _bad_instant(text: str) -> BadDay:
    return BadDay(
        f"时点“{text[:40]}”无效:请写成日期 2026-03-01 或带时区的时刻 2026-03-01T08:00:00+08:00。"
        " Write known_at as a date or as an RFC 3339 time with its offset (in a URL, + is %2B)."
    )
