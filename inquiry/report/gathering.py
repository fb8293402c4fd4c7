"""Puts the report together from the questions that there are. Only the subject may be named in full: a report is handed on."""

from collections.abc import Sequence

from inquiry.answering.consequences import ConsequenceTold
from inquiry.answering.wire import Label, Wire
from inquiry.asking.question import Outcome, Question
from inquiry.asking.subject import Subject, subject_of
from inquiry.explain import Explanation, words_of
from inquiry.linked_risk import LinkedRiskData, LinkedRiskParameters, linked_risk_of
from inquiry.measures import MeasuresData, measures_of
from inquiry.report.annex import annex
from inquiry.report.fixed import fixed
from inquiry.report.limits import Limits
from inquiry.report.records import grounds_of, records
from inquiry.report.remedies import remedies
from inquiry.report.summary import summary
from inquiry.report.wire import AskedBy, Identity, Line, RecordTold, ReportData, ReportParameters, RightTold
from inquiry.show import ShowParameters, SubjectData, show

_MOST_EXPOSURES = 500


def report(question: Question, asked: str, wanted: ReportParameters) -> Outcome[ReportData]:
    """Everything that may be handed on about one subject, on the day and as known then."""
    subject = subject_of(question, asked)
    question.privacy.narrow_to(subject.members if subject.kind == "Person" else ())
    shown = _shown(question, subject, wanted)
    found = measures_of(question, subject.id).data
    told = records(question, (*shown.decisions, *shown.lists), grounds_of((*found.on, *found.from_)), wanted)
    shown = _only(shown, told)
    data = _put_together(question, shown, told, found, wanted)
    return Outcome(data, truncated=bool(data.omitted), reason="limit" if data.omitted else None)


def _put_together(
    question: Question, shown: SubjectData, told: list[RecordTold], found: MeasuresData, wanted: ReportParameters
) -> ReportData:
    limits = Limits(wanted.limit)
    body = ReportData(
        title_zh="公共信用信息报告",
        title_en="Public credit information report",
        subject=shown.subject,
        asked_by=_asked_by(question),
        summary=summary(shown, told, found),
        identity=Identity(names=shown.names, identifiers=shown.identifiers, record=shown.record),
        on=_explained(limits.first("on", found.on)),
        records=limits.first("records", told),
        from_=_explained(limits.first("from", found.from_)),
        roles=limits.first("roles", shown.roles),
        refused=limits.first("refused", found.refused),
        gaps=limits.first("gaps", found.gaps),
        unconfirmed=limits.first("unconfirmed", found.unconfirmed),
        remedies=remedies(question, shown.subject.id, found.on[: wanted.limit], told[: wanted.limit]),
        linked_risk=_leads(question, shown.subject.id, wanted, limits) if wanted.with_risk else None,
        conflicts=limits.first("conflicts", shown.conflicts),
        annex=[],
        omitted=[],
        rights=[
            RightTold(title_zh=each.title.zh, title_en=each.title.en, text_zh=each.text_zh, basis=list(each.basis))
            for each in fixed().rights
        ],
        disclaimer=[Line(text_zh=each.zh, text_en=each.en) for each in fixed().disclaimer],
    )
    return body.model_copy(update={"annex": annex(question, _citing(body), limits), "omitted": limits.omitted})


def _shown(question: Question, subject: Subject, wanted: ReportParameters) -> SubjectData:
    """The subject with its whole history: what may be told of its records is decided when it is known what rests on them."""
    everything = ShowParameters(include_former=True, include_repaired=True)
    shown = show(question, subject.id, everything).data
    roles = [each for each in shown.roles if wanted.include_former or each.certainty != "outside"]
    return shown.model_copy(update={"roles": roles})


def _only(shown: SubjectData, told: Sequence[RecordTold]) -> SubjectData:
    """Disagreements about what the report does not tell are left out with it."""
    facts = {each.fact for each in (*told, *shown.roles)} | ({shown.record.fact} if shown.record else set())
    return shown.model_copy(update={"conflicts": [each for each in shown.conflicts if each.fact in facts]})


def _asked_by(question: Question) -> AskedBy:
    purpose = question.asking.purpose
    label = Label(code=purpose[0], label_zh=purpose[1], label_en=purpose[2]) if purpose else None
    return AskedBy(name=question.asking.asker, purpose=label)


def _explained(consequences: Sequence[ConsequenceTold]) -> list[Explanation]:
    return [Explanation(consequence=each, text_zh=words_of(each)) for each in consequences]


def _leads(question: Question, subject: str, wanted: ReportParameters, limits: Limits) -> LinkedRiskData:
    """Linked risk without its scores: a reader would take them for a judgement of somebody."""
    asked = linked_risk_of(question, subject, LinkedRiskParameters(limit=min(wanted.limit, _MOST_EXPOSURES)))
    found = LinkedRiskData.model_validate(asked.data.body)
    limits.note("exposures", found.totals.exposures, found.totals.returned)
    return found.model_copy(update={"exposures": [each.model_copy(update={"score": None}) for each in found.exposures]})


def _citing(body: ReportData) -> list[Wire]:
    """The parts that cite evidence, those that matter most first."""
    risk = [body.linked_risk] if body.linked_risk else []
    parts = (body.on, body.records, body.from_, [body.identity], body.conflicts, body.unconfirmed, body.refused, body.roles)
    return [*(each for part in parts for each in part), *body.remedies.records, *risk]
