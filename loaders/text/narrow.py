"""A paper of many rows, each read as a paper of its own: whom a row names, and its own number, authority, day, penalties and laws.

So a list of forty debtors with forty case numbers is forty certain entries, and one damaged row is one row to look at.
"""

from dataclasses import replace

from loaders.text.model import Basis, Finding, Party, Post, Reading, Record, Responsible, Sanction, Span, Tie
from loaders.text.papers.folder import Paper

_ORIGINS = frozenset({"doc_no", "agency", "date", "violation"})


def papers_of_rows(paper: Paper) -> tuple[Paper, ...]:
    """The paper itself, or one for each row of its table and one for whoever stands in none, where several rows name somebody."""
    rows = _row_numbers(paper.reading)
    if len(rows - {0}) < 2:
        return (paper,)
    narrowed = [replace(paper, reading=_narrowed(paper.reading, each)) for each in paper.reading.records if each.number in rows]
    return (*narrowed, *([replace(paper, reading=_rest(paper.reading))] if 0 in rows else []))


def _row_numbers(reading: Reading) -> set[int]:
    return {each.record for each in reading.values("parties") if isinstance(each, Party)}


def _within(span: Span, record: Record) -> bool:
    return record.span.start <= span.start < record.span.end


def _narrowed(reading: Reading, record: Record) -> Reading:
    """What one row says, and what the paper says for all of them. What a column states unreadably is missing, not the paper's."""
    names = {each.name for each in reading.values("parties") if isinstance(each, Party) and each.record == record.number}
    others = [each for each in reading.records if each is not record]
    kept = [each for each in reading.findings if each.field not in _ORIGINS and _belongs(each, record, others, names)]
    common = [each for each in reading.findings if each.field in _ORIGINS and each.field not in record.stated]
    own = {each.field for each in record.findings}
    common = [each for each in common if each.field not in own and not any(_within(each.span, other) for other in others)]
    return replace(reading, findings=(*record.findings, *common, *kept), records=())


def _rest(reading: Reading) -> Reading:
    """The paper for those of its parties who stand in no row."""
    kept = [each for each in reading.findings if not (isinstance(each.value, Party) and each.value.record)]
    return replace(reading, findings=tuple(kept), records=())


def _belongs(finding: Finding, record: Record, others: list[Record], names: set[str]) -> bool:
    """Whether a finding is of a row: by whom it names, else by where it stands; a law that stands in no row is a law of all."""
    match finding.value:
        case Party():
            return finding.value.record == record.number
        case Sanction() if finding.value.party:
            return finding.value.party in names
        case Post() | Responsible():
            return finding.value.organization in names or finding.value.person in names
        case Tie():
            return bool({finding.value.head, finding.value.tail} & names)
        case Basis():
            return _within(finding.span, record) or not any(_within(finding.span, other) for other in others)
    return _within(finding.span, record)
