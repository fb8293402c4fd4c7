"""The law of credit repair: conditions, effects and deadlines as data. What is evaluated as a rule says by which."""

from typing import Literal

from pydantic import Field

from reasoning.catalogue.lists import Verified
from reasoning.catalogue.rules import Basis, Part


class Deadline(Part):
    """Within how long somebody must do something. `until_days_are`: whether working days or calendar days are counted."""

    who_zh: str
    what_zh: str
    days: int
    days_are: Literal["working", "calendar"]


class RepairRule(Part):
    """One rule of repair. `evaluated_by`: the rule of the catalogue that holds its term, so that it stands in one place."""

    id: str
    kind: Literal["publicity", "condition", "effect", "grading", "deadline", "notice", "exclusion", "retention", "scope"]
    rule_zh: str
    evaluated_by: str | None = None
    applies_to: tuple[str, ...] = ()
    conditions_zh: tuple[str, ...] = ()
    effects_zh: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    retention_years: int | None = None
    basis: tuple[Basis, ...] = Field(min_length=1)
    source: tuple[str, ...]
    verified: Verified
    note: str | None = None
