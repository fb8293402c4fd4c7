"""The report's body: everything that is printed stands here first."""

from typing import Literal

from pydantic import Field

from inquiry.answering.consequences import Citation, GapTold, RefusalTold, UnconfirmedTold
from inquiry.answering.items import Disagreement, Item
from inquiry.answering.wire import Answer, Label, Ref, Wire
from inquiry.asking.parameters import Parameters
from inquiry.evidence import EvidenceData
from inquiry.explain import Explanation
from inquiry.linked_risk import LinkedRiskData
from inquiry.remedies import RemedyTold
from inquiry.show import Code, Decision, NameUsed

MOST_EVIDENCE = 5
"""So many pieces of evidence are told for each row that a part may have."""


class ReportParameters(Parameters):
    """What the report includes."""

    with_risk: bool = Field(default=False, description="Also linked risk, on a page of its own: leads, never a ground for a sanction.")
    include_former: bool = Field(default=False, description="Also what had ended by the day: former offices, records past their publicity.")
    include_repaired: bool = Field(default=False, description="Also records whose credit has been repaired (信用修复).")
    limit: int = Field(default=100, ge=1, le=1000, description="At most this many rows of each part; what is left out is counted.")


class AskedBy(Wire):
    """Who asked, and why."""

    name: str
    purpose: Label | None


class Line(Wire):
    """A sentence."""

    text_zh: str
    text_en: str


class Counts(Wire):
    """How much of what there is. Counts are all that a report says in numbers of anybody: no score, no level."""

    penalties: int
    serious_lists: int
    watch_lists: int
    red_lists: int
    orders: int
    other_records: int
    bound: int
    possible: int
    noted: int
    measures_on_others: int
    others_reached: int
    refused: int
    gaps: int
    unconfirmed: int
    conflicts: int
    disputed: int


class Summary(Wire):
    """The report in plain words."""

    counts: Counts
    lines: list[Line]


class Identity(Wire):
    """Who the subject is, and who says so."""

    names: list[NameUsed]
    identifiers: list[Code]
    record: Item | None


class RecordTold(Decision):
    """A record with its states. `carries`: the measures of this report that rest on it."""

    states: list[Label]
    carries: list[str]


class WayTold(Wire):
    """A way out of one measure, and its earliest day."""

    consequence: str
    measure_zh: str
    kind: Literal["repair", "removal", "objection", "expiry", "event"]
    text_zh: str
    earliest: str | None


class RepairRuleTold(Wire):
    """What the law of credit repair says, quoted from the catalogue."""

    id: str
    rule_zh: str
    more_zh: list[str]
    basis: list[Citation]


class Remedies(Wire):
    """What lifts the measures on the subject, the earliest first; the way out of each record that is told; the rules of repair."""

    ways: list[WayTold]
    records: list[RemedyTold]
    rules: list[RepairRuleTold]


class RightTold(Wire):
    """A right of whoever the report is about."""

    title_zh: str
    title_en: str
    text_zh: str
    basis: list[Citation]


class Omitted(Wire):
    """A part of which not everything is told."""

    part: Label
    total: int
    told: int


class EvidenceTold(EvidenceData):
    """One piece of evidence, as far as it may be handed on. `digest`: SHA-256 of everything else that is told of it here."""

    digest: str = ""


class ReportData(Wire):
    """The report."""

    title_zh: str
    title_en: str
    subject: Ref
    asked_by: AskedBy
    summary: Summary
    identity: Identity
    roles: list[Item]
    records: list[RecordTold]
    on: list[Explanation]
    from_: list[Explanation] = Field(alias="from")
    refused: list[RefusalTold]
    gaps: list[GapTold]
    unconfirmed: list[UnconfirmedTold]
    remedies: Remedies
    linked_risk: LinkedRiskData | None
    conflicts: list[Disagreement]
    annex: list[EvidenceTold]
    omitted: list[Omitted]
    rights: list[RightTold]
    disclaimer: list[Line]


class Verification(Wire):
    """By what the report is known again. `signature`: the office's receipt, once it gives one."""

    code: str
    short: str
    algorithm: Literal["sha256"]
    over: list[str]
    left_out: list[str]
    signature: str | None = None


class ReportAnswer(Answer[ReportData]):
    """The report and its verification code."""

    verification: Verification
