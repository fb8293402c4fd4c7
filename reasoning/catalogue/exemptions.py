"""Proportionality: which minor or first breaches a text exempts from which measures, and where (domain rules 3.5, N13)."""

from typing import Literal

from pydantic import Field

from reasoning.catalogue.rules import Basis, Mode, Part, RecordFilter


class ExemptionRule(Part):
    """A measure that would follow and does not (`exempt`), or that the authority may leave out (`may`).

    `measures`: of these (none: of any); `modes`: only where it follows so; `record`: after such a record; `first`: only if the party has no
    earlier record of that kind; `regions`: only for a party registered there, by the first digits of its region's code (none: anywhere).
    """

    id: str
    says_zh: str
    effect: Literal["exempt", "may"]
    measures: tuple[str, ...] = ()
    modes: tuple[Mode, ...] = ()
    record: RecordFilter
    first: bool = False
    regions: tuple[str, ...] = ()
    basis: tuple[Basis, ...] = Field(min_length=1)
    source: tuple[str, ...]
    note: str | None = None
