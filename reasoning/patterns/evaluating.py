"""Every pattern over one file: which windows hold, held, or lack one more record."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from credit.periods import Certainty, Day, to_date
from reasoning.catalogue import Catalogue
from reasoning.catalogue.patterns import Counting, Pattern, Window
from reasoning.patterns.counting import bans_open, counted_in, left_out_of, window_end
from reasoning.patterns.files import File
from reasoning.patterns.model import Alert, Count, Counted, LeftOut, Near, Silent, Spell, Warnings
from reasoning.patterns.windows import holds, needed, one_more_until, reached, spells, spread, standing_on
from reasoning.propagation.matching import fits
from reasoning.propagation.scene import stated_day


def evaluated(catalogue: Catalogue, file: File, patterns: Sequence[Pattern], as_of: Day) -> Warnings:
    """What these patterns say of the file on the day."""
    silent = {pattern.id: why for pattern in patterns if (why := _silent(catalogue, file, pattern, as_of))}
    heard = [pattern for pattern in patterns if pattern.id not in silent and not pattern.follows]
    found = [each for pattern in heard for each in _windows(file, pattern, as_of)]
    alerts = [each for each in found if isinstance(each, Alert)]
    standing = [each for each in alerts if each.standing]
    return Warnings(
        subject=file.subject,
        alerts=(*standing, *_following(patterns, standing, silent)),
        former=tuple(each for each in alerts if not each.standing),
        near=tuple(each for each in found if isinstance(each, Near)),
        left_out=(
            *(LeftOut(tie.dst or "", None, "no_standing_record", tie.evidence) for tie in file.missing),
            *_unread(file, heard, as_of),
        ),
        silent=tuple(silent.values()),
    )


def fewest_records(patterns: Iterable[Pattern]) -> int:
    """How many records a subject must have at least before any of these patterns can stand."""
    return min((needed(window) for pattern in patterns for window in pattern.windows), default=1)


def _unread(file: File, patterns: Iterable[Pattern], as_of: Day) -> Iterator[LeftOut]:
    for pattern in patterns:
        yield from left_out_of(file, pattern, as_of)


def _silent(catalogue: Catalogue, file: File, pattern: Pattern, as_of: Day) -> Silent | None:
    if not pattern.in_force(to_date(as_of)):
        return Silent(pattern.id, "not_in_force")
    known = _known(catalogue, file, as_of)
    out = next((prop for where in pattern.excluded if fits(known, where) for prop in where), None)
    if out is not None:
        return Silent(pattern.id, "excluded", str(known[out]))
    for record in file.records:
        for each in pattern.excluded_by:
            if record.fact.kind == each.fact and fits(record.fact.props, each.where) and record.fact.period.at(as_of) is Certainty.CERTAIN:
                return Silent(pattern.id, "excluded", record.id)
    return None


def _known(catalogue: Catalogue, file: File, as_of: Day) -> dict[str, object]:
    """The subject's own entry, its legal form else as its code gives it (addenda 5, 6); a status of a later day is not its status yet."""
    later = (stated_day(file.profile, "status_on") or as_of) > as_of
    stated = {prop: value for prop, value in file.profile.items() if not (later and prop == "status")}
    scheme, _, code = file.subject.partition(":")
    form = catalogue.head.legal_form_by_code.get(code[:2]) if scheme == "uscc" else None
    return {**({"legal_form": form} if form else {}), **stated}


def _windows(file: File, pattern: Pattern, as_of: Day) -> Iterator[Alert | Near]:
    for counting in pattern.counted:
        for window in pattern.windows:
            yield from _window(file, pattern, counting, window, as_of)


def _window(file: File, pattern: Pattern, counting: Counting, window: Window, as_of: Day) -> Iterator[Alert | Near]:
    records = counted_in(file, pattern, counting, window, as_of)
    for group in sorted({each.group or "" for each in records}):
        yield from _in_group(pattern, window, group or None, [each for each in records if (each.group or "") == group], as_of)
    opened = bans_open(file, pattern, as_of)
    if opened and not any(each.day <= as_of < each.until for each in records):
        close = window_end(opened[0].day, window)
        if needed(window) == 1 and as_of + 1 < close:
            yield Near(_count(pattern, window, None, [], opened, as_of), close - 1)


def _in_group(pattern: Pattern, window: Window, group: str | None, records: list[Counted], as_of: Day) -> Iterator[Alert | Near]:
    for spell in spells(records, window):
        if spell.from_ <= as_of:
            yield _alert(pattern, window, group, records, spell, as_of)
    standing = standing_on(records, as_of)
    if standing and not holds(records, window, as_of):
        until = one_more_until(records, window, as_of)
        if until is not None:
            yield Near(_count(pattern, window, group, records, standing, as_of), until)


def _alert(pattern: Pattern, window: Window, group: str | None, records: list[Counted], spell: Spell, as_of: Day) -> Alert:
    stands = as_of < spell.until
    on = as_of if stands else spell.until - 1
    counted = standing_on(records, on)
    sure = [each for each in records if "disputed" not in each.flags]
    return Alert(_count(pattern, window, group, records, counted, on), spell, stands, not holds(sure, window, on))


def _count(pattern: Pattern, window: Window, group: str | None, records: list[Counted], shown: list[Counted], on: Day) -> Count:
    return Count(pattern, window, group, reached(records, window, on), needed(window), spread(records, on), tuple(shown))


def _following(patterns: Iterable[Pattern], standing: Sequence[Alert], silent: dict[str, Silent]) -> Iterator[Alert]:
    """What follows alerts that stand: it counts nothing of its own, begins with the first of them and ends with the last."""
    for pattern in patterns:
        led = [each for each in standing if each.count.pattern.id in pattern.follows]
        if led and pattern.id not in silent:
            records = {record.record: record for each in led for record in each.count.records}
            last = max(led, key=lambda each: each.spell.until)
            spell = replace(last.spell, from_=min(each.spell.from_ for each in led))
            count = Count(pattern, None, None, len(records), len(records), 0, tuple(sorted(records.values(), key=lambda each: each.day)))
            names = tuple(dict.fromkeys(each.count.pattern.id for each in led))
            yield Alert(count, spell, True, all(each.disputed for each in led), names)
