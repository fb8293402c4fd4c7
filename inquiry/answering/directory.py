"""What things are called: their records, read once an answer, a whole batch at a time."""

from collections.abc import Iterable
from typing import Any

from credit.facts import Fact
from credit.kinds import NODES, node_kind_of
from credit.periods import ALWAYS
from credit.view import View
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


class Directory:
    """Names and records of nodes, remembered for one answer."""

    def __init__(self, view: View, rulebook: Rulebook, privacy: Privacy) -> None:
        self._view, self._rulebook, self._privacy = view, rulebook, privacy
        self._records: dict[str, Fact | None] = {}

    def learn(self, nodes: Iterable[str]) -> None:
        """Reads the records of these nodes that were not read yet, in one go, and meets their names: text may hold them."""
        fresh = sorted({node for node in nodes if node not in self._records})
        if not fresh:
            return
        found = {fact.src: fact for fact in self._view.facts_of(fresh, NODES, ALWAYS)}
        self._records.update({node: found.get(node) for node in fresh})
        for node in fresh:
            self._meet(node)

    def record(self, node: str) -> Fact | None:
        """What is on record about a node itself, None where only others mention it."""
        if node not in self._records:
            self.learn([node])
        return self._records[node]

    def ref(self, node: str) -> Ref:
        """A node with its name, as the caller may read it."""
        return Ref(**self.written(node))

    def written(self, node: str) -> dict[str, Any]:
        """The same as it leaves."""
        kind, name = node_kind_of(node) or "", self._name(node)
        if kind != "Person":
            return {"id": node, "kind": kind, "name": name, "masked": False}
        shown = self._privacy.person(node, name)
        return {"id": node, "kind": kind, "name": shown, "masked": shown != name}

    def _name(self, node: str) -> str | None:
        record = self.record(node)
        if record is None:
            return None
        if record.kind == "ListEntry":
            return self._rulebook.label("list_code", str(record.props.get("list_code", ""))).label_zh or None
        for prop in _TITLES.get(record.kind, ("name",)):
            if text := record.props.get(prop):
                return str(text)
        return None

    def _meet(self, node: str) -> None:
        """Every name that any source gives: a name in a text may be the one that does not count."""
        record = self._records[node]
        names = [str(claim.props["name"]) for claim in record.claims if claim.props.get("name")] if record else []
        if record and record.kind == "Person":
            self._privacy.meet_person(node, names)
        if record and record.kind == "Organization":
            self._privacy.meet_organizations(names)
