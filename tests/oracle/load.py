"""How the oracle takes a load: collects, and publishes one by one."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from credit.facts import STILL, Claim
from credit.kinds import FACT_KINDS, KIND_OF_CODE, Absence
from credit.periods import Day, Period
from graph.admission import check_claims, checked_acts, checked_pair
from graph.store import BatchInfo, NewAct, NewJudgement, Publication, StagedClaims, StagedRows

if TYPE_CHECKING:
    from tests.oracle.store import OracleStore, Row


@dataclass(frozen=True)
class Staged:
    """A claim as it was staged."""

    claim: Claim
    digest: bytes
    row: int
    document: str | None


@dataclass
class OracleLoad:
    """Collects staged claims; publishes them one by one."""

    store: OracleStore
    batch: BatchInfo
    staged: list[Staged] = field(default_factory=list)
    new_acts: list[NewAct] = field(default_factory=list)
    pairs: list[NewJudgement] = field(default_factory=list)
    raws: dict[int, str] = field(default_factory=dict)

    def add(self, claims: StagedClaims, rows: StagedRows) -> None:
        check_claims(claims)
        for row, raw in zip(rows.row, rows.raw, strict=True):
            self.raws.setdefault(row, raw)
        for i in range(len(claims.kind)):
            self.staged.append(Staged(self._claim(claims, i), claims.digest[i], claims.row[i], claims.document[i]))

    def _claim(self, claims: StagedClaims, i: int) -> Claim:
        return Claim(
            id=0,
            fact=claims.fact[i].hex(),
            kind=KIND_OF_CODE[claims.kind[i]].name,
            src=claims.src[i],
            dst=claims.dst[i],
            src_root="",
            dst_root=None,
            period=Period(claims.from_min[i], claims.from_max[i], claims.to_min[i], claims.to_max[i]),
            props=json.loads(claims.props[i]),
            source=self.batch.source,
            scope=self.batch.scope,
            precedence=self.batch.precedence,
            tx=0,
            seen_on=self.batch.data_on,
        )

    def add_acts(self, acts: Sequence[NewAct]) -> None:
        self.new_acts.extend(checked_acts(acts) if acts else ())

    def add_judgements(self, pairs: Sequence[NewJudgement]) -> None:
        for pair in pairs:
            checked_pair(pair.a, pair.b)
        self.pairs.extend(pairs)

    def repeat(self) -> bool:
        from tests.oracle.store import Batch

        feed = (self.batch.source, self.batch.scope)
        mine = [batch.info for batch in self.store.batches if (batch.info.source, batch.info.scope) == feed]
        same = bool(mine) and (mine[-1].sha256, mine[-1].snapshot) == (self.batch.sha256, self.batch.snapshot)
        if same:
            self.store.batches.append(Batch(len(self.store.instants), self.batch, self.store.instant(self.batch.recorded_at)))
        return same

    def publish(self) -> Publication:
        from tests.oracle.store import Batch

        best: dict[str, Staged] = {}
        for staged in sorted(self.staged, key=lambda staged: (staged.digest, -staged.row)):
            best[staged.claim.fact] = staged
        live = {row.claim.fact: row for row in self.store.rows if self._mine(row)}
        new = {fact: staged for fact, staged in best.items() if fact not in live}
        changed = {fact: staged for fact, staged in best.items() if fact in live and live[fact].digest != staged.digest}
        closing = self._closing(live, best)
        acts, pairs = self._unrecorded(), self._unjudged()
        at = self.store.instant(self.batch.recorded_at)
        closed = [(row, row.claim.period.ended(self._last_seen(row), self.batch.data_on)) for row in closing]
        tx = self.store.begin(at) if new or changed or closing or acts or pairs else None
        self.store.batches.append(Batch(len(self.store.instants), self.batch, at))
        if tx is not None:
            self._write(tx, new | changed, live, closed)
            self.store.append_acts(tx, acts)
            self.store.judgements.extend((tx, a, b, True) for a, b in pairs)
        counts = (len(new), len(changed), len(best) - len(new) - len(changed), len(closing), len(self.staged) - len(best))
        return Publication(tx, *counts)

    def _mine(self, row: Row) -> bool:
        return row.tx_end == STILL and (row.claim.source, row.claim.scope) == (self.batch.source, self.batch.scope)

    def _unrecorded(self) -> list[NewAct]:
        """One act of each deed that nobody has recorded. What was redacted has no values left to be told apart by."""
        known = {(act.fact, act.deed, act.effective, self.store.erased(act)) for act in self.store.acts}
        fresh: dict[object, NewAct] = {}
        for act in self.new_acts:
            fresh.setdefault((act.fact, act.deed, act.effective, self.store.erased(act)), act)
        return [act for deed, act in fresh.items() if deed not in known]

    def _unjudged(self) -> list[tuple[str, str]]:
        judged = {(a, b) for _, a, b, _ in self.store.judgements}
        return [pair for pair in dict.fromkeys(checked_pair(p.a, p.b) for p in self.pairs) if pair not in judged]

    def _closing(self, live: Mapping[str, Row], said: Collection[str]) -> list[Row]:
        """What a snapshot no longer says has ended; an older one than that which was last seen says nothing about it."""
        if not self.batch.snapshot:
            return []
        ends = (row for fact, row in live.items() if fact not in said and FACT_KINDS[row.claim.kind].absence is Absence.ENDS)
        return [row for row in ends if row.claim.period.open_ended and self._last_seen(row) <= self.batch.data_on]

    def _last_seen(self, row: Row) -> Day:
        """When it was stated, or the last full snapshot of its source and scope after that: it was in all of them, or would be closed."""
        mine = (self.batch.source, self.batch.scope)
        after = [batch.info for batch in self.store.batches[row.batch + 1 :]]
        full = [info.data_on for info in after if info.snapshot and (info.source, info.scope) == mine]
        return max([row.claim.seen_on, *full])

    def _write(self, tx: int, said: Mapping[str, Staged], live: Mapping[str, Row], closed: Sequence[tuple[Row, Period]]) -> None:
        at = len(self.store.batches) - 1
        for row, raw in self.raws.items():
            self.store.raws[(at, row)] = raw
        for staged in self.staged:
            self.store.lines.setdefault((at, staged.row), set()).add(staged.claim.fact)
        for fact, staged in said.items():
            if fact in live:
                live[fact].tx_end = tx
            self._append(replace(staged.claim, tx=tx), staged.digest, at, staged.row, staged.document)
        for old, period in closed:
            old.tx_end = tx
            self._append(replace(old.claim, tx=tx, period=period), b"closed", old.batch, old.row, old.document)

    def _append(self, claim: Claim, digest: bytes, batch: int, row: int, document: str | None) -> None:
        from tests.oracle.store import Row

        numbered = replace(claim, id=len(self.store.rows) + 1)
        self.store.rows.append(Row(numbered, digest, STILL, batch, row, document))
