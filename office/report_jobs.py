"""A report as a job: a hundred pages take longer to set than anybody waits for an answer."""

from io import BytesIO
from typing import Any, Literal

from inquiry.answering.wire import Wire
from inquiry.asking.subject import id_of
from inquiry.report.gathering import report
from inquiry.report.printing.forms import Form, printed
from inquiry.report.sealing import sealed
from inquiry.report.wire import ReportParameters
from office.desk import Enquiry
from office.idempotency import Answered
from office.jobs.folder import keep
from office.jobs.kinds import Course, Kind
from office.jobs.register import Ending
from office.jobs.submitting import Asker, Order, submitted
from office.premises import Premises
from office.rights import DEMO, Right

_STEPS = 2
"""The answer is gathered, the paper is set."""


class ReportOrder(Wire):
    """Whose report, with what in it, in which form, on whose authorisation."""

    subject: str
    format: Literal["pdf", "docx", "html", "json"] = "pdf"
    included: dict[str, Any]
    authorisation: str | None = None


def hand_in_report(premises: Premises, asker: Asker, wanted: ReportOrder) -> Answered:
    """Puts a report in line. BadIdentifier for what is no id."""
    for right in (Right.SUBJECTS, Right.MEASURES):
        asker.principal.must_have(right)
    said = {**wanted.model_dump(mode="json", exclude_none=True), "subject": id_of(wanted.subject)}
    return submitted(premises, asker, Order("report", "run_report", said, wanted.model_dump(mode="json") | said))


def _do(course: Course) -> Ending:
    said, principal = course.job.parameters, course.principal
    principal.must_have(Right.SUBJECTS)
    wanted = ReportParameters.model_validate(said["included"])
    enquiry = Enquiry(
        principal,
        "run_report",
        wanted,
        course.job.id,
        {"subject": said["subject"]},
        demo=principal.id == DEMO.id,
        right=Right.MEASURES,
        authorisation=said["authorisation"],
    )
    course.step(0, _STEPS)
    asked = course.premises.desk().answer(enquiry, lambda question: report(question, said["subject"], wanted))
    course.step(1, _STEPS)
    body = sealed(asked.body)
    made = printed(body, Form(said["format"]))
    keep(BytesIO(made.content), course.folder / made.file_name)
    course.step(_STEPS, _STEPS)
    return Ending("done", {"verification": body["verification"]["short"], "bytes": len(made.content)}, file=made.file_name)


KINDS = {"report": Kind("report", Right.MEASURES, "steps", _do)}
