"""Documents about what became of a decision: applications for repair, objections, annulments, commitments (docs/decisions/0035)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from credit.facts import Fact
from credit.periods import ALWAYS, Day
from credit.view import View, Way
from reasoning.propagation.matching import fits
from reasoning.propagation.scene import Record, stated_day

KINDS = ("Repair", "Objection", "Annulment", "Commitment")
_NUMBERS = ("doc_no", "case_no")
_DECIDED = ("uphold", "dismiss")
_BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of one subject, by kind."""

    by_kind: Mapping[str, tuple[Fact, ...]]

    def pending_applications(self, as_of: Day) -> list[Fact]:
        """Applications for a repair that nobody had decided by the day."""
        return [each for each in self.by_kind["Repair"] if _begun(each, "applied_on", as_of) and not _begun(each, "decided_on", as_of)]

    def pending_objections(self, as_of: Day) -> list[Fact]:
        """Objections that nobody had decided by the day."""
        filed = [each for each in self.by_kind["Objection"] if _begun(each, "filed_on", as_of)]
        return [each for each in filed if not (each.props.get("outcome") in _DECIDED and _begun(each, "decided_on", as_of))]

    def annulments(self, as_of: Day) -> list[Fact]:
        """Decisions by which another was annulled."""
        return [each for each in self.by_kind["Annulment"] if _begun(each, "decided_on", as_of)]

    def commitment(self, record: Record, where: Mapping[str, Any], as_of: Day) -> Fact | None:
        """A public commitment that fits, was not broken, and is about this record or about none in particular."""
        made = (each for each in self.by_kind["Commitment"] if _begun(each, "made_on", as_of) and fits(each.props, where))
        kept = (each for each in made if each.props.get("state") != _BROKEN)
        return next((each for each in kept if "target_doc_no" not in each.props or about(each, record)), None)


def documents_of(view: View, subject: str) -> Documents:
    """All documents to which the subject is party."""
    ties = view.expand([subject], ("SUBJECT_OF",), ALWAYS, Way.OUT)
    found = view.facts_of({tie.dst for tie in ties if tie.dst}, KINDS, ALWAYS) if ties else ()
    return Documents({kind: tuple(fact for fact in found if fact.kind == kind) for kind in KINDS})


def about(document: Fact, record: Record) -> bool:
    """Whether the document names the record by its number."""
    target = document.props.get("target_doc_no")
    return target is not None and target in (record.fact.props.get(name) for name in _NUMBERS)


def _begun(fact: Fact, prop: str, as_of: Day) -> bool:
    day = stated_day(fact.props, prop)
    return day is not None and day <= as_of
