"""Who holds an office that is closed to him? Of one subject, or the whole graph's worklist by registrar. Conflicts, never sanctions."""

from typing import Literal

from pydantic import Field

from inquiry.answering.conflicts import BarTold, ConflictKind, ConflictTold, bar_told, conflict_nodes, conflict_told
from inquiry.answering.consequences import named, nodes_in
from inquiry.answering.coverage import require
from inquiry.answering.terms import Term, term_told
from inquiry.answering.wire import Ref, Wire
from inquiry.asking.parameters import Parameters, Text
from inquiry.asking.question import Outcome, Question, whole_picture_only
from inquiry.asking.subject import subject_of
from inquiry.measures import RECORDS
from reasoning.conflicts import Allowed, Conflict, Place, Walk, conflicts_of

_BUDGET = 20_000
"""Records and persons that one page looks at: about a second on a store of a million organisations; the cursor goes on from there."""


class SubjectConflictsParameters(Parameters):
    """Of which day."""


class ConflictsParameters(Parameters):
    """Whose worklist."""

    authority: str | None = Field(default=None, max_length=100, description="Only of this registrar (登记机关), by its name.")
    measure: Text | None = Field(default=None, description="Only offices closed by this measure (/v1/ontology/measures).")
    kind: ConflictKind | None = Field(default=None, description="Only conflicts of this kind.")
    limit: int = Field(default=50, ge=1, le=200, description="At most this many.")
    cursor: str | None = Field(default=None, max_length=600, description="`page.next` of the answer before.")


class AllowedTold(Wire):
    """An office that a barred person may keep, and why the bar does not close it."""

    term: Term
    bar: BarTold
    code: Literal["legal_form", "licence", "office", "own"]
    says_zh: str


class SubjectConflictsData(Wire):
    """`conflicts`: offices of a person, incumbents of an organisation, red and black at once. `allowed`: what a barred person may keep."""

    subject: Ref
    conflicts: list[ConflictTold]
    allowed: list[AllowedTold]


class ConflictsData(Wire):
    """A page of the worklist, in the order of the records that bar. `looked_at`: how many records and persons this page read."""

    items: list[ConflictTold]
    looked_at: int


def conflicts_of_subject(question: Question, asked: str) -> Outcome[SubjectConflictsData]:
    """The conflicts of one subject on the day."""
    whole_picture_only(question)
    subject = subject_of(question, asked).id
    require(question.view, RECORDS)
    found = conflicts_of(question.view, question.rulebook.catalogue, subject, question.as_of)
    question.directory.learn(conflict_nodes(found.conflicts) | {end for each in found.allowed for end in _ends(each)})
    data = SubjectConflictsData(
        subject=question.ref(subject),
        conflicts=[conflict_told(question, each) for each in found.conflicts],
        allowed=[_allowed(question, each) for each in found.allowed],
    )
    return Outcome(data)


def worklist(question: Question, wanted: ConflictsParameters) -> Outcome[ConflictsData]:
    """Every conflict of the graph, or of one registrar, a page at a time. A page may be short, even empty, and yet not be the last."""
    whole_picture_only(question)
    require(question.view, RECORDS)

    def asked(each: Conflict) -> bool:
        measured = wanted.measure is None or (each.bar is not None and each.bar.measure == wanted.measure)
        return measured and wanted.authority in (None, each.registrar) and wanted.kind in (None, each.kind)

    walk = Walk(question.view, question.rulebook.catalogue, question.as_of, asked, wanted.limit, _BUDGET)
    phase, _, after = question.after.partition(" ")
    page = walk.page(Place(phase, after, question.offset) if phase else Place())
    question.directory.learn(conflict_nodes(page.conflicts))
    return Outcome(
        ConflictsData(items=[conflict_told(question, each) for each in page.conflicts], looked_at=page.looked_at),
        truncated=page.next is not None,
        reason="limit" if page.next else None,
        paged=True,
        next_offset=page.next.skip if page.next else None,
        next_after=f"{page.next.phase} {page.next.after}" if page.next else None,
    )


def _ends(each: Allowed) -> set[str]:
    return {each.term.src, each.term.dst or each.term.src, *nodes_in(each.says_zh)}


def _allowed(question: Question, each: Allowed) -> AllowedTold:
    return AllowedTold(
        term=term_told(question, each.term), bar=bar_told(question, each.bar), code=each.code, says_zh=named(question, each.says_zh)
    )
