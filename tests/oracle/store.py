"""The brute-force oracle: the store protocol over plain lists, with no index and no cleverness. It decides who is right.

Slow on purpose: every answer scans every claim, so that each line can be held against DESIGN section 4.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from credit.errors import BadParameter, NotYetKnown
from credit.facts import STILL, Act, Claim, Deed
from credit.identity import canonical_json
from credit.kinds import NODES, node_kind_of
from graph.admission import checked_acts, checked_instant, checked_pair
from graph.store import BatchInfo, Change, GraphStats, NewAct
from tests.oracle.load import OracleLoad
from tests.oracle.view import OracleView


@dataclass
class Row:
    """One version of a claim, and where it was read."""

    claim: Claim
    digest: bytes
    tx_end: int
    batch: int
    row: int
    document: str | None


@dataclass(frozen=True)
class Batch:
    """One load: the last transaction when it was done, and its instant."""

    tx: int
    info: BatchInfo
    at: datetime


@dataclass
class OracleStore:
    """All claims, acts, judgements and batches, in the order in which they came. `lines`: every fact that a line of a batch stated."""

    rows: list[Row] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    judgements: list[tuple[int, str, str, bool]] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)
    raws: dict[tuple[int, int], str] = field(default_factory=dict)
    lines: dict[tuple[int, int], set[str]] = field(default_factory=dict)
    instants: list[datetime] = field(default_factory=list)

    def instant(self, recorded_at: datetime | None) -> datetime:
        """The instant of the next transaction."""
        return checked_instant(recorded_at, self.instants[-1] if self.instants else None)

    def begin(self, recorded_at: datetime | None) -> int:
        """A new transaction."""
        self.instants.append(self.instant(recorded_at))
        return len(self.instants)

    @contextmanager
    def view(self, transaction: int | None = None) -> Iterator[OracleView]:
        last = len(self.instants)
        if transaction is not None and transaction < 0:
            raise BadParameter(f"transaction {transaction}")
        if transaction is not None and transaction > last:
            raise NotYetKnown(f"transaction {transaction} has not arrived; the last is {last}")
        yield OracleView(self, last if transaction is None else transaction)

    def transaction_at(self, known_at: datetime) -> int:
        return sum(1 for at in self.instants if at <= known_at)

    @contextmanager
    def load(self, batch: BatchInfo) -> Iterator[OracleLoad]:
        self.instant(batch.recorded_at)
        yield OracleLoad(self, batch)

    def record(self, acts: Sequence[NewAct], recorded_at: datetime | None = None) -> int:
        checked_acts(acts)
        tx = self.begin(recorded_at)
        self.append_acts(tx, acts)
        return tx

    def append_acts(self, tx: int, acts: Sequence[NewAct]) -> None:
        """Records acts in that transaction."""
        for act in acts:
            self.acts.append(Act(len(self.acts) + 1, act.fact, act.deed, act.effective, act.props, tx, act.author, act.reason))

    def redacted(self, fact: str) -> bool:
        """Whether a fact is redacted: for good, and at every transaction."""
        return any(act.deed is Deed.REDACT and act.fact == fact for act in self.acts)

    def erased(self, act: Act | NewAct) -> str:
        """The values of an act, as canonical JSON; none where its fact is redacted."""
        return canonical_json({} if self.redacted(act.fact) else act.props)

    def judge(self, a: str, b: str, same: bool, author: str, basis: str, recorded_at: datetime | None = None) -> int:
        pair = checked_pair(a, b)
        tx = self.begin(recorded_at)
        self.judgements.append((tx, *pair, same))
        return tx

    def changes(self, since: int) -> Iterator[Change]:
        born = [Change(row.claim.tx, "born", row.claim.fact, row.claim.src) for row in self.rows]
        died = [Change(row.tx_end, "died", row.claim.fact, row.claim.src) for row in self.rows if row.tx_end < STILL]
        acts = [Change(act.tx, act.deed.value, act.fact, "") for act in self.acts]
        judged = [Change(tx, "same" if same else "not_same", "", a) for tx, a, _, same in self.judgements]
        later = [change for change in born + died + acts + judged if change.transaction > since]
        yield from sorted(later, key=lambda change: (change.transaction, change.what, change.fact, change.node))

    def last_transaction(self) -> tuple[int, datetime | None]:
        return len(self.instants), self.instants[-1].astimezone(UTC) if self.instants else None

    def stats(self) -> GraphStats:
        standing = [row.claim for row in self.rows if row.tx_end == STILL]
        nodes = {end for claim in standing for end in (claim.src, claim.dst) if end}
        facts = {(claim.kind, claim.fact) for claim in standing}
        return GraphStats(
            nodes={kind: n for kind in NODES if (n := sum(node_kind_of(node) == kind for node in nodes))},
            facts={kind: sum(k == kind for k, _ in facts) for kind in sorted({kind for kind, _ in facts})},
            claims={kind: sum(claim.kind == kind for claim in standing) for kind in sorted({claim.kind for claim in standing})},
            transactions=len(self.instants),
            bytes=0,
        )

    def close(self) -> None:
        return None
