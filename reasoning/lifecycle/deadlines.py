"""Who must act by when: counted from an application, an objection, an annulment or a correction, where such a thing is known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from credit.facts import Deed, Fact
from credit.periods import Certainty, Day
from reasoning.catalogue import Catalogue, RepairRule
from reasoning.catalogue.remedies import CountedFrom
from reasoning.catalogue.remedies import Deadline as DeadlineLaw
from reasoning.lifecycle.documents import Documents, about
from reasoning.lifecycle.model import Deadline
from reasoning.lifecycle.workdays import WorkingDays
from reasoning.propagation.scene import Record, Scene, stated_day

_DIVISION = slice(2, 8)
"""Where a credit code names the division of the register (GB 32100)."""


@dataclass(frozen=True, slots=True)
class _Since:
    """From which day what runs: on whose word, about what."""

    act: CountedFrom
    about: str
    day: Day
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """What every deadline is counted with: the law, the calendar of working days, and where the subject sits."""

    catalogue: Catalogue
    days: WorkingDays
    region: str

    def of_record(self, record: Record, documents: Documents, as_of: Day) -> tuple[Deadline, ...]:
        """The deadlines that run about one record."""
        running = [*_applications(record, documents, as_of), *_objections(record, documents, as_of), *_corrections(record, as_of)]
        return tuple(each for since in running for each in self._counted(since, record))

    def of_annulments(self, documents: Documents, as_of: Day) -> tuple[Deadline, ...]:
        """The deadlines about decisions that were annulled: the decision itself is as if it never was."""
        found = (_since("annulment", each, "decided_on") for each in documents.annulments(as_of))
        return tuple(each for since in found if since for each in self._counted(since, None))

    def _counted(self, since: _Since, record: Record | None) -> Iterator[Deadline]:
        for rule in self.catalogue.repair.values():
            if rule.counted_from == since.act and _concerns(rule, record):
                yield from (self._due(rule, law, since) for law in rule.deadlines if self._here(law))

    def _here(self, law: DeadlineLaw) -> bool:
        return not law.regions or any(self.region.startswith(code) for code in law.regions)

    def _due(self, rule: RepairRule, law: DeadlineLaw, since: _Since) -> Deadline:
        counted = self.days.after if law.days_are == "working" else self.days.calendar_days_after
        due = counted(since.day, law.days)
        flags = ("approximate_date",) if due.approximate else ()
        return Deadline(
            rule=rule.id,
            about=since.about,
            who_zh=law.who_zh,
            what_zh=law.what_zh,
            since=since.day,
            due=due.day,
            days=law.days,
            days_are=law.days_are,
            basis=law.basis or rule.basis,
            evidence=since.evidence,
            flags=flags,
        )


def region_of(scene: Scene, subject: str) -> str:
    """The division code of the subject: as registered, else as its credit code says it; empty where neither does."""
    stated = str(scene.profile(subject).get("region") or "")
    scheme, _, code = subject.partition(":")
    return stated if stated.isascii() and stated.isdigit() else code[_DIVISION] if scheme == "uscc" else ""


def _concerns(rule: RepairRule, record: Record | None) -> bool:
    if record is None:
        return not rule.lists
    listed = not rule.lists or record.fact.props.get("list_code") in rule.lists
    return listed and (not rule.applies_to or record.fact.props.get("domain") in rule.applies_to)


def _since(act: CountedFrom, document: Fact, prop: str) -> _Since | None:
    day = stated_day(document.props, prop)
    return None if day is None else _Since(act, document.src, day, document.evidence)


def _applications(record: Record, documents: Documents, as_of: Day) -> Iterable[_Since]:
    found = (_since("application", each, "applied_on") for each in documents.pending_applications(as_of) if about(each, record))
    return [each for each in found if each]


def _objections(record: Record, documents: Documents, as_of: Day) -> Iterable[_Since]:
    """From the objection's own paper; else from the act, where a source stated it without one."""
    found = (_since("objection", each, "filed_on") for each in documents.pending_objections(as_of) if about(each, record))
    papers = [each for each in found if each]
    if papers or not record.fact.disputed:
        return papers
    filed = [act.effective for act in record.fact.acts if act.deed is Deed.DISPUTE and act.effective is not None]
    return [_Since("objection", record.id, max(filed), record.fact.evidence)] if filed and max(filed) <= as_of else []


def _corrections(record: Record, as_of: Day) -> Iterable[_Since]:
    """A list entry whose ground is gone and that still stands."""
    day = record.day("corrected_on")
    stands = record.fact.kind == "ListEntry" and record.fact.period.at(as_of) is not Certainty.OUTSIDE
    return [_Since("correction", record.id, day, record.fact.evidence)] if stands and day is not None and day <= as_of else []
