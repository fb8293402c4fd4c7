"""The smallest sets of records to repair, remove or annul so that a named measure ends: exact, by asking what would follow.

A solution must act on a record that each standing ground rests on. So the search takes one ground that still stands, tries each of its
records with each deed, and goes on from there, the smaller sets first (a hitting-set tree, Reiter 1987): whatever it leaves out leaves that
ground standing. Held to brute force over all subsets by a property test.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from credit.facts import Deed
from credit.periods import MAX_DAY, Day
from credit.view import View
from reasoning.catalogue import Catalogue
from reasoning.hypothetical import HypotheticalView
from reasoning.lifecycle import Effect, on_repair, opening_of
from reasoning.propagation import Consequence, measures
from reasoning.propagation.scene import Record, Scene
from reasoning.supposing import SupposedDeed, supposed

Means = Literal["repair", "remove", "void"]
_DEEDS: dict[Means, Deed] = {"repair": Deed.REPAIR, "remove": Deed.END, "void": Deed.VOID}
_ORDINARY: dict[str, tuple[Means, ...]] = {"Penalty": ("repair",), "ListEntry": ("remove", "repair"), "CourtOrder": ()}
MOST_TRIED = 400
"""Sets that are tried at most; where there are more, the answer says that it is not the whole one."""


@dataclass(frozen=True, slots=True)
class Move:
    """One record and what is done to it; from when it can be asked for (None: no day is known, or it needs an unlawful decision)."""

    means: Means
    record: Record
    earliest: Day | None


@dataclass(frozen=True, slots=True)
class Moves:
    """A set of moves after which nothing of the measure stands; `earliest`: the day from which all of it can be asked for."""

    moves: tuple[Move, ...]
    earliest: Day | None


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground of the measure, and what a repair of its record does to it."""

    consequence: Consequence
    on_repair: Effect


@dataclass(frozen=True, slots=True)
class MinimalRepair:
    """`sets`: the smallest by repair and removal alone. `by_voiding`: smaller ones, or where there are none, that need an annulment.

    `expires`: the first day on which every ground has ended by itself (None: one of them has no such day). `complete`: all were found.
    """

    grounds: tuple[Ground, ...]
    sets: tuple[Moves, ...]
    by_voiding: tuple[Moves, ...]
    expires: Day | None
    complete: bool


def minimal_repair(view: View, catalogue: Catalogue, subject: str, measure: str, as_of: Day) -> MinimalRepair:
    """What ends a measure on a subject, as of a day; everything is supposed to take effect on that day."""
    search = _Search(Scene(view, catalogue, as_of), subject, measure)
    grounds = search.standing(())
    if not grounds:
        return MinimalRepair((), (), (), None, True)
    ordinary = search.smallest(annul=False)
    annulled = search.smallest(annul=True) if not ordinary or len(ordinary[0].moves) > 1 else ()
    fewer = annulled if not ordinary or (annulled and len(annulled[0].moves) < len(ordinary[0].moves)) else ()
    untils = [each.until for each in grounds]
    return MinimalRepair(
        grounds=tuple(Ground(each, on_repair(catalogue, each)) for each in grounds),
        sets=ordinary,
        by_voiding=fewer,
        expires=max((day for day in untils if day is not None), default=None) if None not in untils else None,
        complete=search.complete,
    )


class _Search:
    """One search for one measure on one subject."""

    def __init__(self, scene: Scene, subject: str, measure: str) -> None:
        self._scene, self._subject, self._measure = scene, subject, measure
        self.complete = True

    def standing(self, moves: Sequence[Move]) -> tuple[Consequence, ...]:
        """The grounds of the measure that would still stand after these moves."""
        scene = self._scene
        deeds = [SupposedDeed(_DEEDS[each.means], each.record.fact, scene.as_of) for each in moves]
        view = HypotheticalView(scene.view, supposed(scene.view.transaction, deeds, ())) if deeds else scene.view
        found = measures(view, scene.catalogue, self._subject, scene.as_of).on
        return tuple(each for each in found if each.measure == self._measure and each.state != "note")

    def smallest(self, annul: bool) -> tuple[Moves, ...]:
        """All smallest sets, the earliest first; without `annul`, by repair and removal alone."""
        level: dict[frozenset[tuple[str, Means]], tuple[Move, ...]] = {frozenset(): ()}
        tried = 0
        while level:
            solved, open_ = [], {}
            for moves in level.values():
                tried += 1
                if tried > MOST_TRIED:
                    self.complete = False
                    break
                grounds = self.standing(moves)
                if not grounds:
                    solved.append(moves)
                else:
                    open_.update({_key(wider): wider for wider in self._wider(moves, grounds, annul)})
            if solved or not self.complete:
                return tuple(sorted((_together(moves) for moves in solved), key=_order))
            level = open_
        return ()

    def _wider(self, moves: tuple[Move, ...], grounds: Sequence[Consequence], annul: bool) -> Iterator[tuple[Move, ...]]:
        """One more move, at a record on which one standing ground rests: the ground with the fewest records."""
        done = {each.record.id for each in moves}
        supports = (sorted(self._support(each), key=lambda record: record.id) for each in grounds)
        for record in min(supports, key=len):
            if record.id not in done:
                yield from ((*moves, move) for move in self._moves_at(record, annul))

    def _support(self, ground: Consequence) -> Iterable[Record]:
        """The records whose papers stand in the proof: its own, and those that were counted with it."""
        papers = {number for step in ground.proof for number in step.evidence}
        records = self._scene.records((ground.path[0],))
        return [each for each in records if each.id == ground.record or papers & set(each.fact.evidence)]

    def _moves_at(self, record: Record, annul: bool) -> Iterator[Move]:
        opening = opening_of(self._scene, record)
        if record.fact.repaired_on is None:
            for means in _ORDINARY[record.fact.kind]:
                yield Move(means, record, opening.earliest if opening else None)
        if annul:
            yield Move("void", record, None)


def _key(moves: Iterable[Move]) -> frozenset[tuple[str, Means]]:
    return frozenset((each.record.id, each.means) for each in moves)


def _together(moves: Iterable[Move]) -> Moves:
    ordered = tuple(sorted(moves, key=lambda each: (each.record.id, each.means)))
    days = [each.earliest for each in ordered]
    return Moves(ordered, None if None in days else max(day for day in days if day is not None))


def _order(found: Moves) -> tuple[object, ...]:
    """Fewest annulments first, then the earliest day, then ids; an unknown day last."""
    annulled = sum(each.means == "void" for each in found.moves)
    day = MAX_DAY if found.earliest is None else found.earliest
    return (annulled, day, [(each.record.id, each.means) for each in found.moves])
