"""Reads the catalogue's texts into typed rules, and refuses what does not fit together. Opens no file: the caller hands the texts."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

import yaml12
from pydantic import TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from credit.errors import CatalogueFault
from reasoning.catalogue.control import ControlRules, Holdings, check_control
from reasoning.catalogue.exemptions import ExemptionRule
from reasoning.catalogue.fitting import must_fit
from reasoning.catalogue.instruments import Instrument
from reasoning.catalogue.lists import ListLaw, PublicationProfile
from reasoning.catalogue.matters import Matter, Supply, matters_fit
from reasoning.catalogue.overlay import (
    HEAD,
    OVERLAY,
    SWITCHES,
    OverlayHead,
    Switch,
    is_theirs,
    key_of,
    laid_over,
    place,
    place_within,
    places,
    switched,
)
from reasoning.catalogue.patterns import GradingScheme, Pattern
from reasoning.catalogue.posts import PostRule
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
    posts: Mapping[str, PostRule]
    exemptions: Mapping[str, ExemptionRule]
    matters: Mapping[str, Matter]
    supply: Supply
    places: Mapping[tuple[str, str], str] = field(default_factory=dict, repr=False)
    overlay: OverlayHead | None = None

    @cached_property
    def by_record(self) -> Mapping[str, CasesByCode]:
        """The cases that records of a kind may set off, by the codes that they state."""
        return MappingProxyType({key: cases_by_code(cases) for key, cases in self.set_off.items()})

    @cached_property
    def set_off(self) -> Mapping[str, tuple[tuple[Rule, Case], ...]]:
        """The cases that are not off, by the kind of record or the measure that sets them off."""
        found: defaultdict[str, list[tuple[Rule, Case]]] = defaultdict(list)
        for rule in self.rules.values():
            if not self.is_off(rule):
                for case in rule.cases:
                    for key in (case.trigger.fact, *case.trigger.measure):
                        found[key or ""].append((rule, case))
        return MappingProxyType({key: tuple(cases) for key, cases in found.items()})

    def is_off(self, rule: Rule) -> bool:
        """Whether the rule is never evaluated: its text was not read, or a deployer switched it off."""
        return self.head.grades[rule.grade].binds == "off" or rule.turned_off_by is not None

    def place(self, room: str, key: str) -> str:
        """The file in which an entry stands; a deployer's begins with `overlay:`."""
        return self.places.get((room, key), f"rules/{room}")

    def is_overlaid(self, rule: Rule) -> bool:
        """Whether a deployer wrote or switched the rule."""
        return is_theirs(self.place("propagation", rule.id)) or rule.switched_zh is not None


def read_catalogue(files: Mapping[str, str], overlay: Mapping[str, str] | None = None) -> Catalogue:
    """The catalogue in these files (path within `rules/` → text), with a deployer's files laid over it.

    Raises CatalogueFault, which names the file and the field.
    """
    theirs = _parsed(overlay or {}, OVERLAY)
    texts = _Texts(laid_over(_parsed(files, "rules/"), theirs), theirs)
    head, own = texts.typed("catalogue.yaml", Head), texts.typed(HEAD, OverlayHead) if HEAD in theirs else None
    off = [grade for grade, each in head.grades.items() if each.binds == "off"]
    switches = texts.typed(SWITCHES, list[Switch], marked=True) if SWITCHES in theirs else []
    catalogue = Catalogue(
        version=f"{head.version}+{own.name}.{own.version}" if own else f"{head.version}+overlay" if theirs else head.version,
        hash=hash_of(files, overlay or {}),
        head=head,
        rules=MappingProxyType(switched(texts.numbered("propagation/", list[Rule], lambda rule: rule.id), switches, off)),
        negative_rules=texts.numbered("negative.yaml", list[NegativeRule], lambda rule: rule.id),
        refused_rules=texts.numbered("refused.yaml", list[RefusedRule], lambda rule: rule.id),
        roles=texts.typed("roles.yaml", dict[str, Role]),
        measures=texts.typed("measures.yaml", dict[str, MeasureKind]),
        policies={policy.name: policy for policy in texts.each("policy/", Policy, but=_SUSPECTED)},
        suspected=texts.typed(_SUSPECTED, SuspicionPolicy),
        holdings=texts.typed("holdings.yaml", Holdings),
        control={rules.name: rules for rules in texts.each("control/", ControlRules)},
        vocabulary=texts.typed("vocabulary.yaml", dict[str, dict[str, Label]]),
        instruments=texts.typed("instruments.yaml", dict[str, Instrument]),
        lists=texts.numbered("lists/", list[ListLaw], lambda law: law.code),
        repair=texts.numbered("repair.yaml", list[RepairRule], lambda rule: rule.id),
        patterns=texts.numbered("patterns.yaml", list[Pattern], lambda pattern: pattern.id),
        grading=texts.numbered("grading.yaml", list[GradingScheme], lambda scheme: scheme.id),
        publication=texts.typed("publication.yaml", dict[str, PublicationProfile]),
        posts=texts.numbered("posts.yaml", list[PostRule], lambda post: post.id),
        exemptions=texts.numbered("exemptions.yaml", list[ExemptionRule], lambda each: each.id),
        matters=texts.numbered("matters/", list[Matter], lambda matter: matter.code),
        supply=texts.typed("supply.yaml", Supply),
        places=MappingProxyType(places(texts.parsed)),
        overlay=own,
    )
    must_fit(catalogue)
    matters_fit(catalogue)
    for rules in catalogue.control.values():
        check_control(rules)
    return catalogue


def hash_of(files: Mapping[str, str], overlay: Mapping[str, str]) -> str:
    """The catalogue's hash: over every text of ours and every text laid over them."""
    digest = hashlib.sha256()
    for name, text in sorted(files.items()):
        digest.update(f"{name}\x1f{text}\x1e".encode())
    for name, text in sorted(overlay.items()):
        digest.update(f"overlay\x1f{name}\x1f{text}\x1e".encode())
    return digest.hexdigest()[:16]


def _parsed(files: Mapping[str, str], whose: str) -> dict[str, Any]:
    """Ours by the quick reader, for every command begins with it; a deployer's by the one that also refuses a key said twice and tells the
    line. That both read our own files alike, a test says (docs/decisions/0079-two-readers-of-yaml.md)."""
    read = _strictly if whose == OVERLAY else yaml12.parse_yaml
    parsed = {}
    for name, text in sorted(files.items()):
        try:
            parsed[name] = read(text)
        except (YAMLError, ValueError) as fault:
            raise CatalogueFault(f"{whose}{name}: not well-formed YAML. {fault}") from None
    return parsed


def _strictly(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


@dataclass(frozen=True)
class _Texts:
    """The parsed texts, ours with theirs over them, and theirs alone: who is told of a fault in which file."""

    parsed: Mapping[str, Any]
    theirs: Mapping[str, Any]

    def typed(self, name: str, form: type[T], marked: bool = False) -> T:
        """One file as what it holds."""
        stands = f"{name}\x1foverlay" if marked else name
        if stands not in self.parsed:
            raise CatalogueFault(f"{place(name)} is missing from the catalogue")
        content = self.parsed[stands]
        try:
            return TypeAdapter(form).validate_python(content)
        except ValidationError as fault:
            first = fault.errors()[0]
            whose = place_within(self.theirs, name, first["loc"]) if "\x1f" not in stands else place(stands)
            raise CatalogueFault(f"{whose}: {_path(content, first['loc'])}: {first['msg']}") from None

    def each(self, prefix: str, form: type[T], but: str = "") -> Iterator[T]:
        """Every file of a room as what it holds."""
        for name in self.parsed:
            if name.startswith(prefix) and name != but:
                plain, mark, _ = name.partition("\x1f")
                yield self.typed(plain, form, bool(mark))

    def numbered(self, prefix: str, form: type[list[T]], key: Callable[[T], str]) -> Mapping[str, T]:
        """The entries of a room by their ids, each of which stands once."""
        found: dict[str, T] = {}
        if not any(name.startswith(prefix) for name in self.parsed):
            raise CatalogueFault(f"rules/{prefix} is missing from the catalogue")
        for each in (item for items in self.each(prefix, form) for item in items):
            if key(each) in found:
                raise CatalogueFault(f"rules/{prefix}: {key(each)} stands twice")
            found[key(each)] = each
        return MappingProxyType(found)


def _path(content: Any, where: Sequence[Any]) -> str:
    """The way to a field in a file; an entry of a list goes by its id, for nobody counts entries."""
    first = where[0] if where else ""
    entry = key_of(content[first]) if isinstance(content, list) and isinstance(first, int) and first < len(content) else None
    return ".".join(str(part) for part in (entry or first, *where[1:]))
