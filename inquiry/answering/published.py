"""A view that holds only what a reader's profile lets him see, so that no question and no reasoning behind it can show him more."""

from collections.abc import Collection, Iterable

from credit.facts import Evidence, Fact
from credit.kinds import EDGES, FACT_KINDS, Lane, node_kind_of
from credit.periods import ALWAYS, Day, Interval
from credit.view import Match, Node, SourceState, View, Way
from inquiry.answering.kinds import DECISIONS
from inquiry.answering.privacy import Privacy
from reasoning.catalogue import Catalogue, PublicationProfile
from reasoning.propagation.relations import PARTIES
from reasoning.propagation.scene import Record, Scene
from reasoning.publicity import still_published

_FARTHEST = 4000
"""Matches that a search goes through for a reader who may see few of them."""


class PublishedView:
    """`View` through a profile: persons, records and leads that it hides are not there. What was left out is counted by id."""

    def __init__(self, view: View, catalogue: Catalogue, privacy: Privacy, on: Day) -> None:
        self._view, self._privacy, self._catalogue = view, privacy, catalogue
        self._profile: PublicationProfile = privacy.profile
        self._scene = Scene(view, catalogue, on)
        self._seen: dict[str, bool] = {}

    @property
    def transaction(self) -> int:
        """The last transaction that this picture knows."""
        return self._view.transaction

    def node(self, public_id: str) -> Node | None:
        """The node, unless this reader may not know of it."""
        found = self._view.node(public_id)
        return found if found and self._visible([found.id]) else None

    def expand(self, frontier: Collection[str], kinds: Collection[str], during: Interval, way: Way = Way.BOTH) -> tuple[Fact, ...]:
        """Relations both of whose ends he may see."""
        told = [kind for kind in kinds if self._profile.leads or EDGES[kind].lane is Lane.BINDING]
        return self._kept(self._view.expand(frontier, told, during, way) if told else ())

    def facts_of(self, nodes: Collection[str], kinds: Collection[str], during: Interval) -> tuple[Fact, ...]:
        """Records of and statements about those of the nodes that he may see."""
        return self._view.facts_of(sorted(self._visible(nodes)), kinds, during)

    def erased(self, nodes: Collection[str], kinds: Collection[str]) -> tuple[Fact, ...]:
        """Nothing: what was annulled is withdrawn from publicity (行政处罚法 48)."""
        return ()

    def facts(self, ids: Collection[str]) -> tuple[Fact, ...]:
        """Those of the facts that he may see."""
        return self._kept(fact for fact in self._view.facts(ids) if self._profile.leads or FACT_KINDS[fact.kind].lane is Lane.BINDING)

    def find(self, text: str, kinds: Collection[str], limit: int) -> tuple[Match, ...]:
        """Matches that he may see, as many as are asked for: a page never tells how many were left out before its last one."""
        reach = limit
        while True:
            found = self._view.find(text, kinds, reach)
            visible = self._visible({match.id for match in found})
            if len(found) < reach or reach >= _FARTHEST or sum(match.id in visible for match in found) >= limit:
                return tuple(match for match in found if match.id in visible)[:limit]
            reach = min(4 * reach, _FARTHEST)

    def evidence(self, ids: Collection[int]) -> tuple[Evidence, ...]:
        """Evidence of the facts that he may see."""
        return tuple(each for each in self._view.evidence(ids) if self.facts([each.fact]))

    def sources(self) -> tuple[SourceState, ...]:
        """Every source: whose word was heard is no secret."""
        return self._view.sources()

    def all_nodes(self, kind: str, after: str, limit: int) -> tuple[str, ...]:
        """All ids: whether anything of a kind was loaded is no secret, and what a walk asks of these ids comes back through this view."""
        return self._view.all_nodes(kind, after, limit)

    def _kept(self, facts: Iterable[Fact]) -> tuple[Fact, ...]:
        found = tuple(facts)
        visible = self._visible({end for fact in found for end in (fact.src, fact.dst) if end})
        return tuple(fact for fact in found if all(end in visible for end in (fact.src, fact.dst) if end))

    def _visible(self, nodes: Iterable[str]) -> set[str]:
        asked = set(nodes)
        fresh = asked - self._seen.keys()
        records = {node for node in fresh if node_kind_of(node) in DECISIONS}
        self._seen.update({node: node_kind_of(node) != "Person" or self._profile.person_name != "hidden" for node in fresh - records})
        self._seen.update(self._judged(records) if records else {})
        for node in asked:
            if not self._seen[node]:
                self._privacy.leave_out(node)
        return {node for node in asked if self._seen[node]}

    def _judged(self, records: Collection[str]) -> dict[str, bool]:
        facts = {fact.src: fact for fact in self._view.facts_of(records, DECISIONS, ALWAYS)}
        parties: dict[str, list[Fact]] = {record: [] for record in records}
        for tie in self._view.expand(records, PARTIES, ALWAYS, Way.IN):
            parties.setdefault(tie.dst or "", []).append(tie)
        return {record: record in facts and self._may_see(facts[record], parties[record]) for record in records}

    def _may_see(self, fact: Fact, parties: list[Fact]) -> bool:
        kinds, code = self._profile.record_kinds, str(fact.props.get("list_code", ""))
        if (kinds and fact.kind not in kinds) or code in self._profile.hides_lists:
            return False
        persons = {tie.src for tie in parties if node_kind_of(tie.src) == "Person"}
        if persons and not self._of_persons(code, persons):
            return False
        return not self._profile.published_only or self._published(fact, parties)

    def _of_persons(self, list_code: str, persons: set[str]) -> bool:
        law = self._catalogue.lists.get(list_code)
        match self._profile.person_records:
            case "relevant":
                return True
            case "own":
                return persons <= self._privacy.own
            case "by_list_law":
                return law is not None and law.published.republished
            case "none":
                return False

    def _published(self, fact: Fact, parties: list[Fact]) -> bool:
        """A penalty whose party nobody states might be a person's: not published."""
        if fact.kind not in ("Penalty", "ListEntry"):
            return True
        return bool(parties) and still_published(self._scene, Record(fact, parties[0], parties[0].src))
