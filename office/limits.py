"""How much one principal may ask: so many requests a minute at one worker, so many recorded answers a day over all workers.

The minute is counted in this process's memory: with n workers a principal may come to n times its rate. The day is counted in the
audit, read anew every few seconds, so it survives a restart and counts every worker; it can be overrun by what passes in between.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import Engine

from credit.errors import TooMany
from inquiry.asking.days import SHANGHAI
from office.audit.reading import asked_on
from office.rights import Principal
from office.settings import OfficeSettings

_COUNTED_ANEW_S = 10.0
_MINUTE_S = 60.0


@dataclass(slots=True)
class _Bucket:
    """What is left of a principal's minute."""

    left: float
    at: float


@dataclass(slots=True)
class _Day:
    """What a principal has asked on a day, as of the last count, and since."""

    day: str
    asked: int
    counted_at: float


@dataclass(frozen=True, slots=True)
class Room:
    """What is left, for the headers of an answer."""

    limit: int
    remaining: int
    reset_s: int

    def headers(self) -> list[tuple[bytes, bytes]]:
        """RateLimit and RateLimit-Policy, as the IETF's draft writes them."""
        policy = f'"minute";q={self.limit};w={int(_MINUTE_S)}'
        return [(b"ratelimit-policy", policy.encode()), (b"ratelimit", f'"minute";r={self.remaining};t={self.reset_s}'.encode())]


class Limits:
    """The limits of all principals at this worker."""

    def __init__(self, rules: OfficeSettings, audit: Engine, clock: Callable[[], float] = time.monotonic) -> None:
        self._rules, self._audit, self._clock = rules, audit, clock
        self._minutes: dict[str, _Bucket] = {}
        self._days: dict[str, _Day] = {}
        self._lock = threading.Lock()

    def take(self, principal: Principal) -> Room:
        """Counts one request. TooMany says when there is room again."""
        limit, now = principal.rate_per_minute or self._rules.rate_per_minute, self._clock()
        with self._lock:
            bucket = self._minutes.setdefault(principal.id, _Bucket(float(limit), now))
            bucket.left = min(float(limit), bucket.left + (now - bucket.at) * limit / _MINUTE_S)
            bucket.at = now
            if bucket.left < 1:
                wait = ceil((1 - bucket.left) * _MINUTE_S / limit)
                raise TooMany(f"每分钟最多 {limit} 次请求,请在 {wait} 秒后再试。At most {limit} requests a minute.", retry_after=wait)
            bucket.left -= 1
            return Room(limit, int(bucket.left), ceil((limit - bucket.left) * _MINUTE_S / limit))

    def counts_days(self, principal: Principal) -> bool:
        """Whether the principal has a daily quota: then `spend` reads the audit now and then."""
        return (principal.quota_per_day or self._rules.quota_per_day) is not None

    def spend(self, principal: Principal, answers: int = 1) -> None:
        """Counts recorded answers against the day. TooMany where they do not fit into it."""
        quota = principal.quota_per_day or self._rules.quota_per_day
        if quota is None:
            return
        day, now = _day(), self._clock()
        with self._lock:
            used = self._days.get(principal.id)
            if used is None or used.day != day or now - used.counted_at > _COUNTED_ANEW_S:
                used = self._days[principal.id] = _Day(day, self._counted(principal.id), now)
            if used.asked + answers > quota:
                raise TooMany(f"每日最多 {quota} 次,今日已用 {used.asked} 次。The daily quota is {quota}.", retry_after=_till_tomorrow())
            used.asked += answers

    def _counted(self, principal: str) -> int:
        return asked_on(self._audit, principal, _day())


def _day() -> str:
    """The day that lines bear: the clock's, whatever day the settings fix for questions."""
    return datetime.now(SHANGHAI).date().isoformat()


def _till_tomorrow() -> int:
    """Seconds until midnight in Shanghai, at least one."""
    now = datetime.now(SHANGHAI)
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return max(1, ceil((midnight - now).total_seconds()))
