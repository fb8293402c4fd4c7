"""Records near a subject, as an engine may look for them: along the relations that reasoning names, and only those that may matter.

An engine that holds relations in memory says in a few steps that nothing near a subject matters, which is true of most; what matters
is then read and reasoned over in full.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable


class Place(StrEnum):
    """How a record's party stands to the subject: it is the subject itself, it has a relation with it, or shares a person with it."""

    OWN = "own"
    NEAR = "near"
    FAR = "far"


_ORDER = tuple(Place)


def nearest(place: Place, other: Place | None) -> Place:
    """Who stands in two places to somebody is where more may reach him."""
    return place if other is None else min(place, other, key=_ORDER.index)


@dataclass(frozen=True, eq=False)
class Reach:
    """Where to look. Compared by identity, so that an engine may keep what it made of it.

    `outward`, `inward`: relations of the subject whose other end is near. `ties`: from whom they come, he is far, and so is whatever his
    own ties lead to and, through `naming`, the parties (`parties`) of decisions that name him. `matters`: whether a record in that place,
    of that kind, with these codes and flags may matter; properties of other types are not asked for.
    """

    outward: frozenset[str]
    inward: frozenset[str]
    ties: frozenset[str]
    naming: frozenset[str]
    parties: frozenset[str]
    matters: Callable[[Place, str, Mapping[str, Any]], bool]


@dataclass(frozen=True, slots=True)
class Around:
    """Who has records that may matter. Nobody is missing; somebody may be too many, for identities are not looked at."""

    own: bool
    others: frozenset[str]


@runtime_checkable
class RecordsNearby(Protocol):
    """A view that knows who around a subject has records."""

    def records_nearby(self, subject: str, reach: Reach) -> Around | None:
        """Who has; None where it cannot tell (the relations must be read then)."""
        ...


@runtime_checkable
class TellsNamesakes(Protocol):
    """A view that finds who bears a name as a whole without looking for those who bear a part of it."""

    def others_called(self, name: str, kind: str, but: str, limit: int) -> frozenset[str] | None:
        """Nodes of this kind that `find` matches exactly by this name, `but` that one; None where it cannot tell."""
        ...
