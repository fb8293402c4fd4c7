"""What the register and the lists show and the law does not allow: barred, dead or incapable incumbents, red and black at once.

A conflict names a duty of whoever appoints or registers (公司法 178(3), 登记条例 25); it is never a sanction on the organisation.
"""

from dataclasses import dataclass

from credit.kinds import node_kind_of
from credit.periods import Certainty, Day
from credit.view import View, Way
from reasoning.catalogue import Catalogue
from reasoning.conflicts.lists import red_and_black
from reasoning.conflicts.model import Allowed, Conflict, Kind
from reasoning.conflicts.posts import allowed, of_bars, of_findings, of_the_dead
from reasoning.conflicts.worklist import PHASES, Page, Place, Walk
from reasoning.propagation.engine import conclude
from reasoning.propagation.neighbourhood import origins
from reasoning.propagation.relations import OFFICES
from reasoning.propagation.roles import held_on
from reasoning.propagation.scene import Scene

__all__ = ["PHASES", "Allowed", "Conflict", "Conflicts", "Kind", "Page", "Place", "Walk", "clashes_of", "conflicts_of"]


@dataclass(frozen=True, slots=True)
class Conflicts:
    """The conflicts of one subject, and the offices that a barred person may keep."""

    conflicts: tuple[Conflict, ...]
    allowed: tuple[Allowed, ...]


def conflicts_of(view: View, catalogue: Catalogue, subject: str, as_of: Day) -> Conflicts:
    """Of a person: his offices. Of an organisation: its incumbents. Of either: red and black at once."""
    scene = Scene(view, catalogue, as_of)
    person = node_kind_of(subject) == "Person"
    people = [subject] if person else _incumbents(scene, subject)
    known, _ = conclude(scene, {node for each in people for node in origins(scene, each)})
    bars = sorted((each for each in known.values() if each.target in people), key=lambda each: each.id)
    found = [
        *of_bars(scene, bars),
        *of_the_dead(scene, people),
        *of_findings(scene, scene.records(people)),
        *red_and_black(scene, [subject]),
    ]
    mine = tuple(each for each in found if subject in (each.subject, each.organization))
    return Conflicts(mine, tuple(allowed(scene, bars, found)) if person else ())


def clashes_of(view: View, catalogue: Catalogue, subject: str, as_of: Day) -> tuple[Conflict, ...]:
    """Red and black at once, of one subject."""
    return tuple(red_and_black(Scene(view, catalogue, as_of), [subject]))


def _incumbents(scene: Scene, organization: str) -> list[str]:
    """The persons who may hold an office of the organisation today."""
    kinds = sorted({kind for post in scene.catalogue.posts.values() for kind in post.offices} & set(OFFICES))
    edges = scene.edges(organization, kinds, Way.IN)
    return sorted({edge.src for edge in edges if held_on(edge, scene.as_of) is not Certainty.OUTSIDE})
