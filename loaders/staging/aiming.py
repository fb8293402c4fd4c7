"""From an aim to the facts that it hits: acts aim at facts, not at versions, so that the next load finds them (DESIGN 4)."""

from collections.abc import Iterator

from credit.facts import Fact
from credit.identity import fact_id
from credit.kinds import FACT_KINDS
from credit.periods import ALWAYS
from credit.view import View, Way
from graph.store import NewAct
from loaders.staging.acts import Aim

_LIMIT = 200


def acts_at(aim: Aim, view: View) -> list[NewAct]:
    """The acts to record; none where the store knows nothing that fits, or more than one thing does."""
    facts = _records(aim, view) if aim.document else _relations(aim, view)
    return [NewAct(fact, aim.deed, aim.effective, aim.author, aim.reason) for fact in facts]


def _records(aim: Aim, view: View) -> list[str]:
    """The one record with that document or case number, of that party where the row names one."""
    found = {match.id for match in view.find(aim.document or "", aim.kinds, _LIMIT) if match.exact}
    if aim.ends[0] is not None:
        found &= _of_party(aim, view)
    if len(found) != 1:
        return []
    node = view.node(found.pop())
    return [] if node is None else [fact_id(node.kind, member, None, ()).hex() for member in node.members]


def _of_party(aim: Aim, view: View) -> set[str]:
    facts = view.expand([aim.ends[0] or ""], ("SUBJECT_OF", "LISTED_AS"), ALWAYS, Way.OUT)
    return {fact.dst for fact in facts if fact.dst is not None}


def _relations(aim: Aim, view: View) -> list[str]:
    """The relation between these ends: by its key where the row states it (also one void already), else the only one there is."""
    kind = aim.kinds[0]
    if any(aim.key):
        return sorted({fact.hex() for fact in _named(aim, kind, view)})
    found = [fact for fact in view.expand([aim.ends[1] or ""], [kind], ALWAYS, Way.OUT) if _goes_to(fact, aim, view)]
    return list(found[0].ids) if len(found) == 1 else []


def _named(aim: Aim, kind: str, view: View) -> Iterator[bytes]:
    key = dict(zip(FACT_KINDS[kind].key, aim.key, strict=False))
    for src in _members(aim.ends[1] or "", view):
        for dst in _members(aim.ends[2] or "", view):
            yield fact_id(kind, src, dst, [key.get(name) or "" for name in FACT_KINDS[kind].key])


def _members(public_id: str, view: View) -> tuple[str, ...]:
    node = view.node(public_id)
    return () if node is None else node.members


def _goes_to(fact: Fact, aim: Aim, view: View) -> bool:
    node = view.node(aim.ends[2] or "")
    return node is not None and fact.dst == node.id
