"""The calendar of remedies of one subject: for each of its records the way out, from facts and law alone."""

from collections.abc import Iterable
from typing import Literal

from credit.periods import Certainty, Day, add_months
from credit.view import View
from reasoning.catalogue import Catalogue, ListLaw, RepairRule
from reasoning.lifecycle.deadlines import Clock, region_of
from reasoning.lifecycle.documents import Documents, documents_of
from reasoning.lifecycle.model import Condition, Effect, End, MeasureEnd, Opening, Remedies, Remedy
from reasoning.lifecycle.publicity import publicity
from reasoning.lifecycle.workdays import WorkingDays
from reasoning.propagation import Consequence, Measures, measures
from reasoning.propagation.matching import firings
from reasoning.propagation.scene import Record, Scene, stated_day

_PRAISE = "red"


def remedies(view: View, catalogue: Catalogue, days: WorkingDays, subject: str, as_of: Day) -> Remedies:
    """The way out of every record of the subject that stands on the day; `subject` is a node's root id."""
    scene = Scene(view, catalogue, as_of)
    documents, resting = documents_of(view, subject), _by_record(measures(view, catalogue, subject, as_of))
    clock = Clock(catalogue, days, region_of(scene, subject))
    records = sorted((each for each in scene.records((subject,)) if _stands(scene, each)), key=_age)
    return Remedies(
        tuple(_remedy(scene, clock, documents, resting.get(each.id, ()), each) for each in records),
        clock.of_annulments(documents, as_of),
    )


def _age(record: Record) -> tuple[Day, str]:
    return (record.fact.period.from_min, record.id)


def _stands(scene: Scene, record: Record) -> bool:
    """Whether the record weighs on its party: praise does not, nor an order by which nothing comes about."""
    if record.fact.period.at(scene.as_of) is Certainty.OUTSIDE or record.fact.props.get("polarity") == _PRAISE:
        return False
    return record.fact.kind != "CourtOrder" or any(True for _ in firings(scene, record))


def _by_record(found: Measures) -> dict[str, list[Consequence]]:
    resting: dict[str, list[Consequence]] = {}
    for each in (*found.on, *found.from_):
        resting.setdefault(each.record, []).append(each)
    return resting


def _remedy(scene: Scene, clock: Clock, documents: Documents, resting: Iterable[Consequence], record: Record) -> Remedy:
    opening, ends = _term(scene, record)
    return Remedy(
        record=record,
        openings=(opening,) if opening else (),
        conditions=_conditions(scene, documents, record, opening) if opening else (),
        ends=(*ends, *_retention(scene.catalogue, record)),
        measures=tuple(MeasureEnd(each, on_repair(scene.catalogue, each)) for each in resting),
        deadlines=clock.of_record(record, documents, scene.as_of),
        flags=_flags(scene, record, opening, ends),
    )


def opening_of(scene: Scene, record: Record) -> Opening | None:
    """From when a repair or a removal of one record can be asked for; None where the law has none for it."""
    return _term(scene, record)[0]


def _term(scene: Scene, record: Record) -> tuple[Opening | None, list[End]]:
    law = scene.catalogue.lists.get(str(record.fact.props.get("list_code")))
    if record.fact.kind == "Penalty":
        opening, end = publicity(scene.catalogue, record.fact.props, scene.as_of)
        return opening, [end] if end else []
    if law is None:
        return None, []
    return _removal(record, law), [_listing(record, law)]


def _removal(record: Record, law: ListLaw) -> Opening:
    """From when an early exit can be asked for; without a first day, the list's own words."""
    earliest = law.removal.earliest
    start = record.day(earliest.from_) if earliest else None
    day = None if earliest is None or start is None else add_months(start, 12 * earliest.years + earliest.months)
    return Opening("removal", day, law.code, law.removal.text_zh, law.basis, () if law.verified == "yes" else ("secondary_source",))


def _listing(record: Record, law: ListLaw) -> End:
    """The entry's own last day counts; else the list's term."""
    last = record.day("valid_until")
    if last is not None:
        return End("listing", last + 1, law.code, law.term.text_zh, law.basis)
    start, length = record.day(law.term.from_), 12 * (law.term.years or 0) + (law.term.months or 0)
    instead = record.day("listed_on") if start is None else None
    counted = start if start is not None else instead
    flags = [] if law.verified == "yes" else ["secondary_source"]
    flags += ["approximate_date"] if instead is not None else []
    until = add_months(counted, length) if counted is not None and length else None
    return End("listing", until, law.code, law.term.text_zh, law.basis, tuple(flags))


def _conditions(scene: Scene, documents: Documents, record: Record, opening: Opening) -> tuple[Condition, ...]:
    rules = [rule for rule in scene.catalogue.repair.values() if rule.conditions]
    return tuple(each for rule in rules for each in _checked(scene, documents, record, opening, rule))


def _checked(scene: Scene, documents: Documents, record: Record, opening: Opening, rule: RepairRule) -> Iterable[Condition]:
    for law in rule.conditions:
        if law.kind == "shortest_term":
            yield Condition(law.zh, _reached(opening, scene.as_of), opening.earliest, record.fact.evidence, rule.id, rule.basis)
            continue
        fact = documents.commitment(record, law.where, scene.as_of) if law.kind == "commitment" else record.fact
        days = [day for prop in (law.props or ("made_on",)) if fact and (day := stated_day(fact.props, prop)) is not None]
        met = bool(days) and law.kind != "other" and min(days) <= scene.as_of
        evidence = fact.evidence if fact and met else ()
        yield Condition(law.zh, "met" if met else "not_stated", min(days) if met else None, evidence, rule.id, rule.basis)


def _reached(opening: Opening, as_of: Day) -> Literal["met", "not_yet", "not_stated"]:
    return "not_stated" if opening.earliest is None else "met" if opening.earliest <= as_of else "not_yet"


def _retention(catalogue: Catalogue, record: Record) -> Iterable[End]:
    for rule in catalogue.repair.values():
        if rule.retention:
            stated = next((day for prop in rule.retention.from_ if (day := record.day(prop)) is not None), None)
            instead = next((day for prop in rule.retention.or_from if (day := record.day(prop)) is not None), None)
            start = stated if stated is not None else instead
            until = None if start is None else add_months(start, 12 * rule.retention.years)
            yield End("retention", until, rule.id, rule.rule_zh, rule.basis, () if stated is not None else ("approximate_date",))


def on_repair(catalogue: Catalogue, measure: Consequence) -> Effect:
    """What a repair of the record does to the measure: a link of the chain that falls takes the rest along (W06)."""
    effects = {catalogue.rules[step.rule].ends_on_repair for step in measure.proof if step.rule}
    return "yes" if "yes" in effects else "unsettled" if "unsettled" in effects else "no"


def _flags(scene: Scene, record: Record, opening: Opening | None, ends: Iterable[End]) -> tuple[str, ...]:
    fact = record.fact
    said = {
        "disputed": fact.disputed or record.party.disputed,
        "repaired": fact.repaired_on is not None and fact.repaired_on <= scene.as_of,
        "conflicting": bool(fact.conflicts),
        "term_unknown": fact.kind == "Penalty" and not list(ends),
    }
    return tuple(flag for flag, holds in said.items() if holds)
