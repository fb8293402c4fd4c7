"""Rules that cannot both be the law: two that answer one trigger differently, and one that binds whom a negative rule keeps free."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations, product
from typing import Any

from reasoning.catalogue.reading import Catalogue
from reasoning.catalogue.rules import Bind, Case, NegativeRule, Rule, Where

Contradiction = tuple[str, str, str, str]
"""The rule, the check, and what it says in Chinese and English."""


def contradictions(catalogue: Catalogue) -> Iterable[Contradiction]:
    """Pairs of rules in force together that give one measure on one trigger, in one role, for different lengths, in different modes, or
    with different words on repair. A rule that is off contradicts nobody."""
    on = [rule for rule in catalogue.rules.values() if not catalogue.is_off(rule)]
    for a, b in combinations(on, 2):
        differ = _differ(a, b) if a.measure == b.measure and _together(a, b) else []
        if differ:
            zh = f"与 {a.id} 就同一情形、同一身份给出 {a.measure}，但不同：{'、'.join(zh for zh, _ in differ)}"
            en = f"and {a.id} give {a.measure} on the same trigger with different {', '.join(en for _, en in differ)}"
            yield b.id, "contradiction", zh, en


def posts_out_of_force(catalogue: Catalogue, on: date) -> Iterable[Contradiction]:
    """A conflict over an office cites law in force, unless none of the measures that close the office comes about any more."""
    for post in catalogue.posts.values():
        closing = [rule for rule in catalogue.rules.values() if rule.measure in post.measures and not catalogue.is_off(rule)]
        alive = not post.measures or any(rule.valid_to is None or on < rule.valid_to for rule in closing)
        for each in post.basis if alive else ():
            if not catalogue.instruments[each.instrument].in_force(on):
                yield post.id, "basis_out_of_force", f"{each.instrument} 当日没有效力", f"{each.instrument} is not in force on {on}"


def _together(a: Rule, b: Rule) -> bool:
    starts = [each.valid_from or date.min for each in (a, b)]
    ends = [each.valid_to or date.max for each in (a, b)]
    return max(starts) < min(ends)


def _differ(a: Rule, b: Rule) -> list[tuple[str, str]]:
    alike = [(x, y) for x, y in product(a.cases, b.cases) if _trigger(x) == _trigger(y) and _shared(x, y)]
    found = [("期限", "lengths")] if any(x.lasts != y.lasts for x, y in alike) else []
    if any(p.mode != q.mode for x, y in alike for p, q in _shared(x, y)):
        found.append(("方式", "modes"))
    if alike and a.ends_on_repair != b.ends_on_repair:
        found.append(("信用修复的效果", "words on repair"))
    return found


def _trigger(case: Case) -> Any:
    """What sets the case off, whatever the order of its codes and however its days are named."""
    trigger = case.trigger
    each = sorted(repr(_sorted(where)) for where in trigger.any)
    return trigger.fact, set(trigger.measure), _sorted(trigger.where), each, _sorted(trigger.unless), set(trigger.subject), trigger.region


def _sorted(where: Where) -> Mapping[str, Any]:
    return {name: sorted(map(str, wanted)) if isinstance(wanted, list | tuple) else wanted for name, wanted in sorted(where.items())}


def _shared(a: Case, b: Case) -> list[tuple[Bind, Bind]]:
    return [(x, y) for x, y in product(a.binds, b.binds) if (x.role, x.read_on) == (y.role, y.read_on)]


def against_negative_rules(catalogue: Catalogue, rule: Rule) -> Iterable[tuple[Bind, NegativeRule]]:
    """What the rule binds although a negative rule says that the law does not: the role by its name, or by the very relation."""
    for negative in catalogue.negative_rules.values():
        spoken = bool(negative.relations) and not negative.affiliate and rule.measure in (negative.measures or [rule.measure])
        if spoken and catalogue.measures[rule.measure].class_ != "mark":
            for case in rule.cases:
                if _same_record(case, negative):
                    yield from ((bind, negative) for bind in case.binds if _kept_free(catalogue, bind, negative))


def _same_record(case: Case, negative: NegativeRule) -> bool:
    wanted = negative.triggered_by
    if wanted is None:
        return True
    where = case.trigger.where
    same = (not set(codes).isdisjoint(where[name]) for name, codes in wanted.where.items() if name in where)
    return case.trigger.fact == wanted.fact and all(same)


def _kept_free(catalogue: Catalogue, bind: Bind, negative: NegativeRule) -> bool:
    role = catalogue.roles[bind.role]
    named = bool({bind.role, role.is_} & set(negative.roles))
    return bind.mode != "reference" and (named or bool(set(role.office) & set(negative.relations)))
