"""Which cases a record may set off, found by the codes that it states: most records state few of the codes that rules ask for."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reasoning.catalogue.rules import Case, Rule, Where

Code = tuple[str, Any]
"""A property and one of the codes that it may state."""


@dataclass(frozen=True)
class CasesByCode:
    """Cases by one code each of which a record must state to fit them; and those that ask for no code."""

    by_code: Mapping[str, Mapping[Any, tuple[tuple[Rule, Case], ...]]]
    codeless: tuple[tuple[Rule, Case], ...]

    def that_may_fit(self, props: Mapping[str, Any]) -> Iterator[tuple[Rule, Case]]:
        """The cases worth holding against a record with these properties, each once: all that fit are among them."""
        yield from self.codeless
        met: set[tuple[str, int]] = set()
        for prop, cases in self.by_code.items():
            for code in stated(props.get(prop)):
                for rule, case in cases.get(code, ()):
                    if (rule.id, id(case)) not in met:
                        met.add((rule.id, id(case)))
                        yield rule, case


def stated(value: Any) -> set[Any]:
    """The codes that a property states: none, one, or those of a list."""
    return set() if value is None else set(value) if isinstance(value, list | tuple) else {value}


def cases_by_code(cases: Iterable[tuple[Rule, Case]]) -> CasesByCode:
    """Each alternative of a case stands under the property whose codes the fewest cases ask for."""
    known = list(cases)
    asked = Counter(code for _, case in known for where in _alternatives(case) for code in _codes(where))
    found: defaultdict[str, defaultdict[Any, list[tuple[Rule, Case]]]] = defaultdict(lambda: defaultdict(list))
    for rule, case in known:
        for where in _alternatives(case):
            for prop, code in _rarest(where, asked):
                found[prop][code].append((rule, case))
    by_code = {prop: {code: tuple(each) for code, each in codes.items()} for prop, codes in found.items()}
    return CasesByCode(by_code, tuple((rule, case) for rule, case in known if not all(_alternatives(case))))


def _alternatives(case: Case) -> list[Where]:
    return [{**case.trigger.where, **chosen} for chosen in case.trigger.any or ({},)]


def _codes(where: Where) -> list[Code]:
    return [(prop, code) for prop, wanted in where.items() for code in stated(wanted)]


def _rarest(where: Where, asked: Counter[Code]) -> list[Code]:
    if not where:
        return []
    prop = min(where, key=lambda name: (max((asked[name, code] for code in stated(where[name])), default=0), name))
    return [(prop, code) for code in stated(where[prop])]
