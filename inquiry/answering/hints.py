"""What tells namesakes apart without telling who they are: where they hold office, where they are registered."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from credit.kinds import EDGES, node_kind_of

if TYPE_CHECKING:
    from inquiry.asking.question import Question

_OFFICES = frozenset(name for name, kind in EDGES.items() if kind.office)
_MOST = 3


def hints_of(question: "Question", nodes: Collection[str]) -> Mapping[str, str | None]:
    """A few words on each search result or candidate."""
    persons = [node for node in nodes if node_kind_of(node) == "Person"]
    held: dict[str, dict[str, None]] = {person: {} for person in persons}
    for fact in question.relations(persons, _OFFICES, question.until_the_day) if persons else ():
        if fact.src in held and fact.dst:
            held[fact.src][f"{EDGES[fact.kind].zh} {question.ref(fact.dst).name}"] = None
    offices = {person: ";".join(list(told)[:_MOST]) or None for person, told in held.items()}
    return {node: offices[node] if node in offices else _place(question, node) for node in nodes}


def _place(question: "Question", node: str) -> str | None:
    record = question.directory.record(node)
    place = record.props.get("region") or record.props.get("registrar") if record else None
    return str(place) if place else None
