"""The statements that write, each bound to its .cypher file: publishing, acts, judgements, search texts, redaction, the lease.

Rows go over as lists of maps, so many at a time (graph.stores.neo4j.talk.in_batches).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.stores.neo4j.query import Command, Nothing, Query
from graph.stores.neo4j.reads import MemberRow, MetaRow

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Now:
    """Any number."""

    now: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """The last numbers given out."""

    seq: int
    at_us: int | None
    claim: int
    batch: int
    feed: int
    act: int


@dataclass(frozen=True, slots=True)
class NewTransaction:
    """A transaction to be."""

    seq: int
    at_us: int
    author: str


@dataclass(frozen=True, slots=True)
class FeedName:
    """What a feed is named by, and its number where it is new."""

    source: str
    scope: str
    next: int


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A feed's number."""

    feed: int


@dataclass(frozen=True, slots=True)
class NewBatch:
    """A batch to be."""

    id: int
    columns: Sequence[Row]


@dataclass(frozen=True, slots=True)
class OfFeed:
    """A feed."""

    feed: int


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch of a feed."""

    id: int
    data_on: int
    snapshot: bool
    sha256: str


@dataclass(frozen=True, slots=True)
class FactsOfFeed:
    """Facts, and whose statements."""

    facts: Sequence[str]
    feed: int
    still: int


@dataclass(frozen=True, slots=True)
class StandingRow:
    """What a feed says of a fact now."""

    fact: str
    digest: str
    claim: int


@dataclass(frozen=True, slots=True)
class OpenEnded:
    """Whose statements, of which kinds."""

    feed: int
    kinds: Sequence[int]
    still: int
    open: int


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A standing version without an end."""

    id: int
    fact: str
    batch: int


@dataclass(frozen=True, slots=True)
class ClaimIds:
    """Claim ids."""

    ids: Sequence[int]


@dataclass(frozen=True, slots=True)
class ClaimIdsAt:
    """Claim ids, at a transaction."""

    ids: Sequence[int]
    tx: int


@dataclass(frozen=True, slots=True)
class Columns:
    """All that is said of a claim."""

    columns: Row


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows as maps."""

    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as columns: the driver packs them in half the time of maps, and the server reads them in half of its own."""

    columns: Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class TableOf:
    """Rows as columns, and what is the same of all."""

    columns: Mapping[str, Sequence[Any]]
    same: Row


@dataclass(frozen=True, slots=True)
class TableAt:
    """Rows as columns, at a transaction."""

    columns: Mapping[str, Sequence[Any]]
    tx: int


@dataclass(frozen=True, slots=True)
class IdRow:
    """A public id."""

    id: str


@dataclass(frozen=True, slots=True)
class RowsFrom:
    """Rows as maps that stand from a transaction."""

    rows: Sequence[Row]
    tx: int
    still: int


@dataclass(frozen=True, slots=True)
class Facts:
    """Fact ids."""

    facts: Sequence[str]


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact id."""

    fact: str


@dataclass(frozen=True, slots=True)
class DeedRow:
    """A deed as it is told from any other."""

    fact: str
    deed: str
    effective: int | None
    props: str


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """Corrected values of a fact."""

    fact: str
    props: str


@dataclass(frozen=True, slots=True)
class Ids:
    """Public ids."""

    ids: Sequence[str]


@dataclass(frozen=True, slots=True)
class IdsStanding:
    """Public ids, and the mark of what stands."""

    ids: Sequence[str]
    still: int


@dataclass(frozen=True, slots=True)
class LeaveAt:
    """Public ids that leave their clusters at a transaction."""

    ids: Sequence[str]
    tx: int
    still: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two ids, a < b."""

    a: str
    b: str


@dataclass(frozen=True, slots=True)
class SaidRow:
    """What a version says."""

    fact: str
    kind: int
    src: str
    props: str


@dataclass(frozen=True, slots=True)
class OthersOf:
    """Nodes, kinds, and the facts that do not count."""

    nodes: Sequence[str]
    kinds: Sequence[int]
    facts: Sequence[str]


@dataclass(frozen=True, slots=True)
class LeaseFor:
    """Who takes the lease, for what, for how long."""

    holder: str
    purpose: str
    ms: int


@dataclass(frozen=True, slots=True)
class LeaseRow:
    """Who holds the lease."""

    holder: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the lease."""

    holder: str


@dataclass(frozen=True, slots=True)
class Version:
    """The version of the store's shape."""

    version: int


INDEXED = Command("store/meta_indexed", Nothing)
NEW_META = Command("store/meta_new", Version)
LOCK = Query("store/publish/lock", Now, row=MetaRow)
LAST_NUMBERS = Query("store/moving/numbers", Nothing, row=Numbers)
COUNT_ON = Command("store/publish/count_on", Numbers)
TRANSACTION = Command("store/publish/transaction", NewTransaction)
FEED = Query("store/publish/feed", FeedName, row=FeedRow)
BATCH = Command("store/publish/batch", NewBatch)
BATCHES = Query("store/publish/batches", OfFeed, row=BatchRow)
STANDING = Query("store/publish/standing", FactsOfFeed, row=StandingRow)
OPEN_ENDED = Query("store/publish/open_ended", OpenEnded, row=OpenRow)
VERSIONS = Query("store/publish/versions", ClaimIds, row=Columns)
CLAIMS = Command("store/publish/claims", TableOf)
SUPERSEDE = Command("store/publish/supersede", ClaimIdsAt)
SOURCE_ROWS = Command("store/publish/source_rows", Table)
KNOWN = Query("store/publish/known", Ids, row=IdRow)
RESTATED = Command("store/publish/restated", Rows)
ROOTS = Command("store/publish/roots", Rows)

ERASED = Query("store/act/erased", Facts, row=FactRow)
AIMED_AT = Query("store/act/aimed_at", Facts, row=FactRow)
RECORDED = Query("store/act/recorded", Facts, row=DeedRow)
RECORD = Command("store/act/record", Rows)
CORRECTIONS = Query("store/act/corrections", Facts, row=CorrectionRow)

JUDGED = Query("store/same_as/judged", Ids, row=Pair)
JUDGE = Command("store/same_as/judge", RowsFrom)
STANDING_CLUSTERS = Query("store/same_as/standing_clusters", IdsStanding, row=MemberRow)
STANDING_PAIRS = Query("store/same_as/standing_pairs", IdsStanding, row=Pair)
LEAVE = Command("store/same_as/leave", LeaveAt)
JOIN = Command("store/same_as/join", RowsFrom)

BEAR = Command("store/terms/bear", TableAt)
FORGET = Command("store/terms/forget", Rows)

REDACTED_VERSIONS = Query("store/redact/versions", Facts, row=SaidRow)
KEPT = Query("store/redact/kept", OthersOf, row=SaidRow)
ERASE_ROWS = Command("store/redact/rows", Facts)
ERASE_CLAIMS = Command("store/redact/claims", Facts)
ERASE_ACTS = Command("store/redact/acts", Facts)

TAKE_LEASE = Query("store/lease/take", LeaseFor, row=LeaseRow)
GIVE_BACK = Command("store/lease/give_back", Holder)
