"""What must fit together in a catalogue: every code that a rule speaks must be defined, for an unknown one would silently bind nobody."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from credit.errors import CatalogueFault
from credit.kinds import EDGES, FACT_KINDS
from reasoning.catalogue.patterns import Pattern, Window
from reasoning.catalogue.posts import PostRule
from reasoning.catalogue.remedies import RepairRule
from reasoning.catalogue.rules import Basis, Case, RecordFilter, Rule, Trigger, Where

if TYPE_CHECKING:
    from reasoning.catalogue.reading import Catalogue


def must_fit(catalogue: "Catalogue") -> None:
    """Raises CatalogueFault, which names the rule and the code."""
    for rule in catalogue.rules.values():
        _rule_fits(catalogue, rule)
    _roles_fit(catalogue)
    _statements_fit(catalogue)
    _lists_fit(catalogue)
    for post in catalogue.posts.values():
        _post_fits(catalogue, post)
    for exemption in catalogue.exemptions.values():
        _all_known(exemption.id, "measure", exemption.measures, catalogue.measures)
        _instruments_known(exemption.id, exemption.basis, catalogue)
        _filter_fits(exemption.id, exemption.record, catalogue)
    _numbers_fit(catalogue)
    for pattern in catalogue.patterns.values():
        _pattern_fits(catalogue, f"{catalogue.place('patterns.yaml', pattern.id)}: {pattern.id}", pattern)
    for scheme in catalogue.grading.values():
        for stated in (*scheme.stated_by, *scheme.published_by):
            _filter_fits(f"{catalogue.place('grading.yaml', scheme.id)}: {scheme.id}", stated, catalogue)
    for repair in catalogue.repair.values():
        _repair_fits(catalogue, f"{catalogue.place('repair.yaml', repair.id)}: {repair.id}", repair)
    for name, profile in catalogue.publication.items():
        at = f"publication.yaml: {name}"
        _instruments_known(at, profile.basis, catalogue)
        _all_known(at, "kind", profile.record_kinds, FACT_KINDS)
        _all_known(at, "list", profile.hides_lists, catalogue.vocabulary["list_code"])


def _rule_fits(catalogue: "Catalogue", rule: Rule) -> None:
    at = f"{catalogue.place('propagation', rule.id)}: rule {rule.id}"
    _known(at, "measure", rule.measure, catalogue.measures)
    _known(at, "domain", rule.domain, catalogue.vocabulary["domain"])
    _known(at, "grade", rule.grade, catalogue.head.grades)
    _instruments_known(at, rule.basis, catalogue)
    roles = {**catalogue.roles, **catalogue.vocabulary["outsider"]}
    _all_known(at, "excluded role", rule.excludes, roles)
    _all_known(at, "named role", rule.names, roles)
    for case in rule.cases:
        _case_fits(catalogue, at, rule, case)


def _case_fits(catalogue: "Catalogue", at: str, rule: Rule, case: Case) -> None:
    for bind in case.binds:
        _known(at, "role", bind.role, catalogue.roles)
        _all_known(at, "role", [bind.through] if bind.through else [], catalogue.roles)
        _instruments_known(at, bind.basis, catalogue)
        if bind.role in rule.excludes:
            raise CatalogueFault(f"{at}: binds {bind.role}, which it excludes")
        if catalogue.measures[rule.measure].class_ == "mark" and bind.mode != "reference":
            raise CatalogueFault(f"{at}: {rule.measure} 只是标注：方式须为 reference。A mark binds nobody: its mode is reference.")
    _trigger_fits(catalogue, at, case.trigger)
    if case.trigger.fact:
        days = (case.lasts.from_, case.lasts.or_from, case.lasts.until, case.lasts.needs)
        ways = (way.earliest.from_ for way in case.lifts_when if way.earliest)
        _props_known(at, case.trigger.fact, filter(None, (*days, *ways)))


def _trigger_fits(catalogue: "Catalogue", at: str, trigger: Trigger) -> None:
    _all_known(at, "measure", trigger.measure, catalogue.measures)
    if trigger.region and trigger.fact is None:
        raise CatalogueFault(f"{at}: region 只能用于由记录触发的情形。region goes with a fact, not with a measure.")
    for each in (trigger.where, *trigger.any, trigger.unless):
        _codes_known(at, each, catalogue)
        _props_known(at, trigger.fact, each)
    _all_known(at, "legal form", trigger.legal_form_not, catalogue.vocabulary["legal_form"])
    _props_known(at, trigger.fact, [condition.prop for condition in trigger.provided])
    _props_known(at, trigger.fact, filter(None, (trigger.dated_by, trigger.acted_by)))
    if trigger.at_least:
        _known(at, "threshold", trigger.at_least.threshold, catalogue.head.thresholds)
        for higher in catalogue.head.thresholds[trigger.at_least.threshold].higher:
            _props_known(f"catalogue.yaml: thresholds.{trigger.at_least.threshold}", trigger.fact, higher.where)
    for other in filter(None, (trigger.absent, trigger.clear_of)):
        _filter_fits(at, other, catalogue)


def _pattern_fits(catalogue: "Catalogue", at: str, pattern: Pattern) -> None:
    _instruments_known(at, pattern.basis, catalogue)
    _all_known(at, "domain", pattern.domain, catalogue.vocabulary["domain"])
    _all_known(at, "pattern", pattern.follows, catalogue.patterns)
    _all_known(at, "number of a window", pattern.parameters, Window.model_fields)
    for each in (*pattern.counted, *pattern.excluded_by, *([pattern.only_after] if pattern.only_after else [])):
        _filter_fits(at, each, catalogue)
    for counted in pattern.counted:
        for where in (counted.unless, *(window.where for window in pattern.windows)):
            _codes_known(at, where, catalogue)
            _props_known(at, counted.fact, where)
        _props_known(at, counted.fact, [counted.dated_by])
    for where in pattern.excluded:
        _codes_known(at, where, catalogue)
        _props_known(at, "Organization", where)
    if pattern.only_after:
        _props_known(at, pattern.only_after.fact, (pattern.only_after.from_, pattern.only_after.months, pattern.only_after.acted_by))


def _roles_fit(catalogue: "Catalogue") -> None:
    for code, role in catalogue.roles.items():
        for kind in (*role.office, *role.head, *role.partners, *role.posts):
            _known(code, "relation", kind, EDGES)
        _all_known(code, "duty", role.named, catalogue.vocabulary["duty"])
        _all_known(code, "role", [role.is_] if role.is_ else [], catalogue.roles)


def _statements_fit(catalogue: "Catalogue") -> None:
    roles = {**catalogue.roles, **catalogue.vocabulary["outsider"]}
    spoken = {**catalogue.rules, **catalogue.lists, **catalogue.measures, **catalogue.grading, **catalogue.patterns}
    for room, rule in (
        *(("negative.yaml", each) for each in catalogue.negative_rules.values()),
        *(("refused.yaml", each) for each in catalogue.refused_rules.values()),
    ):
        at = f"{catalogue.place(room, rule.id)}: {rule.id}"
        _instruments_known(at, rule.basis, catalogue)
        _all_known(at, "role", rule.roles, roles)
        _all_known(at, "rule, list, measure, scheme or pattern", rule.speaks_of, spoken)
        _all_known(at, "measure", rule.measures, catalogue.measures)
        _all_known(at, "relation", rule.relations, EDGES)
        if rule.triggered_by:
            _filter_fits(at, rule.triggered_by, catalogue)


def _lists_fit(catalogue: "Catalogue") -> None:
    for law in catalogue.lists.values():
        at = f"{catalogue.place('lists', law.code)}: {law.code}"
        _known(at, "list", law.code, catalogue.vocabulary["list_code"])
        _instruments_known(at, (*law.basis, *law.published.basis), catalogue)
        _all_known(at, "role", law.persons.roles, catalogue.roles)


def _numbers_fit(catalogue: "Catalogue") -> None:
    for code, threshold in catalogue.head.thresholds.items():
        at = f"catalogue.yaml: thresholds.{code}"
        for step in (*threshold.steps, *(step for higher in threshold.higher for step in higher.steps)):
            _instruments_known(at, step.basis, catalogue)
        for higher in threshold.higher:
            _codes_known(at, higher.where, catalogue)


def _repair_fits(catalogue: "Catalogue", at: str, repair: RepairRule) -> None:
    _instruments_known(at, repair.basis, catalogue)
    _all_known(at, "rule", [repair.evaluated_by] if repair.evaluated_by else [], catalogue.rules)
    _all_known(at, "domain", repair.applies_to, catalogue.vocabulary["domain"])
    _all_known(at, "list", repair.lists, catalogue.lists)
    for where in (part for term in repair.terms for part in (term.where, term.only)):
        _filter_fits(at, RecordFilter(fact="Penalty", where=where), catalogue)
    for condition in repair.conditions:
        _filter_fits(at, RecordFilter(fact="Commitment", where=condition.where), catalogue)


def _post_fits(catalogue: "Catalogue", post: PostRule) -> None:
    _all_known(post.id, "measure", post.measures, catalogue.measures)
    _all_known(post.id, "relation", post.offices, EDGES)
    _all_known(post.id, "legal form", post.legal_form, catalogue.vocabulary["legal_form"])
    _all_known(post.id, "duty", (*post.in_office, *post.appointed_later), catalogue.vocabulary["post_duty"])
    _instruments_known(post.id, post.basis, catalogue)
    _props_known(post.id, "Person", filter(None, (post.ended_by,)))
    for each in filter(None, (post.holds, post.found_in)):
        _filter_fits(post.id, each, catalogue)
    if sum(map(bool, (post.measures, post.ended_by, post.found_in))) != 1:
        raise CatalogueFault(f"{post.id}: one ground of measures, ended_by and found_in")


def _filter_fits(of: str, wanted: RecordFilter, catalogue: "Catalogue") -> None:
    _codes_known(of, wanted.where, catalogue)
    _props_known(of, wanted.fact, wanted.where)


def _instruments_known(of: str, basis: Iterable[Basis], catalogue: "Catalogue") -> None:
    _all_known(of, "instrument", [each.instrument for each in basis], catalogue.instruments)


def _codes_known(of: str, where: Where, catalogue: "Catalogue") -> None:
    for prop, wanted in where.items():
        if prop in catalogue.vocabulary:
            _all_known(of, prop, wanted, catalogue.vocabulary[prop])


def _props_known(of: str, fact: str | None, props: Iterable[str]) -> None:
    if fact:
        _known(of, "kind", fact, FACT_KINDS)
        _all_known(of, f"property of {fact}", props, {prop.name: prop for prop in FACT_KINDS[fact].props})


def _all_known(of: str, what: str, codes: Iterable[str], defined: Mapping[str, Any]) -> None:
    for code in codes:
        _known(of, what, code, defined)


def _known(of: str, what: str, code: str, defined: Mapping[str, Any]) -> None:
    if code not in defined:
        raise CatalogueFault(f"{of}: {what} {code} 未定义。It is not defined in the catalogue.")
