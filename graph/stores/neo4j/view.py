"""A picture of the store at one transaction.

Neo4j reads what is committed, statement by statement; the picture is fixed all the same, because every claim, act, membership and batch
carries its transaction, and nothing that an older transaction knows is ever deleted but what a redaction erases.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from credit.facts import STILL, Act, Claim, Evidence, Fact, assemble, erased
from credit.identity import root_of
from credit.kinds import EDGES, KIND_OF_CODE, NODES, node_kind_of, prefixes_of
from credit.periods import ALWAYS, Interval
from credit.view import Match, Node, SourceState, Way
from graph.search import Asked, findable_kinds, id_match, matches, ranked
from graph.stores.neo4j import reads
from graph.stores.neo4j.declared import read_with
from graph.stores.neo4j.query import Run
from graph.stores.neo4j.rows import act_of, claim_of, codes, evidence_of
from graph.stores.neo4j.terms import term_key, term_question

_CANDIDATES_A_MATCH = 5
_LEAST_CANDIDATES = 200


@dataclass(frozen=True)
class Neo4jView:
    """Implements credit.view.View. `run` runs each statement in a read transaction of its own, or in the one that is being written."""

    run: Run
    transaction: int
    search_scan: int
    _roots: dict[str, str] = field(default_factory=dict)
    """Root by id, of every id that was asked for so far: who is who does not change within a picture."""
    _merged: dict[str, set[str]] = field(default_factory=dict)

    def node(self, public_id: str) -> Node | None:
        """The node that an id names, under whatever id it lives now."""
        kind = node_kind_of(public_id)
        members = [row.member for row in reads.MEMBERS.rows(self.run, reads.IdAt(public_id, self.transaction))] or [public_id]
        named = reads.NAMED.rows(self.run, reads.IdsAt(members, self.transaction))
        return Node(root_of(members), kind, tuple(members)) if kind and named else None

    def expand(self, frontier: Collection[str], kinds: Collection[str], during: Interval, way: Way = Way.BOTH) -> tuple[Fact, ...]:
        """The relations of these kinds at any node of the frontier whose period may touch the interval, one hop."""
        claims = self.relations(frontier, [kind for kind in kinds if kind in EDGES], way)
        return self._facts(claims, during)

    def facts_of(self, nodes: Collection[str], kinds: Collection[str], during: Interval) -> tuple[Fact, ...]:
        """The records of, and statements about, these nodes that may touch the interval."""
        return self._facts(self.said_of(nodes, [kind for kind in kinds if kind not in EDGES]), during)

    def erased(self, nodes: Collection[str], kinds: Collection[str]) -> tuple[Fact, ...]:
        """What was once stated of, or at, these nodes and an act has erased."""
        relations = self.relations(nodes, [kind for kind in kinds if kind in EDGES], Way.BOTH)
        claims = [*relations, *self.said_of(nodes, [kind for kind in kinds if kind not in EDGES])]
        return erased(claims, self.acts({claim.fact for claim in claims})) if claims else ()

    def facts(self, ids: Collection[str]) -> tuple[Fact, ...]:
        """The facts of these ids, whatever their period."""
        asked = frozenset(ids)
        ends = reads.ENDS_OF_FACTS.rows(self.run, reads.FactsAt(sorted(asked), self.transaction))
        kinds = sorted({KIND_OF_CODE[end.kind].name for end in ends})
        around = self._facts(self.said_of({end.src for end in ends}, kinds), ALWAYS)
        return tuple(fact for fact in around if asked.intersection(fact.ids))

    def find(self, text: str, kinds: Collection[str], limit: int) -> tuple[Match, ...]:
        """Nodes by code, case or document number (exact), or by name; best first, then by id."""
        asked = Asked.of(text)
        named = ((each, self.node(each)) for each in asked.ids(kinds))
        by_id = [id_match(each, node.id) for each, node in named if node]
        facts = self.facts_of(self._candidates(asked, kinds, limit), findable_kinds(), ALWAYS)
        return ranked([*by_id, *matches(facts, asked, kinds)], limit)

    def _candidates(self, asked: Asked, kinds: Collection[str], limit: int) -> set[str]:
        of, most = codes(kind for kind in kinds if kind in NODES), max(_LEAST_CANDIDATES, _CANDIDATES_A_MATCH * limit)
        keys = [term_key(asked.name, named=True), term_key(asked.number, named=False)]
        found = reads.FIND_WHOLE.rows(self.run, reads.WholeText(keys, of, self.transaction, most))
        if asked.name:
            part = reads.PartOfName(term_question(asked.name), self.search_scan, of, self.transaction, most)
            found += reads.FIND_PART.rows(self.run, part)
        return {row.id for row in found}

    def evidence(self, ids: Collection[int]) -> tuple[Evidence, ...]:
        """Where these claims were read, in the order of `ids`."""
        rows = reads.EVIDENCE.rows(self.run, reads.NumbersAt(list(ids), self.transaction))
        return tuple(evidence_of(row, self.transaction) for row in rows)

    def sources(self) -> tuple[SourceState, ...]:
        """Every source and scope that has said anything by this transaction."""
        rows = reads.SOURCES.rows(self.run, reads.AtTransaction(self.transaction))
        return tuple(
            SourceState(row.name, row.scope, row.title, row.publisher, row.precedence, row.current_through, row.loaded_at_us, row.claims)
            for row in rows
        )

    def all_nodes(self, kind: str, after: str, limit: int) -> tuple[str, ...]:
        """Ids of this kind in id order, after the given one."""
        found: list[str] = []
        for prefix in prefixes_of(kind):
            if len(found) < limit:
                between = reads.Between(max(after, f"{prefix}:"), f"{prefix};", self.transaction, limit)
                rows = [*reads.UNMERGED_NODES.rows(self.run, between), *reads.MERGED_NODES.rows(self.run, between)]
                found += sorted(row.id for row in rows)
        return tuple(found[: max(limit, 0)])

    def relations(self, frontier: Collection[str], kinds: Sequence[str], way: Way) -> list[Claim]:
        """The claims that state relations of these kinds at these nodes, by whatever ids."""
        if not kinds or not frontier:
            return []
        nodes = self._members(frontier)
        hop = reads.Hop(nodes, codes(kinds), way is not Way.IN, way is not Way.OUT, self.transaction, STILL)
        return self._claims(reads.EXPAND.rows(self.run, hop, read_with(tuple(sorted(kinds)))))

    def said_of(self, nodes: Collection[str], kinds: Sequence[str]) -> list[Claim]:
        """The claims of these kinds whose source end is one of these nodes, by whatever ids."""
        if not kinds or not nodes:
            return []
        return self._claims(reads.CLAIMS_OF.rows(self.run, reads.OfNodes(self._members(nodes), codes(kinds), self.transaction)))

    def roots(self, ids: Collection[str]) -> Mapping[str, str]:
        """Root by id, of these at least; an id that nobody has merged is its own."""
        if unknown := sorted(set(ids) - self._roots.keys()):
            found = reads.CLUSTERS.rows(self.run, reads.IdsAt(unknown, self.transaction))
            self._roots.update({each: each for each in unknown} | {row.member: row.root for row in found})
            for row in found:
                self._merged.setdefault(row.root, set()).add(row.member)
        return self._roots

    def alone(self, ids: Collection[str]) -> set[str]:
        """Those of these ids that nobody has merged with any other."""
        roots = self.roots(ids)
        return {each for each in ids if roots[each] not in self._merged}

    def _members(self, ids: Collection[str]) -> list[str]:
        """These ids, and all that name the same things."""
        roots = self.roots(ids)
        return sorted({*ids, *(member for each in ids for member in self._merged.get(roots[each], ()))})

    def acts(self, facts: Iterable[str]) -> dict[str, list[Act]]:
        """The acts that are known, by the fact aimed at."""
        known: dict[str, list[Act]] = {}
        for row in reads.ACTS.rows(self.run, reads.FactsAt(sorted(facts), self.transaction)):
            known.setdefault(row.fact, []).append(act_of(row))
        return known

    def _claims(self, rows: Iterable[reads.ClaimRow]) -> list[Claim]:
        """Each claim once: one with both ends in the frontier, or superseded while it was read, comes twice."""
        said = {row.id: row for row in rows}
        roots = self.roots({end for row in said.values() for end in (row.src, row.dst) if end})
        return [claim_of(row, roots) for row in said.values()]

    def _facts(self, claims: Sequence[Claim], during: Interval) -> tuple[Fact, ...]:
        acts = self.acts({claim.fact for claim in claims}) if claims else {}
        return tuple(fact for fact in assemble(claims, acts) if fact.period.overlaps(during))
