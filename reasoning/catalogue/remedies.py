"""The law of credit repair: terms, conditions, effects and deadlines as data. What is evaluated as a rule says by which."""

from datetime import date
from typing import Literal

from pydantic import Field

from reasoning.catalogue.lists import Verified
from reasoning.catalogue.rules import Basis, Part, Where

CountedFrom = Literal["application", "objection", "annulment", "correction"]
"""The act from whose day a deadline runs: an application for repair, an objection, an annulment, or the correction itself."""


class Deadline(Part):
    """Within how long somebody must do something. `regions`: division codes by their first digits; empty: everywhere.
    `basis`: where it is another than the rule's."""

    who_zh: str
    what_zh: str
    days: int
    days_are: Literal["working", "calendar"]
    regions: tuple[str, ...] = ()
    basis: tuple[Basis, ...] = ()


class Months(Part):
    """A length of time."""

    years: int = 0
    months: int = 0

    @property
    def total(self) -> int:
        """In months."""
        return 12 * self.years + self.months


class PublicityTerm(Part):
    """How long a decision of this sort is published: `where` one of the codes is stated, `only` no other code is.

    `shortest`: from when a repair can be asked for; `longest`: when publicity ends by itself; `or_longest`: where the text leaves open
    which of two terms holds, the shorter one. `needs`: the stated day without which it does not end. `from`: the day counted from.
    """

    from_: str = Field(default="decided_on", alias="from")

    where: Where = Field(default_factory=dict)
    only: Where = Field(default_factory=dict)
    published: bool = True
    shortest: Months | None = None
    longest: Months | None = None
    or_longest: Months | None = None
    needs: str | None = None
    says_zh: str


class RepairCondition(Part):
    """One condition of a repair. `stated`: met where one of the record's `props` is stated; `commitment`: where one that fits was made."""

    zh: str
    kind: Literal["shortest_term", "stated", "commitment", "other"]
    props: tuple[str, ...] = ()
    where: Where = Field(default_factory=dict)


class Retention(Part):
    """How long a record may be kept and shown: from the first of `from` that is stated; `or_from` gives the day as approximate only."""

    years: int
    from_: tuple[str, ...] = Field(alias="from")
    or_from: tuple[str, ...] = ()


class RepairRule(Part):
    """One rule of repair. `evaluated_by`: the rule of the catalogue that holds its term, so that it stands in one place.

    `applies_to`: domains, `lists`: codes of lists; empty: all. `valid_from` and `valid_to` are read on the day of the decision.
    `must_state`: what a notice must tell (W10).
    """

    id: str
    kind: Literal["publicity", "condition", "effect", "grading", "deadline", "notice", "exclusion", "retention", "scope"]
    rule_zh: str
    evaluated_by: str | None = None
    applies_to: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    terms: tuple[PublicityTerm, ...] = ()
    conditions: tuple[RepairCondition, ...] = ()
    effects_zh: tuple[str, ...] = ()
    counted_from: CountedFrom | None = None
    deadlines: tuple[Deadline, ...] = ()
    retention: Retention | None = None
    must_state: tuple[str, ...] = ()
    basis: tuple[Basis, ...] = Field(min_length=1)
    source: tuple[str, ...]
    verified: Verified
    note: str | None = None
