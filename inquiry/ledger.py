"""Who stands on the ledger of repeat offenders on a day, since when, why, until when? Computed from the records, never kept."""

from collections.abc import Iterator

from pydantic import Field

from credit.errors import BadParameter
from inquiry.answering.alerts import AlertTold, alert
from inquiry.answering.coverage import require
from inquiry.answering.wire import Ref, Wire
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question, no_leads_for_the_public
from reasoning.catalogue import Pattern
from reasoning.patterns import Alert, Warnings, ledger

_RECORDS = ("Penalty", "ListEntry")
_MOST_EXAMINED = 50_000
"""Organisations that one page looks at: a page is an answer within seconds, however few of them stand on the ledger."""


class LedgerParameters(Parameters):
    """Which patterns, of whose records, where."""

    pattern: str | None = Field(default=None, max_length=20, description="Only this pattern; default those of the ledger (P14 to P17).")
    authority: str | None = Field(
        default=None, max_length=100, description="Only alerts that count a decision of this authority: name or code."
    )
    region: str | None = Field(
        default=None, max_length=40, description="Only subjects registered here: a region or the beginning of its code."
    )
    include_former: bool = Field(default=False, description="Also who had left the ledger by the day, with the reason.")
    limit: int = Field(default=50, ge=1, le=500, description="At most this many subjects.")
    cursor: str | None = Field(default=None, max_length=600, description="`page.next` of the answer before.")


class LedgerEntry(Wire):
    """One organisation with its alerts."""

    subject: Ref
    region: str | None
    alerts: list[AlertTold]


class LedgerData(Wire):
    """Organisations in the order of their ids. `examined`: how many this page looked at. Natural persons never stand here."""

    lane: str = "advisory"
    patterns: list[str]
    entries: list[LedgerEntry]
    examined: int


def ledger_of(question: Question, wanted: LedgerParameters) -> Outcome[LedgerData]:
    """One page of the ledger, set at a time; the cursor goes on after its last subject."""
    no_leads_for_the_public(question)
    require(question.view, _RECORDS)
    asked, needed = _patterns(question, wanted)
    entries: list[LedgerEntry] = []
    examined, last = 0, ""
    for stretch in ledger(question.view, question.rulebook.catalogue, needed, question.as_of, question.after):
        examined, last = examined + stretch.count, stretch.last
        for entry in _entries(question, stretch.found, {pattern.id for pattern in asked}, wanted):
            if len(entries) == wanted.limit:
                return _page(asked, entries, examined, entries[-1].subject.id, "limit")
            entries.append(entry)
        if examined >= _MOST_EXAMINED:
            return _page(asked, entries, examined, last, f"examined={examined}: go on with the cursor")
    return _page(asked, entries, examined, None, None)


def _page(asked: list[Pattern], entries: list[LedgerEntry], examined: int, after: str | None, reason: str | None) -> Outcome[LedgerData]:
    data = LedgerData(patterns=[each.id for each in asked], entries=entries, examined=examined)
    return Outcome(data, truncated=after is not None, reason=reason, paged=True, next_after=after)


def _patterns(question: Question, wanted: LedgerParameters) -> tuple[list[Pattern], list[Pattern]]:
    """The patterns that are asked for, and those that must be counted for them. BadParameter lists those that there are."""
    known = question.rulebook.catalogue.patterns
    if wanted.pattern is not None and wanted.pattern not in known:
        listed = ", ".join(known)
        raise BadParameter(
            f"没有编号为“{wanted.pattern}”的预警模式。Patterns: {listed}.", errors=[{"field": "pattern", "message": f"one of {listed}"}]
        )
    of_ledger = [each for each in known.values() if each.ledger or any(known[led].ledger for led in each.follows)]
    asked = [known[wanted.pattern]] if wanted.pattern else of_ledger
    followed = {led for each in asked for led in each.follows}
    return asked, [each for each in known.values() if each in asked or each.id in followed]


def _entries(question: Question, found: tuple[Warnings, ...], asked: set[str], wanted: LedgerParameters) -> Iterator[LedgerEntry]:
    chosen = [(said, _chosen(said, asked, wanted)) for said in found]
    kept = [(said, alerts) for said, alerts in chosen if alerts]
    records = {record.record for _, alerts in kept for each in alerts for record in each.count.records}
    question.directory.learn({said.subject for said, _ in kept} | records)
    for said, alerts in kept:
        profile = question.directory.record(said.subject)
        region = str(profile.props.get("region") or "") if profile else ""
        if wanted.region is None or region.startswith(wanted.region):
            told = [alert(question, each) for each in alerts]
            yield LedgerEntry(subject=question.ref(said.subject), region=region or None, alerts=told)


def _chosen(said: Warnings, asked: set[str], wanted: LedgerParameters) -> list[Alert]:
    alerts = [*said.alerts, *(said.former if wanted.include_former else ())]
    return [each for each in alerts if each.count.pattern.id in asked and _decided_by(each, wanted.authority)]


def _decided_by(each: Alert, authority: str | None) -> bool:
    return authority is None or any(authority.removeprefix("uscc:") in record.authorities for record in each.count.records)
