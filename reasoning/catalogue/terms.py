"""The grammar of everything else in the catalogue: roles, measures, thresholds, cautions, labels, walking policies."""

from datetime import date
from typing import Literal

from pydantic import Field

from reasoning.catalogue.rules import Basis, Part, ReadOn, RecordFilter, Where


class Trader(Part):
    """Who stands behind a subject that is no person apart from its owner (民法典 54, 56)."""

    legal_form: tuple[str, ...]
    office: tuple[str, ...]
    read_on: ReadOn
    basis: tuple[Basis, ...]
    says_zh: str


class Role(Part):
    """A role that a rule may bind, and how it is found: the subject itself, an office of it, a person whom the record names, its head,
    its partners in one bid, or the posts that a person holds elsewhere.

    `is`: the role of the law of which this is one way to find it. `registered_for`: the legal forms whose registry states the office,
    so that its absence there is a gap worth naming.
    """

    zh: str
    en: str
    self_: bool = Field(default=False, alias="self")
    trader: Trader | None = None
    is_: str | None = Field(default=None, alias="is")
    office: tuple[str, ...] = ()
    office_any: tuple[Where, ...] = ()
    registered_for: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    post_where: Where = Field(default_factory=dict)
    began: Literal["after_trigger"] | None = None
    holds: RecordFilter | None = None


class MeasureKind(Part):
    """What a consequence does, with its class under the national list. A `mark` stands beside a record and does nothing to anybody;
    an `incentive` takes nothing from anybody.
    """

    zh: str
    en: str
    class_: Literal["rights_reducing", "management", "market_autonomous", "mark", "incentive"] = Field(alias="class")


class Step(Part):
    """A threshold's value from a day on."""

    from_: date = Field(alias="from")
    at_least: int
    basis: tuple[Basis, ...]


class HigherAmount(Part):
    """A field's own rule that sets a higher number for the records that fit (addenda 4)."""

    where: Where = Field(min_length=1)
    says_zh: str
    steps: tuple[Step, ...] = Field(min_length=1)


class Threshold(Part):
    """A number that the law fixes, by the day on which it is read. Before the first step it is unknown.

    `higher` only ever raises it: of all steps in force that a record fits, the highest number counts.
    """

    zh: str
    steps: tuple[Step, ...]
    higher: tuple[HigherAmount, ...] = ()


class Caution(Part):
    """Subjects of these forms reach the holders of these roles only as possible."""

    legal_form: tuple[str, ...]
    roles: tuple[str, ...]
    says_zh: str


class SubjectEnd(Part):
    """A fact about the subject itself from whose day on nothing binds it any more."""

    where: Where = Field(default_factory=dict)
    dated_by: str


class Clash(Part):
    """Which list entries may not stand together, and what the text says of it."""

    id: str
    red: Where
    black: Where
    says_zh: str
    basis: tuple[Basis, ...]


class Grade(Part):
    """What a rule of this evidence grade may do: bind, or at most be possible (False), or nothing ("off")."""

    zh: str
    binds: bool | Literal["off"]


class Head(Part):
    """The catalogue's own page: version, grades, forms by code, cautions, thresholds."""

    version: str
    title_zh: str
    title_en: str
    grades: dict[str, Grade]
    legal_form_by_code: dict[str, str]
    cautions: tuple[Caution, ...]
    thresholds: dict[str, Threshold]
    subject_ends: tuple[SubjectEnd, ...]
    red_and_black: Clash


class Label(Part):
    """A code's labels; a list's code says its polarity too."""

    zh: str
    en: str
    polarity: str | None = None


class AdverseKind(Part):
    """Which records count as adverse, and how heavily (0 to 1); 0 means that they do not."""

    fact: str
    where: Where = Field(default_factory=dict)
    severity: float = Field(ge=0, le=1)


class Policy(Part):
    """How linked risk walks: depth, weight per relation, decay, hub guard, severity per decision. Advisory through and through."""

    name: str
    title_zh: str
    max_hops: int = Field(ge=0)
    max_hops_allowed: int = Field(ge=0, le=15)
    hub_guard: int = Field(ge=1)
    max_explored: int = Field(ge=1)
    relations: dict[str, float]
    possible_relation: float = Field(ge=0, le=1)
    decay_per_year: float = Field(gt=0, le=1)
    adverse: tuple[AdverseKind, ...]
