"""What each file lost and why, and how well each authority reports. The loaders keep the figures; here they become an answer."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from pydantic import Field

from inquiry.answering.wire import Wire
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question


class QualityParameters(Parameters):
    """By which limits, of which authority, how many loads."""

    profile: str = Field(default="ndrc-2018", max_length=40, description="The profile of reporting limits.")
    authority: str | None = Field(default=None, max_length=100, description="Only this authority, by its name.")
    limit: int = Field(default=50, ge=1, le=1000, description="At most so many loads, the latest.")


class RateTold(Wire):
    """A part of a whole. `value` is null where the whole is empty or unknown: without a ledger nobody knows what was not reported."""

    label_zh: str
    value: float | None
    numerator: int | None
    denominator: int | None
    approximate: bool


class ReportingTold(Wire):
    """One authority in one month of decisions; null stands for all of them."""

    authority: str | None
    month: str | None
    received: int
    accepted: int
    corrections: int
    reported: RateTold
    compliant: RateTold
    late: RateTold
    concealed: RateTold


class QualityData(Wire):
    """`files`: loads, the latest first. `reporting`: authority by month. `totals`: over all months, then everything."""

    profile: dict[str, Any]
    files: list[dict[str, Any]]
    reporting: list[ReportingTold]
    totals: list[ReportingTold]


def quality_told(question: Question, kept: Mapping[str, Any], wanted: QualityParameters) -> Outcome[QualityData]:
    """The loaders' figures as an answer. Only the operator at his own machine learns where on it the rejected rows lie."""
    files = list(reversed(kept["files"]))
    more = len(files) > wanted.limit
    data = QualityData(
        profile=kept["profile"],
        files=[each if question.asking.operator else _without_places(each) for each in files[: wanted.limit]],
        reporting=[ReportingTold.model_validate(each) for each in kept["reporting"] if _asked(each, wanted)],
        totals=[ReportingTold.model_validate(each) for each in kept["totals"] if _asked(each, wanted)],
    )
    return Outcome(data, truncated=more, reason="limit" if more else None)


def _asked(each: Mapping[str, Any], wanted: QualityParameters) -> bool:
    return wanted.authority is None or each["authority"] == wanted.authority


def _without_places(report: Mapping[str, Any]) -> dict[str, Any]:
    """A caller learns which file holds the rejected rows, never where on our machine it lies."""
    path = report.get("rejected_path")
    return {**report, "file": PurePath(str(report["file"])).name, "rejected_path": PurePath(str(path)).name if path else None}
