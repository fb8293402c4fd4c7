"""Which catalogues were used here, in what do two of them differ, and what would a lawyer strike out of one?"""

from collections.abc import Iterable
from functools import cache
from typing import Any, Literal

from pydantic import Field

from credit.periods import to_date
from inquiry.answering.wire import RulesMark, Wire
from inquiry.archive import Archive, Kept
from inquiry.asking.parameters import Parameters, Text
from inquiry.asking.question import Outcome, Question
from inquiry.rulebook import Rulebook, read_rulebook
from reasoning.catalogue import Finding, diff, lint, parts_of, told

SHIPPED, CURRENT = "shipped", "current"


class CataloguesParameters(Parameters):
    """Nothing but the usual."""


class CatalogueKept(Wire):
    """One catalogue. `in_use`: the one that answers now."""

    hash: str
    version: str
    overlay_zh: str | None
    kept_at: str
    in_use: bool


class CataloguesData(Wire):
    """All that are archived, the latest first."""

    catalogues: list[CatalogueKept]


class DifferenceParameters(Parameters):
    """Which two catalogues: a hash of the archive, `shipped` (ours without an overlay) or `current`."""

    before: Text = Field(default=SHIPPED, description="A hash of /v1/catalogues, shipped or current.")
    after: Text = Field(default=CURRENT, description="A hash of /v1/catalogues, shipped or current.")


class FieldChanged(Wire):
    """One field that differs, as both catalogues write it."""

    field: str
    before: Any
    after: Any


class EntryChanged(Wire):
    """One entry that one catalogue has and the other has not, or has otherwise."""

    part: str
    id: str
    change: Literal["added", "removed", "changed"]
    fields: list[FieldChanged]


class DifferenceData(Wire):
    """What changed from one catalogue to the other."""

    before: RulesMark
    after: RulesMark
    changes: list[EntryChanged]


class FindingsParameters(Parameters):
    """On which day."""


class FindingTold(Wire):
    """What is wrong with a rule. `exempt`: the written reason why it stands; null: it must be mended. `overlay`: in a deployer's rule."""

    rule: str
    check: str
    says_zh: str
    says_en: str
    exempt: str | None
    overlay: bool


class FindingsData(Wire):
    """The linter's findings; `unexempted` of them have no written reason."""

    findings: list[FindingTold]
    unexempted: int


def catalogues(question: Question, archive: Archive) -> Outcome[CataloguesData]:
    """The catalogues that were used here."""
    return Outcome(CataloguesData(catalogues=[_kept(question, each) for each in archive.kept()]))


def _kept(question: Question, kept: Kept) -> CatalogueKept:
    in_use = kept.hash == question.rulebook.mark.hash
    return CatalogueKept(hash=kept.hash, version=kept.version, overlay_zh=kept.overlay_zh, kept_at=kept.kept_at, in_use=in_use)


def named_rulebook(question: Question, archive: Archive, name: str) -> Rulebook:
    """The catalogue of that name; NotFound says which there are."""
    if name in (CURRENT, question.rulebook.mark.hash):
        return question.rulebook
    return _shipped() if name == SHIPPED else archive.open(name)


@cache
def _shipped() -> Rulebook:
    """Ours without an overlay, read once: it takes seconds, and anybody with a key may ask."""
    return read_rulebook()


def difference(before: Rulebook, after: Rulebook) -> Outcome[DifferenceData]:
    """What changed from one catalogue to the other, each changed field as both write it."""
    return Outcome(DifferenceData(before=before.mark, after=after.mark, changes=list(_changes(before, after))))


def _changes(before: Rulebook, after: Rulebook) -> Iterable[EntryChanged]:
    ours, theirs = parts_of(before.catalogue), parts_of(after.catalogue)
    for each in diff(before.catalogue, after.catalogue):
        if each.change == "changed":
            a, b = told(ours[each.part][each.id]), told(theirs[each.part][each.id])
            fields = [FieldChanged(field=name, before=a[name], after=b[name]) for name in each.fields]
        else:
            fields = []
        yield EntryChanged(part=each.part, id=each.id, change=each.change, fields=fields)


def findings(question: Question) -> Outcome[FindingsData]:
    """What a lawyer would strike out of the catalogue on the day."""
    found = [_finding(each) for each in lint(question.rulebook.catalogue, to_date(question.as_of))]
    return Outcome(FindingsData(findings=found, unexempted=sum(each.exempt is None for each in found)))


def _finding(found: Finding) -> FindingTold:
    return FindingTold(
        rule=found.rule, check=found.check, says_zh=found.says_zh, says_en=found.says, exempt=found.exempt, overlay=found.overlay
    )
