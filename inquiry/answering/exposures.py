"""Exposures written as JSON text, piece by piece from texts that answers share: the same to the byte as their models (decision 0105).

What the answer says of a relation or a record is ids, numbers and a few words that thousands share: a period, a kind, a domain. Values
in between, some hundred small dictionaries an answer, took longer to make and to write than the walk that found them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from json.encoder import encode_basestring as quoted
from typing import Any

from pydantic_core import to_json

from credit.exposures import Adverse, Exposure, Hop, LinkedRisk, Totals
from credit.periods import Day, Period, iso
from inquiry.answering.wire import Written
from inquiry.asking.question import Question
from inquiry.rulebook import Rulebook, kind_label

_FLAGS = ("[]", '["disputed"]')
_TRUTH = ("false", "true")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a subject by a policy, with the nodes of all ways."""

    subject: str
    policy: str
    found: LinkedRisk
    nodes: Collection[str]

    def named(self) -> list[str]:
        """Every node that the answer names."""
        named = [*self.nodes, *[hub.subject for hub in self.found.totals.hubs_not_crossed]]
        for each in self.found.exposures:
            named.append(each.subject)
            named += [record.record for record in each.adverse]
        return named


def nodes_of(found: LinkedRisk) -> dict[str, None]:
    """The nodes of all ways, each once, in order."""
    nodes: dict[str, None] = {}
    for each in found.exposures:
        for hop in each.path:
            nodes[hop.from_] = nodes[hop.to] = None
    return nodes


def called(question: Question, adverse: Adverse) -> str:
    """A listing by its list, anything else by its kind and number."""
    label, name = kind_label(adverse.kind).label_zh, question.directory.name(adverse.record)
    return name if adverse.kind == "ListEntry" and name else f"{label} {name}" if name else label


def exposures_text(question: Question, around: Around) -> Written[Any]:
    """LinkedRiskData, as it leaves. Every node must have been learned: the names that the answer holds are those of the directory."""
    told, found = question.directory.text, around.found
    exposures = ",".join([_exposure(question, each) for each in found.exposures])
    text = (
        f'{{"subject":{told(around.subject)},"lane":"advisory","policy":{quoted(around.policy)},"exposures":[{exposures}],'
        f'"nodes":[{",".join([told(node) for node in around.nodes])}],"totals":{_totals(question, found.totals)}}}'
    )
    held = {"exposures": found.exposures, "nodes": around.nodes, "lane": True, "policy": True, "subject": True, "totals": True}
    fields = tuple(sorted(name for name, value in held.items() if value))
    return Written[Any].model_construct(text=text, words=_words(question, found) if question.privacy.masks_some else "", fields=fields)


def _words(question: Question, found: LinkedRisk) -> str:
    """Whatever stands in the answer that is no id, number or day; at times more."""
    book = question.rulebook
    domains = {each.domain for exposure in found.exposures for each in exposure.adverse if each.domain}
    return "\0".join((book.words, *(_domain(book, each) for each in domains), *question.directory.names()))


def _exposure(question: Question, exposure: Exposure) -> str:
    adverse = ",".join([_adverse(question, each) for each in exposure.adverse])
    score = "null" if exposure.score is None else _number(exposure.score)
    subject = question.directory.text(exposure.subject)
    path = ",".join([_hop(hop) for hop in exposure.path])
    return f'{{"subject":{subject},"hops":{exposure.hops},"score":{score},"adverse":[{adverse}],"path":[{path}]}}'


def _hop(hop: Hop) -> str:
    from_, edge, to, kind, period, evidence, disputed = hop
    return (
        f'{{"from":"{from_}","edge":"{edge}","to":"{to}",{_kind_and_period(kind, period)},'
        f'"evidence":[{_listed(evidence)}],"flags":{_FLAGS[disputed]}}}'
    )


def _adverse(question: Question, adverse: Adverse) -> str:
    fact, record, kind, severity, domain, from_, until, evidence, disputed = adverse
    within = "null" if not domain else _domain(question.rulebook, domain)
    return (
        f'{{"fact":"{fact}","record":"{record}","kind":"{kind}","label_zh":{quoted(called(question, adverse))},'
        f'"severity":{_number(severity)},"domain":{within},"from":{_day(from_)},"until":{_day(until)},'
        f'"evidence":[{_listed(evidence)}],"flags":{_FLAGS[disputed]}}}'
    )


def _totals(question: Question, totals: Totals) -> str:
    told = question.directory.text
    hubs = ",".join([f'{{"subject":{told(hub.subject)},"relations":{hub.relations}}}' for hub in totals.hubs_not_crossed])
    return f'{{"explored":{totals.explored},"exposures":{totals.exposures},"returned":{totals.returned},"hubs_not_crossed":[{hubs}]}}'


def _listed(evidence: tuple[int, ...]) -> str:
    return str(evidence[0]) if len(evidence) == 1 else ",".join(map(str, evidence))


def _domain(rulebook: Rulebook, code: str) -> str:
    return to_json(rulebook.label("domain", code)).decode()


@lru_cache(4096)
def _kind_and_period(kind: str, period: Period) -> str:
    return f'"kind":"{kind}","label_zh":{quoted(kind_label(kind).label_zh)},"period":{_span(period)}'


def _span(period: Period) -> str:
    """`Period.as_json`, as it leaves."""
    said = (_day(period.from_min), _day(period.from_max), _day(period.to_min), _day(period.to_max))
    start = said[0] if period.start_known else "null"
    end = said[3] if period.to_min == period.to_max else "null"
    unknown, ongoing = _TRUTH[not period.start_known], _TRUTH[period.open_ended]
    return (
        f'{{"from":{start},"from_min":{said[0]},"from_max":{said[1]},"until":{end},"until_min":{said[2]},"until_max":{said[3]},'
        f'"start_unknown":{unknown},"ongoing":{ongoing}}}'
    )


@lru_cache(16384)
def _day(day: Day | None) -> str:
    told = None if day is None else iso(day)
    return "null" if told is None else f'"{told}"'


@lru_cache(4096)
def _number(value: float) -> str:
    """As the serialiser of all other answers writes it: its shortest form differs from Python's (1e-5, not 1e-05)."""
    return to_json(value).decode()
