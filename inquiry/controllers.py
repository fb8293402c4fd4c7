"""Who controls the subject, or is taken as its final owner? Every reading of the law that we know, side by side, each with its trace."""

from pydantic import Field

from credit.errors import BadParameter
from inquiry.answering.consequences import Citation, citations
from inquiry.answering.holdings import FindingTold, cut_short, finding, learn
from inquiry.answering.wire import Ref, Wire
from inquiry.asking.parameters import Codes, Parameters
from inquiry.asking.question import Outcome, Question, no_leads_for_the_public
from inquiry.asking.subject import subject_of
from reasoning.catalogue import ControlRules
from reasoning.control import ReadingOf, picture_of, read
from reasoning.ownership import Reading


class ControllersParameters(Parameters):
    """By which readings."""

    readings: Codes = Field(default=[], description="Rule sets (/v1/ontology/control_rules); default all of them, side by side.")


class ReadingTold(Wire):
    """One rule set, read on the subject. `grade` M: the rule's text was not at hand when it was written down."""

    name: str
    title_zh: str
    title_en: str
    concept: str
    grade: str
    in_force: bool
    basis: list[Citation]
    note_zh: str | None
    findings: list[FindingTold]


class ControllersData(Wire):
    """The readings. They may differ: each says what its own rule asks. None of them binds anybody."""

    subject: Ref
    lane: str = "advisory"
    readings: list[ReadingTold]
    agreed: list[Ref]
    over_full: list[Ref]


def controllers(question: Question, asked: str, wanted: ControllersParameters) -> Outcome[ControllersData]:
    """Controllers and beneficial owners of a subject. `agreed`: whom every reading in force that names anybody names for certain."""
    no_leads_for_the_public(question)
    subject = subject_of(question, asked)
    chosen = chosen_rules(question, wanted)
    picture = picture_of(Reading(question.view, question.rulebook.catalogue.holdings, question.as_of), subject.id)
    readings = [read(picture, rules) for rules in chosen]
    learn(question, picture.structure)
    question.directory.learn({each.party for reading in readings for each in reading.findings})
    return Outcome(
        ControllersData(
            subject=question.ref(subject.id),
            readings=[_told(question, reading) for reading in readings],
            agreed=[question.ref(party) for party in _agreed(readings)],
            over_full=[question.ref(company) for company in picture.structure.over_full],
        ),
        truncated=picture.structure.cut,
        reason=cut_short(picture.structure),
    )


def chosen_rules(question: Question, wanted: ControllersParameters) -> list[ControlRules]:
    """The rule sets of these names, all where none is named; BadParameter lists those that there are."""
    known = question.rulebook.catalogue.control
    if unknown := sorted(set(wanted.readings) - known.keys()):
        raise BadParameter(
            f"没有规则集 {'、'.join(unknown)}。Rule sets: {', '.join(sorted(known))}.",
            errors=[{"field": "rules", "message": f"one of {', '.join(sorted(known))}"}],
        )
    return [rules for name, rules in sorted(known.items()) if not wanted.readings or name in wanted.readings]


def _told(question: Question, reading: ReadingOf) -> ReadingTold:
    rules = reading.rules
    criteria = {criterion.id: criterion for criterion in rules.tests}
    return ReadingTold(
        name=rules.name,
        title_zh=rules.title_zh,
        title_en=rules.title_en,
        concept=rules.concept,
        grade=rules.grade,
        in_force=reading.in_force,
        basis=citations(rules.basis),
        note_zh=rules.note_zh,
        findings=[
            finding(question, each, criteria[each.criterion].zh, citations(criteria[each.criterion].basis)) for each in reading.findings
        ],
    )


def _agreed(readings: list[ReadingOf]) -> list[str]:
    sure = [
        {each.party for each in reading.findings if each.sureness.rank == 0}
        for reading in readings
        if reading.in_force and reading.rules.concept != "aggregate"
    ]
    naming = [parties for parties in sure if parties]
    return sorted(set.intersection(*naming)) if naming else []
