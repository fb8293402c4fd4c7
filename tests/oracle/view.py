"""How the oracle answers: every answer scans every claim."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from credit.facts import Act, Claim, Deed, Evidence, Fact, assemble, erased
from credit.identity import root_of
from credit.kinds import node_kind_of
from credit.periods import ALWAYS, Interval
from credit.view import Match, Node, SourceState, Way
from graph.admission import microseconds
from graph.search import Asked, findable_kinds, id_match, matches, ranked

if TYPE_CHECKING:
    from tests.oracle.store import Batch, OracleStore, Row


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
                verdicts[(a, b)] = same
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

    def erased(self, nodes: Collection[str], kinds: Collection[str]) -> tuple[Fact, ...]:
        roots = {self._root(node) for node in nodes}

        def wanted(claim: Claim) -> bool:
            return claim.kind in kinds and bool({claim.src_root, claim.dst_root if claim.dst else claim.src_root} & roots)

        return erased(self._claims(wanted), self._acts())

    def facts(self, ids: Collection[str]) -> tuple[Fact, ...]:
        whole = assemble(self._claims(lambda claim: True), self._acts())
        return tuple(fact for fact in whole if set(fact.ids) & set(ids))

    def find(self, text: str, kinds: Collection[str], limit: int) -> tuple[Match, ...]:
        asked = Asked.of(text)
        by_id = [id_match(each, node.id) for each in asked.ids(kinds) if (node := self.node(each))]
        facts = self._facts(lambda claim: claim.kind in findable_kinds(), ALWAYS)
        return ranked([*by_id, *matches(facts, asked, kinds)], limit)

    def evidence(self, ids: Collection[int]) -> tuple[Evidence, ...]:
        known = {row.claim.id: row for row in self.store.rows if row.claim.tx <= self.transaction}
        return tuple(self._evidence(known[i]) for i in ids if i in known)

    def _evidence(self, row: Row) -> Evidence:
        batch = self.store.batches[row.batch].info
        gone = self.store.redacted(row.claim.fact)
        return Evidence(
            id=row.claim.id,
            fact=row.claim.fact,
            kind=row.claim.kind,
            source=batch.source,
            source_title=batch.title,
            scope=batch.scope,
            file=batch.file,
            row=row.row,
            document=None if gone else row.document,
            raw=self._raw(row),
            seen_on=row.claim.seen_on,
            transaction=row.claim.tx,
            superseded_by=None if row.tx_end > self.transaction else row.tx_end,
            redacted=gone,
        )

    def _raw(self, row: Row) -> dict[str, str] | None:
        """The values of the line, unless a fact that it states is redacted."""
        line = (row.batch, row.row)
        if line not in self.store.raws or any(self.store.redacted(fact) for fact in self.store.lines[line]):
            return None
        raw: dict[str, str] = json.loads(self.store.raws[line])
        return raw

    def sources(self) -> tuple[SourceState, ...]:
        said: dict[tuple[str, str], list[Batch]] = {}
        for batch in self.store.batches:
            if batch.tx <= self.transaction:
                said.setdefault((batch.info.source, batch.info.scope), []).append(batch)
        return tuple(self._source(name, scope, batches) for (name, scope), batches in sorted(said.items()))

    def _source(self, name: str, scope: str, batches: list[Batch]) -> SourceState:
        last = batches[-1]
        return SourceState(
            name=name,
            scope=scope,
            title=last.info.title,
            publisher=last.info.publisher,
            precedence=last.info.precedence,
            current_through=max(batch.info.data_on for batch in batches),
            loaded_at_us=microseconds(last.at),
            claims=len(self._claims(lambda claim: (claim.source, claim.scope) == (name, scope))),
        )

    def all_nodes(self, kind: str, after: str, limit: int) -> tuple[str, ...]:
        claims = self._claims(lambda claim: True)
        ends = {claim.src_root for claim in claims} | {claim.dst_root for claim in claims if claim.dst_root}
        return tuple(sorted(node for node in ends if node_kind_of(node) == kind and node > after))[:limit]
