"""Who else bears a subject's name and is known by nothing better: whether what is on record of him may be on record of the subject.

A name joins nothing. A person of whom part of a number is published fits or does not; one known by name alone may always be the same.
A code-less organisation fits by name and date (addenda 8, 13): a newcomer that took an old name, and a firm renamed since, is another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from credit.facts import Fact
from credit.nearness import TellsNamesakes
from credit.periods import ALWAYS, MAX_DAY, MIN_DAY, Day, day_of
from credit.view import View, Way

Likeness = Literal["part_of_number_fits", "part_of_number_differs", "name_only"]

_MOST = 200
_UNCODED = "org:~"
_VERIFIED = "p:v"


@dataclass(frozen=True, slots=True)
class Namesake:
    """A node that may be the subject. `names`: which of the subject's names it bears, each with the days on which the subject bore it."""

    node: str
    likeness: Likeness
    spans: tuple[tuple[Day, Day], ...] = ((MIN_DAY, MAX_DAY),)

    def may_be_meant_on(self, day: Day | None) -> bool:
        """Whether the subject bore the name on that day; on an unknown day it may have."""
        return day is None or any(since <= day < until for since, until in self.spans)


def namesakes_of(view: View, subject: str, kind: str) -> tuple[Namesake, ...]:
    """Everybody who bears the subject's name, is known by no number of his own, and is not already judged to be somebody."""
    found = _persons(view, subject) if kind == "Person" else _organizations(view, subject)
    proposed = {end for fact in view.expand([subject], ["POSSIBLY_SAME"], ALWAYS, Way.BOTH) for end in (fact.src, fact.dst) if end}
    more = proposed - {subject} - {each.node for each in found}
    return (*found, *(Namesake(node, "name_only") for node in sorted(more) if not _identified(node)))


def _identified(node: str) -> bool:
    """Whether a number of its own says who this is: then he is somebody else, whatever his name."""
    return node.startswith(_VERIFIED) or (not node.startswith(_UNCODED) and not node.startswith("p:"))


def _persons(view: View, person: str) -> list[Namesake]:
    profile = view.facts_of((person,), ("Person",), ALWAYS)
    numbers = {str(claim.props["masked_id_hash"]) for fact in profile for claim in fact.claims if "masked_id_hash" in claim.props}
    found = _others_bearing(view, _stated(profile, "name"), "Person", person)
    known = {fact.src: fact for fact in view.facts_of(sorted(found), ("Person",), ALWAYS)} if found else {}
    return [Namesake(node, _likeness(known.get(node), numbers)) for node in sorted(found) if not _identified(node)]


def _likeness(record: Fact | None, numbers: set[str]) -> Likeness:
    """Digits are compared where both are known by some."""
    stated = record.props.get("masked_id_hash") if record else None
    if stated is None or not numbers:
        return "name_only"
    return "part_of_number_fits" if stated in numbers else "part_of_number_differs"


def _organizations(view: View, organization: str) -> list[Namesake]:
    profile = view.facts_of((organization,), ("Organization",), ALWAYS)
    former = view.facts_of((organization,), ("FORMER_NAME",), ALWAYS)
    began = max((day_of(day) for day in _stated(profile, "registered_on")), default=MIN_DAY)
    renamed = max((fact.period.to_min for fact in former), default=began)
    spans: dict[str, list[tuple[Day, Day]]] = {}
    for name in _stated(profile, "name"):
        spans.setdefault(name, []).append((max(began, renamed) if former else began, MAX_DAY))
    for fact in former:
        if fact.props.get("name"):
            spans.setdefault(str(fact.props["name"]), []).append((max(began, fact.period.from_min), fact.period.to_max))
    found = {name: _others_bearing(view, [name], "Organization", organization) for name in spans}
    nodes = sorted({node for bearing in found.values() for node in bearing if node.startswith(_UNCODED)})
    return [
        Namesake(node, "name_only", tuple(span for name, bearing in found.items() if node in bearing for span in spans[name]))
        for node in nodes
    ]


def _others_bearing(view: View, names: Sequence[str], kind: str, subject: str) -> set[str]:
    return {node for name in names for node in _others_called(view, name, kind, subject)}


def _others_called(view: View, name: str, kind: str, subject: str) -> Iterable[str]:
    found = view.others_called(name, kind, subject, _MOST) if isinstance(view, TellsNamesakes) else None
    exact = (match.id for match in view.find(name, (kind,), _MOST) if match.exact) if found is None else found
    return (node for node in exact if node != subject)


def _stated(facts: Iterable[Fact], prop: str) -> list[str]:
    return sorted({str(claim.props[prop]) for fact in facts for claim in fact.claims if claim.props.get(prop)})
