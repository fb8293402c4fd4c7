"""Where a text and a structured record speak of one decision: they are judged one record, whichever came first (decision 0071).

A structured record is known by its authority's code, which no paper states. So after each load of penalties the decisions that were
read from texts are looked up by number, and joined where authority, number and party agree and only one record fits.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from credit.facts import Fact
from credit.names import normal_name
from credit.periods import ALWAYS, Day
from credit.view import View
from graph.store import BatchInfo, NewJudgement, Publication, Store
from loaders.mapping.definition import Definition

TEXTS = "decision_texts"
_KIND = "Penalty"
_NUMBERS = "numbers.json"
_MOST = 50
_BASIS = "文书与结构化记录的文号、机关、当事人相同"
_COMPARED = ("penalty_kinds", "fine_fen", "confiscated_fen", "decided_on")


@dataclass(frozen=True, slots=True)
class Meeting:
    """What came of it: decisions joined by this load, and joined ones on which text and record disagree, by number."""

    joined: int = 0
    disagreeing: tuple["Disagreement", ...] = ()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A decision of which text and record state different things: the row of the file that is loaded, or 0; where it stands."""

    number: str
    row: int
    place: str


def meet(store: Store, home: Path, definition: Definition, published: Publication | None, data_on: Day) -> Meeting:
    """Joins what the last load brought with what texts or records said before."""
    if published is None or published.transaction is None or not _states_penalties(definition):
        return Meeting()
    known = _known(home)
    if definition.name == TEXTS:
        numbers = _of_transaction(store, published.transaction)
        _keep(home, known | numbers)
    else:
        numbers = known
    return _met(store, sorted(numbers), data_on, definition.name) if numbers else Meeting()


def _states_penalties(definition: Definition) -> bool:
    return any(node.kind == _KIND for node in definition.nodes.values())


def _known(home: Path) -> frozenset[str]:
    """The numbers of all decisions that were ever read from texts, beside the store."""
    path = home / "texts" / _NUMBERS
    return frozenset(json.loads(path.read_text("utf-8"))) if path.is_file() else frozenset()


def _keep(home: Path, numbers: Iterable[str]) -> None:
    path = home / "texts" / _NUMBERS
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(sorted(numbers), ensure_ascii=False), "utf-8")
    part.replace(path)


def _of_transaction(store: Store, transaction: int) -> frozenset[str]:
    nodes = {change.node for change in store.changes(transaction - 1) if change.transaction == transaction}
    with store.view() as view:
        facts = view.facts_of(nodes, [_KIND], ALWAYS)
    return frozenset(str(fact.props["doc_no"]) for fact in facts if fact.props.get("doc_no"))


def _met(store: Store, numbers: list[str], data_on: Day, source: str) -> Meeting:
    with store.view() as view:
        pairs = {(each.a, each.b): each for number in numbers for each in _pairs(number, view)}
    joined = sum(a.startswith("pen:") for a, _ in pairs)
    if pairs:
        _judge(store, list(pairs.values()), data_on)
    with store.view() as view:
        return Meeting(joined, tuple(each for number in numbers for each in _disagreements(number, view, source)))


def _judge(store: Store, pairs: list[NewJudgement], data_on: Day) -> None:
    """All judgements in one transaction; one that a person has taken back stays as he judged."""
    digest = hashlib.sha256(repr(sorted((each.a, each.b) for each in pairs)).encode()).hexdigest()
    batch = BatchInfo(TEXTS, "与结构化记录合并", "文书与结构化记录合并", "loader", 60, "", digest, data_on)
    with store.load(batch) as load:
        load.add_judgements(pairs)
        load.publish()


def _decisions(number: str, view: View) -> tuple[Fact, ...]:
    nodes = {match.id for match in view.find(number, [_KIND], _MOST) if match.exact}
    return view.facts_of(nodes, [_KIND], ALWAYS) if nodes else ()


def _pairs(number: str, view: View) -> Iterator[NewJudgement]:
    """The record of each text, where exactly one fits, and the persons whom both name."""
    facts = _decisions(number, view)
    texts = [fact for fact in facts if _sources(fact) == {TEXTS}]
    records = [fact for fact in facts if TEXTS not in _sources(fact)]
    for text in texts:
        fitting = [record for record in records if _authority(record) == _authority(text) and _same_party(record, text, view)]
        if len(fitting) == 1:
            yield NewJudgement(text.claims[0].src, fitting[0].claims[0].src, _BASIS)
            yield from _persons(text.src, fitting[0].src, view)


def _sources(fact: Fact) -> set[str]:
    return {claim.source for claim in fact.claims}


def _authority(fact: Fact) -> str:
    return normal_name(str(fact.props.get("authority_name", "")))


def _same_party(one: Fact, other: Fact, view: View) -> bool:
    """One organisation known by its code, or persons of one unmasked name: within one decision a name is one person."""
    ends = [{edge.src for edge in view.expand([fact.src], ["SUBJECT_OF"], ALWAYS)} for fact in (one, other)]
    return bool(ends[0] & ends[1]) or bool(_names(ends[0], view).keys() & _names(ends[1], view).keys())


def _names(nodes: Iterable[str], view: View) -> dict[str, str]:
    """Persons by name."""
    facts = view.facts_of(list(nodes), ["Person"], ALWAYS)
    return {str(fact.props["name"]): fact.src for fact in facts if fact.props.get("name")}


def _persons(text: str, record: str, view: View) -> Iterator[NewJudgement]:
    """Persons of the same name in both, where both know them only as named in this decision."""
    here, there = (_named(node, view) for node in (text, record))
    for name in sorted(here.keys() & there.keys()):
        a, b = here[name], there[name]
        if a != b and a.startswith("p:d") and b.startswith("p:d"):
            yield NewJudgement(a, b, _BASIS)


def _named(node: str, view: View) -> dict[str, str]:
    edges = view.expand([node], ["SUBJECT_OF", "NAMED_IN"], ALWAYS)
    return _names({edge.claims[0].src for edge in edges}, view)


def _disagreements(number: str, view: View, source: str) -> Iterator[Disagreement]:
    """Where a text and its record state different penalties, sums or days."""
    for fact in _decisions(number, view):
        if any(each.prop in _COMPARED and any(TEXTS in value.sources for value in each.values) for each in fact.conflicts):
            told = view.evidence(fact.evidence)
            row = next((each.row for each in told if each.source == source), 0)
            yield Disagreement(number, row, next((_place(each.raw or {}) for each in told if each.source == TEXTS), ""))


def _place(raw: Mapping[str, Any]) -> str:
    """`决定书.pdf 第2页第14行`, as a person looks it up."""
    page, line = (str(raw.get(header) or "") for header in ("原文页", "原文行"))
    return f"{raw.get('原文文件', '')} {f'第{page}页' if page else ''}{f'第{line}行' if line else ''}".strip()
