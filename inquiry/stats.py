"""How large is the graph, and from whom?"""

from credit.kinds import NODES
from inquiry.answering.wire import Label, Wire
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question
from inquiry.rulebook import kind_label
from inquiry.sources import SourceScope, sources

_PAGE = 10_000


class StatsParameters(Parameters):
    """Known when."""


class KindCount(Wire):
    """How many nodes of one kind are mentioned."""

    kind: Label
    nodes: int


class StatsData(Wire):
    """Counts as known at the transaction."""

    kinds: list[KindCount]
    sources: list[SourceScope]


def stats(question: Question) -> Outcome[StatsData]:
    """Counts of nodes by kind, and what each source has claimed."""
    counts = [KindCount(kind=kind_label(kind), nodes=_count(question, kind)) for kind in NODES]
    return Outcome(StatsData(kinds=[each for each in counts if each.nodes], sources=sources(question).data.sources))


def _count(question: Question, kind: str) -> int:
    total, after = 0, ""
    while page := question.view.all_nodes(kind, after, _PAGE):
        total, after = total + len(page), page[-1]
    return total
