"""Days in all the forms in which they arrive, with their window and the values that stand for "open" and "unknown"."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

from credit.periods import MAX_DAY, Day, day_of, from_date
from loaders.cleaning.memo import Fixed, Unreadable
from loaders.mapping.definition import Column

TOO_LATE = "日期晚于数据日期"
"""Why a day is refused that lies after the day of which the file speaks; on a later such day it may be read."""
_SHANGHAI = timezone(timedelta(hours=8))
_WRITTEN = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]+[\d:;.,时分秒+Z]*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?")
_MILLISECONDS = re.compile(r"\d{12,13}")
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")
_SERIAL_EPOCH = date(1899, 12, 30)
"""Day zero of a spreadsheet's serial numbers."""
OPEN = frozenset(["长期", "永久", "无固定期限", "无限期", "至今", "长期有效", "永久有效"])
OPEN_FROM_YEAR = 2099
"""2099-12-31, 9999-09-09, 9999-12-31: nobody means these days (data_standards 1.7)."""
NO_DAY = frozenset(["1900-01-01", "1899-12-31", "1899-12-30", "0001-01-01"])


def day_reader(column: Column, data_on: Day, today: Day) -> Callable[[str], Day | Fixed | None]:
    """Reads the texts of one column: MAX_DAY for an open end, None for "unknown"; raises Unreadable outside of its window."""
    open_words, no_day = OPEN | set(column.open), NO_DAY | set(column.no_day)
    earliest = None if column.earliest is None else day_of(column.earliest)
    latest = _bound(column.latest, data_on, today)

    def read(text: str) -> Day | Fixed | None:
        if text in open_words:
            return MAX_DAY
        found, why = _day(text, column.formats)
        if found.isoformat() in no_day:
            return None
        if found.year >= OPEN_FROM_YEAR:
            return MAX_DAY
        day = _inside(from_date(found), earliest, latest)
        return Fixed(day, why) if why else day

    return read


def _bound(said: str | None, data_on: Day, today: Day) -> Day | None:
    return None if said is None else {"data_on": data_on, "today": today}.get(said) or day_of(said)


def _inside(day: Day, earliest: Day | None, latest: Day | None) -> Day:
    if earliest is not None and day < earliest:
        raise Unreadable("日期过早")
    if latest is not None and day > latest:
        raise Unreadable(TOO_LATE)
    return day


def _day(text: str, formats: tuple[str, ...]) -> tuple[date, str]:
    """The day, and what was put right about it. A year of two digits, a month without a day are no day."""
    for form in formats:
        try:
            return datetime.strptime(text, form).date(), ""  # noqa: DTZ007 - only its calendar day is read
        except ValueError:
            continue
    try:
        if found := _WRITTEN.fullmatch(text) or _COMPACT.fullmatch(text):
            return date(*map(int, found.groups()[:3])), ""
        if _MILLISECONDS.fullmatch(text):
            return datetime.fromtimestamp(int(text) / 1000, UTC).astimezone(_SHANGHAI).date(), "由毫秒时间戳换算为日期"
        if _SERIAL.fullmatch(text):
            return _SERIAL_EPOCH + timedelta(days=int(float(text))), "由电子表格序列号换算为日期"
    except (ValueError, OverflowError, OSError):
        pass
    raise Unreadable("不是日期,请写成 2026-03-01 的形式")
