"""Which grades do sources state of the subject, by which scheme, and what follows? Never of a natural person; none is computed here."""

from collections.abc import Iterable, Iterator

from credit.errors import NotPermitted
from credit.facts import Fact
from credit.periods import Certainty
from credit.view import Way
from inquiry.answering.alerts import not_of_persons
from inquiry.answering.consequences import day_told
from inquiry.answering.items import repaired
from inquiry.answering.wire import Label, Ref, Span, Wire
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question
from inquiry.asking.subject import subject_of
from reasoning.catalogue import GradingScheme
from reasoning.catalogue.patterns import SpotCheck
from reasoning.catalogue.rules import RecordFilter
from reasoning.propagation.matching import fits


class GradesParameters(Parameters):
    """Of which day."""


class SpotCheckTold(Wire):
    """A published rate of spot checks where the subject is registered, in a hundred a year."""

    where_zh: str
    level: str
    level_zh: str
    percent_min: float
    percent_max: float
    note_zh: str | None


class GradeTold(Wire):
    """A grade as a source states it. `level` is null where the entry does not say which."""

    scheme: str
    name_zh: str
    level: Label | None
    entry: Ref
    stated_on: str | None
    period_of: str | None
    period: Span
    authority: str | None
    nature_zh: str
    notes_zh: list[str]
    a_sanction: bool
    published: bool | None
    spot_checks: list[SpotCheckTold]
    evidence: list[int]


class GradesData(Wire):
    """`grades`: what is stated and stands on the day. `unstated`: schemes of which no source says anything: no grade, and no zero."""

    subject: Ref
    lane: str = "advisory"
    grades: list[GradeTold]
    unstated: list[str]
    spot_checks: list[SpotCheckTold]


def grades_of(question: Question, asked: str, wanted: GradesParameters) -> Outcome[GradesData]:
    """The grades of an organisation. NotPermitted for a natural person, with the rule that says so."""
    subject = subject_of(question, asked)
    schemes = question.rulebook.catalogue.grading
    if subject.kind == "Person":
        _refuse(question, set(schemes))
    ties = question.relations([subject.id], ("LISTED_AS",), question.until_the_day, way=Way.OUT)
    entries = [entry for tie in ties if (entry := question.directory.record(tie.dst or "")) and _stands(question, entry)]
    told = [scheme for scheme in schemes.values() if question.privacy.profile.leads or scheme.published]
    record = question.directory.record(subject.id)
    rates = _rates(schemes.values(), str(record.props.get("region") or "") if record else "")
    grades = [_grade(question, scheme, entry, rates) for scheme in told for entry in _stating(question, scheme, entries)]
    return Outcome(
        GradesData(
            subject=question.ref(subject.id),
            grades=grades,
            unstated=[scheme.id for scheme in told if scheme.stated_by and scheme.id not in {each.scheme for each in grades}],
            spot_checks=[_rate(question, each) for each in rates] if question.privacy.profile.leads else [],
        )
    )


def _refuse(question: Question, schemes: set[str]) -> None:
    said = not_of_persons(question, schemes)
    why = f"{said.rule}:{said.statement_zh}" if said else ""
    raise NotPermitted(
        f"自然人没有等级:{why}。A natural person is never graded ({said.statement_en if said else ''}).", rule=said.rule if said else None
    )


def _stands(question: Question, entry: Fact) -> bool:
    return entry.kind == "ListEntry" and entry.period.at(question.as_of) is Certainty.CERTAIN and not repaired(entry, question.as_of)


def _stating(question: Question, scheme: GradingScheme, entries: Iterable[Fact]) -> Iterator[Fact]:
    filters = scheme.stated_by if question.privacy.profile.leads else scheme.published_by
    stating = (entry for entry in entries if any(_is(entry, each) for each in filters))
    yield from sorted(stating, key=lambda entry: (-entry.period.from_min, entry.id))


def _is(entry: Fact, wanted: RecordFilter) -> bool:
    return entry.kind == wanted.fact and fits(entry.props, wanted.where)


def _grade(question: Question, scheme: GradingScheme, entry: Fact, rates: list[SpotCheck]) -> GradeTold:
    level = next((each for each in scheme.levels if each.code == entry.props.get("grade")), None)
    checked = [each for each in rates if level and each.level == level.checked_as]
    label = question.rulebook.label("grade", level.code) if level else None
    return GradeTold(
        scheme=scheme.id,
        name_zh=scheme.name_zh,
        level=Label(code=level.code, label_zh=level.zh, label_en=label.label_en) if level and label else None,
        entry=question.ref(entry.src),
        stated_on=_text(entry, "listed_on") or day_told(entry.period.from_max),
        period_of=_text(entry, "period_of"),
        period=Span.of(entry.period),
        authority=_text(entry, "authority_name"),
        nature_zh=scheme.nature_zh,
        notes_zh=list(scheme.notes_zh),
        a_sanction=scheme.a_sanction,
        published=scheme.published,
        spot_checks=[_rate(question, each) for each in checked] if question.privacy.profile.leads else [],
        evidence=list(entry.evidence),
    )


def _rates(schemes: Iterable[GradingScheme], region: str) -> list[SpotCheck]:
    """The rates of the subject's region: those of the narrowest place that published any."""
    here = [each for scheme in schemes for each in scheme.spot_checks if region and region.startswith(each.region)]
    narrowest = max((len(each.region) for each in here), default=0)
    return [each for each in here if len(each.region) == narrowest]


def _rate(question: Question, each: SpotCheck) -> SpotCheckTold:
    levels = {
        level.code: level.zh for scheme in question.rulebook.catalogue.grading.values() if scheme.spot_checks for level in scheme.levels
    }
    said = each.model_dump(exclude={"region"})
    return SpotCheckTold(level_zh=levels.get(each.level, each.level), **said)


def _text(entry: Fact, prop: str) -> str | None:
    return str(entry.props[prop]) if entry.props.get(prop) else None
