"""What must fit together in a catalogue: every code that a rule speaks must be defined, for an unknown one would silently bind nobody."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from credit.errors import CatalogueFault
from credit.kinds import EDGES, FACT_KINDS
from reasoning.catalogue.posts import PostRule
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
    for pattern in catalogue.patterns.values():
        _filter_fits(pattern.id, pattern.counted, catalogue)
        _instruments_known(pattern.id, pattern.basis, catalogue)
        _all_known(pattern.id, "domain", pattern.domain, catalogue.vocabulary["domain"])
    for repair in catalogue.repair.values():
        _instruments_known(repair.id, repair.basis, catalogue)
        _all_known(repair.id, "rule", [repair.evaluated_by] if repair.evaluated_by else [], catalogue.rules)
    for name, profile in catalogue.publication.items():
        _instruments_known(f"publication {name}", profile.basis, catalogue)


def _rule_fits(catalogue: "Catalogue", rule: Rule) -> None:
    _known(rule.id, "measure", rule.measure, catalogue.measures)
    _known(rule.id, "domain", rule.domain, catalogue.vocabulary["domain"])
    _instruments_known(rule.id, rule.basis, catalogue)
    _all_known(rule.id, "excluded role", rule.excludes, {**catalogue.roles, **catalogue.vocabulary["outsider"]})
    for case in rule.cases:
        _case_fits(catalogue, rule, case)


def _case_fits(catalogue: "Catalogue", rule: Rule, case: Case) -> None:
    for bind in case.binds:
        _known(rule.id, "role", bind.role, catalogue.roles)
        _all_known(rule.id, "role", [bind.through] if bind.through else [], catalogue.roles)
        _instruments_known(rule.id, bind.basis, catalogue)
        if bind.role in rule.excludes:
            raise CatalogueFault(f"rule {rule.id} binds {bind.role}, which it excludes")
    _trigger_fits(catalogue, rule, case.trigger)
    if case.trigger.fact:
        days = (case.lasts.from_, case.lasts.or_from, case.lasts.until, case.lasts.needs)
        ways = (way.earliest.from_ for way in case.lifts_when if way.earliest)
        _props_known(rule.id, case.trigger.fact, filter(None, (*days, *ways)))


def _trigger_fits(catalogue: "Catalogue", rule: Rule, trigger: Trigger) -> None:
    _all_known(rule.id, "measure", trigger.measure, catalogue.measures)
    for each in (trigger.where, *trigger.any, trigger.unless):
        _codes_known(rule.id, each, catalogue)
        _props_known(rule.id, trigger.fact, each)
    _all_known(rule.id, "legal form", trigger.legal_form_not, catalogue.vocabulary["legal_form"])
    _props_known(rule.id, trigger.fact, [condition.prop for condition in trigger.provided])
    _props_known(rule.id, trigger.fact, filter(None, (trigger.dated_by, trigger.acted_by)))
    if trigger.at_least:
        _known(rule.id, "threshold", trigger.at_least.threshold, catalogue.head.thresholds)
    for other in filter(None, (trigger.absent, trigger.clear_of)):
        _filter_fits(rule.id, other, catalogue)


def _roles_fit(catalogue: "Catalogue") -> None:
    for code, role in catalogue.roles.items():
        for kind in (*role.office, *role.head, *role.partners, *role.posts):
            _known(code, "relation", kind, EDGES)
        _all_known(code, "duty", role.named, catalogue.vocabulary["duty"])
        _all_known(code, "role", [role.is_] if role.is_ else [], catalogue.roles)


def _statements_fit(catalogue: "Catalogue") -> None:
    roles = {**catalogue.roles, **catalogue.vocabulary["outsider"]}
    spoken = {**catalogue.rules, **catalogue.lists, **catalogue.measures, **catalogue.grading}
    for rule in (*catalogue.negative_rules.values(), *catalogue.refused_rules.values()):
        _instruments_known(rule.id, rule.basis, catalogue)
        _all_known(rule.id, "role", rule.roles, roles)
        _all_known(rule.id, "rule, list, measure or scheme", rule.speaks_of, spoken)
        _all_known(rule.id, "measure", rule.measures, catalogue.measures)
        _all_known(rule.id, "relation", rule.relations, EDGES)
        if rule.triggered_by:
            _filter_fits(rule.id, rule.triggered_by, catalogue)


def _lists_fit(catalogue: "Catalogue") -> None:
    for law in catalogue.lists.values():
        _known(law.code, "list", law.code, catalogue.vocabulary["list_code"])
        _instruments_known(law.code, (*law.basis, *law.published.basis), catalogue)
        _all_known(law.code, "role", law.persons.roles, catalogue.roles)


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
        raise CatalogueFault(f"{of}: {what} {code} is not defined in rules/")
