"""The statements that write, each bound to its .sql file: staging, publishing, names, acts, judgements, redaction."""

from dataclasses import dataclass

import apsw

from graph.stores.sqlite.query import Command, Nothing, Query
from graph.stores.sqlite.reads import AtTransaction, KnownRow, MemberRow


@dataclass(frozen=True, slots=True)
class SaidBy:
    """Fact ids and digests (an array of 32 bytes each) of a feed."""

    said: "apsw.CArrayBinding"
    feed: int


@dataclass(frozen=True, slots=True)
class UnchangedRow:
    """Which staged claim (position from 1) is the standing claim word for word."""

    position: int
    claim: int


@dataclass(frozen=True, slots=True)
class IdArray:
    """An array of public ids."""

    ids: "apsw.CArrayBinding"


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node's public id and number."""

    public_id: str
    node: int


@dataclass(frozen=True, slots=True)
class LastIds:
    """The last numbers given out."""

    node: int
    claim: int
    term: int


@dataclass(frozen=True, slots=True)
class FeedName:
    """What a feed is named by."""

    source: str
    scope: str


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A feed's number, and whether it has stated anything."""

    feed: int
    speaks: int


@dataclass(frozen=True, slots=True)
class OfFeed:
    """A feed."""

    feed: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A full snapshot: whose, of which day, and which kinds end by absence."""

    feed: int
    data_on: int
    kinds: str
    open: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What publishing will change."""

    staged: int
    new: int
    changed: int
    changed_twice: int
    closed: int


@dataclass(frozen=True, slots=True)
class LastBatch:
    """What a feed's last batch was of."""

    sha256: str
    snapshot: int


@dataclass(frozen=True, slots=True)
class NewTransaction:
    """A transaction to be."""

    seq: int
    at_us: int
    author: str


@dataclass(frozen=True, slots=True)
class NewBatch:
    """A batch to be."""

    feed: int
    title: str
    publisher: str
    precedence: int
    file: str
    sha256: str
    data_on: int
    snapshot: int
    author: str
    at_us: int
    tx: int
    born: int
    first_claim: int
    last_claim: int


@dataclass(frozen=True, slots=True)
class ClaimsOf:
    """Where new claims count on from, and what they belong to."""

    base: int
    tx: int
    batch: int


@dataclass(frozen=True, slots=True)
class ClosedOn:
    """Where closed versions count on from, and the day of the snapshot."""

    base: int
    tx: int
    data_on: int


@dataclass(frozen=True, slots=True)
class LiveOf:
    """Where new claims count on from, and whose they are."""

    base: int
    feed: int


@dataclass(frozen=True, slots=True)
class ClosedOf:
    """Where closed versions count on from, and whose they are."""

    base: int
    tx: int
    feed: int


@dataclass(frozen=True, slots=True)
class OfBatch:
    """A batch."""

    batch: int


@dataclass(frozen=True, slots=True)
class Since:
    """A transaction, and the last claim before it."""

    tx: int
    base: int


@dataclass(frozen=True, slots=True)
class AfterTerm:
    """The last term before."""

    last: int


@dataclass(frozen=True, slots=True)
class FindableProp:
    """A property that finds its node."""

    kind: int
    path: str
    named: int


@dataclass(frozen=True, slots=True)
class FactList:
    """Fact ids in hex as a JSON list."""

    facts: str


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact id in hex."""

    fact: str


@dataclass(frozen=True, slots=True)
class DeedOn:
    """A deed as it is told from any other."""

    fact: str
    deed: str
    effective: int | None
    props: str


@dataclass(frozen=True, slots=True)
class ActToRecord:
    """An act to be."""

    fact: str
    deed: str
    effective: int | None
    props: str
    tx: int
    author: str
    reason: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two ids, a < b."""

    a: str
    b: str


@dataclass(frozen=True, slots=True)
class PairAt:
    """Two ids, a < b, at a transaction."""

    a: str
    b: str
    tx: int


@dataclass(frozen=True, slots=True)
class JudgementToRecord:
    """A judgement to be."""

    a: str
    b: str
    same: int
    author: str
    basis: str
    tx: int


@dataclass(frozen=True, slots=True)
class IdList:
    """Public ids as a JSON list."""

    ids: str


@dataclass(frozen=True, slots=True)
class LeaveAt:
    """Public ids as a JSON list, at a transaction."""

    ids: str
    tx: int


@dataclass(frozen=True, slots=True)
class JoinAt:
    """Root by member as a JSON object, at a transaction."""

    roots: str
    tx: int


UNCHANGED = Query("stage/unchanged", SaidBy, UnchangedRow)
KNOWN_NODES = Query("stage/known_nodes", IdArray, NodeRow)
STAGED_NODES = Query("stage/staged_nodes", IdArray, NodeRow)
LAST_IDS = Query("stage/last_ids", Nothing, LastIds)
FEED = Query("stage/feed", FeedName, FeedRow)

ORDER_STAGED = Command("publish/order_staged", Nothing)
LAST_BATCH = Query("publish/last_batch", OfFeed, LastBatch)
BEST = Command("publish/best", OfFeed)
LOSERS = Command("publish/losers", Nothing)
CLOSING = Command("publish/closing", Snapshot)
COUNTS = Query("publish/counts", Nothing, Counts)
TRANSACTION = Command("publish/transaction", NewTransaction)
NEW_FEED = Command("publish/feed", FeedName)
BATCH = Command("publish/batch", NewBatch)
NODES = Command("publish/nodes", AtTransaction)
REDACT_STAGED = Command("publish/redact_staged", Nothing)
REDACT_STAGED_ROWS = Command("publish/redact_staged_rows", Nothing)
CLAIMS = Command("publish/claims", ClaimsOf)
CLOSED_CLAIMS = Command("publish/closed_claims", ClosedOn)
LIVE = Command("publish/live", LiveOf)
CLOSED_LIVE = Command("publish/closed_live", ClosedOf)
SUPERSEDE = Command("publish/supersede", AtTransaction)
SOURCE_ROWS = Command("publish/source_rows", OfBatch)
RESTATED = Command("publish/restated", OfBatch)

FINDABLE = Command("names/findable", FindableProp)
SPEAK_STAGED = Command("names/speak_staged", Nothing)
SPEAK_CORRECTED = Command("names/speak_corrected", Since)
ORDER_SPOKEN = Command("names/order_spoken", Nothing)
TERMS = Command("names/terms", Nothing)
BEARS = Command("names/bears", AtTransaction)
INDEX_TERMS = Command("names/index_terms", AfterTerm)
FORGET_SPOKEN = Command("names/forget_spoken", Nothing)

ERASED_FACTS = Query("act/erased_facts", FactList, FactRow)
IS_RECORDED = Query("act/is_recorded", DeedOn, KnownRow)
RECORD = Command("act/record", ActToRecord)

IS_JUDGED = Query("same_as/is_judged", Pair, KnownRow)
END_JUDGEMENT = Command("same_as/end", PairAt)
JUDGE = Command("same_as/judge", JudgementToRecord)
STANDING_CLUSTERS = Query("same_as/standing_clusters", IdList, MemberRow)
STANDING_PAIRS = Query("same_as/standing_pairs", IdList, Pair)
LEAVE = Command("same_as/leave", LeaveAt)
JOIN = Command("same_as/join", JoinAt)

ERASED = Command("redact/erased", AtTransaction)
SPEAK_ERASED = Command("redact/speak_erased", Nothing)
KEPT = Command("redact/kept", Nothing)
ERASE_BEARS = Command("redact/bears", Nothing)
ORPHANS = Command("redact/orphans", Nothing)
ERASE_NAME_INDEX = Command("redact/name_index", Nothing)
ERASE_TERMS = Command("redact/terms", Nothing)
ERASE_ROWS = Command("redact/rows", Nothing)
ERASE_CLAIMS = Command("redact/claims", Nothing)
ERASE_ACTS = Command("redact/acts", AtTransaction)
FORGET_ERASED = Command("redact/forget_erased", Nothing)
FORGET_ORPHANS = Command("redact/forget_orphans", Nothing)
FORGET_KEPT = Command("redact/forget_kept", Nothing)
