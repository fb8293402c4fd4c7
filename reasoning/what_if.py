"""What would change if this repair, removal, objection or listing landed? The difference of two answers, nothing recorded."""

from collections.abc import Iterable
from dataclasses import dataclass

from credit.periods import Day
from credit.view import View
from reasoning.catalogue import Catalogue
from reasoning.hypothetical import HypotheticalView, Supposed
from reasoning.propagation import Consequence, measures


@dataclass(frozen=True, slots=True)
class Moved:
    """A measure that stays, with other dates, another state or other flags."""

    before: Consequence
    after: Consequence


@dataclass(frozen=True, slots=True)
class Kept:
    """A measure on a target of which grounds fall (`lost`) and others stand (`stands`): it is not lifted."""

    lost: tuple[Consequence, ...]
    stands: tuple[Consequence, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The measures on and from a subject: lifted; kept although a ground of the same measure falls; new; moved; the same."""

    lifted: tuple[Consequence, ...]
    kept: tuple[Kept, ...]
    new: tuple[Consequence, ...]
    moved: tuple[Moved, ...]
    same: int


def what_if(
    view: View, catalogue: Catalogue, subject: str, as_of: Day, supposed: Supposed, changed: Catalogue | None = None
) -> WhatIf:  # fmt: skip
    """The difference that the supposed acts, claims and (with `changed`) rules make for one subject on one day."""
    before = _all(view, catalogue, subject, as_of)
    after = _all(HypotheticalView(view, supposed), changed or catalogue, subject, as_of)
    fallen = [each for key, each in before.items() if key not in after]
    standing = {(each.measure, each.target) for each in after.values()}
    moved = [Moved(each, after[key]) for key, each in before.items() if key in after and _terms(each) != _terms(after[key])]
    kept = dict.fromkeys(_pair(each) for each in fallen if _pair(each) in standing)
    return WhatIf(
        lifted=tuple(each for each in fallen if _pair(each) not in standing),
        kept=tuple(Kept(_of(pair, fallen), _of(pair, after.values())) for pair in kept),
        new=tuple(each for key, each in after.items() if key not in before),
        moved=tuple(moved),
        same=len(before) - len(fallen) - len(moved),
    )


def _pair(each: Consequence) -> tuple[str, str]:
    return (each.measure, each.target)


def _of(pair: tuple[str, str], found: Iterable[Consequence]) -> tuple[Consequence, ...]:
    return tuple(each for each in found if _pair(each) == pair)


def _all(view: View, catalogue: Catalogue, subject: str, as_of: Day) -> dict[str, Consequence]:
    found = measures(view, catalogue, subject, as_of)
    return {each.id: each for each in (*found.on, *found.from_)}


def _terms(each: Consequence) -> tuple[object, ...]:
    return (each.state, each.from_, each.until, each.flags, each.role.kind)
