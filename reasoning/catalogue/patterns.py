"""Warning patterns and grading schemes (advisory lane): leads, grades and spot checks, never a step in the proof of a measure."""

from typing import Literal

from pydantic import Field

from reasoning.catalogue.rules import Basis, Part, RecordFilter, Where


class Window(Part):
    """So many records within so long; `again`: and so many more after them."""

    months: int = 0
    days: int = 0
    at_least: int = Field(ge=1)
    again: int = 0
    domains: int = Field(default=1, ge=1)


class Pattern(Part):
    """One warning pattern; any of its windows may fit. `parameters`: which numbers of the windows are this catalogue's and not the law's.
    `excluded`: of which subjects it says nothing. `only_after`: the window opens when the ban of such a record ended."""

    id: str
    name_zh: str
    counted: RecordFilter
    excluded: Where = Field(default_factory=dict)
    only_after: RecordFilter | None = None
    windows: tuple[Window, ...] = ()
    per: Literal["domain", "subject", "vehicle"] = "subject"
    domain: tuple[str, ...]
    effect_zh: str
    basis: tuple[Basis, ...] = Field(min_length=1)
    official: bool
    parameters: tuple[str, ...] = ()
    way_out_zh: str
    source: tuple[str, ...]
    note: str | None = None


class Level(Part):
    """One level of a scheme: the scores that it spans (from `at_least`, below `below`), in points of the scheme."""

    code: str
    zh: str
    at_least: int | None = None
    below: int | None = None


class SpotCheck(Part):
    """A published rate of spot checks: of this level, so many in a hundred a year."""

    where_zh: str
    level: str
    percent_min: float = Field(ge=0, le=100)
    percent_max: float = Field(ge=0, le=100)
    note_zh: str | None = None


class GradingScheme(Part):
    """One scheme of grades. A natural person never gets one (N12)."""

    id: str
    name_zh: str
    levels: tuple[Level, ...]
    spot_checks: tuple[SpotCheck, ...] = ()
    notes_zh: tuple[str, ...] = ()
    nature_zh: str
    of_persons: Literal[False] = False
    published: bool | None = None
    a_sanction: Literal[False] = False
    source: tuple[str, ...]
    note: str | None = None
