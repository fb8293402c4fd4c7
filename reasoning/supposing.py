"""Things that may be supposed: a deed done to a fact, a record that nobody has made, a rule switched on or off. Nothing is recorded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from types import MappingProxyType
from typing import Any

from credit.facts import Act, Claim, Deed, Fact
from credit.identity import fact_id
from credit.kinds import FACT_KINDS, NODES
from credit.periods import Day, Period, iso
from reasoning.catalogue import Catalogue, Rule
from reasoning.hypothetical import Supposed

DATED_BY: Mapping[str, str] = MappingProxyType({"Penalty": "decided_on", "ListEntry": "listed_on", "CourtOrder": "ordered_on"})
"""Kinds of record that may be supposed, with the property that holds their day."""
_AUTHOR = "supposed"
_FIRST_ACT = 2**62


@dataclass(frozen=True, slots=True)
class SupposedDeed:
    """A deed done to a fact on a day; `props` are corrected values."""

    deed: Deed
    fact: Fact
    on: Day
    props: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SupposedRecord:
    """A decision, listing or order of a day about a party; `named`: whom it names, in which duty (duty codes of the vocabulary)."""

    kind: str
    party: str
    on: Day
    props: Mapping[str, Any] = field(default_factory=dict)
    named: Sequence[tuple[str, str]] = ()
    id: str | None = None


def supposed(transaction: int, deeds: Iterable[SupposedDeed], records: Iterable[SupposedRecord]) -> Supposed:
    """Acts and claims as if they were recorded in the transaction after the given one."""
    numbers = count(-1, -1)
    claims = [claim for at, record in enumerate(records, 1) for claim in _claims(record, at, transaction + 1, numbers)]
    acts: dict[str, list[Act]] = {}
    for number, each in enumerate(deeds, _FIRST_ACT):
        for fact in each.fact.ids:
            acts.setdefault(fact, []).append(Act(number, fact, each.deed, each.on, each.props, transaction + 1, _AUTHOR, ""))
    return Supposed(acts, claims)


def record_id(record: SupposedRecord, at: int) -> str:
    """The id of the record that is supposed in this place: none that any file could give."""
    return record.id or f"{NODES[record.kind].prefix}:supposed-{at}"


def _claims(record: SupposedRecord, at: int, tx: int, numbers: "count[int]") -> Iterable[Claim]:
    node, period = record_id(record, at), Period.known(record.on)
    tie = "LISTED_AS" if record.kind == "ListEntry" else "SUBJECT_OF"
    said: list[tuple[str, str, str | None, Mapping[str, Any]]] = [
        (record.kind, node, None, {DATED_BY[record.kind]: iso(record.on), **record.props}),
        (tie, record.party, node, {}),
        *(("NAMED_IN", person, node, {"duty": duty}) for person, duty in record.named),
    ]
    for kind, src, dst, props in said:
        fact = fact_id(kind, src, dst, [props.get(name, "") for name in FACT_KINDS[kind].key]).hex()
        yield Claim(
            id=next(numbers),
            fact=fact,
            kind=kind,
            src=src,
            dst=dst,
            src_root=src,
            dst_root=dst,
            period=period,
            props=props,
            source=_AUTHOR,
            scope="",
            precedence=0,
            tx=tx,
            seen_on=record.on,
        )


def switched(catalogue: Catalogue, on: Iterable[str], off: Iterable[str]) -> Catalogue:
    """The catalogue with these rules turned on as if a deployer answered for them, and those left out. KeyError for an unknown id."""
    rules = dict(catalogue.rules)
    for rule in on:
        rules[rule] = _turned_on(catalogue, rules[rule])
    for rule in off:
        del rules[rule]
    return replace(catalogue, rules=MappingProxyType(rules))


def _turned_on(catalogue: Catalogue, rule: Rule) -> Rule:
    """A rule of a grade that is off stands under the lowest grade that is not."""
    grades = catalogue.head.grades
    grade = next(code for code, each in grades.items() if each.binds is False) if grades[rule.grade].binds == "off" else rule.grade
    return rule.model_copy(update={"grade": grade, "turned_on_by": _AUTHOR})
