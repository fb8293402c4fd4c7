"""Periods of whole columns: dated, attested on one day, seen without dates, or past (DESIGN 4, time)."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from credit.periods import MAX_DAY, MIN_DAY, Day, Period
from loaders.mapping.definition import Definition, Each, EdgeMap, NodeMap, Span, StatementMap
from loaders.staging.frame import Frame, Values
from loaders.validating.findings import Finding


class Bounds(NamedTuple):
    """The four bounds of each row, the days that the source itself stated, and the day on which it attests."""

    from_min: list[Day]
    from_max: list[Day]
    to_min: list[Day]
    to_max: list[Day]
    stated: list[str]
    attested: Values


def bounds_of(span: Span, frame: Frame, data_on: Day) -> Bounds:
    """The periods that a span gives to the rows of a frame. What follows from `data_on` alone is not among the stated days."""
    size = len(frame)
    starts, ends, attested = frame.first_of(span.from_), _ends(span, frame), frame.first_of(span.attested)
    if starts is ends is attested is frame.nothing:
        first, last, low, high = ([bound] * size for bound in _four(_undated(span, None, data_on)))
        return Bounds(first, last, low, high, ["(None, None)"] * size, frame.nothing)
    if ends is attested is frame.nothing and None not in starts and max(starts, default=0) < MAX_DAY:
        return Bounds(starts, starts, [MAX_DAY] * size, [MAX_DAY] * size, [f"({day}, None)" for day in starts], frame.nothing)
    seen: dict[tuple[Day | None, Day | None, Day | None], tuple[Day, Day, Day, Day]] = {}
    rows = list(zip(starts, ends, attested, strict=True))
    for row in set(rows):
        seen[row] = _four(_period(span, row, data_on))
    first, last, low, high = map(list, zip(*(seen[row] for row in rows), strict=True)) if rows else ([], [], [], [])
    return Bounds(first, last, low, high, [_stated(row) for row in rows], attested)


def _stated(row: tuple[Day | None, Day | None, Day | None]) -> str:
    start, end, attested = row
    return f"({start}, {end}, {attested})" if start is None and attested is not None else f"({start}, {end})"


def _ends(span: Span, frame: Frame) -> Values:
    """The first day outside; an open end is none."""
    until, through = frame.first_of(span.until), frame.first_of(span.through)
    if through is not frame.nothing:
        later = [None if day is None else day + 1 if day < MAX_DAY else day for day in through]
        until = later if until is frame.nothing else [b if a is None else a for a, b in zip(until, later, strict=True)]
    return until if until is frame.nothing else [None if day is None or day >= MAX_DAY else day for day in until]


def _period(span: Span, row: tuple[Day | None, Day | None, Day | None], data_on: Day) -> Period:
    start, end, attested = row
    if start is not None and start < MAX_DAY:
        return Period.known(start, MAX_DAY if end is None else end)
    if attested is not None:
        return Period.attested(attested)
    return _undated(span, end, data_on)


def _undated(span: Span, end: Day | None, data_on: Day) -> Period:
    """Seen on the data's day; where an end is stated, so at least on the day before it; `past`: some time before now."""
    if end is not None:
        return Period(MIN_DAY, end - 1, end, end)
    if span.undated == "past":
        return Period(MIN_DAY, data_on, MIN_DAY + 1, data_on)
    return Period.seen(data_on)


def _four(period: Period) -> tuple[Day, Day, Day, Day]:
    return period.from_min, period.from_max, period.to_min, period.to_max


def spans_of(said: Definition | Each) -> Iterator[Span]:
    """The distinct spans by which a definition dates what rows say, or what items say."""
    maps: list[NodeMap | StatementMap | EdgeMap] = [*said.nodes.values(), *said.statements.values(), *said.edges.values()]
    yield from {span.model_dump_json(): span for mapped in maps if (span := mapped.period).from_}.values()


def backward(spans: Iterable[Span], frame: Frame) -> list[Finding]:
    """Rows whose end lies before their beginning: no reading of them is safe."""
    places: dict[str, set[int]] = {}
    for span in spans:
        pairs = zip(frame.first_of(span.from_), _ends(span, frame), strict=True)
        wrong = {at for at, (start, end) in enumerate(pairs) if start is not None and end is not None and end < start}
        places.setdefault((*span.until, *span.through, *span.from_)[0], set()).update(wrong)
    return [Finding("XM-DAY", column, "结束日期早于起始日期", sorted(wrong)) for column, wrong in places.items() if wrong]
