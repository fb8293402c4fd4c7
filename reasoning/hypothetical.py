"""A view as it would be after acts and statements that nobody has recorded: the base for what-if.

It answers by handing the base view's claims, the supposed ones and all acts to the same `assemble` as every store, so that supposing
a thing and doing it give the same answer (held by a property test).
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from credit.facts import Act, Claim, Evidence, Fact, assemble, erased
from credit.kinds import node_kind_of
from credit.periods import ALWAYS, Interval
from credit.view import Match, Node, SourceState, View, Way


@dataclass(frozen=True)
class Supposed:
    """What is supposed: acts by the id of the fact that they aim at, and claims (with negative ids, so that none passes for evidence)."""

    acts: Mapping[str, Sequence[Act]] = field(default_factory=dict)
    claims: Sequence[Claim] = ()


@dataclass(frozen=True)
class HypotheticalView:
    """The base view with the supposed acts and claims in it. Fixed at the base's transaction."""

    base: View
    supposed: Supposed

    @property
    def transaction(self) -> int:
        return self.base.transaction

    def node(self, public_id: str) -> Node | None:
        found, kind = self.base.node(public_id), node_kind_of(public_id)
        ends = {end for claim in self.supposed.claims for end in (claim.src_root, claim.dst_root)}
        return found or (Node(public_id, kind, (public_id,)) if kind and public_id in ends else None)

    def expand(self, frontier: Collection[str], kinds: Collection[str], during: Interval, way: Way = Way.BOTH) -> tuple[Fact, ...]:
        roots = {node.id for each in frontier if (node := self.node(each))}

        def meant(claim: Claim) -> bool:
            at_src = way is not Way.IN and claim.src_root in roots
            at_dst = way is not Way.OUT and claim.dst_root in roots
            return claim.kind in kinds and claim.dst is not None and (at_src or at_dst)

        return self._again(self.base.expand(frontier, kinds, ALWAYS, way), meant, during)

    def facts_of(self, nodes: Collection[str], kinds: Collection[str], during: Interval) -> tuple[Fact, ...]:
        roots = {node.id for each in nodes if (node := self.node(each))}

        def meant(claim: Claim) -> bool:
            return claim.kind in kinds and claim.dst is None and claim.src_root in roots

        return self._again(self.base.facts_of(nodes, kinds, ALWAYS), meant, during)

    def erased(self, nodes: Collection[str], kinds: Collection[str]) -> tuple[Fact, ...]:
        standing = (*self.base.expand(nodes, kinds, ALWAYS), *self.base.facts_of(nodes, kinds, ALWAYS))
        supposed = erased([claim for fact in standing for claim in fact.claims], self._acts(standing))
        return (*self.base.erased(nodes, kinds), *supposed)

    def facts(self, ids: Collection[str]) -> tuple[Fact, ...]:
        wanted = set(ids)
        return self._again(self.base.facts(ids), lambda claim: claim.fact in wanted, ALWAYS)

    def find(self, text: str, kinds: Collection[str], limit: int) -> tuple[Match, ...]:
        return self.base.find(text, kinds, limit)

    def evidence(self, ids: Collection[int]) -> tuple[Evidence, ...]:
        return self.base.evidence([each for each in ids if each > 0])

    def sources(self) -> tuple[SourceState, ...]:
        return self.base.sources()

    def all_nodes(self, kind: str, after: str, limit: int) -> tuple[str, ...]:
        return self.base.all_nodes(kind, after, limit)

    def _again(self, known: Iterable[Fact], meant: Callable[[Claim], bool], during: Interval) -> tuple[Fact, ...]:
        facts = tuple(known)
        claims = [claim for fact in facts for claim in fact.claims] + [claim for claim in self.supposed.claims if meant(claim)]
        whole = assemble(claims, self._acts(facts))
        return tuple(fact for fact in whole if fact.period.overlaps(during))

    def _acts(self, facts: Iterable[Fact]) -> dict[str, list[Act]]:
        acts: dict[str, list[Act]] = {}
        for fact in facts:
            for act in fact.acts:
                acts.setdefault(act.fact, []).append(act)
        for aimed, supposed in self.supposed.acts.items():
            acts.setdefault(aimed, []).extend(supposed)
        return acts
