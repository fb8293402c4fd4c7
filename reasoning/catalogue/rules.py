"""The grammar of a rule: trigger, roles, term, ways out. No article, role or list is named here; they all stand in `rules/`."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Where = dict[str, Any]
"""Property → the codes of which one must be stated. A property that is not stated does not fit."""

Mode = Literal["ex_lege", "decision_named", "discretionary", "reference"]
ReadOn = Literal["act", "decision", "listing", "now", "later"]


class Part(BaseModel):
    """A part of the catalogue: frozen, and strict about what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Basis(Part):
    """One citation: the instrument, and the article of it."""

    instrument: str
    article: str


class Condition(Part):
    """What must be found besides the trigger. Not stated: the consequence is possible. Stated otherwise: there is none."""

    prop: str
    is_: Any = Field(alias="is")
    says_zh: str


class AtLeast(Part):
    """A number that must reach a threshold, read on the day of the question."""

    prop: str
    threshold: str


class RecordFilter(Part):
    """Records of a kind whose properties fit."""

    fact: str
    where: Where = Field(default_factory=dict)


class Trigger(Part):
    """What sets a case off: a record of the subject, or a measure that already binds it."""

    fact: str | None = None
    measure: tuple[str, ...] = ()
    where: Where = Field(default_factory=dict)
    any: tuple[Where, ...] = ()
    unless: Where = Field(default_factory=dict)
    at_least: AtLeast | None = None
    subject: tuple[str, ...] = ("Organization", "Person")
    legal_form_not: tuple[str, ...] = ()
    dated_by: str | None = None
    acted_by: str | None = None
    valid_on: Literal["trigger", "now"] = "trigger"
    provided: tuple[Condition, ...] = ()
    absent: RecordFilter | None = None
    unproved: bool = False
    unproved_zh: str | None = None


class Bind(Part):
    """One role that the case reaches: in which mode, and on which date the role is read (addenda 1)."""

    role: str
    mode: Mode
    read_on: ReadOn
    through: str | None = None
    of: tuple[str, ...] = ("Organization", "Person")
    basis: tuple[Basis, ...] = ()


class Release(Part):
    """A later record that frees the person who is its party: its `refers` equals the trigger's `to`; free from its day `on`."""

    fact: str
    where: Where = Field(default_factory=dict)
    refers: str
    to: str
    on: str


class Lasts(Part):
    """How long: a term from a stated day, while listed, until an event, or for life."""

    kind: Literal["term", "while_listed", "event", "lifetime"]
    from_: str | None = Field(default=None, alias="from")
    years: int = 0
    months: int = 0
    until: str | None = None
    ends_with_record: bool = False
    needs: str | None = None
    released_by: Release | None = None


class Earliest(Part):
    """A day counted from a stated one."""

    from_: str = Field(alias="from")
    years: int = 0
    months: int = 0


class WayOut(Part):
    """What lifts the measure, in words, and from which day at the earliest."""

    kind: Literal["repair", "removal", "objection", "expiry", "event"]
    text_zh: str
    earliest: Earliest | None = None


class Case(Part):
    """One way in which a rule comes about."""

    trigger: Trigger
    binds: tuple[Bind, ...]
    lasts: Lasts
    lifts_when: tuple[WayOut, ...]


class Alias(Part):
    """How the basis was cited before a revision."""

    instrument: str
    article: str
    until: date | None = None


class Rule(Part):
    """One rule of the law: a measure, its basis, who carries it out, and the cases that bring it about."""

    id: str
    title_zh: str
    measure: str
    channel: Literal["org_self", "org_to_person", "person_self", "person_to_org", "org_to_org"]
    domain: str
    executor: str
    basis: tuple[Basis, ...] = Field(min_length=1)
    aliases: tuple[Alias, ...] = ()
    grade: Literal["A", "B", "C", "M"]
    source: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None
    firm_from: date | None = None
    ends_on_repair: Literal["yes", "no", "unsettled"]
    excludes: tuple[str, ...] = ()
    note: str | None = None
    cases: tuple[Case, ...] = Field(min_length=1)


class NegativeRule(Part):
    """What the law does not do, said out loud: this relation to a bound subject gives no measure."""

    id: str
    statement_zh: str
    statement_en: str
    relations: tuple[str, ...]
    affiliate: bool = False
    triggered_by: RecordFilter | None = None
    measures: tuple[str, ...] = ()
    basis: tuple[Basis, ...] = Field(min_length=1)
    exceptions_zh: tuple[str, ...] = ()
