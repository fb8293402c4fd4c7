"""The brute-force oracle: the store protocol over plain lists, with no index and no cleverness. It decides who is right.

Slow on purpose: every answer scans every claim, so that each line can be held against DESIGN section 4.
"""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from credit.errors import NotYetKnown
from credit.facts import STILL, Act, Claim, Deed, Evidence, Fact, assemble
from credit.identity import root_of
from credit.kinds import FACT_KINDS, KIND_OF_CODE, Absence, NodeKind, node_kind_of
from credit.periods import Day, Interval, Period
from credit.view import Match, Node, SourceState, Way
from graph.store import BatchInfo, Change, NewAct, NewJudgement, Publication, StagedClaims, StagedRows


@dataclass
class _Row:
    claim: Claim
    digest: bytes
    tx_end: int
    batch: int
    row: int
    document: str | None


@dataclass
class OracleStore:
    """All claims, acts, judgements and batches, in the order in which they came."""

    rows: list[_Row] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    judgements: list[tuple[int, str, str, bool]] = field(default_factory=list)
    batches: list[tuple[int, BatchInfo]] = field(default_factory=list)
    raws: dict[tuple[int, int], str] = field(default_factory=dict)
    instants: list[datetime] = field(default_factory=list)

    def begin(self, recorded_at: datetime | None) -> int:
        self.instants.append(recorded_at or datetime.now(UTC))
        return len(self.instants)

    @contextmanager
    def view(self, transaction: int | None = None) -> "Iterator[OracleView]":
        last = len(self.instants)
        if transaction is not None and transaction > last:
            raise NotYetKnown(f"transaction {transaction} has not arrived; the last is {last}")
        yield OracleView(self, last if transaction is None else transaction)

    def transaction_at(self, known_at: datetime) -> int:
        return sum(1 for at in self.instants if at <= known_at)

    @contextmanager
    def load(self, batch: BatchInfo) -> "Iterator[OracleLoad]":
        yield OracleLoad(self, batch)

    def record(self, acts: Sequence[NewAct], recorded_at: datetime | None = None) -> int:
        tx = self.begin(recorded_at)
        for act in acts:
            self.acts.append(Act(len(self.acts) + 1, act.fact, act.deed, act.effective, act.props, tx, act.author, act.reason))
        return tx

    def judge(self, a: str, b: str, same: bool, author: str, basis: str, recorded_at: datetime | None = None) -> int:
        tx = self.begin(recorded_at)
        self.judgements.append((tx, a, b, same))
        return tx

    def changes(self, since: int) -> Iterator[Change]:
        born = [Change(row.claim.tx, "born", row.claim.fact, row.claim.src) for row in self.rows]
        died = [Change(row.tx_end, "died", row.claim.fact, row.claim.src) for row in self.rows if row.tx_end < STILL]
        acts = [Change(act.tx, act.deed.value, act.fact, "") for act in self.acts]
        judged = [Change(tx, "same" if same else "not_same", "", a) for tx, a, _, same in self.judgements]
        yield from sorted((c for c in born + died + acts + judged if c.transaction > since), key=lambda c: (c.transaction, c.what, c.fact))

    def last_transaction(self) -> tuple[int, datetime | None]:
        return len(self.instants), self.instants[-1] if self.instants else None

    def close(self) -> None:
        return None


@dataclass
class OracleLoad:
    """Collects staged claims; publishes them one by one."""

    store: OracleStore
    batch: BatchInfo
    staged: list[tuple[Claim, bytes, int, str | None]] = field(default_factory=list)
    new_acts: list[NewAct] = field(default_factory=list)
    pairs: list[NewJudgement] = field(default_factory=list)
    raws: dict[int, str] = field(default_factory=dict)

    def add_judgements(self, pairs: Sequence[NewJudgement]) -> None:
        self.pairs.extend(pairs)

    def add(self, claims: StagedClaims, rows: StagedRows) -> None:
        self.raws.update(zip(rows.row, rows.raw, strict=True))
        for i, code in enumerate(claims.kind):
            self.staged.append((self._claim(claims, i, code), claims.digest[i], claims.row[i], claims.document[i]))

    def _claim(self, claims: StagedClaims, i: int, code: int) -> Claim:
        bounds = Period(claims.from_min[i], claims.from_max[i], claims.to_min[i], claims.to_max[i])
        return Claim(
            id=0,
            fact=claims.fact[i].hex(),
            kind=KIND_OF_CODE[code].name,
            src=claims.src[i],
            dst=claims.dst[i],
            src_root="",
            dst_root=None,
            period=bounds,
            props=json.loads(claims.props[i]),
            source=self.batch.source,
            scope=self.batch.scope,
            precedence=self.batch.precedence,
            tx=0,
            seen_on=self.batch.data_on,
        )

    def add_acts(self, acts: Sequence[NewAct]) -> None:
        self.new_acts.extend(acts)

    def publish(self) -> Publication:
        best: dict[str, tuple[Claim, bytes, int, str | None]] = {}
        for staged in sorted(self.staged, key=lambda s: s[1]):
            best[staged[0].fact] = staged
        live = {row.claim.fact: row for row in self.store.rows if self._mine(row)}
        new = {fact: s for fact, s in best.items() if fact not in live}
        changed = {fact: s for fact, s in best.items() if fact in live and live[fact].digest != s[1]}
        closing = self._closing(live, best)
        acts, pairs = self._unknown_acts(), self._unjudged()
        self.store.batches.append((0, self.batch))
        tx = self.store.begin(self.batch.recorded_at) if new or changed or closing or acts or pairs else None
        if tx is not None:
            self._write(tx, new | changed, live, closing)
            for act in acts:
                self.store.acts.append(
                    Act(len(self.store.acts) + 1, act.fact, act.deed, act.effective, act.props, tx, act.author, act.reason)
                )
            self.store.judgements.extend((tx, a, b, True) for a, b in pairs)
        self.store.batches[-1] = (tx or len(self.store.instants), self.batch)
        counts = (len(new), len(changed), len(best) - len(new) - len(changed), len(closing), len(self.staged) - len(best))
        return Publication(tx, *counts)

    def _mine(self, row: _Row) -> bool:
        return row.tx_end == STILL and (row.claim.source, row.claim.scope) == (self.batch.source, self.batch.scope)

    def _unknown_acts(self) -> list[NewAct]:
        known = {(act.fact, act.deed, act.effective, json.dumps(act.props, sort_keys=True)) for act in self.store.acts}
        return [a for a in self.new_acts if (a.fact, a.deed, a.effective, json.dumps(a.props, sort_keys=True)) not in known]

    def _unjudged(self) -> list[tuple[str, str]]:
        judged = {frozenset((a, b)) for _, a, b, _ in self.store.judgements}
        fresh = dict.fromkeys((min(p.a, p.b), max(p.a, p.b)) for p in self.pairs if p.a != p.b)
        return [pair for pair in fresh if frozenset(pair) not in judged]

    def _closing(self, live: dict[str, _Row], said: Collection[str]) -> list[_Row]:
        if not self.batch.snapshot:
            return []
        ends = (row for fact, row in live.items() if fact not in said and FACT_KINDS[row.claim.kind].absence is Absence.ENDS)
        return [row for row in ends if row.claim.period.open_ended]

    def _last_seen(self, row: _Row) -> Day:
        full = [
            b.data_on for _, b in self.store.batches[:-1] if b.snapshot and (b.source, b.scope) == (self.batch.source, self.batch.scope)
        ]
        return max([row.claim.seen_on, *full])

    def _write(self, tx: int, said: dict[str, tuple[Claim, bytes, int, str | None]], live: dict[str, _Row], closing: list[_Row]) -> None:
        at = len(self.store.batches) - 1
        for fact, (claim, digest, row, document) in said.items():
            if fact in live:
                live[fact].tx_end = tx
            self._append(replace(claim, tx=tx), digest, at, row, document)
            self.store.raws[(at, row)] = self.raws.get(row, "{}")
        for old in closing:
            old.tx_end = tx
            period = old.claim.period.ended(self._last_seen(old), self.batch.data_on)
            self._append(replace(old.claim, tx=tx, period=period), b"closed", old.batch, old.row, old.document)

    def _append(self, claim: Claim, digest: bytes, batch: int, row: int, document: str | None) -> None:
        numbered = replace(claim, id=len(self.store.rows) + 1)
        self.store.rows.append(_Row(numbered, digest, STILL, batch, row, document))


@dataclass
class OracleView:
    """A picture of the lists at one transaction."""

    store: OracleStore
    transaction: int

    def _root(self, public_id: str) -> str:
        """Same-as judgements that stand at this transaction, the last word on each pair; the strongest id of a cluster is its root."""
        return root_of(self._cluster(public_id))

    def _cluster(self, public_id: str) -> set[str]:
        verdicts: dict[tuple[str, str], bool] = {}
        for tx, a, b, same in self.store.judgements:
            if tx <= self.transaction:
                verdicts[(min(a, b), max(a, b))] = same
        cluster, grown = {public_id}, True
        while grown:
            more = {x for pair, same in verdicts.items() if same and cluster & set(pair) for x in pair}
            grown = not more <= cluster
            cluster |= more
        return cluster

    def _claims(self, wanted: Callable[[Claim], bool]) -> list[Claim]:
        found = []
        for row in self.store.rows:
            if row.claim.tx <= self.transaction < row.tx_end:
                claim = row.claim
                dst = self._root(claim.dst) if claim.dst else None
                claim = replace(claim, src_root=self._root(claim.src), dst_root=dst)
                if wanted(claim):
                    found.append(claim)
        return found

    def _acts(self) -> dict[str, list[Act]]:
        known: dict[str, list[Act]] = {}
        for act in self.store.acts:
            if act.tx <= self.transaction or act.deed is Deed.REDACT:
                known.setdefault(act.fact, []).append(act)
        return known

    def _facts(self, wanted: Callable[[Claim], bool], during: Interval) -> tuple[Fact, ...]:
        return tuple(fact for fact in assemble(self._claims(wanted), self._acts()) if fact.period.overlaps(during))

    def node(self, public_id: str) -> Node | None:
        cluster = self._cluster(public_id)
        ends = {end for row in self.store.rows if row.claim.tx <= self.transaction for end in (row.claim.src, row.claim.dst)}
        kind = node_kind_of(public_id)
        if not cluster & ends or kind is None:
            return None
        return Node(root_of(cluster), kind, tuple(sorted(cluster)))

    def expand(self, frontier: Collection[str], kinds: Collection[str], during: Interval, way: Way = Way.BOTH) -> tuple[Fact, ...]:
        roots = {self._root(node) for node in frontier}

        def wanted(claim: Claim) -> bool:
            at_src = way is not Way.IN and claim.src_root in roots
            at_dst = way is not Way.OUT and claim.dst_root in roots
            return claim.kind in kinds and claim.dst is not None and (at_src or at_dst)

        return self._facts(wanted, during)

    def facts_of(self, nodes: Collection[str], kinds: Collection[str], during: Interval) -> tuple[Fact, ...]:
        roots = {self._root(node) for node in nodes}
        return self._facts(lambda claim: claim.kind in kinds and claim.dst is None and claim.src_root in roots, during)

    def facts(self, ids: Collection[str]) -> tuple[Fact, ...]:
        whole = assemble(self._claims(lambda claim: True), self._acts())
        return tuple(fact for fact in whole if set(fact.ids) & set(ids))

    def find(self, text: str, kinds: Collection[str], limit: int) -> tuple[Match, ...]:
        found: dict[str, Match] = {}
        for claim in self._claims(lambda claim: claim.kind in kinds):
            kind = FACT_KINDS[claim.kind]
            if isinstance(kind, NodeKind):
                for name in (*kind.identifiers, *kind.names):
                    value = str(claim.props.get(name, ""))
                    if value == text or (name in kind.names and text in value):
                        found.setdefault(claim.src_root, Match(claim.src_root, kind.name, value, name, value == text, 1.0))
        return tuple(sorted(found.values(), key=lambda m: (not m.exact, m.id)))[:limit]

    def evidence(self, ids: Collection[int]) -> tuple[Evidence, ...]:
        return tuple(self._evidence(self.store.rows[i - 1]) for i in ids if 0 < i <= len(self.store.rows))

    def _evidence(self, row: _Row) -> Evidence:
        batch = self.store.batches[row.batch][1]
        gone = any(act.deed is Deed.REDACT for act in self._acts().get(row.claim.fact, []))
        raw = None if gone else json.loads(self.store.raws[(row.batch, row.row)])
        return Evidence(
            row.claim.id,
            row.claim.fact,
            row.claim.kind,
            batch.source,
            batch.title,
            batch.scope,
            batch.file,
            row.row,
            row.document,
            raw,
            row.claim.seen_on,
            row.claim.tx,
            None if row.tx_end > self.transaction else row.tx_end,
            gone,
        )

    def sources(self) -> tuple[SourceState, ...]:
        said: dict[tuple[str, str], list[BatchInfo]] = {}
        for tx, batch in self.store.batches:
            if tx <= self.transaction:
                said.setdefault((batch.source, batch.scope), []).append(batch)
        return tuple(
            SourceState(name, scope, b[-1].title, b[-1].publisher, b[-1].precedence, max(x.data_on for x in b), 0, 0)
            for (name, scope), b in sorted(said.items())
        )

    def all_nodes(self, kind: str, after: str, limit: int) -> tuple[str, ...]:
        ends = {c.src_root for c in self._claims(lambda c: True)} | {c.dst_root for c in self._claims(lambda c: True) if c.dst_root}
        return tuple(sorted(node for node in ends if node_kind_of(node) == kind and node > after))[:limit]
