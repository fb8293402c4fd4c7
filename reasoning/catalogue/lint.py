"""What a lawyer would strike out of a catalogue: measures without a basis that may found them, bases out of force, roles that the text
excludes, codes that nobody defined, rules that contradict. A finding may stand only with a written reason beside the rule."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from credit.kinds import FACT_KINDS
from reasoning.catalogue.instruments import highest
from reasoning.catalogue.reading import Catalogue
from reasoning.catalogue.rules import Case, Rule

_CODES = ("code", "codes")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a rule. `exempt`: the written reason why it stands all the same, or None."""

    rule: str
    check: str
    says: str
    exempt: str | None = None


def lint(catalogue: Catalogue, on: date) -> tuple[Finding, ...]:
    """Every finding on the day, in the order of the rules; and every exemption that exempts nothing."""
    found = [each for rule in catalogue.rules.values() for check in _CHECKS for each in check(catalogue, rule, on)]
    found += _contradictions(catalogue)
    found += _posts_out_of_force(catalogue, on)
    told = [_exempted(catalogue, each) for each in found]
    return tuple(sorted((*told, *_idle(catalogue, found)), key=lambda each: (each.rule, each.check, each.says)))


def _exempted(catalogue: Catalogue, found: Finding) -> Finding:
    rule = catalogue.rules.get(found.rule)
    reasons = [each.reason for each in rule.exempt if each.check == found.check] if rule else []
    return Finding(found.rule, found.check, found.says, reasons[0] if reasons else None)


def _idle(catalogue: Catalogue, found: Iterable[Finding]) -> Iterable[Finding]:
    needed = {(each.rule, each.check) for each in found}
    for rule in catalogue.rules.values():
        for each in rule.exempt:
            if (rule.id, each.check) not in needed:
                yield Finding(rule.id, "idle_exemption", f"exempts from {each.check}, of which it is not guilty")


def _no_high_basis(catalogue: Catalogue, rule: Rule, on: date) -> Iterable[Finding]:
    """国办发〔2020〕49号: a measure that reduces rights cites a law, a regulation or a central document itself."""
    reduces = catalogue.measures[rule.measure].class_ == "rights_reducing"
    executed = any(bind.mode != "reference" for case in rule.cases for bind in case.binds)
    if reduces and executed and not highest(catalogue.instruments, rule.basis):
        cited = "; ".join(each.instrument for each in rule.basis)
        yield Finding(rule.id, "no_high_basis", f"{rule.measure} reduces rights and rests on {cited}")


def _out_of_force(catalogue: Catalogue, rule: Rule, on: date) -> Iterable[Finding]:
    if rule.valid_to is not None and rule.valid_to <= on:
        return
    for each in rule.basis:
        if not catalogue.instruments[each.instrument].in_force(on):
            yield Finding(rule.id, "basis_out_of_force", f"{each.instrument} is not in force on {on}")


def _basis_younger(catalogue: Catalogue, rule: Rule, on: date) -> Iterable[Finding]:
    """A rule that holds for days before its basis was in force must say how the law was cited then."""
    begins = rule.firm_from or rule.valid_from
    for each in rule.basis:
        since = catalogue.instruments[each.instrument].valid_from
        if since is not None and (begins is None or begins < since) and not rule.aliases:
            yield Finding(rule.id, "basis_younger", f"{each.instrument} is in force from {since}, the rule from {begins or 'ever'}")


def _excluded_role(catalogue: Catalogue, rule: Rule, on: date) -> Iterable[Finding]:
    for bind in (bind for case in rule.cases for bind in case.binds):
        meant = catalogue.roles[bind.role].is_ or bind.role
        if meant in rule.excludes or bind.role in rule.excludes:
            yield Finding(rule.id, "excluded_role", f"binds {bind.role}, which its text excludes")


def _unknown_code(catalogue: Catalogue, rule: Rule, on: date) -> Iterable[Finding]:
    """Codes of a property for which the vocabulary has no group cannot be held against anything."""
    for case in rule.cases:
        props = {prop.name: prop.type for prop in FACT_KINDS[case.trigger.fact].props} if case.trigger.fact else {}
        for where in (case.trigger.where, *case.trigger.any, case.trigger.unless):
            for name in where:
                if props.get(name) in _CODES and name not in catalogue.vocabulary:
                    yield Finding(rule.id, "unknown_code", f"{name} has no codes in the vocabulary")


_CHECKS: tuple[Callable[[Catalogue, Rule, date], Iterable[Finding]], ...] = (
    _no_high_basis,
    _out_of_force,
    _basis_younger,
    _excluded_role,
    _unknown_code,
)


def _contradictions(catalogue: Catalogue) -> Iterable[Finding]:
    """Two rules in force together that give one measure on one trigger for different lengths."""
    for a, b in combinations(catalogue.rules.values(), 2):
        if a.measure == b.measure and _together(a, b) and any(_contradict(x, y) for x in a.cases for y in b.cases):
            yield Finding(b.id, "contradiction", f"and {a.id} give {a.measure} on the same trigger for different lengths")


def _posts_out_of_force(catalogue: Catalogue, on: date) -> Iterable[Finding]:
    """A conflict over an office in force cites law in force, unless none of the measures that close it still come about."""
    for post in catalogue.posts.values():
        alive = not post.measures or any(
            rule.measure in post.measures
            and (rule.valid_to is None or on < rule.valid_to)
            and catalogue.head.grades[rule.grade].binds != "off"
            for rule in catalogue.rules.values()
        )
        for each in post.basis if alive else ():
            if not catalogue.instruments[each.instrument].in_force(on):
                yield Finding(post.id, "basis_out_of_force", f"{each.instrument} is not in force on {on}")


def _together(a: Rule, b: Rule) -> bool:
    starts = [each.valid_from or date.min for each in (a, b)]
    ends = [each.valid_to or date.max for each in (a, b)]
    return max(starts) < min(ends)


def _contradict(a: Case, b: Case) -> bool:
    return a.trigger == b.trigger and bool({bind.role for bind in a.binds} & {bind.role for bind in b.binds}) and a.lasts != b.lasts
