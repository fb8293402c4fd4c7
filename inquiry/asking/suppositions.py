"""What a caller supposes, and what becomes of it: deeds done to facts, records that nobody made, rules switched on or off."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from credit.errors import BadParameter
from credit.facts import Deed, Fact
from credit.kinds import FACT_KINDS, PropType
from credit.periods import Day, day_of, iso
from inquiry.asking.facts import fact_of
from inquiry.asking.parameters import Text
from inquiry.asking.question import Question
from inquiry.asking.subject import id_of, subject_of
from reasoning.catalogue import Catalogue
from reasoning.hypothetical import HypotheticalView
from reasoning.supposing import SupposedDeed, SupposedRecord, supposed, switched

Said = Literal["repair", "remove", "uphold", "void", "end", "correct", "list", "penalty", "order", "rule_on", "rule_off"]
_DEEDS = {"repair": Deed.REPAIR, "remove": Deed.END, "uphold": Deed.UPHOLD, "void": Deed.VOID, "end": Deed.END, "correct": Deed.CORRECT}
_RECORDS = {"list": "ListEntry", "penalty": "Penalty", "order": "CourtOrder"}
DRAFTS = tuple(_RECORDS)
_RULES = ("rule_on", "rule_off")


class Named(BaseModel):
    """A person whom a supposed record names, in which duty (/v1/ontology/duty)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person: str = Field(max_length=100, description="A person's id.")
    duty: str = Field(max_length=40, description="A code of /v1/ontology/duty.")


class Supposition(BaseModel):
    """One thing that is supposed. A deed (repair, remove, uphold, void, end, correct) names a `fact`; a list entry its `list_code`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    deed: Said
    fact: str | None = Field(default=None, max_length=100, description="A fact id, a record's id, or its document or case number.")
    list_code: str | None = Field(default=None, max_length=60, description="For `list`: a code of /v1/ontology/list_code.")
    rule: str | None = Field(default=None, max_length=20, description="For `rule_on` and `rule_off`: a rule's id.")
    on: Text | None = Field(default=None, description="On which day; default the day of the question.")
    props: dict[str, Any] = Field(default_factory=dict, max_length=40, description="What the record states, or its corrected values.")
    named: tuple[Named, ...] = Field(default=(), max_length=40, description="Whom a supposed record names.")


@dataclass(frozen=True, slots=True)
class Settled:
    """Suppositions that were understood: the view and the law as they would be, the day on which to compare, and the facts they aim at."""

    view: HypotheticalView
    catalogue: Catalogue
    day: Day
    facts: Sequence[Fact | None]
    rules_on: tuple[str, ...]
    rules_off: tuple[str, ...]


def settled(question: Question, subject: str, suppose: Sequence[Supposition]) -> Settled:
    """Everything that is supposed, found and checked. BadParameter says which supposition lacks what."""
    days = [day_of(each.on) if each.on else question.as_of for each in suppose]
    facts = [
        fact_of(question, _required(each.fact, at, "fact"), subject) if each.deed in _DEEDS else None for at, each in enumerate(suppose)
    ]
    deeds = [
        SupposedDeed(_DEEDS[each.deed], fact, day, checked(fact.kind, each.props, at))
        for at, (each, fact, day) in enumerate(zip(suppose, facts, days, strict=True))
        if fact
    ]
    records = [record_of(question, subject, each, days[at], at) for at, each in enumerate(suppose) if each.deed in _RECORDS]
    on, off = (_rules(question, suppose, which) for which in _RULES)
    view = HypotheticalView(question.view, supposed(question.view.transaction, deeds, records))
    catalogue = question.rulebook.catalogue
    changed = switched(catalogue, on, off) if on or off else catalogue
    return Settled(view, changed, max([question.as_of, *days]), facts, on, off)


def record_of(question: Question, subject: str, each: Supposition, day: Day, at: int) -> SupposedRecord:
    """The record that a supposition describes."""
    kind, props = _RECORDS[each.deed], checked(_RECORDS[each.deed], each.props, at)
    if kind == "ListEntry":
        code = _required(each.list_code, at, "list_code")
        label = question.rulebook.catalogue.vocabulary["list_code"].get(code)
        if label is None:
            raise _bad(at, "list_code", f"没有名单“{code}”,见 /v1/ontology/list_code。No such list.")
        props = {"list_code": code, "polarity": label.polarity, **props}
    named = [(subject_of(question, id_of(one.person)).id, one.duty) for one in each.named]
    return SupposedRecord(kind, subject, day, props, named)


def _rules(question: Question, suppose: Sequence[Supposition], which: str) -> tuple[str, ...]:
    found = []
    for at, each in enumerate(suppose):
        if each.deed == which:
            rule = _required(each.rule, at, "rule")
            if rule not in question.rulebook.catalogue.rules:
                raise _bad(at, "rule", f"没有规则“{rule}”。No such rule in the catalogue.")
            found.append(rule)
    return tuple(dict.fromkeys(found))


def checked(kind: str, props: dict[str, Any], at: int) -> dict[str, Any]:
    """The properties, each declared for the kind and of its type. BadParameter names the one that is not."""
    declared = {prop.name: prop.type for prop in FACT_KINDS[kind].props}
    for name, value in props.items():
        if name not in declared:
            raise _bad(at, f"props.{name}", f"{kind} 没有此项,可用:{', '.join(declared)}。No such property.")
        if not _is(declared[name], value):
            raise _bad(at, f"props.{name}", f"须为 {declared[name]}。Not of the type {declared[name]}.")
    return dict(props)


def _is(form: PropType, value: Any) -> bool:
    if form == "day":
        return isinstance(value, str) and iso(day_of(value)) is not None
    if form == "codes":
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    if form == "flag":
        return isinstance(value, bool)
    if form in ("fen", "number"):
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, str) or (form == "share" and isinstance(value, dict))


def _required(value: str | None, at: int, name: str) -> str:
    if not value:
        raise _bad(at, name, f"此项假设须给出 {name}。This supposition needs {name}.")
    return value


def _bad(at: int, field: str, says: str) -> BadParameter:
    return BadParameter(says, errors=[{"field": f"suppose.{at}.{field}", "message": says}])
