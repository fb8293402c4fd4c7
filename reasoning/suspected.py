"""Which organisations share an address, a telephone, a filing agent or a person with one: suspected association, with a score.

Advisory throughout: what is found here is never handed to propagation. Organisations alone are scored; `rules/policy/suspected.yaml` has
the weights and tells how they make the score. A person counts as shared where both mentions are identified as one; a mere name is shown,
marked and worth what the policy says (nothing).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log2, prod

from credit.facts import Fact
from credit.kinds import node_kind_of
from credit.periods import ALWAYS, Certainty, Day, Interval
from credit.view import View
from reasoning.catalogue.suspected import SuspicionPolicy


@dataclass(frozen=True, slots=True)
class Tie:
    """One thing that two organisations share. `theirs_at`: the namesake at the other, where only a name is shared.

    `organizations`: how many share it, the subject among them. `weight`: what it adds, between 0 and 1.
    """

    shared: str
    theirs_at: str
    own: tuple[Fact, ...]
    theirs: tuple[Fact, ...]
    organizations: int
    hub: bool
    confirmed: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Suspect:
    """An organisation with everything shared, the heaviest first."""

    organization: str
    score: float
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Suspects:
    """The first so many by score; `total` counts all. `hubs`: what too many share, and how many; `cut`: whose names more bear than read."""

    found: tuple[Suspect, ...]
    total: int
    hubs: Mapping[str, int]
    cut: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Link:
    """A shared thing seen from one of its organisations: by these relations."""

    at: str
    facts: tuple[Fact, ...]
    weight: float


@dataclass(frozen=True)
class _Search:
    view: View
    policy: SuspicionPolicy
    as_of: Day
    contact_kinds: dict[str, str]

    def links(self, nodes: Collection[str], *, shared: bool) -> Iterator[tuple[str, _Link]]:
        """The shareable things at these organisations, or (`shared`) the organisations at these things: each with its relations."""
        relations: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in self.view.expand(sorted(nodes), self.kinds, Interval.on(self.as_of)) if nodes else ():
            for organization, thing in _as_link(fact, self.policy):
                if (thing if shared else organization) in nodes:
                    relations[organization, thing].append(fact)
        self._learn(thing for _, thing in relations)
        for (organization, thing), facts in sorted(relations.items()):
            told = tuple(sorted(facts, key=lambda fact: fact.id))
            yield thing, _Link(organization, told, max(self._weight(fact, thing) for fact in facts))

    @property
    def kinds(self) -> tuple[str, ...]:
        return ("USES_CONTACT", *self.policy.agents, *self.policy.persons)

    def _learn(self, things: Iterable[str]) -> None:
        fresh = sorted({thing for thing in things if node_kind_of(thing) == "ContactPoint"} - self.contact_kinds.keys())
        facts = self.view.facts_of(fresh, ("ContactPoint",), ALWAYS) if fresh else ()
        self.contact_kinds.update({fact.src: str(fact.props.get("contact_kind", "")) for fact in facts})

    def _weight(self, fact: Fact, thing: str) -> float:
        policy = self.policy
        sure = 1.0 if fact.period.at(self.as_of) is Certainty.CERTAIN else policy.possible_relation
        if fact.kind == "USES_CONTACT":
            return policy.contacts.get(self.contact_kinds.get(thing, ""), 0.0) * sure
        return (policy.agents[fact.kind] if fact.kind in policy.agents else policy.persons[fact.kind]) * sure

    def identified(self, things: Iterable[str]) -> set[str]:
        """What two mentions of are surely one: everything but a person who is known only by an office, a case or a source's number."""
        persons = {each for each in things if node_kind_of(each) == "Person"}
        facts = self.view.facts_of(sorted(persons), ("Person",), ALWAYS) if persons else ()
        return {*things} - persons | {fact.src for fact in facts if fact.props.get("identity") in self.policy.identified}

    def namesakes(self, persons: Collection[str]) -> tuple[dict[str, str], tuple[str, ...]]:
        """Persons who bear the name of one of these (their id → whose name), unless both are identified, as two; and who has more."""
        most, found, cut = self.policy.namesakes, dict[str, str](), []
        sure = self.identified(persons)
        for fact in self.view.facts_of(sorted(persons), ("Person",), ALWAYS) if persons and most else ():
            name = str(fact.props.get("name") or "")
            matches = self.view.find(name, ("Person",), most + 1) if name else ()
            same = [each.id for each in matches if each.exact and each.id != fact.src]
            cut += [fact.src] if len(matches) > most else []
            known = self.identified(same) if fact.src in sure else set()
            found.update({each: fact.src for each in same[:most] if each not in known and each not in persons})
        return found, tuple(sorted(cut))


def _as_link(fact: Fact, policy: SuspicionPolicy) -> Iterator[tuple[str, str]]:
    """The organisation of a relation, and what it may share by it."""
    src, dst = fact.src, fact.dst or ""
    if fact.kind == "USES_CONTACT" or fact.kind in policy.agents:
        pairs = [(src, dst)]
    else:
        pairs = [(dst, src)] if node_kind_of(src) == "Person" else []
    yield from (pair for pair in pairs if node_kind_of(pair[0]) == "Organization" and pair[0] != pair[1])


def suspects_of(view: View, policy: SuspicionPolicy, subject: str, as_of: Day, limit: int) -> Suspects:
    """The organisations that share something with one on a day: by score, then by how much is shared, then by id."""
    search = _Search(view, policy, as_of, {})
    own = dict(search.links({subject}, shared=False))
    namesakes, cut = search.namesakes({thing for thing in own if node_kind_of(thing) == "Person"})
    at: defaultdict[str, list[_Link]] = defaultdict(list)
    for thing, link in search.links(own.keys() | namesakes.keys(), shared=True):
        at[thing].append(link)
    shared = {thing: len({link.at for link in links} | {subject}) for thing, links in at.items()}
    hubs = {thing: count for thing, count in sorted(shared.items()) if count > policy.hub_guard}
    by_organization: defaultdict[str, list[Tie]] = defaultdict(list)
    sure = search.identified(at)
    for thing, links in at.items():
        mine = own.get(thing) or own[namesakes[thing]]
        for link in links:
            if link.at != subject:
                by_organization[link.at].append(_tie(policy, mine, (thing, link), shared[thing], thing in own and thing in sure))
    found = [_suspect(organization, ties) for organization, ties in by_organization.items() if not all(tie.hub for tie in ties)]
    ordered = sorted(found, key=lambda each: (-each.score, -len(each.ties), each.organization))
    return Suspects(tuple(ordered[:limit]), len(ordered), hubs, cut)


def _tie(policy: SuspicionPolicy, mine: _Link, theirs: tuple[str, _Link], organizations: int, confirmed: bool) -> Tie:
    thing, link = theirs
    hub = organizations > policy.hub_guard
    rarity = policy.hub_factor if hub else 1 / log2(max(organizations, 2))
    weight = min(mine.weight, link.weight) * rarity * (1.0 if confirmed else policy.unconfirmed)
    return Tie(_thing(mine, thing), thing, mine.facts, link.facts, organizations, hub, confirmed, weight)


def _thing(mine: _Link, thing: str) -> str:
    """What the subject shares: of a namesake, its own person."""
    ends = {end for fact in mine.facts for end in (fact.src, fact.dst) if end}
    return thing if thing in ends else next(iter(sorted(ends - {mine.at})))


def _suspect(organization: str, ties: list[Tie]) -> Suspect:
    ordered = tuple(sorted(ties, key=lambda tie: (-tie.weight, tie.shared, tie.theirs_at)))
    return Suspect(organization, 1 - prod(1 - tie.weight for tie in ordered), ordered)
