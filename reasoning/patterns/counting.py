"""Which records count for a pattern, and from when until when each of them does."""

from collections.abc import Iterable

from credit.facts import Fact
from credit.periods import Day, add_months
from reasoning.catalogue.patterns import Counting, Pattern, Window
from reasoning.patterns.files import File
from reasoning.patterns.model import Counted, FellAway, LeftOut, Unread
from reasoning.propagation.matching import fits
from reasoning.propagation.scene import Record, stated_day

_GROUPED_BY = {"domain": "domain", "vehicle": "vehicle_no"}
_UNSTATED: dict[str, Unread] = {"domain": "no_domain", "vehicle": "no_vehicle"}


def counted_in(file: File, pattern: Pattern, counting: Counting, window: Window, as_of: Day) -> list[Counted]:
    """The records of a file that count for a window at some time up to the day, in order of time."""
    bans = _bans(file, pattern, window, as_of)
    found = [
        counted
        for record in file.records
        if _fits(record.fact, counting) and unread(record.fact, pattern, counting) is None
        for counted in _counted(record, pattern, counting, window, bans, as_of)
        if counted.day <= as_of
    ]
    return sorted(found, key=lambda each: (each.day, each.record))


def left_out_of(file: File, pattern: Pattern, as_of: Day) -> Iterable[LeftOut]:
    """The records that would fit the pattern but for something that their sources do not state."""
    for record in file.records:
        whys = [unread(record.fact, pattern, counting) for counting in pattern.counted if _fits(record.fact, counting)]
        if whys and whys[0] is not None and record.fact.period.from_min <= as_of:
            yield LeftOut(record.id, pattern.id, whys[0], record.fact.evidence)


def unread(fact: Fact, pattern: Pattern, counting: Counting) -> Unread | None:
    """Why a record that fits cannot be counted, or None where it can."""
    stated = fact.props.get("legal_basis")
    if counting.cites and stated and not any(law in str(stated) for law in counting.cites):
        return "other_law"
    if stated_day(fact.props, counting.dated_by) is None:
        return "undated"
    if pattern.per in _GROUPED_BY and not fact.props.get(_GROUPED_BY[pattern.per]):
        return _UNSTATED[pattern.per]
    spread = any(window.domains > 1 for window in pattern.windows)
    return "no_domain" if spread and not fact.props.get("domain") else None


def window_end(day: Day, window: Window) -> Day:
    """The first day on which a record of that day is no longer inside the window."""
    return add_months(day, window.months) if window.months else day + window.days


def bans_open(file: File, pattern: Pattern, as_of: Day) -> list[Counted]:
    """For a pattern that waits for a ban to end: the window that is open on the day, as a record to show; empty for others."""
    ends = [(end, record) for end, record in _ban_ends(file, pattern, as_of) if end <= as_of]
    if not ends or not pattern.windows:
        return []
    end, record = max(ends, key=lambda each: (each[0], each[1].id))
    until = window_end(end, pattern.windows[0])
    return [_as_counted(record.fact, pattern, end, (until, "window"))] if as_of < until else []


def _fits(fact: Fact, counting: Counting) -> bool:
    return fact.kind == counting.fact and fits(fact.props, counting.where) and not (counting.unless and fits(fact.props, counting.unless))


def _counted(
    record: Record, pattern: Pattern, counting: Counting, window: Window, bans: list[tuple[Day, Day]] | None, as_of: Day
) -> Iterable[Counted]:
    fact, day = record.fact, stated_day(record.fact.props, counting.dated_by)
    if day is None:
        return
    if bans is None:
        ends = [window_end(day, window)]
    else:
        acted = stated_day(fact.props, pattern.only_after.acted_by) if pattern.only_after else None
        ends = [closed for opened, closed in bans if opened <= day < closed and (acted is None or opened <= acted)][-1:]
    for end in ends:
        until, why = min([(end, "window"), *_falls_away(fact, pattern)], key=lambda each: each[0])
        if until > day:
            flags = _flags(record, counting, pattern, as_of)
            yield _as_counted(fact, pattern, day, (until, why), flags, fits(fact.props, window.where))


def _as_counted(
    fact: Fact, pattern: Pattern, day: Day, ends: tuple[Day, FellAway], flags: tuple[str, ...] = (), bears: bool = True
) -> Counted:
    stated, by = fact.props, _GROUPED_BY.get(pattern.per, "")
    return Counted(
        record=fact.src,
        fact=fact.id,
        kind=fact.kind,
        day=day,
        until=ends[0],
        fell_away=ends[1],
        domain=str(stated["domain"]) if stated.get("domain") else None,
        group=str(stated[by]) if by and stated.get(by) else None,
        authorities=tuple(str(stated[prop]) for prop in ("authority_name", "authority_uscc") if stated.get(prop)),
        flags=flags,
        evidence=fact.evidence,
        bears=bears,
    )


def _falls_away(fact: Fact, pattern: Pattern) -> Iterable[tuple[Day, FellAway]]:
    """An entry counts while it surely stands on its list; a repaired record as long as the pattern does not end on repair."""
    if pattern.ends_on_repair and fact.repaired_on is not None:
        yield fact.repaired_on, "repaired"
    if fact.kind == "ListEntry":
        yield fact.period.to_min, "removed"
        last = stated_day(fact.props, "valid_until")
        if last is not None:
            yield last + 1, "removed"


def _flags(record: Record, counting: Counting, pattern: Pattern, as_of: Day) -> tuple[str, ...]:
    fact = record.fact
    said = {
        "disputed": fact.disputed or record.party.disputed,
        "repaired": (fact.repaired_on or as_of + 1) <= as_of and not pattern.ends_on_repair,
        "basis_not_stated": bool(counting.cites) and not fact.props.get("legal_basis"),
        "conflicting": any(conflict.prop in {*counting.where, counting.dated_by} for conflict in fact.conflicts),
    }
    return tuple(flag for flag, holds in said.items() if holds)


def _bans(file: File, pattern: Pattern, window: Window, as_of: Day) -> list[tuple[Day, Day]] | None:
    """When windows after earlier bans were open; None for a pattern that waits for no ban."""
    if pattern.only_after is None:
        return None
    return sorted((end, window_end(end, window)) for end, _ in _ban_ends(file, pattern, as_of))


def _ban_ends(file: File, pattern: Pattern, as_of: Day) -> Iterable[tuple[Day, Record]]:
    after = pattern.only_after
    for record in file.records if after else ():
        if after and record.fact.kind == after.fact and fits(record.fact.props, after.where):
            start, months = stated_day(record.fact.props, after.from_), record.fact.props.get(after.months)
            if start is not None and start <= as_of and isinstance(months, int):
                yield add_months(start, months), record
