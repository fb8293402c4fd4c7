"""How are A and B connected on the day? The shortest chain of relations, or an honest no."""

from collections.abc import Collection, Iterable, Sequence
from typing import Literal

from pydantic import Field

from credit.chains import Connected, Found, Limits, Pair, Relation, Which
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
from reasoning.paths import Known, connected

_HUB = 500
"""A node with more relations connects everybody with everybody (a filing agent, an authority): not crossed, and said so."""


class PathsParameters(History):
    """From whom to whom, how far, along which relations."""

    from_: str = Field(alias="from", max_length=100, description="One end: an id or a valid code.", examples=["uscc:91379926MA00001115"])
    to: str = Field(max_length=100, description="The other end.", examples=["uscc:91379926MA00001115"])
    max_hops: int = Field(default=4, ge=1, le=15, description="At most this many relations.")
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


def paths(question: Question, wanted: PathsParameters) -> Outcome[PathData]:
    """The shortest chain between two subjects; of equal ones, the least by fact ids."""
    start, end = subject_of(question, wanted.from_).id, subject_of(question, wanted.to).id
    question.moved_to = None  # both ends are told under their present ids; there is no one address to send the caller to
    if start == end:
        message = f"两端是同一主体 {start}。Both ends are the same subject."
        raise BadParameter(message, errors=[{"field": "to", "message": "another subject"}])
    answer = between(question, wanted, kinds_of(wanted.kinds), [(start, end)], Limits(wanted.max_hops, hub_guard=_HUB))
    (found,) = answer.found.values()
    chain = found.chains[0] if found.chains else None
    nodes = [chain[0].from_, *(step.to for step in chain)] if chain else []
    question.directory.learn([start, end, *nodes])
    return Outcome(
        PathData(
            from_=question.ref(start),
            to=question.ref(end),
            hops=len(chain) if chain else None,
            path=[hop(question, step.from_, step.relations[0]) for step in chain] if chain else None,
            nodes=[question.ref(node) for node in nodes],
            searched=_searched(question, wanted, found, answer.hubs),
        ),
        truncated=chain is None and bool(found.cut or answer.hubs),
        reason=None if chain else _reason(question, wanted, found, answer.hubs),
    )


def between(question: Question, wanted: History, kinds: frozenset[str], pairs: Sequence[Pair], limits: Limits) -> Connected:
    """The chains of these pairs over the relations that stand on the day: from the engine itself where it finds them, else walked."""
    during = question.during(wanted.include_former)

    def relations(nodes: Collection[str]) -> Iterable[Fact]:
        return standing(question, question.steps(sorted(nodes), kinds, during), wanted.include_repaired, during)

    which = Which(kinds, during, None if wanted.include_repaired else question.as_of)
    ends = frozenset(end for pair in pairs for end in pair)
    return connected(question.view, which, pairs, Known(relations, limits, ends))


def hop(question: Question, node: str, fact: Fact | Relation) -> Hop:
    """A relation as it is walked from one of its ends."""
    return Hop(
        from_=node,
        edge=fact.id,
        to=(fact.dst or "") if fact.src == node else fact.src,
        kind=fact.kind,
        label_zh=kind_label(fact.kind).label_zh,
        forward=fact.src == node,
        lane=FACT_KINDS[fact.kind].lane.value,
        period=Span.of(period_of(question, fact)),
        certainty=certainty(period_of(question, fact), question.as_of),
        evidence=list(fact.evidence),
    )


def kinds_of(named: Collection[str]) -> frozenset[str]:
    """The kinds of relation that a caller names; by default all but namesakes, contacts and authorities."""
    return chosen(named, ALL_KINDS - SOFT - BY_AUTHORITY)


def _searched(question: Question, wanted: PathsParameters, found: Found, hubs: Sequence[str]) -> Searched:
    return Searched(
        max_hops=wanted.max_hops,
        kinds=sorted(kinds_of(wanted.kinds)),
        sources=sorted({state.name for state in question.view.sources()}),
        explored=found.explored,
        hubs_not_crossed=[question.ref(hub) for hub in hubs],
    )


def _reason(question: Question, wanted: PathsParameters, found: Found, hubs: Sequence[str]) -> str:
    sources = sorted({state.name for state in question.view.sources()})
    why = "max_nodes" if found.cut else "hubs_not_crossed" if hubs else "no_path"
    return f"{why}: {wanted.max_hops} 步以内、在来源 {', '.join(sources)} 中未见关联。No path within {wanted.max_hops} on these sources."
