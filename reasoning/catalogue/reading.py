"""Reads the catalogue's texts into typed rules, and refuses what does not fit together. Opens no file: the caller hands the texts."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from credit.errors import CatalogueFault
from reasoning.catalogue.control import ControlRules, Holdings, check_control
from reasoning.catalogue.fitting import must_fit
from reasoning.catalogue.instruments import Instrument
from reasoning.catalogue.lists import ListLaw, PublicationProfile
from reasoning.catalogue.overlay import laid_over
from reasoning.catalogue.patterns import GradingScheme, Pattern
from reasoning.catalogue.remedies import RepairRule
from reasoning.catalogue.rules import Case, NegativeRule, RefusedRule, Rule
from reasoning.catalogue.suspected import SuspicionPolicy
from reasoning.catalogue.terms import Head, Label, MeasureKind, Policy, Role
from reasoning.catalogue.triggers import CasesByCode, cases_by_code

T = TypeVar("T")
_SUSPECTED = "policy/suspected.yaml"
"""It stands among the policies of linked risk and is of another form."""


@dataclass(frozen=True)
class Catalogue:
    """All law that the engine knows. `hash` covers every text, so that an answer can be replayed with the very same rules."""

    version: str
    hash: str
    head: Head
    rules: Mapping[str, Rule]
    negative_rules: Mapping[str, NegativeRule]
    refused_rules: Mapping[str, RefusedRule]
    roles: Mapping[str, Role]
    measures: Mapping[str, MeasureKind]
    policies: Mapping[str, Policy]
    suspected: SuspicionPolicy
    holdings: Holdings
    control: Mapping[str, ControlRules]
    vocabulary: Mapping[str, Mapping[str, Label]]
    instruments: Mapping[str, Instrument]
    lists: Mapping[str, ListLaw]
    repair: Mapping[str, RepairRule]
    patterns: Mapping[str, Pattern]
    grading: Mapping[str, GradingScheme]
    publication: Mapping[str, PublicationProfile]

    @cached_property
    def by_record(self) -> Mapping[str, CasesByCode]:
        """The cases that records of a kind may set off, by the codes that they state."""
        return MappingProxyType({key: cases_by_code(cases) for key, cases in self.set_off.items()})

    @cached_property
    def set_off(self) -> Mapping[str, tuple[tuple[Rule, Case], ...]]:
        """The cases that are not off, by the kind of record or the measure that sets them off."""
        found: defaultdict[str, list[tuple[Rule, Case]]] = defaultdict(list)
        for rule in self.rules.values():
            if self.head.grades[rule.grade].binds != "off":
                for case in rule.cases:
                    for key in (case.trigger.fact, *case.trigger.measure):
                        found[key or ""].append((rule, case))
        return MappingProxyType({key: tuple(cases) for key, cases in found.items()})


def read_catalogue(files: Mapping[str, str], overlay: Mapping[str, str] | None = None) -> Catalogue:
    """The catalogue in these files (path within `rules/` → text), with a deployer's files laid over it.

    Raises CatalogueFault, which names the file and the field.
    """
    parsed = laid_over(_parsed(files), _parsed(overlay or {}))
    head = _typed("catalogue.yaml", parsed, Head)
    catalogue = Catalogue(
        version=head.version,
        hash=_hash(files, overlay or {}),
        head=head,
        rules=_numbered(parsed, "propagation/", list[Rule], lambda rule: rule.id),
        negative_rules=_numbered(parsed, "negative.yaml", list[NegativeRule], lambda rule: rule.id),
        refused_rules=_numbered(parsed, "refused.yaml", list[RefusedRule], lambda rule: rule.id),
        roles=_typed("roles.yaml", parsed, dict[str, Role]),
        measures=_typed("measures.yaml", parsed, dict[str, MeasureKind]),
        policies={policy.name: policy for policy in _each(parsed, "policy/", Policy, but=_SUSPECTED)},
        suspected=_typed(_SUSPECTED, parsed, SuspicionPolicy),
        holdings=_typed("holdings.yaml", parsed, Holdings),
        control={rules.name: rules for rules in _each(parsed, "control/", ControlRules)},
        vocabulary=_typed("vocabulary.yaml", parsed, dict[str, dict[str, Label]]),
        instruments=_typed("instruments.yaml", parsed, dict[str, Instrument]),
        lists=_numbered(parsed, "lists/", list[ListLaw], lambda law: law.code),
        repair=_numbered(parsed, "repair.yaml", list[RepairRule], lambda rule: rule.id),
        patterns=_numbered(parsed, "patterns.yaml", list[Pattern], lambda pattern: pattern.id),
        grading=_numbered(parsed, "grading.yaml", list[GradingScheme], lambda scheme: scheme.id),
        publication=_typed("publication.yaml", parsed, dict[str, PublicationProfile]),
    )
    must_fit(catalogue)
    for rules in catalogue.control.values():
        check_control(rules)
    return catalogue


def _parsed(files: Mapping[str, str]) -> dict[str, Any]:
    return {name: _yaml(name, text) for name, text in sorted(files.items())}


def _yaml(name: str, text: str) -> Any:
    try:
        return YAML(typ="safe", pure=True).load(text)
    except YAMLError as fault:
        raise CatalogueFault(f"rules/{name}: not well-formed YAML. {fault}") from None


def _hash(files: Mapping[str, str], overlay: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for name, text in sorted(files.items()):
        digest.update(f"{name}\x1f{text}\x1e".encode())
    for name, text in sorted(overlay.items()):
        digest.update(f"overlay\x1f{name}\x1f{text}\x1e".encode())
    return digest.hexdigest()[:16]


def _typed(name: str, parsed: Mapping[str, Any], form: type[T]) -> T:
    if name not in parsed:
        raise CatalogueFault(f"rules/{name} is missing from the catalogue")
    try:
        return TypeAdapter(form).validate_python(parsed[name])
    except ValidationError as fault:
        first = fault.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise CatalogueFault(f"rules/{name}: {where}: {first['msg']}") from None


def _each(parsed: Mapping[str, Any], prefix: str, form: type[T], but: str = "") -> Iterator[T]:
    return (_typed(name, parsed, form) for name in parsed if name.startswith(prefix) and name != but)


def _numbered(parsed: Mapping[str, Any], prefix: str, form: type[list[T]], key: Callable[[T], str]) -> Mapping[str, T]:
    found: dict[str, T] = {}
    if not any(name.startswith(prefix) for name in parsed):
        raise CatalogueFault(f"rules/{prefix} is missing from the catalogue")
    for each in (item for items in _each(parsed, prefix, form) for item in items):
        if key(each) in found:
            raise CatalogueFault(f"rules/{prefix}: {key(each)} stands twice")
        found[key(each)] = each
    return MappingProxyType(found)


def _must_fit(catalogue: Catalogue) -> None:
    """Every code that a rule speaks must be defined: an unknown one would silently bind nobody."""
    for reading in catalogue.control.values():
        check_control(reading)
    for rule in catalogue.rules.values():
        _known(rule.id, "measure", rule.measure, catalogue.measures)
        for case in rule.cases:
            for bind in case.binds:
                _known(rule.id, "role", bind.role, catalogue.roles)
                _not_excluded(rule, bind.role)
                if bind.through:
                    _known(rule.id, "role", bind.through, catalogue.roles)
            for each in (case.trigger.where, *case.trigger.any, case.trigger.unless):
                _codes_known(rule.id, each, catalogue)
            for measure in case.trigger.measure:
                _known(rule.id, "measure", measure, catalogue.measures)


def _known(rule: str, what: str, code: str, defined: Mapping[str, Any]) -> None:
    if code not in defined:
        raise CatalogueFault(f"rule {rule}: {what} {code} is not defined in rules/")


def _not_excluded(rule: Rule, role: str) -> None:
    if role in rule.excludes:
        raise CatalogueFault(f"rule {rule.id} binds {role}, which it excludes")


def _codes_known(rule: str, where: Mapping[str, Any], catalogue: Catalogue) -> None:
    for prop, wanted in where.items():
        if prop in catalogue.vocabulary:
            for code in wanted:
                _known(rule, prop, code, catalogue.vocabulary[prop])
