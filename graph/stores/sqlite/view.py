"""A picture of the store at one transaction."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeVar

import apsw

from credit.errors import StoreFault
from credit.facts import Act, Claim, Evidence, Fact, assemble, erased
from credit.identity import root_of
from credit.kinds import EDGES, KIND_OF_CODE, NODES, node_kind_of, prefixes_of
from credit.periods import ALWAYS, Interval
from credit.relations import PlainRecords, PlainRelations
from credit.view import Match, Node, SourceState, Way
from graph.search import Asked, findable_kinds, id_match, matches, name_question, ranked
from graph.settings import StoreSettings
from graph.stores.sqlite import reads
from graph.stores.sqlite.copying import plain_graph
from graph.stores.sqlite.query import NOTHING, Frozen, Query
from graph.stores.sqlite.rows import act_of, claim_of, codes, evidence_of

P = TypeVar("P", bound=Frozen)
R = TypeVar("R", bound=Frozen)

_CANDIDATES_A_MATCH = 5
_LEAST_CANDIDATES = 200


@dataclass
class SqliteView:
    """Implements credit.view.View over one read transaction. May be handed from thread to thread: questions wait for each other."""

    connection: apsw.Connection
    transaction: int
    settings: StoreSettings
    _lock: Lock = field(default_factory=Lock)
    _is_open: bool = True

    def node(self, public_id: str) -> Node | None:
        """The node that an id names, under whatever id it lives now."""
        kind = node_kind_of(public_id)
        members = [row.member for row in self._rows(reads.MEMBERS, reads.IdAt(public_id, self.transaction))] or [public_id]
        (named,) = self._rows(reads.IS_NAMED, reads.IdsAt(json.dumps(members), self.transaction))
        return Node(root_of(members), kind, tuple(members)) if kind and named.known else None

    def expand(self, frontier: Collection[str], kinds: Collection[str], during: Interval, way: Way = Way.BOTH) -> tuple[Fact, ...]:
        """The relations of these kinds at any node of the frontier whose period may touch the interval, one hop."""
        return self._facts(frontier, [kind for kind in kinds if kind in EDGES], way, during)

    def facts_of(self, nodes: Collection[str], kinds: Collection[str], during: Interval) -> tuple[Fact, ...]:
        """The records of, and statements about, these nodes that may touch the interval."""
        return self._facts(nodes, [kind for kind in kinds if kind not in EDGES], Way.OUT, during)

    def erased(self, nodes: Collection[str], kinds: Collection[str]) -> tuple[Fact, ...]:
        """What was once stated of, or at, these nodes and an act has erased."""
        relations = self._claims(nodes, [kind for kind in kinds if kind in EDGES], Way.BOTH)
        said = self._claims(nodes, [kind for kind in kinds if kind not in EDGES], Way.OUT)
        claims = list({claim.id: claim for claim in (*relations, *said)}.values())
        return erased(claims, self._acts({claim.fact for claim in claims})) if claims else ()

    def facts(self, ids: Collection[str]) -> tuple[Fact, ...]:
        """The facts of these ids, whatever their period. Of all that starts at the same nodes, only what has the same ends is assembled."""
        asked = frozenset(ids)
        ends = self._rows(reads.ENDS_OF_FACTS, reads.FactsAt(json.dumps(sorted(asked)), self.transaction))
        kinds = {KIND_OF_CODE[end.kind].name for end in ends}
        rows = self._claim_rows({end.src for end in ends}, sorted(kinds), Way.OUT)
        between = {(row.kind, row.src_root, row.dst_root) for row in rows if row.fact.hex() in asked}
        claims = [claim_of(row) for row in rows if (row.kind, row.src_root, row.dst_root) in between]
        return tuple(fact for fact in self._assembled(claims) if asked.intersection(fact.ids))

    def find(self, text: str, kinds: Collection[str], limit: int) -> tuple[Match, ...]:
        """Nodes by code, case or document number (exact), or by name; best first, then by id."""
        asked = Asked.of(text)
        known = self._rows(reads.KNOWN_IDS, reads.IdsAt(json.dumps(asked.ids(kinds)), self.transaction))
        named = ((row.id, self.node(row.id)) for row in known)
        by_id = [id_match(each, node.id) for each, node in named if node]
        facts = self.facts_of(self._candidates(asked, kinds, limit), findable_kinds(), ALWAYS)
        return ranked([*by_id, *matches(facts, asked, kinds)], limit)

    def others_called(self, name: str, kind: str, but: str, limit: int) -> frozenset[str]:
        """Nodes of this kind that `find` matches exactly by this name, `but` that one: nobody else need be assembled and compared."""
        asked, kinds, most = Asked.of(name), (kind,), max(_LEAST_CANDIDATES, _CANDIDATES_A_MATCH * limit)
        known = self._rows(reads.KNOWN_IDS, reads.IdsAt(json.dumps(asked.ids(kinds)), self.transaction))
        whole = self._rows(reads.FIND_WHOLE, reads.WholeText(asked.name, asked.number, codes(kinds), self.transaction, most))
        if {row.id for row in (*known, *whole)} <= {but}:
            return frozenset()
        if known or len(whole) >= most:
            return frozenset(match.id for match in self.find(name, kinds, limit) if match.exact) - {but}
        facts = self.facts_of({row.id for row in whole}, findable_kinds(), ALWAYS)
        return frozenset(match.id for match in ranked(matches(facts, asked, kinds), limit) if match.exact) - {but}

    def _candidates(self, asked: Asked, kinds: Collection[str], limit: int) -> set[str]:
        of, most = codes(kind for kind in kinds if kind in NODES), max(_LEAST_CANDIDATES, _CANDIDATES_A_MATCH * limit)
        found = self._rows(reads.FIND_WHOLE, reads.WholeText(asked.name, asked.number, of, self.transaction, most))
        if asked.name:
            part = reads.PartOfName(name_question(asked.name), self.settings.search_scan, of, self.transaction, most)
            found = [*found, *self._rows(reads.FIND_PART, part)]
        return {row.id for row in found}

    def evidence(self, ids: Collection[int]) -> tuple[Evidence, ...]:
        """Where these claims were read, in the order of `ids`."""
        rows = self._rows(reads.EVIDENCE, reads.IdsAt(json.dumps(list(ids)), self.transaction))
        return tuple(evidence_of(row, self.transaction) for row in rows)

    def sources(self) -> tuple[SourceState, ...]:
        """Every source and scope that has said anything by this transaction."""
        rows = self._rows(reads.SOURCES, reads.AtTransaction(self.transaction))
        return tuple(
            SourceState(row.name, row.scope, row.title, row.publisher, row.precedence, row.current_through, row.loaded_at_us, row.claims)
            for row in rows
        )

    def said_last(self) -> int:
        """The number of the last batch that anybody handed in, of whatever transaction: while it stands, `sources` says the same."""
        (last,) = self._rows(reads.LAST_BATCH, NOTHING)
        return last.batch

    def all_nodes(self, kind: str, after: str, limit: int) -> tuple[str, ...]:
        """Ids of this kind in id order, after the given one."""
        found: list[str] = []
        for prefix in prefixes_of(kind):
            if len(found) < limit:
                between = reads.Between(max(after, f"{prefix}:"), f"{prefix};", self.transaction, limit)
                rows = [*self._rows(reads.UNMERGED_NODES, between), *self._rows(reads.MERGED_NODES, between)]
                found += sorted(row.id for row in rows)
        return tuple(found[: max(limit, 0)])

    def plain_graph(self, record_kinds: Collection[str]) -> tuple[PlainRelations, PlainRecords]:
        """Every relation, and every record of these kinds of node, in bulk: for the projection."""
        with self._lock:
            return plain_graph(self.connection, self.transaction, record_kinds)

    def _facts(self, frontier: Collection[str], kinds: Sequence[str], way: Way, during: Interval) -> tuple[Fact, ...]:
        return tuple(fact for fact in self._assembled(self._claims(frontier, kinds, way)) if fact.period.overlaps(during))

    def _assembled(self, claims: Sequence[Claim]) -> tuple[Fact, ...]:
        return assemble(claims, self._acts({claim.fact for claim in claims}) if claims else {})

    def _claims(self, frontier: Collection[str], kinds: Sequence[str], way: Way) -> list[Claim]:
        return [claim_of(row) for row in self._claim_rows(frontier, kinds, way)]

    def _claim_rows(self, frontier: Collection[str], kinds: Sequence[str], way: Way) -> list[reads.ClaimRow]:
        hop = reads.Hop(json.dumps(sorted(frontier)), codes(kinds), int(way is not Way.IN), int(way is not Way.OUT), self.transaction)
        return self._rows(reads.EXPAND, hop)

    def _acts(self, facts: Collection[str]) -> dict[str, list[Act]]:
        known: dict[str, list[Act]] = {}
        for row in self._rows(reads.ACTS, reads.FactsAt(json.dumps(sorted(facts)), self.transaction)):
            known.setdefault(row.fact.hex(), []).append(act_of(row))
        return known

    def close(self) -> None:
        """Ends the picture: its connection goes to somebody else."""
        with self._lock:
            self._is_open = False

    def _rows(self, query: Query[P, R], params: P) -> list[R]:
        with self._lock:
            if not self._is_open:
                raise StoreFault("这个视图已经关闭。This view is closed: ask inside its context.")
            return query.rows(self.connection, params)
