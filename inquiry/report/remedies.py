"""Ways out and their days. The one place at which the calendar of remedies is plugged into the report."""

from collections.abc import Iterable

from inquiry.answering.consequences import ConsequenceTold, citations
from inquiry.asking.question import Question
from inquiry.remedies import remedies_of
from inquiry.report.fixed import fixed
from inquiry.report.wire import RecordTold, Remedies, RepairRuleTold, WayTold

_DAYS = {"working": "个工作日", "calendar": "日"}


def remedies(question: Question, subject: str, on: Iterable[ConsequenceTold], records: Iterable[RecordTold]) -> Remedies:
    """What lifts the measures on the subject, the earliest first and what has no day last; the calendar of the records that the report
    tells; and the rules of repair.
    """
    facts = {each.fact for each in records}
    ways = [
        WayTold(consequence=each.id, measure_zh=each.measure.label_zh, kind=way.kind, text_zh=way.text_zh, earliest=way.earliest)
        for each in on
        for way in each.lifts_when
    ]
    calendar = remedies_of(question, subject).data.remedies
    return Remedies(
        ways=sorted(ways, key=lambda way: (way.earliest or "9999", way.consequence, way.kind)),
        records=[each for each in calendar if each.fact in facts],
        rules=_rules(question),
    )


def _rules(question: Question) -> list[RepairRuleTold]:
    """Quoted from the catalogue; a deployer's overlay may have taken one away."""
    catalogue = question.rulebook.catalogue.repair
    return [
        RepairRuleTold(
            id=rule.id,
            rule_zh=rule.rule_zh,
            more_zh=[
                *(each.zh for each in rule.conditions),
                *rule.effects_zh,
                *(f"{each.who_zh}:{each.what_zh},{each.days} {_DAYS[each.days_are]}" for each in rule.deadlines),
            ],
            basis=citations(rule.basis),
        )
        for rule in (catalogue[name] for name in fixed().repair_rules if name in catalogue)
    ]
