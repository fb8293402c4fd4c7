"""What a subject is to the party of a record: the relations between the two, now or ever, and what the record says of him."""

from collections.abc import Iterable
from dataclasses import dataclass

from credit.facts import Fact
from credit.kinds import EDGES, Lane
from credit.periods import ALWAYS, Day
from credit.view import Way
from reasoning.catalogue import Catalogue, Role
from reasoning.propagation.matching import fits
from reasoning.propagation.relations import OFFICES
from reasoning.propagation.scene import Record, Scene

BINDING = tuple(kind.name for kind in EDGES.values() if kind.lane is Lane.BINDING)
_MOST_AFFILIATES = 200
"""A holding of the state has thousands of firms; which of them are affiliates of which is no news (公司法 265(4))."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Between `subject` and the party of `record`: relations either way, duties in the record, relations that an act has erased.

    `day`: the day of what set the rule off, as far as it is stated.
    """

    subject: str
    record: Record
    ties: tuple[Fact, ...]
    named: tuple[Fact, ...]
    erased: tuple[Fact, ...]
    day: Day | None

    @property
    def itself(self) -> bool:
        """Whether the subject is the party."""
        return self.subject == self.record.subject

    def of(self, kinds: Iterable[str]) -> tuple[Fact, ...]:
        """The relations of these kinds."""
        wanted = set(kinds)
        return tuple(tie for tie in self.ties if tie.kind in wanted)


def standing(scene: Scene, subject: str, record: Record, day: Day | None) -> Standing:
    """The standing of a subject towards a record."""
    party = record.subject
    kinds = sorted({*scene.ties, *BINDING, *_spoken(scene.catalogue)} - {"SUBJECT_OF", "LISTED_AS", "NAMED_IN", "DECIDED_BY"})
    out = [tie for tie in scene.edges(subject, kinds, Way.OUT) if tie.dst == party]
    back = [tie for tie in scene.edges(subject, kinds, Way.IN) if tie.src == party]
    named = [edge for edge in scene.edges(subject, ("NAMED_IN",), Way.OUT) if edge.dst == record.id]
    erased = [each for each in scene.erased_at(subject) if each.kind in kinds and party in (each.src, each.dst) and subject != party]
    return Standing(subject, record, (*out, *back), tuple(named), tuple(erased), day)


def affiliates(scene: Scene, subject: str) -> list[str]:
    """Organisations that share a holder or controller with the subject, the first so many by id: the law does not reach along here."""
    kinds = sorted({kind for rule in scene.catalogue.negative_rules.values() if rule.affiliate for kind in rule.relations})
    holders = sorted({edge.src for edge in scene.edges(subject, kinds, Way.IN)})
    if not kinds or not holders:
        return []
    held = scene.view.expand(holders, kinds, ALWAYS, Way.OUT)
    return sorted({edge.dst for edge in held if edge.dst} - {subject})[:_MOST_AFFILIATES]


def carriers_of(scene: Scene, subject: str, role: Role) -> list[Fact]:
    """The posts that persons hold, or held, in the subject: by these a measure could come from a person to it."""
    return scene.edges(subject, role.posts, Way.IN)


def offices_alike(catalogue: Catalogue, code: str) -> set[str]:
    """The registered offices that go by the same role of the law: what a decision must name, a register may show."""
    meant = catalogue.roles[code].is_ or code
    alike = (role for each, role in catalogue.roles.items() if meant in (each, role.is_))
    return {kind for role in alike for kind in role.office}


def fitting(role: Role, ties: Iterable[Fact]) -> list[Fact]:
    """Those of an office's relations that are the office the role means (only a general partner is one)."""
    return [tie for tie in ties if not role.office_any or any(fits(tie.props, each) for each in role.office_any)]


def any_office(found: Standing) -> bool:
    """Whether the subject ever held any office at the party."""
    return bool(found.of(OFFICES))


def _spoken(catalogue: Catalogue) -> set[str]:
    rules = (*catalogue.negative_rules.values(), *catalogue.refused_rules.values())
    return {kind for rule in rules for kind in rule.relations}
