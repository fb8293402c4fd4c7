"""The questions that a view and the store ask, each bound to its .cypher file."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.stores.neo4j.query import Nothing, Query


@dataclass(frozen=True, slots=True)
class AtTransaction:
    """A transaction."""

    tx: int


@dataclass(frozen=True, slots=True)
class IdAt:
    """One public id at a transaction."""

    id: str
    tx: int


@dataclass(frozen=True, slots=True)
class IdsAt:
    """Public ids at a transaction."""

    ids: Sequence[str]
    tx: int


@dataclass(frozen=True, slots=True)
class NumbersAt:
    """Evidence ids at a transaction."""

    ids: Sequence[int]
    tx: int


@dataclass(frozen=True, slots=True)
class FactsAt:
    """Fact ids at a transaction."""

    facts: Sequence[str]
    tx: int


@dataclass(frozen=True, slots=True)
class Hop:
    """Nodes, what to follow from them (kinds as codes), and which way."""

    nodes: Sequence[str]
    kinds: Sequence[int]
    outward: bool
    inward: bool
    tx: int
    still: int


@dataclass(frozen=True, slots=True)
class OfNodes:
    """Nodes, and the kinds (as codes) of what is said of them."""

    nodes: Sequence[str]
    kinds: Sequence[int]
    tx: int


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as a view knows it."""

    id: int
    fact: str
    kind: int
    src: str
    dst: str | None
    from_min: int
    from_max: int
    to_min: int
    to_max: int
    props: str
    source: str
    scope: str
    precedence: int
    tx: int
    seen_on: int


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act."""

    id: int
    fact: str
    deed: str
    effective: int | None
    props: str
    tx: int
    author: str
    reason: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member of a cluster."""

    member: str
    root: str


@dataclass(frozen=True, slots=True)
class EndRow:
    """Where a fact hangs."""

    kind: int
    src: str


@dataclass(frozen=True, slots=True)
class WholeText:
    """A text asked for as a whole, in its two forms (graph.stores.neo4j.names.term_key)."""

    keys: Sequence[str]
    kinds: Sequence[int]
    tx: int
    limit: int


@dataclass(frozen=True, slots=True)
class PartOfName:
    """A full-text question."""

    question: str
    scan: int
    kinds: Sequence[int]
    tx: int
    limit: int


@dataclass(frozen=True, slots=True)
class IdRow:
    """A public id."""

    id: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """Where a claim was read."""

    id: int
    fact: str
    kind: int
    source: str
    title: str
    scope: str
    file: str
    row: int
    document: str | None
    raw: str | None
    seen_on: int
    tx: int
    tx_end: int
    redacted: bool


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A feed as its last batch describes it."""

    name: str
    scope: str
    title: str
    publisher: str
    precedence: int
    current_through: int
    loaded_at_us: int
    claims: int


@dataclass(frozen=True, slots=True)
class Between:
    """A range of public ids, both ends excluded."""

    after: str
    before: str
    tx: int
    limit: int


@dataclass(frozen=True, slots=True)
class AtInstant:
    """An instant in microseconds."""

    at_us: int


@dataclass(frozen=True, slots=True)
class SeqRow:
    """A transaction's number."""

    seq: int


@dataclass(frozen=True, slots=True)
class MetaRow:
    """What the store knows of itself: its version, its last transaction (no instant where there is none), the last numbers given out."""

    version: int
    seq: int
    at_us: int | None
    claim: int
    batch: int
    feed: int
    act: int
    indexed: bool


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A line of the change feed."""

    what: str
    fact: str
    node: str


@dataclass(frozen=True, slots=True)
class NodeCount:
    """Nodes of a kind."""

    kind: int
    count: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The mark of a claim that stands."""

    still: int


@dataclass(frozen=True, slots=True)
class ClaimCount:
    """Claims and facts of a kind."""

    kind: int
    claims: int
    facts: int


EXPAND = Query("store/view/expand", Hop, typed=True, row=ClaimRow)
CLAIMS_OF = Query("store/view/claims_of", OfNodes, row=ClaimRow)
ACTS = Query("store/view/acts", FactsAt, row=ActRow)
MEMBERS = Query("store/view/members", IdAt, row=MemberRow)
CLUSTERS = Query("store/view/clusters", IdsAt, row=MemberRow)
NAMED = Query("store/view/named", IdsAt, row=IdRow)
ENDS_OF_FACTS = Query("store/view/ends_of_facts", FactsAt, row=EndRow)
FIND_WHOLE = Query("store/view/find_whole", WholeText, row=IdRow)
FIND_PART = Query("store/view/find_part", PartOfName, row=IdRow)
EVIDENCE = Query("store/view/evidence", NumbersAt, row=EvidenceRow)
SOURCES = Query("store/view/sources", AtTransaction, row=SourceRow)
UNMERGED_NODES = Query("store/view/unmerged_nodes", Between, row=IdRow)
MERGED_NODES = Query("store/view/merged_nodes", Between, row=IdRow)
STANDING_MEMBERS = Query("store/moving/standing_members", Standing, row=MemberRow)
META = Query("store/meta", Nothing, row=MetaRow)
TRANSACTION_AT = Query("store/transaction_at", AtInstant, row=SeqRow)
CHANGES = Query("store/changes", AtTransaction, row=ChangeRow)
NODES_BY_KIND = Query("store/nodes_by_kind", Nothing, row=NodeCount)
CLAIMS_BY_KIND = Query("store/claims_by_kind", Standing, row=ClaimCount)
