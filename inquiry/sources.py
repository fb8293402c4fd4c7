"""Who has been heard, in which scope, and through which day."""

from credit.periods import iso
from inquiry.answering.wire import Wire
from inquiry.asking.parameters import Parameters
from inquiry.asking.question import Outcome, Question


class SourcesParameters(Parameters):
    """Known when."""


class SourceScope(Wire):
    """One source in one scope: whose word it is, and up to when. The lower the precedence number, the more the word counts."""

    name: str
    scope: str
    title: str
    publisher: str
    precedence: int
    current_through: str | None
    claims: int


class SourcesData(Wire):
    """Every source that has said anything."""

    sources: list[SourceScope]


def sources(question: Question) -> Outcome[SourcesData]:
    """The sources of this picture."""
    told = [
        SourceScope(
            name=state.name,
            scope=state.scope,
            title=state.title,
            publisher=state.publisher,
            precedence=state.precedence,
            current_through=iso(state.current_through) if state.current_through is not None else None,
            claims=state.claims,
        )
        for state in question.view.sources()
    ]
    return Outcome(SourcesData(sources=told))
