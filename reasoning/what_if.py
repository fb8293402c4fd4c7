"""What would change if this repair, removal, objection or listing landed? The difference of two answers, nothing recorded."""

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
class WhatIf:
    """The measures on and from a subject: lifted; kept although a ground of the same measure falls; new; moved; the same."""

    lifted: tuple[Consequence, ...]
    kept: tuple[Consequence, ...]
    new: tuple[Consequence, ...]
    moved: tuple[Moved, ...]
    same: int


def what_if(view: View, catalogue: Catalogue, subject: str, as_of: Day, supposed: Supposed) -> WhatIf:
    """The difference that the supposed acts and claims make for one subject on one day."""
    before = _all(view, catalogue, subject, as_of)
    after = _all(HypotheticalView(view, supposed), catalogue, subject, as_of)
    lifted = [each for key, each in before.items() if key not in after]
    standing = {(each.measure, each.target): each for each in after.values()}
    moved = [Moved(each, after[key]) for key, each in before.items() if key in after and _terms(each) != _terms(after[key])]
    fallen = {(each.measure, each.target) for each in lifted}
    return WhatIf(
        lifted=tuple(each for each in lifted if (each.measure, each.target) not in standing),
        kept=tuple(standing[pair] for pair in sorted(fallen) if pair in standing),
        new=tuple(each for key, each in after.items() if key not in before),
        moved=tuple(moved),
        same=len(before) - len(lifted) - len(moved),
    )


def _all(view: View, catalogue: Catalogue, subject: str, as_of: Day) -> dict[str, Consequence]:
    found = measures(view, catalogue, subject, as_of)
    return {each.id: each for each in (*found.on, *found.from_)}


def _terms(each: Consequence) -> tuple[object, ...]:
    return (each.state, each.from_, each.until, each.flags, each.role.kind)
