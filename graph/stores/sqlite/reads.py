"""The questions that a view and the store ask, each bound to its .sql file."""

from dataclasses import dataclass
from typing import NamedTuple

from graph.stores.sqlite.query import Nothing, Query


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
    """Ids as a JSON list at a transaction."""

    ids: str
    tx: int


@dataclass(frozen=True, slots=True)
class FactsAt:
    """Fact ids in hex as a JSON list at a transaction."""

    facts: str
    tx: int


@dataclass(frozen=True, slots=True)
class Hop:
    """A frontier and what to follow from it; lists as JSON, flags as 0 and 1."""

    frontier: str
    kinds: str
    outward: int
    inward: int
    tx: int


class ClaimRow(NamedTuple):
    """A claim as a view knows it. A named tuple: most rows that are read are these, and a frozen data class takes ten times as long."""

    id: int
    fact: bytes
    kind: int
    src: str
    dst: str | None
    src_root: str
    dst_root: str | None
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
    fact: bytes
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
class KnownRow:
    """Yes or no."""

    known: int


@dataclass(frozen=True, slots=True)
class EndRow:
    """Where a fact hangs."""

    kind: int
    src: str


@dataclass(frozen=True, slots=True)
class WholeText:
    """A text asked for as a whole."""

    name: str
    number: str
    kinds: str
    tx: int
    limit: int


@dataclass(frozen=True, slots=True)
class PartOfName:
    """A full-text question."""

    question: str
    scan: int
    kinds: str
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
    fact: bytes
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
    redacted: int


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
class LastBatch:
    """The last batch's number."""

    batch: int


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
class LastRow:
    """The last transaction; no instant where there is none."""

    seq: int
    at_us: int | None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A line of the change feed."""

    what: str
    fact: str
    node: str


@dataclass(frozen=True, slots=True)
class Course:
    """Transactions after one and through another."""

    since: int
    until: int
    most: int


@dataclass(frozen=True, slots=True)
class ChangeCount:
    """How many changes."""

    changes: int


@dataclass(frozen=True, slots=True)
class NodeCount:
    """Nodes of a kind."""

    kind: int
    count: int


@dataclass(frozen=True, slots=True)
class ClaimCount:
    """Claims and facts of a kind."""

    kind: int
    claims: int
    facts: int


@dataclass(frozen=True, slots=True)
class KindsAt:
    """Codes of kinds as a JSON list at a transaction."""

    kinds: str
    tx: int


@dataclass(frozen=True, slots=True)
class ClaimRange:
    """Claims of these kinds from one number up to before another, at a transaction."""

    first: int
    end: int
    kinds: str
    tx: int


@dataclass(frozen=True, slots=True)
class PlainRow:
    """Claims of relations without their words: fact ids one after the other, and eight numbers each. None where there is no claim."""

    facts: bytes | None
    numbers: str | None


@dataclass(frozen=True, slots=True)
class ClaimIds:
    """Claims as a JSON list."""

    claims: str


@dataclass(frozen=True, slots=True)
class ClaimIdRow:
    """A claim."""

    id: int


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record's claim."""

    id: int
    fact: bytes
    kind: int
    src: int
    from_min: int
    from_max: int
    to_min: int
    to_max: int
    props: str


@dataclass(frozen=True, slots=True)
class NodeRange:
    """Rows of node from one number up to before another, at a transaction."""

    first: int
    end: int
    tx: int


@dataclass(frozen=True, slots=True)
class NodeRow:
    """Rows of node: the ids that they go by, and numbers. None where there is no row."""

    roots: str | None
    numbers: str | None


@dataclass(frozen=True, slots=True)
class NumberRow:
    """The last number of a table."""

    id: int


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact's id."""

    fact: bytes


EXPAND = Query("view/expand", Hop, ClaimRow)
ACTS = Query("view/acts", FactsAt, ActRow)
MEMBERS = Query("view/members", IdAt, MemberRow)
IS_NAMED = Query("view/is_named", IdsAt, KnownRow)
KNOWN_IDS = Query("view/known_ids", IdsAt, IdRow)
ENDS_OF_FACTS = Query("view/ends_of_facts", FactsAt, EndRow)
FIND_WHOLE = Query("view/find_whole", WholeText, IdRow)
FIND_PART = Query("view/find_part", PartOfName, IdRow)
PLAIN_RELATIONS = Query("copy/plain_relations", ClaimRange, PlainRow)
LAST_CLAIM = Query("copy/last_claim", Nothing, NumberRow)
TOLD_CLAIMS = Query("copy/told_claims", ClaimIds, ClaimIdRow)
RECORDS = Query("copy/records", KindsAt, RecordRow)
NODE_ROWS = Query("copy/node_rows", NodeRange, NodeRow)
LAST_NODE = Query("copy/last_node", Nothing, NumberRow)
ACTED_FACTS = Query("copy/acted_facts", AtTransaction, FactRow)
EVIDENCE = Query("view/evidence", IdsAt, EvidenceRow)
SOURCES = Query("view/sources", AtTransaction, SourceRow)
LAST_BATCH = Query("view/last_batch", Nothing, LastBatch)
UNMERGED_NODES = Query("view/unmerged_nodes", Between, IdRow)
MERGED_NODES = Query("view/merged_nodes", Between, IdRow)
LAST_TRANSACTION = Query("store/last_transaction", Nothing, LastRow)
TRANSACTION_AT = Query("store/transaction_at", AtInstant, SeqRow)
CHANGES = Query("store/changes", AtTransaction, ChangeRow)
COUNT_CHANGES = Query("store/count_changes", Course, ChangeCount)
NODES_BY_KIND = Query("store/nodes_by_kind", Nothing, NodeCount)
CLAIMS_BY_KIND = Query("store/claims_by_kind", Nothing, ClaimCount)
