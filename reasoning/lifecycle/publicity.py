"""How long a decision is published and from when a repair can be asked for, by the day of the decision, its domain and its tier."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from credit.periods import Day, add_months, from_date
from reasoning.catalogue import Case, Catalogue, RepairRule
from reasoning.catalogue.remedies import Months, PublicityTerm
from reasoning.lifecycle.model import End, Opening
from reasoning.propagation.matching import fits
from reasoning.propagation.scene import stated_day

_EARLIER = ("earlier_law",)


@dataclass(frozen=True, slots=True)
class Applied:
    """The rule and the term that apply to a decision. `flags`: that the rule is younger than the decision."""

    rule: RepairRule
    term: PublicityTerm
    flags: tuple[str, ...] = ()


def publicity(catalogue: Catalogue, props: Mapping[str, Any], as_of: Day) -> tuple[Opening | None, End | None]:
    """From when a repair can be asked for, and when publicity ends by itself; None where no term is known."""
    applied = _applied(catalogue, props, as_of)
    if applied is None:
        return None, None
    return _opening(catalogue, props, as_of, applied), _end(props, applied)


def _applied(catalogue: Catalogue, props: Mapping[str, Any], as_of: Day) -> Applied | None:
    """The term in force on the day of the decision; of older decisions that of today, which says so."""
    decided = stated_day(props, "decided_on")
    then = next(_terms(catalogue, props, as_of if decided is None else decided), None)
    if then is not None:
        return then
    now = next(_terms(catalogue, props, as_of), None)
    return now and Applied(now.rule, now.term, _EARLIER)


def _terms(catalogue: Catalogue, props: Mapping[str, Any], on: Day) -> Iterator[Applied]:
    """The terms that fit, those of the decision's own domain first."""
    rules = [rule for rule in catalogue.repair.values() if rule.kind == "publicity" and _concerns(rule, props)]
    for rule in sorted(rules, key=lambda each: not each.applies_to):
        valid_from, valid_to, terms = _own(catalogue, rule)
        if _in_force(valid_from, valid_to, on):
            yield from (Applied(rule, term) for term in terms if _fits(term, props))


def _concerns(rule: RepairRule, props: Mapping[str, Any]) -> bool:
    return not rule.applies_to or props.get("domain") in rule.applies_to


def _in_force(valid_from: date | None, valid_to: date | None, on: Day) -> bool:
    return (valid_from is None or from_date(valid_from) <= on) and (valid_to is None or on < from_date(valid_to))


def _own(catalogue: Catalogue, rule: RepairRule) -> tuple[date | None, date | None, tuple[PublicityTerm, ...]]:
    """A rule's own terms, or those of the rule that holds them for it."""
    holder = catalogue.rules.get(rule.evaluated_by or "")
    if holder is None:
        return rule.valid_from, rule.valid_to, rule.terms
    return holder.valid_from, holder.valid_to, tuple(_term_of(case, rule) for case in holder.cases)


def _term_of(case: Case, rule: RepairRule) -> PublicityTerm:
    earliest = next((way.earliest for way in case.lifts_when if way.kind == "repair" and way.earliest), None)
    return PublicityTerm.model_validate(
        {
            "where": case.trigger.where,
            "shortest": earliest and Months(years=earliest.years, months=earliest.months),
            "longest": Months(years=case.lasts.years, months=case.lasts.months),
            "needs": case.lasts.needs,
            "from": case.lasts.from_ or "decided_on",
            "says_zh": rule.rule_zh,
        }
    )


def _fits(term: PublicityTerm, props: Mapping[str, Any]) -> bool:
    return fits(props, term.where) and all(_only(props.get(name), codes) for name, codes in term.only.items())


def _only(stated: Any, codes: Any) -> bool:
    given = set(stated) if isinstance(stated, list | tuple) else {stated}
    return stated is not None and bool(given) and given <= set(codes)


def _opening(catalogue: Catalogue, props: Mapping[str, Any], as_of: Day, applied: Applied) -> Opening | None:
    """A term that is published at all can be shortened by a repair. A text without a shortest term hands over to the one in force today."""
    if not applied.term.published:
        return None
    chosen = applied
    if applied.term.shortest is None:
        later = next((each for each in _terms(catalogue, props, as_of) if each.term.shortest), None)
        chosen = applied if later is None else Applied(later.rule, later.term, _EARLIER)
    start, shortest = stated_day(props, chosen.term.from_), chosen.term.shortest
    if shortest is None:  # no shortest term: it can be asked for once the duty is performed
        earliest = stated_day(props, "corrected_on")
    else:
        earliest = None if start is None else add_months(start, shortest.total)
    return Opening("repair", earliest, chosen.rule.id, chosen.term.says_zh, chosen.rule.basis, chosen.flags)


def _end(props: Mapping[str, Any], applied: Applied) -> End:
    term, rule = applied.term, applied.rule
    start = stated_day(props, term.from_)
    if not term.published:
        return End("publicity", start, rule.id, term.says_zh, rule.basis, (*applied.flags, "not_published"))
    if term.needs and stated_day(props, term.needs) is None:
        return End("publicity", None, rule.id, term.says_zh, rule.basis, (*applied.flags, "uncorrected"))
    until = None if start is None or term.longest is None else add_months(start, term.longest.total)
    open_ = ("term_not_stated",) if term.or_longest else ()
    return End("publicity", until, rule.id, term.says_zh, rule.basis, (*applied.flags, *open_))
