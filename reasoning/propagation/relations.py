"""The relations that one question has read so far: what is missing at a node is read for all kinds that roles live by, in one hop.

One question a kind and node was two thirds of a case's time (`python -m bench propagation`).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from credit.facts import Fact
from credit.kinds import EDGES, Lane
from credit.periods import ALWAYS
from credit.view import View, Way
from reasoning.catalogue import Catalogue

PARTIES = ("SUBJECT_OF", "LISTED_AS")
NAMING = frozenset({"NAMED_IN"})
OFFICES = tuple(kind.name for kind in EDGES.values() if kind.office and kind.lane is Lane.BINDING)


def ties_of(catalogue: Catalogue) -> tuple[str, ...]:
    """Every relation along which a role is found or a person holds something: the offices, and what the roles name besides."""
    named = {kind for role in catalogue.roles.values() for kind in (*role.office, *role.posts)}
    return tuple(sorted({*OFFICES, *named}))


def between_of(catalogue: Catalogue) -> tuple[str, ...]:
    """The relations between organisations along which a rule may reach: a branch's head, a partner in one bid."""
    return tuple(sorted({kind for role in catalogue.roles.values() for kind in (*role.head, *role.partners)}))


def held_of(catalogue: Catalogue) -> tuple[str, ...]:
    """The relations of holding and control of which negative rules speak."""
    return tuple(sorted({kind for rule in catalogue.negative_rules.values() for kind in rule.relations}))


@dataclass
class _AtNode:
    """Which kinds were read at a node in one way, and what there was; most kinds are not there."""

    kinds: frozenset[str] = frozenset()
    found: dict[str, list[Fact]] = field(default_factory=dict)


@dataclass
class RelationsRead:
    """A memo over one view. `family`: the kinds that are read along with any other."""

    view: View
    family: frozenset[str]
    _known: Mapping[Way, dict[str, _AtNode]] = field(default_factory=lambda: {Way.IN: {}, Way.OUT: {}})

    def at(self, node: str, kinds: Collection[str], way: Way) -> list[Fact]:
        """The relations of these kinds at a node, history included, in the order of the kinds."""
        if not kinds:
            return []
        known = self._known[way].get(node)
        if known is None or not known.kinds.issuperset(kinds):
            self.read((node,), kinds, way)
            known = self._known[way][node]
        return [fact for kind in kinds for fact in known.found.get(kind, ())]

    def read(self, nodes: Iterable[str], kinds: Collection[str], way: Way) -> None:
        """Reads what is missing at these nodes in one hop."""
        known, nothing = self._known[way], _AtNode()
        missing = [node for node in dict.fromkeys(nodes) if not known.get(node, nothing).kinds.issuperset(kinds)]
        if not missing:
            return
        wanted = self.family.union(kinds)
        before = {node: known[node].kinds for node in missing if node in known}
        for node in missing:
            known.setdefault(node, _AtNode()).kinds |= wanted
        for fact in self.view.expand(missing, sorted(wanted), ALWAYS, way):
            node = fact.src if way is Way.OUT else fact.dst or ""
            if node in known and fact.kind not in before.get(node, ()):
                known[node].found.setdefault(fact.kind, []).append(fact)
