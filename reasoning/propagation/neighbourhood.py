"""Whose records may reach a subject: the organisations at which it holds or held office, those whose decisions name it, and one step on.

The law's longest chain is organisation → responsible person → later organisation (RT005), so two steps over persons suffice; a
person whom no document number identifies is known in one organisation only and leads nowhere else.
"""

from collections.abc import Iterable

from credit.kinds import node_kind_of
from credit.nearness import Place, RecordsNearby
from credit.view import Way
from reasoning.propagation.relations import PARTIES, held_of
from reasoning.propagation.scene import Scene
from reasoning.propagation.seeking import Sought


def origins(scene: Scene, subject: str) -> set[str]:
    """The subjects whose records must be read to know every measure on this one."""
    return set(places(scene, subject))


def places(scene: Scene, subject: str) -> dict[str, Place]:
    """The same, each with how it stands to the subject: whoever is both near and far is near."""
    far: set[str] = set()
    near = _refusable(scene, subject) | _ends(scene, subject, scene.ties, Way.OUT)
    if node_kind_of(subject) == "Person":
        near |= _around_persons(scene, {subject})
    else:
        near |= _branches(scene, subject) | _partners(scene, subject)
        persons = {person for person in _ends(scene, subject, scene.ties, Way.IN) if scene.verified(person)}
        far = persons | _around_persons(scene, persons)
    return dict.fromkeys(far, Place.FAR) | dict.fromkeys(near, Place.NEAR) | {subject: Place.OWN}


def places_that_matter(scene: Scene, sought: Sought, subject: str) -> dict[str, Place]:
    """Those of them whose records may tell anything of the subjects that are sought. An engine that knows who has records says at once
    where there are none; where there are some, the relations decide who stands where.
    """
    view = scene.view
    around = view.records_nearby(subject, sought.reach) if isinstance(view, RecordsNearby) else None
    if around is None:
        return places(scene, subject)
    own = {subject: Place.OWN} if around.own else {}
    found = places(scene, subject) if around.others else {}
    return {each: place for each, place in found.items() if each in around.others} | own


def _refusable(scene: Scene, subject: str) -> set[str]:
    """Organisations that the subject holds or controls: nothing follows from them to it, and the answer shall say so."""
    return {edge.dst for edge in scene.edges(subject, held_of(scene.catalogue), Way.OUT) if edge.dst}


def _ends(scene: Scene, node: str, kinds: tuple[str, ...], way: Way) -> set[str]:
    """Who stands at the other end of these relations, now or ever."""
    ends = (edge.src if way is Way.IN else edge.dst for edge in scene.edges(node, kinds, way))
    return {end for end in ends if end}


def _partners(scene: Scene, organization: str) -> set[str]:
    kinds = tuple(sorted({kind for role in scene.catalogue.roles.values() for kind in role.partners}))
    return _ends(scene, organization, kinds, Way.IN) | _ends(scene, organization, kinds, Way.OUT)


def _branches(scene: Scene, organization: str) -> set[str]:
    heads = {kind for role in scene.catalogue.roles.values() for kind in role.head}
    return {edge.src for edge in scene.edges(organization, tuple(sorted(heads)), Way.IN)}


def _around_persons(scene: Scene, persons: Iterable[str]) -> set[str]:
    """Organisations at which these persons hold or held office, and the parties of decisions that name them."""
    people = sorted(persons)
    scene.prefetch(people, scene.ties, Way.OUT)
    scene.prefetch(people, ("NAMED_IN",), Way.OUT)
    posts = {edge.dst for person in people for edge in scene.edges(person, scene.ties, Way.OUT) if edge.dst}
    records = sorted({edge.dst for person in people for edge in scene.edges(person, ("NAMED_IN",), Way.OUT) if edge.dst})
    scene.prefetch(records, PARTIES, Way.IN)
    parties = {edge.src for record in records for edge in scene.edges(record, PARTIES, Way.IN)}
    return posts | parties
