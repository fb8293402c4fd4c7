"""How are A and B connected on the day? The shortest chain of relations, or an honest no."""

from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field

from credit.errors import BadParameter
from credit.facts import Fact
from credit.kinds import FACT_KINDS
from inquiry.answering.items import Sureness, certainty, period_of, standing
from inquiry.answering.kinds import ALL_KINDS, BY_AUTHORITY, SOFT, chosen
from inquiry.answering.wire import Ref, Span, Wire
from inquiry.asking.parameters import Codes, History
from inquiry.asking.question import Outcome, Question
from inquiry.asking.subject import subject_of
from inquiry.rulebook import kind_label

_HUB = 500
"""A node with more relations connects everybody with everybody (a filing agent, an authority): not crossed, and said so."""
_MOST = 20_000


class PathsParameters(History):
    """From whom to whom, how far, along which relations."""

    from_: str = Field(alias="from", max_length=100, description="One end: an id or a valid code.", examples=["uscc:91379926MA00001115"])
    to: str = Field(max_length=100, description="The other end.", examples=["uscc:91379926MA00001115"])
    max_hops: int = Field(default=4, ge=1, le=8, description="At most this many relations.")
    kinds: Codes = Field(default=[], description="Kinds of relation; default all but namesakes, contacts, authorities.")


class Hop(Wire):
    """One relation of a chain, in the direction of the walk; `forward` tells whether the relation points the same way."""

    from_: str = Field(alias="from")
    edge: str
    to: str
    kind: str
    label_zh: str
    forward: bool
    lane: Literal["binding", "advisory"]
    period: Span
    certainty: Sureness
    evidence: list[int]


class Searched(Wire):
    """What a no rests on."""

    max_hops: int
    kinds: list[str]
    sources: list[str]
    explored: int
    hubs_not_crossed: list[Ref]


class PathData(Wire):
    """The chain, or null where there is none within `searched`."""

    from_: Ref = Field(alias="from")
    to: Ref
    hops: int | None
    path: list[Hop] | None
    nodes: list[Ref]
    searched: Searched


@dataclass
class _Side:
    """One of two searches that grow towards each other. `via` holds, for every node reached, the relation that led there."""

    frontier: set[str]
    via: dict[str, Fact | None]
    depth: int = 0
    hubs: set[str] = field(default_factory=set)


def paths(question: Question, wanted: PathsParameters) -> Outcome[PathData]:
    """The shortest chain between two subjects; of equal ones, the least by fact ids."""
    start, end = subject_of(question, wanted.from_), subject_of(question, wanted.to)
    question.moved_to = None  # both ends are told under their present ids; there is no one address to send the caller to
    if start.id == end.id:
        raise BadParameter(
            f"两端是同一主体 {start.id}。Both ends are the same subject.", errors=[{"field": "to", "message": "another subject"}]
        )
    sides = _Side({start.id}, {start.id: None}), _Side({end.id}, {end.id: None})
    meeting = _search(question, sides, wanted)
    chain = _chain(sides, meeting) if meeting else None
    question.directory.learn([start.id, end.id, *(_nodes(chain) if chain else [])])
    explored, hubs = len(sides[0].via) + len(sides[1].via), sorted(sides[0].hubs | sides[1].hubs)
    stopped = chain is None and (explored > _MOST or bool(hubs))
    return Outcome(
        PathData(
            from_=question.ref(start.id),
            to=question.ref(end.id),
            hops=len(chain) if chain else None,
            path=[_hop(question, *step) for step in chain] if chain else None,
            nodes=[question.ref(node) for node in _nodes(chain)] if chain else [],
            searched=_searched(question, wanted, explored, hubs),
        ),
        truncated=stopped,
        reason=None if chain else _reason(question, wanted, explored, hubs),
    )


def _search(question: Question, sides: tuple[_Side, _Side], wanted: PathsParameters) -> str | None:
    for _ in range(wanted.max_hops):
        side = min((each for each in sides if each.frontier), key=lambda each: len(each.frontier), default=None)
        if side is None or len(sides[0].via) + len(sides[1].via) > _MOST:
            return None
        _grow(question, side, wanted)
        if common := sides[0].via.keys() & sides[1].via.keys():
            return min(common)
    return None


def _grow(question: Question, side: _Side, wanted: PathsParameters) -> None:
    """One more hop from every node of the frontier."""
    kinds, during = _kinds(wanted), question.during(wanted.include_former)
    relations = standing(question, question.steps(sorted(side.frontier), kinds, during), wanted.include_repaired, during)
    degree: dict[str, list[Fact]] = {}
    for fact in relations:
        for end in {fact.src, fact.dst or ""} & side.frontier:
            degree.setdefault(end, []).append(fact)
    side.hubs |= {node for node, facts in degree.items() if len(facts) > _HUB and side.depth}
    reached: set[str] = set()
    for node in sorted(degree.keys() - side.hubs):
        for fact in degree[node]:
            other = (fact.dst or "") if fact.src == node else fact.src
            if side.via.setdefault(other, fact) is fact:
                reached.add(other)
    side.frontier, side.depth = reached, side.depth + 1


def _chain(sides: tuple[_Side, _Side], meeting: str) -> list[tuple[str, Fact]]:
    """The relations from one end to the other, each with the node from which it is walked."""
    first: list[tuple[str, Fact]] = []
    node = meeting
    while (fact := sides[0].via[node]) is not None:
        node = _other(fact, node)
        first.append((node, fact))
    second: list[tuple[str, Fact]] = []
    node = meeting
    while (fact := sides[1].via[node]) is not None:
        second.append((node, fact))
        node = _other(fact, node)
    return first[::-1] + second


def _other(fact: Fact, node: str) -> str:
    return (fact.dst or "") if fact.src == node else fact.src


def _nodes(chain: list[tuple[str, Fact]]) -> list[str]:
    return [chain[0][0], *(_other(fact, node) for node, fact in chain)]


def _hop(question: Question, node: str, fact: Fact) -> Hop:
    return Hop(
        from_=node,
        edge=fact.id,
        to=_other(fact, node),
        kind=fact.kind,
        label_zh=kind_label(fact.kind).label_zh,
        forward=fact.src == node,
        lane=FACT_KINDS[fact.kind].lane.value,
        period=Span.of(period_of(question, fact)),
        certainty=certainty(period_of(question, fact), question.as_of),
        evidence=list(fact.evidence),
    )


def _kinds(wanted: PathsParameters) -> frozenset[str]:
    return chosen(wanted.kinds, ALL_KINDS - SOFT - BY_AUTHORITY)


def _searched(question: Question, wanted: PathsParameters, explored: int, hubs: list[str]) -> Searched:
    return Searched(
        max_hops=wanted.max_hops,
        kinds=sorted(_kinds(wanted)),
        sources=sorted({state.name for state in question.view.sources()}),
        explored=explored,
        hubs_not_crossed=[question.ref(hub) for hub in hubs],
    )


def _reason(question: Question, wanted: PathsParameters, explored: int, hubs: list[str]) -> str:
    sources = sorted({state.name for state in question.view.sources()})
    why = "max_nodes" if explored > _MOST else "hubs_not_crossed" if hubs else "no_path"
    return f"{why}: {wanted.max_hops} 步以内、在来源 {', '.join(sources)} 中未见关联。No path within {wanted.max_hops} on these sources."
