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


class Counts(Part):
    """So many records of the subject that set the case off within so long, this one the last. `same`: alike in this property too."""

    at_least: int = Field(ge=2)
    months: int = 0
    days: int = 0
    same: str | None = None
    says_zh: str


class RecordFilter(Part):
    """Records of a kind whose properties fit."""

    fact: str
    where: Where = Field(default_factory=dict)


class Trigger(Part):
    """What sets a case off: a record of the subject, or a measure that already binds it.

    `absent`: not where the subject has such a record, whatever its day. `clear_of`: not while such a record of it stands (red and black).
    """

    fact: str | None = None
    measure: tuple[str, ...] = ()
    where: Where = Field(default_factory=dict)
    any: tuple[Where, ...] = ()
    unless: Where = Field(default_factory=dict)
    at_least: AtLeast | None = None
    counts: Counts | None = None
    subject: tuple[str, ...] = ("Organization", "Person")
    legal_form_not: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    """Administrative divisions (first digits) in which the subject is registered, for a rule of a province; none: everywhere."""
    dated_by: str | None = None
    acted_by: str | None = None
    valid_on: Literal["trigger", "now"] = "trigger"
    provided: tuple[Condition, ...] = ()
    absent: RecordFilter | None = None
    clear_of: RecordFilter | None = None
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


class AsDecided(Part):
    """Where the law leaves the length to the decision: the properties in which the decision states it."""

    months: str
    life: str


class Lasts(Part):
    """How long: a term from a stated day, while listed, until an event, or for life.

    `years` and `months` are the fixed or the shortest term; `to_years` and `to_life` the longest that a decision may lay down
    (`as_decided`). A decision that does not state its length binds for the shortest term, and may bind up to the longest.
    `ends_with_record`: it ends at the latest when the record does (an entry that was removed, an order that was lifted).
    """

    kind: Literal["term", "while_listed", "event", "lifetime"]
    from_: str | None = Field(default=None, alias="from")
    or_from: str | None = None
    years: int = 0
    months: int = 0
    to_years: int = 0
    to_life: bool = False
    as_decided: AsDecided | None = None
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


class Exemption(Part):
    """Why a finding of the linter stands: written beside the rule, for whoever reads it next."""

    check: str
    reason: str


class Rule(Part):
    """One rule of the law: a measure, its basis, who carries it out, and the cases that bring it about.

    `valid_from` is the first day in force, `valid_to` the first day no longer (null: not stated by any text read). `firm_from`: a
    record of before that day gives at most possible. `measure_zh`: the measure in this rule's own words. `names`: the roles that the
    article's own text names; what a case binds is held against it. `turned_on_by`: who answers for it that a rule of a lower grade binds
    after all; `turned_off_by`: who switched the rule off. Both are set by an overlay's switches, with `switched_zh` for the reason.
    """

    id: str
    title_zh: str
    measure: str
    measure_zh: str | None = None
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
    names: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    scope_zh: str | None = None
    note: str | None = None
    turned_on_by: str | None = None
    turned_off_by: str | None = None
    switched_zh: str | None = None
    exempt: tuple[Exemption, ...] = ()
    cases: tuple[Case, ...] = Field(min_length=1)


class NegativeRule(Part):
    """What the law does not do, said out loud: this relation to a bound subject gives no measure.

    Without `relations` it is a statement about roles, lists or measures (`speaks_of`), with which why-not answers where its own reason
    is one of `answers`.
    """

    id: str
    statement_zh: str
    statement_en: str
    roles: tuple[str, ...]
    speaks_of: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    affiliate: bool = False
    triggered_by: RecordFilter | None = None
    measures: tuple[str, ...] = ()
    basis: tuple[Basis, ...] = Field(min_length=1)
    exceptions_zh: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    evidence: Literal["verified", "partial", "inference"]
    note: str | None = None


class RefusedRule(NegativeRule):
    """What a policy paper wishes beyond the law: never evaluated, kept so that why-not can answer with it (addenda 15)."""

    wish_zh: str
    wished_in: str
    answer_zh: str
