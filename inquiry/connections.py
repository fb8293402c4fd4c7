"""How are these subjects connected: the best few chains between two, or the shortest between every two of many? Or an honest no."""

from itertools import combinations
from typing import Annotated

from pydantic import AfterValidator, Field

from credit.chains import Found, Limits, Pair, Step
from credit.errors import BadParameter
from inquiry.answering.wire import Ref, Wire
from inquiry.asking.parameters import Codes, History
from inquiry.asking.question import Outcome, Question
from inquiry.asking.subject import id_of, subject_of
from inquiry.paths import Hop, between, hop, kinds_of

_MOST = 50


def _several(subjects: list[str]) -> list[str]:
    if not 2 <= len(subjects) <= _MOST:
        raise ValueError(f"2 to {_MOST} subjects")
    return subjects


class ConnectionsParameters(History):
    """Whom to connect, how far, along which relations, around whom and through whom."""

    subjects: Annotated[Codes, AfterValidator(_several)] = Field(description="2 to 50 ids or valid codes.")
    anchor: str | None = Field(default=None, max_length=100, description="Only the pairs with this one of them.")
    max_hops: int = Field(default=4, ge=1, le=15, description="At most this many relations.")
    paths: int = Field(default=3, ge=1, le=50, description="The best so many chains of a pair; of more than one pair only the best.")
    kinds: Codes = Field(default=[], description="Kinds of relation; default all but namesakes, contacts, authorities.")
    avoid: Codes = Field(default=[], description="Nodes to go around.")
    through: Codes = Field(default=[], description="Nodes that a chain must pass.")
    hub_guard: int = Field(default=500, ge=1, le=10_000, description="A node with more relations is not crossed.")


class StepTold(Wire):
    """One step of a chain: every relation that makes it, the one of the least id first."""

    from_: str = Field(alias="from")
    to: str
    relations: list[Hop]


class PairTold(Wire):
    """One pair with its chains, fewest steps first; none where `hops` is null."""

    from_: Ref = Field(alias="from")
    to: Ref
    hops: int | None
    paths: list[list[StepTold]]
    explored: int
    cut: str | None


class ConnectionsData(Wire):
    """Every pair asked for, and what a no rests on."""

    pairs: list[PairTold]
    nodes: list[Ref]
    max_hops: int
    kinds: list[str]
    sources: list[str]
    hubs_not_crossed: list[Ref]


def connections(question: Question, wanted: ConnectionsParameters) -> Outcome[ConnectionsData]:
    """The chains between these subjects."""
    subjects = _subjects(question, wanted.subjects)
    pairs = _pairs(question, subjects, wanted)
    limits = _limits(question, wanted, 1 if len(pairs) > 1 else wanted.paths)
    answer = between(question, wanted, kinds_of(wanted.kinds), pairs, limits)
    found, hubs = answer.found, answer.hubs
    nodes = sorted({end for each in found.values() for chain in each.chains for step in chain for end in (step.from_, step.to)})
    question.directory.learn([*subjects, *nodes, *hubs])
    cut = any(each.cut for each in found.values())
    return Outcome(
        ConnectionsData(
            pairs=[_pair(question, pair, each) for pair, each in found.items()],
            nodes=[question.ref(node) for node in nodes],
            max_hops=wanted.max_hops,
            kinds=sorted(kinds_of(wanted.kinds)),
            sources=sorted({state.name for state in question.view.sources()}),
            hubs_not_crossed=[question.ref(hub) for hub in hubs],
        ),
        truncated=cut or bool(hubs),
        reason=next((each.cut for each in found.values() if each.cut), "hubs_not_crossed" if hubs else None),
    )


def _subjects(question: Question, asked: list[str]) -> list[str]:
    found = list(dict.fromkeys(subject_of(question, each).id for each in asked))
    question.moved_to = None  # there is no one address to send the caller to
    if len(found) < 2:
        message = "two different subjects"
        raise BadParameter("至少需要两个不同的主体。Two different subjects at least.", errors=[{"field": "subjects", "message": message}])
    return found


def _pairs(question: Question, subjects: list[str], wanted: ConnectionsParameters) -> list[Pair]:
    if wanted.anchor is None:
        return list(combinations(subjects, 2))
    (anchor,) = {subject_of(question, wanted.anchor).id}
    question.moved_to = None
    return [(anchor, each) for each in subjects if each != anchor]


def _limits(question: Question, wanted: ConnectionsParameters, most: int) -> Limits:
    around, through = (frozenset(_root(question, each) for each in ids) for ids in (wanted.avoid, wanted.through))
    return Limits(wanted.max_hops, most, around, through, wanted.hub_guard)


def _root(question: Question, asked: str) -> str:
    """The id under which a node stands on chains: its own, where the view does not know it."""
    public_id = id_of(asked)
    found = question.view.node(public_id)
    return found.id if found else public_id


def _pair(question: Question, pair: Pair, found: Found) -> PairTold:
    return PairTold(
        from_=question.ref(pair[0]),
        to=question.ref(pair[1]),
        hops=len(found.chains[0]) if found.chains else None,
        paths=[[_step(question, step) for step in chain] for chain in found.chains],
        explored=found.explored,
        cut=found.cut,
    )


def _step(question: Question, step: Step) -> StepTold:
    return StepTold(from_=step.from_, to=step.to, relations=[hop(question, step.from_, each) for each in step.relations])
