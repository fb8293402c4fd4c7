"""The grammar of ownership and control: what a relation holds, and the named rule sets that say who controls or owns."""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from credit.errors import CatalogueFault
from reasoning.catalogue.rules import Basis, Part, RecordFilter

Grade = Literal["A", "B", "C", "M"]


class Holding(Part):
    """How much a relation of a kind holds where its fact states no share, whether it votes, and which end holds."""

    min: Decimal = Field(default=Decimal(0), ge=0, le=1)
    max: Decimal = Field(default=Decimal(1), ge=0, le=1)
    votes: bool = True
    held_by: Literal["src", "dst"] = "src"
    commands_where: dict[str, bool] = Field(default_factory=dict)
    """A flag of the fact by which its holder commands the company whatever his share (执行事务合伙人)."""


class Criterion(Part):
    """One way in which a party fits. `share`: its effective share; `control`: jointly with what it controls, votes beyond half;
    `votes`: the votes that it and what it controls cast directly; `found`: as found or disclosed; `office`: holds an office;
    `aggregate`: listed parties together hold it."""

    id: str
    kind: Literal["share", "control", "votes", "found", "office", "aggregate"]
    zh: str
    en: str
    at_least: Decimal | None = Field(default=None, gt=0, le=1)
    more_than: Decimal | None = Field(default=None, ge=0, lt=1)
    offices: tuple[str, ...] = ()
    listed: tuple[RecordFilter, ...] = ()
    state: Literal["certain", "possible"] = "certain"
    """`possible`: whoever fits needs a finding besides."""
    otherwise: bool = False
    """Read only where no test before it fits anybody for certain."""
    basis: tuple[Basis, ...] = ()


class ControlRules(Part):
    """One reading of who controls, or finally owns, a company. Readings stand side by side; none of them binds anybody."""

    name: str
    title_zh: str
    title_en: str
    concept: Literal["controller", "beneficial_owner", "aggregate"]
    grade: Grade
    basis: tuple[Basis, ...] = Field(min_length=1)
    valid_from: date | None = None
    valid_to: date | None = None
    parties: tuple[Literal["Person", "Organization"], ...] = ("Person", "Organization")
    ultimate: bool = False
    """Only those whom nobody else in the picture controls."""
    note_zh: str | None = None
    tests: tuple[Criterion, ...] = Field(min_length=1)


class CloseLinks(Part):
    """From which effective share on two parties are closely linked."""

    title_zh: str
    title_en: str
    grade: Grade
    at_least: Decimal = Field(gt=0, le=1)
    basis: tuple[Basis, ...] = Field(min_length=1)


class Holdings(Part):
    """What holds a share in whom, what a finding of control is, and how close a link must be."""

    kinds: dict[str, Holding]
    found_by: str
    majority: Decimal = Field(gt=0, lt=1)
    close_links: CloseLinks


def check_control(rules: ControlRules) -> None:
    """Raises CatalogueFault for a test that lacks what its kind needs."""
    for test in rules.tests:
        measured = test.at_least is not None or test.more_than is not None
        needs = {"share": measured, "votes": measured, "aggregate": measured and bool(test.listed), "office": bool(test.offices)}
        if not needs.get(test.kind, True) or (test.at_least is not None and test.more_than is not None):
            raise CatalogueFault(f"rules/control/{rules.name}: test {test.id}: one threshold, and what {test.kind} reads")
