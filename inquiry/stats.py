"""How large is the graph, and from whom?"""

from credit.kinds import FACT_KINDS
from graph.store import GraphStats
from inquiry.answering.wire import Label, Wire
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question
from inquiry.rulebook import kind_label
from inquiry.sources import SourceScope, sources


class StatsParameters(Parameters):
    """Nothing but the usual; counts are of the last transaction."""


class KindCount(Wire):
    """How many nodes, facts and claims there are of one kind. A relation or a statement has no nodes."""

    kind: Label
    nodes: int | None
    facts: int
    claims: int


class StatsData(Wire):
    """The graph in numbers."""

    kinds: list[KindCount]
    transactions: int
    bytes: int
    sources: list[SourceScope]


def stats(question: Question, counted: GraphStats) -> Outcome[StatsData]:
    """Counts by kind, and what each source has claimed."""
    kinds = [kind for kind in FACT_KINDS if counted.nodes.get(kind) or counted.facts.get(kind)]
    counts = [
        KindCount(
            kind=kind_label(kind), nodes=counted.nodes.get(kind), facts=counted.facts.get(kind, 0), claims=counted.claims.get(kind, 0)
        )
        for kind in kinds
    ]
    told = sources(question).data.sources
    return Outcome(StatsData(kinds=counts, transactions=counted.transactions, bytes=counted.bytes, sources=told))
