"""What tells namesakes apart without telling who they are: where they hold office, where they are registered."""

from typing import TYPE_CHECKING

from credit.kinds import EDGES

if TYPE_CHECKING:
    from inquiry.asking.question import Question

_OFFICES = frozenset(name for name, kind in EDGES.items() if kind.office)
_MOST = 3


def hint_of(question: "Question", node: str) -> str | None:
    """A few words on a search result or a candidate."""
    if question.ref(node).kind == "Person":
        offices = question.relations([node], _OFFICES, question.until_the_day)
        told = dict.fromkeys(f"{EDGES[fact.kind].zh} {question.ref(fact.dst).name}" for fact in offices if fact.dst and fact.src == node)
        return ";".join(list(told)[:_MOST]) or None
    record = question.directory.record(node)
    region = record.props.get("region") or record.props.get("registrar") if record else None
    return str(region) if region else None
