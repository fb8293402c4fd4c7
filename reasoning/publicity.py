"""Whether a record is still published on a day (信用修复管理办法; W01 to W06). What is not known to be published is not."""

from collections.abc import Iterator

from credit.periods import Certainty
from reasoning.catalogue import Case, Catalogue, Rule
from reasoning.propagation.matching import fired, fits
from reasoning.propagation.scene import Record, Scene, stated_day
from reasoning.propagation.terms import span_of


def still_published(scene: Scene, record: Record) -> bool:
    """Whether the public may still be shown a penalty or an entry on the day of the scene.

    A repaired one never, nor one past the last day that its source states, nor an entry that does not certainly stand. A penalty further
    needs a rule of publicity that surely holds, or, where none speaks of it (an older decision, an unknown tier), its source's last day.
    """
    fact, on = record.fact, scene.as_of
    if fact.repaired_on is not None and fact.repaired_on <= on:
        return False
    last = stated_day(fact.props, "public_until")
    if last is not None and last < on:
        return False
    return _penalty(scene, record, last is not None) if fact.kind == "Penalty" else _entry(record, on) if fact.kind == "ListEntry" else True


def _penalty(scene: Scene, record: Record, last_day_stated: bool) -> bool:
    rules = list(_rules(scene.catalogue))
    if any(fits(record.fact.props, case.trigger.where) and _left_out(record, case) for _, case in rules):
        return False
    held = [firing for rule, case in rules if (firing := fired(scene, rule, case, record))]
    sure = [min(firing.certainty, span_of(scene, firing, record.subject).certainty) for firing in held]
    return min(sure) is Certainty.CERTAIN if sure else last_day_stated


def _left_out(record: Record, case: Case) -> bool:
    """A rule speaks of such records and leaves this one out: a warning on the spot is not published."""
    return bool(case.trigger.unless) and fits(record.fact.props, case.trigger.unless)


def _entry(record: Record, on: int) -> bool:
    fact = record.fact
    ended = stated_day(fact.props, "publicity_ended_on")
    last = stated_day(fact.props, "valid_until")
    return fact.period.at(on) is Certainty.CERTAIN and not (ended is not None and ended <= on) and not (last is not None and last < on)


def _rules(catalogue: Catalogue) -> Iterator[tuple[Rule, Case]]:
    """The rules that hold the terms of publicity, as the law of repair names them."""
    for repair in catalogue.repair.values():
        if repair.kind == "publicity" and repair.evaluated_by:
            rule = catalogue.rules[repair.evaluated_by]
            yield from ((rule, case) for case in rule.cases)
