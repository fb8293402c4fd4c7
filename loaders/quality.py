"""What each file lost and why, and how well each authority reports: 上报率, 合规率, 迟报率, 瞒报率 (data_standards 6.2, addenda 16).

Every rate comes with its numerator and denominator; an empty denominator gives no rate, and without an authority's own ledger
nobody knows what it did not report. Totals are pooled by row, never means of rates.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from credit.errors import BadParameter
from credit.periods import to_date
from loaders.mapping.yaml_file import read_mapping
from loaders.report import remembered
from loaders.tally import UNKNOWN, kept_tallies
from loaders.workdays import working_days_between

DEFAULT_PROFILE = "ndrc-2018"
_LEDGER = "ledger"


@dataclass(frozen=True, slots=True)
class Profile:
    """A limit of days; `calendar` is `working` or `natural`."""

    name: str
    limit: int
    calendar: str
    zh: str
    basis: str


@dataclass(frozen=True, slots=True)
class Rate:
    """A part of a whole; no value where the whole is empty or unknown (`denominator` None)."""

    numerator: int | None
    denominator: int | None
    approximate: bool = False

    @property
    def value(self) -> float | None:
        """Between 0 and 1, or None."""
        return self.numerator / self.denominator if self.numerator is not None and self.denominator else None

    def as_json(self) -> dict[str, Any]:
        """The wire form."""
        return {"value": self.value, "numerator": self.numerator, "denominator": self.denominator, "approximate": self.approximate}


@dataclass(frozen=True, slots=True)
class Reporting:
    """One authority in one month of decisions; `authority` None: all of them, `month` None: all months."""

    authority: str | None
    month: str | None
    received: int
    accepted: int
    corrections: int
    reported: Rate
    compliant: Rate
    late: Rate
    concealed: Rate

    def as_json(self) -> dict[str, Any]:
        """The wire form; the four rates with their Chinese terms."""
        rates = {"reported": "上报率", "compliant": "合规率", "late": "迟报率", "concealed": "瞒报率"}
        plain = {name: getattr(self, name) for name in ("authority", "month", "received", "accepted", "corrections")}
        return plain | {name: {"label_zh": zh, **getattr(self, name).as_json()} for name, zh in rates.items()}


@dataclass(frozen=True, slots=True)
class Quality:
    """`files`: every load, the latest last; `reporting`: authority by month; `totals`: authority over all months, then everything."""

    profile: Profile
    files: tuple[Mapping[str, Any], ...]
    reporting: tuple[Reporting, ...]
    totals: tuple[Reporting, ...]

    def as_json(self) -> dict[str, Any]:
        """The wire form."""
        return {
            "profile": asdict(self.profile),
            "files": list(self.files),
            "reporting": [each.as_json() for each in self.reporting],
            "totals": [each.as_json() for each in self.totals],
        }


def profiles() -> Mapping[str, Profile]:
    """The limit profiles, by name."""
    return {name: Profile(name, **said) for name, said in read_mapping(Path(__file__).with_name("profiles.yaml")).items()}


def quality(home: Path, profile: str = DEFAULT_PROFILE) -> Quality:
    """The quality of everything that was loaded into this home. Raises BadParameter for an unknown profile."""
    known = profiles()
    if profile not in known:
        raise BadParameter(f"没有名为“{profile}”的期限口径。There is no such profile; there are: {', '.join(sorted(known))}.")
    rows = _pooled(kept_tallies(home))
    lag = _lags(rows, known[profile], home)
    return Quality(known[profile], tuple(remembered(home)), tuple(_by_month(rows, lag)), tuple(_overall(rows, lag)))


@dataclass(frozen=True, slots=True)
class _Rows:
    """All tallies as columns: decisions received (each once), and the ledgers' decisions (each once)."""

    names: list[str]
    authority: NDArray[np.int64]
    month: NDArray[np.int64]
    document: NDArray[np.int64]
    decided: NDArray[np.int64]
    received: NDArray[np.int64]
    accepted: NDArray[np.bool_]
    times: NDArray[np.int64]
    ledger: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Lag:
    late: NDArray[np.bool_]
    known: NDArray[np.bool_]
    approximate: NDArray[np.bool_]


def _pooled(tallies: Iterable[Mapping[str, NDArray[Any]]]) -> _Rows:
    """Each decision of each party once, however often it was sent: as first received, accepted if it ever was."""
    kept = list(tallies)
    names = sorted({str(name) for tally in kept for name in tally["names"]})
    place = {name: at for at, name in enumerate(names)}
    parts = [np.array([place[str(name)] for name in tally["names"]], dtype=np.int64)[tally["authority"]] for tally in kept]
    ledger = [np.full(len(part), str(tally["kind"]) == _LEDGER) for tally, part in zip(kept, parts, strict=True)]
    columns = {name: _joined([tally[name] for tally in kept]) for name in ("document", "entry", "decided", "received", "accepted")}
    is_ledger, entry = _joined(ledger).astype(bool), columns["entry"]
    _, first, back, times = np.unique(np.stack([entry, is_ledger]), axis=1, return_index=True, return_inverse=True, return_counts=True)
    ever, earliest = np.zeros(len(first), dtype=bool), np.full(len(first), 2**31)
    np.logical_or.at(ever, back.reshape(-1), columns["accepted"].astype(bool))
    np.minimum.at(earliest, back.reshape(-1), columns["received"])
    decided = columns["decided"][first]
    months = np.array([_month(int(day)) for day in decided], dtype=np.int64)
    return _Rows(names, _joined(parts)[first], months, columns["document"][first], decided, earliest, ever, times, is_ledger[first])


def _joined(parts: list[NDArray[Any]]) -> NDArray[np.int64]:
    return np.concatenate(parts).astype(np.int64) if parts else np.zeros(0, dtype=np.int64)


def _month(day: int) -> int:
    """Year and month as one number; 0 where the day is unknown."""
    return 0 if day == UNKNOWN else to_date(day).year * 12 + to_date(day).month - 1


def _lags(rows: _Rows, profile: Profile, home: Path) -> _Lag:
    known = rows.decided != UNKNOWN
    lag, guessed = np.zeros(len(known), dtype=np.int64), np.zeros(len(known), dtype=bool)
    if profile.calendar == "working":
        lag[known], guessed[known] = working_days_between(rows.decided[known], rows.received[known], home)
    else:
        lag[known] = rows.received[known] - rows.decided[known]
    return _Lag(lag > profile.limit, known, guessed)


def _by_month(rows: _Rows, lag: _Lag) -> Iterator[Reporting]:
    for authority in range(len(rows.names)):
        mine = rows.authority == authority
        for month in np.unique(rows.month[mine]).tolist():
            label = f"{month // 12:04d}-{month % 12 + 1:02d}" if month else "unknown"
            yield _reporting(rows, lag, mine & (rows.month == month), (rows.names[authority], label))


def _overall(rows: _Rows, lag: _Lag) -> Iterator[Reporting]:
    for authority, name in enumerate(rows.names):
        yield _reporting(rows, lag, rows.authority == authority, (name, None))
    yield _reporting(rows, lag, np.ones(len(rows.authority), dtype=bool), (None, None))


def _reporting(rows: _Rows, lag: _Lag, mine: NDArray[np.bool_], label: tuple[str | None, str | None]) -> Reporting:
    received, decided = mine & ~rows.ledger, mine & rows.ledger
    known = received & lag.known
    made = np.unique(rows.document[decided])
    found = int(np.isin(made, rows.document[~rows.ledger]).sum())
    count = int(received.sum())
    has_ledger = len(made) > 0
    return Reporting(
        authority=label[0],
        month=label[1],
        received=count,
        accepted=int(rows.accepted[received].sum()),
        corrections=int((rows.times[received] - 1).sum()),
        reported=Rate(found, len(made)) if has_ledger else Rate(None, None),
        compliant=Rate(int(rows.accepted[received].sum()), count),
        late=Rate(int(lag.late[known].sum()), int(known.sum()), bool(lag.approximate[known].any())),
        concealed=Rate(len(made) - found, len(made)) if has_ledger else Rate(None, None),
    )
