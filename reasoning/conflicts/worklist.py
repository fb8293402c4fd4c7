"""The whole graph's conflicts, a page at a time: from the records that can bar somebody to the offices that he holds.

It walks records in id order, some hundred at a time, so that memory does not grow with the graph; a person's conflicts come with the
record that bars him. One page looks at no more than a budget of things and says where the next one begins.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from credit.facts import Fact
from credit.kinds import node_kind_of
from credit.periods import ALWAYS, Day
from credit.view import View, Way
from reasoning.catalogue import Case, Catalogue
from reasoning.conflicts.lists import coloured, red_and_black
from reasoning.conflicts.model import Conflict
from reasoning.conflicts.posts import of_bars, of_findings, of_the_dead
from reasoning.propagation.engine import conclude
from reasoning.propagation.matching import fits, record_fits
from reasoning.propagation.relations import PARTIES
from reasoning.propagation.scene import RECORDS, Scene

PHASES = (*RECORDS, "Person")
_CHUNK = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where a walk goes on: in which phase, after which id, how many conflicts of the next thing were told before."""

    phase: str = PHASES[0]
    after: str = ""
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """Conflicts in the order of the walk; `next`: where it goes on (None: the end); `looked_at`: records and persons that were read."""

    conflicts: tuple[Conflict, ...]
    next: Place | None
    looked_at: int


@dataclass(frozen=True)
class Walk:
    """What is asked of the whole graph: on which day, which conflicts are wanted, how many, and how far one page may look."""

    view: View
    catalogue: Catalogue
    as_of: Day
    wanted: Callable[[Conflict], bool]
    limit: int
    budget: int

    def page(self, place: Place) -> Page:
        """The conflicts from a place on."""
        told: list[Conflict] = []
        looked_at = 0
        while True:
            ids = self.view.all_nodes(place.phase, place.after, _CHUNK)
            if not ids:
                following = PHASES[PHASES.index(place.phase) + 1 :]
                if not following:
                    return Page(tuple(told), None, looked_at)
                place = Place(following[0])
                continue
            if looked_at >= self.budget:
                return Page(tuple(told), place, looked_at)
            looked_at += len(ids)
            place, full = self._told(place, ids, told)
            if full:
                return Page(tuple(told), place, looked_at)

    def _told(self, place: Place, ids: Sequence[str], told: list[Conflict]) -> tuple[Place, bool]:
        """Adds what these things bring until the page is full; where to go on, and whether it is."""
        by_thing = self._chunk(place.phase, ids)
        for each in ids:
            here = [conflict for conflict in by_thing.get(each, ()) if self.wanted(conflict)][place.skip :]
            room = self.limit - len(told)
            told += here[:room]
            if len(here) > room:
                return replace(place, skip=place.skip + room), True
            place = Place(place.phase, each)
        return place, False

    def _chunk(self, phase: str, ids: Sequence[str]) -> dict[str, list[Conflict]]:
        """Conflicts by the thing of this chunk that they come with."""
        scene = Scene(self.view, self.catalogue, self.as_of)
        if phase == "Person":
            found = of_the_dead(scene, ids)
            return _by((each.subject, each) for each in found)
        records = {fact.src: fact for fact in self.view.facts_of(ids, (phase,), ALWAYS)}
        return self._of_records(scene, {src: fact for src, fact in records.items() if self._may_matter(fact)})

    def _of_records(self, scene: Scene, records: dict[str, Fact]) -> dict[str, list[Conflict]]:
        if not records:
            return {}
        parties = sorted({edge.src for edge in self.view.expand(sorted(records), PARTIES, ALWAYS, Way.IN)})
        known, _ = conclude(scene, parties)
        bars = [each for each in known.values() if each.record in records and node_kind_of(each.target) == "Person"]
        own = [each for each in scene.records(parties) if each.id in records]
        found = (*of_bars(scene, bars), *of_findings(scene, own), *red_and_black(scene, parties))
        return _by((each.record, each) for each in found if each.record in records)

    def _may_matter(self, fact: Fact) -> bool:
        """Whether a record can bar a person from an office at all, finds something of him, or honours somebody."""
        posts = self.catalogue.posts.values()
        found = any(post.found_in and post.found_in.fact == fact.kind and fits(fact.props, post.found_in.where) for post in posts)
        red = fact.kind == "ListEntry" and fits(coloured(self.catalogue, fact), self.catalogue.head.red_and_black.red)
        return found or red or any(record_fits(fact.props, case.trigger) for case in barring(self.catalogue, fact.kind))


def barring(catalogue: Catalogue, kind: str) -> list[Case]:
    """The cases, set off by records of a kind, of rules whose measure closes an office, or sets off such a rule."""
    wanted = {measure for post in catalogue.posts.values() for measure in post.measures}
    rules = catalogue.rules.values()
    while more := {m for rule in rules if rule.measure in wanted for case in rule.cases for m in case.trigger.measure} - wanted:
        wanted |= more
    return [case for rule, case in catalogue.set_off.get(kind, ()) if rule.measure in wanted]


def _by(found: Iterable[tuple[str | None, Conflict]]) -> dict[str, list[Conflict]]:
    by_thing: dict[str, dict[str, Conflict]] = {}
    for thing, conflict in found:
        by_thing.setdefault(thing or "", {})[conflict.id] = conflict
    return {thing: [conflicts[key] for key in sorted(conflicts)] for thing, conflicts in by_thing.items()}
