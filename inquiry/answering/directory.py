"""What things are called: their records, read once an answer, a whole batch at a time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from json.encoder import encode_basestring as quoted
from typing import Any

from credit.facts import Fact
from credit.kinds import NODES, node_kind_of
from credit.periods import ALWAYS
from credit.view import Notes, View
from inquiry.answering.privacy import Privacy
from inquiry.answering.wire import Ref
from inquiry.rulebook import Rulebook

_TITLES = {
    "Penalty": ("doc_no", "title"),
    "Licence": ("licence_name", "title", "doc_no"),
    "CourtOrder": ("case_no",),
    "Encumbrance": ("doc_no",),
    "Commitment": ("content",),
    "Repair": ("doc_no", "target_doc_no"),
    "Objection": ("doc_no",),
    "Annulment": ("doc_no", "target_doc_no"),
}
"""By which property a decision is called, the first that is stated."""


@dataclass(frozen=True, slots=True)
class Known:
    """A node with its record, what it is called, every name that any source gives it, and its `Ref` as JSON text.

    The text is None of a person, whose name each reader reads in his own way; nothing else here depends on who reads.
    """

    record: Fact | None
    kind: str
    name: str | None
    names: tuple[str, ...]
    text: str | None


class Directory:
    """Names and records of nodes, remembered for one answer; and beside a view that remembers, for every answer of its transaction."""

    def __init__(self, view: View, rulebook: Rulebook, privacy: Privacy) -> None:
        self._view, self._rulebook, self._privacy = view, rulebook, privacy
        self._known: dict[str, Known] = {}
        self._expected: set[str] = set()
        self._notes = _notes_beside(view, rulebook.mark.hash)

    @property
    def writes(self) -> bool:
        """Whether names are remembered as text from answer to answer, so that writing an answer as text costs less than making models."""
        return self._notes is not None

    def expect(self, node: str) -> None:
        """Reads this node's record with the next ones that are read: one reading of many costs little more than of one."""
        self._expected.add(node)

    def learn(self, nodes: Iterable[str]) -> None:
        """Reads the records of these nodes that were not read yet, in one go, and meets their names: text may hold them."""
        fresh = {node for node in (*nodes, *self._expected) if node not in self._known}
        self._expected.clear()
        if self._notes is not None:
            noted = {node: note for node in fresh if (note := self._notes.get(node)) is not None}
            self._met(noted)
            fresh -= noted.keys()
        if not fresh:
            return
        found = {fact.src: fact for fact in self._view.facts_of(sorted(fresh), NODES, ALWAYS)}
        read = {node: self._made(node, found.get(node)) for node in fresh}
        self._met(read)
        if self._notes is not None:
            self._notes.keep(read)

    def record(self, node: str) -> Fact | None:
        """What is on record about a node itself, None where only others mention it."""
        return self._of(node).record

    def ref(self, node: str) -> Ref:
        """A node with its name, as the caller may read it."""
        return Ref(**self.written(node))

    def written(self, node: str) -> dict[str, Any]:
        """The same as it leaves."""
        known = self._of(node)
        shown = self._shown(node, known)
        return {"id": node, "kind": known.kind, "name": shown, "masked": shown != known.name}

    def text(self, node: str) -> str:
        """The same as JSON text."""
        known = self._of(node)
        if known.text is not None:
            return known.text
        shown = self._shown(node, known)
        return _text(node, known.kind, shown, shown != known.name)

    def name(self, node: str) -> str | None:
        """What a node is called, as the caller may read it."""
        return self._shown(node, self._of(node))

    def names(self) -> Iterator[str]:
        """Every name that was read for this answer, as the caller may read it; nothing is counted as withheld by it."""
        for node, known in self._known.items():
            if known.name:
                yield self._privacy.read(node, known.name) if known.kind == "Person" else known.name

    def _of(self, node: str) -> Known:
        known = self._known.get(node)
        if known is None:
            self.learn([node])
            known = self._known[node]
        return known

    def _shown(self, node: str, known: Known) -> str | None:
        return self._privacy.person(node, known.name) if known.kind == "Person" else known.name

    def _made(self, node: str, record: Fact | None) -> Known:
        kind, name = node_kind_of(node) or "", self._called(record) if record else None
        names = tuple(str(claim.props["name"]) for claim in record.claims if claim.props.get("name")) if record else ()
        return Known(record, kind, name, names, None if kind == "Person" else _text(node, kind, name, False))

    def _called(self, record: Fact) -> str | None:
        if record.kind == "ListEntry":
            return self._rulebook.label("list_code", str(record.props.get("list_code", ""))).label_zh or None
        for prop in _TITLES.get(record.kind, ("name",)):
            if text := record.props.get(prop):
                return str(text)
        return None

    def _met(self, known: dict[str, Known]) -> None:
        """Every name that any source gives: a name in a text may be the one that does not count."""
        self._known.update(known)
        for node, each in known.items():
            kind = each.record.kind if each.record else None
            if kind == "Person":
                self._privacy.meet_person(node, each.names)
            elif kind == "Organization":
                self._privacy.meet_organizations(each.names)


def _notes_beside(view: View, reader: str) -> Notes | None:
    """Asked of the view itself: to hold it to the protocol's form takes longer than to read the notes."""
    notes: Callable[[str], Notes | None] | None = getattr(view, "notes", None)
    return notes(reader) if notes is not None else None


def _text(node: str, kind: str, name: str | None, masked: bool) -> str:
    """Ids and kinds are words of our own making (credit/identity.py): they hold no sign that JSON would escape."""
    said = "null" if name is None else quoted(name)
    return f'{{"id":"{node}","kind":"{kind}","name":{said},"masked":{"true" if masked else "false"}}}'
