"""Sanction propagation (binding lane): which measures bind whom, through which role, under which article, until when.

No citable basis in force: no measure. A shareholder, an affiliate, a relative or an unknown role is never bound unless a rule names it.
"""

from collections.abc import Iterable

from credit.kinds import node_kind_of
from credit.nearness import Place, nearest
from credit.periods import Day
from credit.view import View
from reasoning.catalogue import Catalogue, Matter
from reasoning.propagation.engine import conclude, conclude_on
from reasoning.propagation.model import BoundRole, Consequence, Gap, Lift, Measures, Refusal, Step
from reasoning.propagation.neighbourhood import origins, places_that_matter
from reasoning.propagation.refusals import refusals
from reasoning.propagation.scene import Scene
from reasoning.propagation.seeking import sought_by

__all__ = ["BoundRole", "Consequence", "Gap", "Lift", "Measures", "Refusal", "Step", "conclusions", "measures", "measures_on"]

_STATES = ("bound", "possible", "note")


def measures(view: View, catalogue: Catalogue, subject: str, as_of: Day) -> Measures:
    """All measures on the subject on that day, and all that flow from its records to others; `subject` is a node's root id."""
    scene = Scene(view, catalogue, as_of)
    known, gaps = conclude(scene, origins(scene, subject))
    everything = sorted(known.values(), key=lambda each: (_STATES.index(each.state), each.rule, each.target, each.id))
    return Measures(
        on=tuple(each for each in everything if each.target == subject),
        from_=tuple(each for each in everything if subject in each.path and each.target != subject),
        refused=refusals(scene, subject, everything),
        gaps=tuple(gap for gap in gaps if gap.subject == subject),
        exempt=tuple(each for key, each in sorted(scene.exempted.items()) if each.target == subject and key not in known),
    )


def measures_on(
    view: View, catalogue: Catalogue, subjects: Iterable[str], as_of: Day, matter: Matter | None = None
) -> dict[str, tuple[Consequence, ...]]:
    """Only what binds these subjects themselves, set at a time: for checks, which ask about many and about nobody else.

    `matter`: only what counts in it; what else binds them may be left out.
    """
    asked, scene = dict.fromkeys(subjects), Scene(view, catalogue, as_of)
    sought = sought_by(catalogue, (kind for subject in asked if (kind := node_kind_of(subject))), matter)
    places: dict[str, Place] = {}
    for subject in asked:
        for party, place in places_that_matter(scene, sought, subject).items():
            places[party] = nearest(place, places.get(party))
    known = conclude_on(scene, sought, places) if places else {}
    found: dict[str, list[Consequence]] = {subject: [] for subject in asked}
    for each in sorted(known.values(), key=lambda each: (_STATES.index(each.state), each.rule, each.id)):
        if each.target in found:
            found[each.target].append(each)
    return {subject: tuple(each) for subject, each in found.items()}


def conclusions(view: View, catalogue: Catalogue, subjects: Iterable[str], as_of: Day) -> tuple[Consequence, ...]:
    """Everything that flows from the records of these subjects to anybody, set at a time: for worklists over a whole graph."""
    return tuple(conclude(Scene(view, catalogue, as_of), subjects)[0].values())
