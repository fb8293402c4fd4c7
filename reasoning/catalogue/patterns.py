"""Warning patterns and grading schemes (advisory lane): leads, grades and spot checks, never a step in the proof of a measure."""

from datetime import date
from typing import Literal

from pydantic import Field

from reasoning.catalogue.rules import Basis, Part, RecordFilter, Where


class Window(Part):
    """So many records within so long; `again`: and so many more on a later day, inside the window too (又有).

    `where`: only such of the counted records make up `at_least`; `again` may be any that is counted. `domains`: spread over so many.
    """

    months: int = 0
    days: int = 0
    at_least: int = Field(ge=1)
    again: int = 0
    domains: int = Field(default=1, ge=1)
    where: Where = Field(default_factory=dict)


class Counting(RecordFilter):
    """Which records count, on which day (`dated_by`).

    `unless`: not these. `cites`: a decision that states its legal basis counts only where it names one of these (违反本法规定).
    """

    dated_by: str
    unless: Where = Field(default_factory=dict)
    cites: tuple[str, ...] = ()


class EarlierBan(RecordFilter):
    """A ban after whose end the window opens: it ran for the months stated under `months`, from the day stated under `from`.

    `acted_by`: where a record states the day of its act there, the act itself must lie inside the window.
    """

    from_: str = Field(alias="from")
    months: str
    acted_by: str


class Pattern(Part):
    """One warning pattern; any of its windows may fit, each counts for itself, and so does each of `counted`.

    `parameters`: which numbers of the windows are this catalogue's and not the law's. `excluded`, `excluded_by`: of which subjects it
    says nothing, by what is known of them or by a record that stands. `only_after`: the window opens when such a ban ended.
    `ends_on_repair`: a repaired record no longer counts. `follows`: it counts nothing, and stands while one of these stands.
    `ledger`: it makes up the ledger of repeat offenders. `valid_to`: the first day on which its basis is no longer in force.
    """

    id: str
    name_zh: str
    counted: tuple[Counting, ...] = ()
    excluded: tuple[Where, ...] = ()
    excluded_by: tuple[RecordFilter, ...] = ()
    only_after: EarlierBan | None = None
    windows: tuple[Window, ...] = ()
    follows: tuple[str, ...] = ()
    per: Literal["domain", "subject", "vehicle"] = "subject"
    domain: tuple[str, ...]
    ends_on_repair: bool = False
    ledger: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    effect_zh: str
    basis: tuple[Basis, ...] = Field(min_length=1)
    official: bool
    parameters: tuple[str, ...] = ()
    way_out_zh: str
    source: tuple[str, ...]
    note: str | None = None

    def in_force(self, on: date) -> bool:
        """Whether its basis was in force on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on < self.valid_to)


class Level(Part):
    """One level of a scheme: the scores that it spans (from `at_least`, below `below`), in points of the scheme.

    `checked_as`: the level of the table of spot checks whose rates hold for it.
    """

    code: str
    zh: str
    at_least: int | None = None
    below: int | None = None
    checked_as: str | None = None


class SpotCheck(Part):
    """A published rate of spot checks: of this level, so many in a hundred a year, in the region whose code begins so."""

    where_zh: str
    region: str
    level: str
    percent_min: float = Field(ge=0, le=100)
    percent_max: float = Field(ge=0, le=100)
    note_zh: str | None = None


class GradingScheme(Part):
    """One scheme of grades. A natural person never gets one (N12), and none is computed here: `stated_by` are the entries that state one.

    `published`: whether the scheme's levels are public (null: not read); `published_by`: of which entries they are.
    """

    id: str
    name_zh: str
    levels: tuple[Level, ...]
    spot_checks: tuple[SpotCheck, ...] = ()
    notes_zh: tuple[str, ...] = ()
    nature_zh: str
    of_persons: Literal[False] = False
    published: bool | None = None
    stated_by: tuple[RecordFilter, ...] = ()
    published_by: tuple[RecordFilter, ...] = ()
    a_sanction: Literal[False] = False
    source: tuple[str, ...]
    note: str | None = None
