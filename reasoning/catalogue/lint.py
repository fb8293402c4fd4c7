"""What a lawyer would strike out of a catalogue: measures without a basis that may found them, bases out of force, roles that the text does
not name, codes that nobody defined, rules that contradict. A finding may stand only with a written reason beside the rule."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from credit.kinds import FACT_KINDS
from reasoning.catalogue.contradictions import against_negative_rules, contradictions, posts_out_of_force
from reasoning.catalogue.instruments import current, highest
from reasoning.catalogue.reading import Catalogue
from reasoning.catalogue.rules import Bind, Rule

_CODES = ("code", "codes")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a rule. `exempt`: the written reason why it stands all the same, or None. `overlay`: the rule is a deployer's."""

    rule: str
    check: str
    says_zh: str
    says: str
    exempt: str | None = None
    overlay: bool = False


def lint(catalogue: Catalogue, on: date) -> tuple[Finding, ...]:
    """Every finding on the day, in the order of the rules; and every exemption that exempts nothing."""
    found = [each for rule in catalogue.rules.values() for check in _CHECKS for each in check(catalogue, rule, on)]
    found += [Finding(rule, check, zh, en) for rule, check, zh, en in contradictions(catalogue)]
    found += [Finding(post, check, zh, en) for post, check, zh, en in posts_out_of_force(catalogue, on)]
    told = [_weighed(catalogue, each) for each in (*found, *_idle(catalogue, found))]
    return tuple(sorted(told, key=lambda each: (each.rule, each.check, each.says)))


def _weighed(catalogue: Catalogue, found: Finding) -> Finding:
    rule = catalogue.rules.get(found.rule)
    reasons = [each.reason for each in rule.exempt if each.check == found.check] if rule else []
    return replace(found, exempt=reasons[0] if reasons else None, overlay=rule is not None and catalogue.is_overlaid(rule))


def _idle(catalogue: Catalogue, found: Iterable[Finding]) -> Iterable[Finding]:
    needed = {(each.rule, each.check) for each in found}
    for rule in catalogue.rules.values():
        for each in rule.exempt:
            if (rule.id, each.check) not in needed:
                zh = f"豁免了并不存在的问题 {each.check}"
                yield Finding(rule.id, "idle_exemption", zh, f"exempts from {each.check}, of which it is not guilty")


def _no_high_basis(catalogue: Catalogue, rule: Rule, on: date) -> Iterable[Finding]:
    """国办发〔2020〕49号: a measure that reduces rights cites a law, a regulation or a central document itself."""
    reduces = catalogue.measures[rule.measure].class_ == "rights_reducing"
    executed = any(bind.mode != "reference" for bind in _binds(rule))
    if reduces and executed and not highest(catalogue.instruments, rule.basis):
        cited = "; ".join(each.instrument for each in rule.basis)
        zh = f"减损权益的措施 {rule.measure} 须援引法律、法规或者党中央、国务院政策文件，现仅有：{cited}"
        yield Finding(rule.id, "no_high_basis", zh, f"{rule.measure} reduces rights and rests on {cited}")


def _out_of_force(catalogue: Catalogue, rule: Rule, on: date) -> Iterable[Finding]:
    if rule.valid_to is not None and rule.valid_to <= on:
        return
    for each in rule.basis:
        if not catalogue.instruments[each.instrument].in_force(on):
            zh = f"《{each.instrument}》{on} 不在施行期间"
            yield Finding(rule.id, "basis_out_of_force", zh, f"{each.instrument} is not in force on {on}")


def _basis_younger(catalogue: Catalogue, rule: Rule, on: date) -> Iterable[Finding]:
    """A rule that holds for days before its basis was in force must say how the law was cited then."""
    begins = rule.firm_from or rule.valid_from
    for each in rule.basis:
        since = catalogue.instruments[each.instrument].valid_from
        if since is not None and (begins is None or begins < since) and not rule.aliases:
            zh = f"《{each.instrument}》自 {since} 起施行，规则却自 {begins or '始'} 起适用，且未载明此前的条文"
            yield Finding(rule.id, "basis_younger", zh, f"{each.instrument} is in force from {since}, the rule from {begins or 'ever'}")


def _never_in_force(catalogue: Catalogue, rule: Rule, on: date) -> Iterable[Finding]:
    if rule.valid_from and rule.valid_to and rule.valid_to <= rule.valid_from:
        yield Finding(rule.id, "never_in_force", "失效日不晚于生效日", "its last day comes before its first")


def _stale_article(catalogue: Catalogue, rule: Rule, on: date) -> Iterable[Finding]:
    """The basis is cited as of today; how it was cited before stands in the aliases (公司法 146 → 178)."""
    for each in rule.basis:
        now = current(catalogue.instruments, each)
        if now != each:
            zh = f"《{each.instrument}》{each.article} 现为《{now.instrument}》{now.article}"
            yield Finding(rule.id, "stale_article", zh, f"{each.instrument} {each.article} is now {now.instrument} {now.article}")


def _excluded_role(catalogue: Catalogue, rule: Rule, on: date) -> Iterable[Finding]:
    for bind in _binds(rule):
        if _meant(catalogue, bind) in rule.excludes or bind.role in rule.excludes:
            yield Finding(rule.id, "excluded_role", f"约束了条文排除的身份 {bind.role}", f"binds {bind.role}, which its text excludes")


def _role_not_named(catalogue: Catalogue, rule: Rule, on: date) -> Iterable[Finding]:
    """A role is bound only because the article names it: `names` says which it names, apart from what the cases bind."""
    for role in dict.fromkeys(bind.role for bind in _binds(rule) if not {bind.role, _meant(catalogue, bind)} & set(rule.names)):
        named = "、".join(rule.names) or "无"
        yield Finding(
            rule.id, "role_not_named", f"条文未点名 {role}（点名：{named}）", f"binds {role}; its text names {rule.names or 'nobody'}"
        )


def _unknown_code(catalogue: Catalogue, rule: Rule, on: date) -> Iterable[Finding]:
    """Codes of a property for which the vocabulary has no group cannot be held against anything."""
    for case in rule.cases:
        props = {prop.name: prop.type for prop in FACT_KINDS[case.trigger.fact].props} if case.trigger.fact else {}
        for where in (case.trigger.where, *case.trigger.any, case.trigger.unless):
            for name in where:
                if props.get(name) in _CODES and name not in catalogue.vocabulary:
                    yield Finding(rule.id, "unknown_code", f"词表中没有 {name} 的代码", f"{name} has no codes in the vocabulary")


def _against_negative_rule(catalogue: Catalogue, rule: Rule, on: date) -> Iterable[Finding]:
    for bind, negative in against_negative_rules(catalogue, rule):
        zh = f"约束 {bind.role}，而 {negative.id} 写明：{negative.statement_zh}"
        yield Finding(rule.id, "against_negative_rule", zh, f"binds {bind.role} against {negative.id}: {negative.statement_en}")


def _binds(rule: Rule) -> Iterable[Bind]:
    return (bind for case in rule.cases for bind in case.binds)


def _meant(catalogue: Catalogue, bind: Bind) -> str:
    """The role of the law that a bind means, however it finds its holder."""
    return catalogue.roles[bind.role].is_ or bind.role


_CHECKS: tuple[Callable[[Catalogue, Rule, date], Iterable[Finding]], ...] = (
    _no_high_basis,
    _out_of_force,
    _basis_younger,
    _never_in_force,
    _stale_article,
    _excluded_role,
    _role_not_named,
    _unknown_code,
    _against_negative_rule,
)
