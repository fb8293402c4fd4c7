"""What words mean: every enumeration that an answer may hold, as data, in Chinese and English."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from credit import errors
from credit.errors import NotFound, XinmaiError
from credit.kinds import EDGE_KINDS, NODE_KINDS, STATEMENT_KINDS, EdgeKind, FactKind, NodeKind, StatementKind
from inquiry.answering.wire import Wire
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question
from inquiry.rulebook import Rulebook, kind_label
from reasoning.catalogue import told


class OntologyParameters(Parameters):
    """Nothing but the usual."""


class OntologyIndex(Wire):
    """The names of all enumerations."""

    enumerations: list[str]


class OntologyData(Wire):
    """One enumeration. Every item has `code`, `label_zh` and `label_en`; some say more."""

    name: str
    items: list[dict[str, Any]]


Items = list[dict[str, Any]]


@cache
def words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """The enumerations of words.yaml: group → code → labels."""
    text = files("inquiry").joinpath("words.yaml").read_text(encoding="utf-8")
    read: Mapping[str, Mapping[str, Mapping[str, str]]] = YAML(typ="safe", pure=True).load(text)
    return read


def ontology_index(question: Question, more: Iterable[str] = ()) -> Outcome[OntologyIndex]:
    """Which enumerations there are."""
    return Outcome(OntologyIndex(enumerations=sorted({*_MADE, *words(), *question.rulebook.catalogue.vocabulary, *more})))


def ontology(question: Question, name: str, more: Mapping[str, Items] | None = None) -> Outcome[OntologyData]:
    """One enumeration by name; `more` holds those that only the caller's own layer knows."""
    book, further = question.rulebook, (more or {}).get(name, [])
    if name in _MADE:
        return Outcome(OntologyData(name=name, items=[*_MADE[name](book), *further]))
    if name in words():
        return Outcome(OntologyData(name=name, items=[_labelled(code, said["zh"], said["en"]) for code, said in words()[name].items()]))
    if name in book.catalogue.vocabulary:
        codes = book.catalogue.vocabulary[name].items()
        items = [{"code": code, **_label(each.model_dump(exclude_none=True))} for code, each in codes]
        return Outcome(OntologyData(name=name, items=items))
    if further:
        return Outcome(OntologyData(name=name, items=further))
    raise NotFound(f"没有名为“{name[:40]}”的词表;全部词表见 /v1/ontology。No such enumeration; /v1/ontology lists them all.")


def _label(said: dict[str, Any]) -> dict[str, Any]:
    return {"label_zh": said.pop("zh"), "label_en": said.pop("en"), **said}


def _labelled(code: str, zh: str, en: str) -> dict[str, Any]:
    return {"code": code, "label_zh": zh, "label_en": en}


def _kinds(kinds: Iterable[FactKind]) -> Items:
    return [kind_label(kind.name).model_dump(exclude={"code"}) | {"code": kind.name, **_declared(kind)} for kind in kinds]


def _declared(kind: FactKind) -> dict[str, Any]:
    props = [{"name": prop.name, "type": prop.type, "label_zh": prop.zh, "personal": prop.personal} for prop in kind.props]
    said: dict[str, Any] = {"lane": kind.lane.value, "key": list(kind.key), "props": props}
    match kind:
        case NodeKind():
            return said | {"prefix": kind.prefix}
        case EdgeKind():
            return said | {"from": list(kind.src), "to": list(kind.dst), "office": kind.office}
        case StatementKind():
            return said | {"of": list(kind.of)}


def _measures(book: Rulebook) -> Items:
    return [{"code": code, **_label(each.model_dump(by_alias=True))} for code, each in book.catalogue.measures.items()]


def _roles(book: Rulebook) -> Items:
    return [_labelled(code, role.zh, role.en) for code, role in book.catalogue.roles.items()]


def _rules(book: Rulebook) -> Items:
    return [
        {
            "code": rule.id,
            "label_zh": rule.title_zh,
            "label_en": f"{rule.id} ({book.measure(rule.measure).label_en})",
            "measure": rule.measure,
            "domain": rule.domain,
            "executor": rule.executor,
            "grade": rule.grade,
            "basis": [basis.model_dump() for basis in rule.basis],
            "roles": sorted({bind.role for case in rule.cases for bind in case.binds}),
        }
        for rule in book.catalogue.rules.values()
    ]


def _negative_rules(book: Rulebook) -> Items:
    return [_labelled(each.id, each.statement_zh, each.statement_en) | told(each) for each in book.catalogue.negative_rules.values()]


def _refused_rules(book: Rulebook) -> Items:
    return [_labelled(each.id, each.statement_zh, each.statement_en) | told(each) for each in book.catalogue.refused_rules.values()]


def _lists(book: Rulebook) -> Items:
    return [book.label("list_code", code).model_dump() | told(each) for code, each in book.catalogue.lists.items()]


def _repair_rules(book: Rulebook) -> Items:
    return [_labelled(code, each.rule_zh, f"{code} ({each.kind})") | told(each) for code, each in book.catalogue.repair.items()]


def _patterns(book: Rulebook) -> Items:
    return [_labelled(code, each.name_zh, code) | told(each) for code, each in book.catalogue.patterns.items()]


def _grading_schemes(book: Rulebook) -> Items:
    return [_labelled(code, each.name_zh, code) | told(each) for code, each in book.catalogue.grading.items()]


def _thresholds(book: Rulebook) -> Items:
    return [_labelled(code, each.zh, code) | told(each) for code, each in book.catalogue.head.thresholds.items()]


def _instruments(book: Rulebook) -> Items:
    return [_labelled(name, name, each.rank) | told(each) for name, each in book.catalogue.instruments.items()]


def _policies(book: Rulebook) -> Items:
    return [
        _labelled(policy.name, policy.title_zh, policy.name) | policy.model_dump(exclude={"name", "title_zh"})
        for policy in book.catalogue.policies.values()
    ]


def problem_items(problems: Iterable[type[XinmaiError]]) -> Items:
    """Kinds of problem as data."""
    return [
        _labelled(error.code, error.title_zh, error.title_en) | {"status": error.status, "exit_status": error.exit_status}
        for error in problems
    ]


def _control_rules(book: Rulebook) -> Items:
    return [
        _labelled(rules.name, rules.title_zh, rules.title_en)
        | {"concept": rules.concept, "grade": rules.grade, "basis": [basis.model_dump() for basis in rules.basis]}
        for rules in book.catalogue.control.values()
    ]


def _problems(book: Rulebook) -> Items:
    ours = (error for error in vars(errors).values() if isinstance(error, type) and issubclass(error, XinmaiError))
    return problem_items(error for error in ours if "code" in vars(error))


_MADE: Mapping[str, Callable[[Rulebook], Items]] = {
    "node_kinds": lambda book: _kinds(NODE_KINDS),
    "edge_kinds": lambda book: _kinds(EDGE_KINDS),
    "statement_kinds": lambda book: _kinds(STATEMENT_KINDS),
    "measures": _measures,
    "roles": _roles,
    "rules": _rules,
    "negative_rules": _negative_rules,
    "refused_rules": _refused_rules,
    "lists": _lists,
    "repair_rules": _repair_rules,
    "patterns": _patterns,
    "grading_schemes": _grading_schemes,
    "thresholds": _thresholds,
    "instruments": _instruments,
    "policies": _policies,
    "control_rules": _control_rules,
    "problems": _problems,
}
