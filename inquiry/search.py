"""Who bears this name, code, case number or document number?"""

from typing import Literal

from pydantic import Field

from credit.errors import NotPermitted
from credit.kinds import NODES
from credit.view import Match
from inquiry.answering.hints import hints_of
from inquiry.answering.wire import Wire
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question

_REACH = 1000
"""A search that needs more pages than this is the wrong search."""

Kind = Literal["Organization", "Person", "Penalty", "Licence", "ListEntry", "CourtOrder", "Encumbrance"]


class SearchParameters(Parameters):
    """What to look for."""

    q: str = Field(min_length=1, max_length=100, description="A name, a code, a case number (案号) or a document number (文书号).")
    kind: Kind | None = Field(default=None, description="Only things of this kind.")
    limit: int = Field(default=20, ge=1, le=200, description="At most this many.")
    cursor: str | None = Field(default=None, max_length=600, description="`page.next` of the answer before.")


class Found(Wire):
    """One thing that fits. `matched` is the text that fitted, `scheme` what it is; `hint` tells namesakes apart."""

    id: str
    kind: str
    name: str | None
    masked: bool
    matched: str | None
    scheme: str
    exact: bool
    score: float
    hint: str | None


class FoundData(Wire):
    """What fits, best first."""

    items: list[Found]


def search(question: Question, wanted: SearchParameters) -> Outcome[FoundData]:
    """Things by name, code or number. Persons are found by name only by callers who may read their names."""
    if wanted.kind == "Person" and not question.asking.finds_persons:
        raise NotPermitted("按姓名查自然人须有 persons:read 权限并说明用途(purpose)。Searching persons needs persons:read and a purpose.")
    start = question.offset
    kinds = [wanted.kind] if wanted.kind else list(NODES)
    matches = question.view.find(wanted.q.strip(), kinds, min(start + wanted.limit + 1, _REACH))
    page = matches[start : start + wanted.limit]
    question.directory.learn(match.id for match in page)
    allowed = [match for match in page if _may_be_found(question, match)]
    hints = hints_of(question, [match.id for match in allowed])
    more = len(matches) > start + wanted.limit
    return Outcome(
        FoundData(items=[_found(question, match, hints[match.id]) for match in allowed]),
        truncated=more,
        reason="limit" if more else None,
        paged=True,
        next_offset=start + wanted.limit if more else None,
    )


def _may_be_found(question: Question, match: Match) -> bool:
    return match.kind != "Person" or question.asking.finds_persons or not question.privacy.withhold(match.id, "found")


def _found(question: Question, match: Match, hint: str | None) -> Found:
    ref = question.ref(match.id)
    return Found(
        id=match.id,
        kind=match.kind,
        name=ref.name,
        masked=ref.masked,
        matched=ref.name if match.kind == "Person" and match.scheme == "name" else match.matched,
        scheme=match.scheme,
        exact=match.exact,
        score=match.score,
        hint=hint,
    )
