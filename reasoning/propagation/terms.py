"""From when until when: terms counted from stated days, listings that end with their record, orders that a court lifts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from credit.facts import Fact
from credit.kinds import node_kind_of
from credit.periods import MAX_DAY, Certainty, Day, add_months
from reasoning.catalogue.rules import Earliest, Lasts, Release, WayOut
from reasoning.propagation.matching import Firing, fits
from reasoning.propagation.model import Lift
from reasoning.propagation.scene import Scene, stated_day


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a consequence, half-open; None where not known or not ended. `certainty`: whether the day asked for is inside.

    `ends` is what the case says, or what the decision made of it: a ban for life where the law allows one.
    """

    from_: Day | None
    until: Day | None
    certainty: Certainty
    flags: tuple[str, ...] = ()
    ends: str = "event"


@dataclass(frozen=True, slots=True)
class _End:
    """When it ends: surely not before `sure`, at the latest on `until` (None: no end is known)."""

    sure: Day | None
    until: Day | None
    flags: tuple[str, ...] = ()
    ends: str | None = None


def span_of(scene: Scene, firing: Firing, target: str) -> Span:
    """The span of a firing's measure on one target, seen from the day of the question."""
    lasts, record = firing.case.lasts, firing.record
    start, vague = _start(lasts, record.fact.props, firing.day)
    end = _end(lasts, record.fact, start)
    until = end.until
    if lasts.released_by and node_kind_of(target) == "Person":
        until = _earlier(until, released_on(scene, firing, target, lasts.released_by))
    sure = min(_inside(start, until, scene.as_of), _recorded(lasts, record.fact, scene.as_of))
    doubtful = vague or (end.sure is not None and scene.as_of >= end.sure)
    return Span(start, until, min(sure, Certainty.POSSIBLE) if doubtful else sure, (*vague, *end.flags), end.ends or lasts.kind)


def _start(lasts: Lasts, props: Mapping[str, Any], fired_on: Day | None) -> tuple[Day | None, tuple[str, ...]]:
    """The first day; where the law's own day is not stated, the next best one, as possible only."""
    if lasts.from_ is None:
        return fired_on, ()
    start = stated_day(props, lasts.from_)
    instead = stated_day(props, lasts.or_from)
    return (instead, ("approximate_date",)) if start is None and instead is not None else (start, ())


def lifts_of(ways: tuple[WayOut, ...], props: Mapping[str, Any]) -> tuple[Lift, ...]:
    """The ways out, with the earliest day where the record states what it is counted from."""
    return tuple(Lift(way.kind, way.text_zh, _counted(way.earliest, props)) for way in ways)


def _counted(earliest: Earliest | None, props: Mapping[str, Any]) -> Day | None:
    start = stated_day(props, earliest.from_) if earliest else None
    return None if earliest is None or start is None else add_months(start, 12 * earliest.years + earliest.months)


def _end(lasts: Lasts, record: Fact, start: Day | None) -> _End:
    stated = stated_day(record.props, lasts.until)
    if lasts.kind == "while_listed":
        return _End(None, _earlier(_valid_until(record), _removed(record)))
    if lasts.kind != "term" or start is None:
        return _End(None, _earlier(stated, _removed(record)) if lasts.ends_with_record else stated)
    if lasts.needs and stated_day(record.props, lasts.needs) is None:
        return _End(None, None, ("uncorrected",))
    end = _term(lasts, record.props, start)
    return _End(end.sure, _earlier(end.until, _removed(record)), end.flags, end.ends) if lasts.ends_with_record else end


def _term(lasts: Lasts, props: Mapping[str, Any], start: Day) -> _End:
    """The term that the law fixes, or that the decision states within the law's bounds; unstated, it may last as long as those allow."""
    shortest, longest = 12 * lasts.years + lasts.months, 12 * lasts.to_years
    if lasts.as_decided is None:
        return _End(None, add_months(start, shortest))
    if lasts.to_life and props.get(lasts.as_decided.life) is True:
        return _End(None, None, (), "lifetime")
    decided = props.get(lasts.as_decided.months)
    if isinstance(decided, int):
        lawful = decided >= shortest and (lasts.to_life or not longest or decided <= longest)
        return _End(None, add_months(start, decided), () if lawful else ("term_outside_law",))
    latest = None if lasts.to_life or not longest else add_months(start, longest)
    return _End(add_months(start, shortest), latest, ("term_not_stated",))


def _removed(record: Fact) -> Day | None:
    """The first day on which the record no longer certainly stands."""
    return None if record.period.open_ended and record.period.to_min >= MAX_DAY else record.period.to_max


def _valid_until(record: Fact) -> Day | None:
    """The day after the last one that the record says it holds for (有效期至 is its last day)."""
    stated = stated_day(record.props, "valid_until")
    return None if stated is None else stated + 1


def _earlier(a: Day | None, b: Day | None) -> Day | None:
    return min((day for day in (a, b) if day is not None), default=None)


def _inside(start: Day | None, until: Day | None, as_of: Day) -> Certainty:
    if (start is not None and as_of < start) or (until is not None and as_of >= until):
        return Certainty.OUTSIDE
    return Certainty.CERTAIN if start is not None else Certainty.POSSIBLE


def _recorded(lasts: Lasts, record: Fact, as_of: Day) -> Certainty:
    """A listing, and a term that ends with it, hold only while the record itself stands."""
    return record.period.at(as_of) if lasts.kind == "while_listed" or lasts.ends_with_record else Certainty.CERTAIN


def released_on(scene: Scene, firing: Firing, target: str, release: Release) -> Day | None:
    """The day from which a later record frees this very person (法发〔2019〕35号 17)."""
    number = firing.record.fact.props.get(release.to)
    frees = (
        record.day(release.on)
        for record in scene.records((target,))
        if record.fact.kind == release.fact and fits(record.fact.props, release.where) and record.fact.props.get(release.refers) == number
    )
    return min((day for day in frees if day is not None), default=None)
