"""Laws, regulations and documents that rules cite: their rank, their days in force, and how their articles were numbered before."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from reasoning.catalogue.rules import Basis, Part

Rank = Literal[
    "law", "administrative_regulation", "central_document", "judicial_interpretation", "department_rule", "local", "other"
]  # fmt: skip
"""`central_document`: of the Party centre or the State Council (国办发〔2020〕49号: only these three first ones may found a measure)."""

HIGH: frozenset[Rank] = frozenset({"law", "administrative_regulation", "central_document"})
"""Ranks on which a measure that reduces rights may rest."""


class Renumbered(Part):
    """An article and what it was before a revision."""

    now: str
    was: str
    until: date


class Instrument(Part):
    """One instrument. `valid_from` and `valid_to` (the first day no longer) are null where no text read states them."""

    rank: Rank
    valid_from: date | None = None
    valid_to: date | None = None
    formerly: tuple[str, ...] = ()
    renumbered: tuple[Renumbered, ...] = ()
    replaced_by: str | None = None
    note: str | None = None

    def in_force(self, on: date) -> bool:
        """Whether it is in force on the day, as far as its days are known."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on < self.valid_to)


def current(instruments: Mapping[str, Instrument], cited: Basis) -> Basis:
    """The citation as of today: other laws go on citing an article by the number that it had before a revision (公司法 146 → 178)."""
    name = next((name for name, each in instruments.items() if cited.instrument in each.formerly), cited.instrument)
    moved = instruments[name].renumbered if name in instruments else ()
    for each in moved:
        if cited.article.startswith(each.was):
            return Basis(instrument=name, article=each.now + cited.article.removeprefix(each.was))
    return Basis(instrument=name, article=cited.article)


def highest(instruments: Mapping[str, Instrument], cited: Iterable[Basis]) -> bool:
    """Whether one of the citations is of a rank that may found a measure that reduces rights."""
    return any(each.instrument in instruments and instruments[each.instrument].rank in HIGH for each in cited)
