"""Which nodes have changed since the projection was built. A module of its own: whoever asks only this compiles no kernel.

A fact hangs between its ends, so both ends of every changed fact, as they were and as they are, are all that may be stale. Where ids
were merged or parted, their members' and neighbours' lists name other roots.
"""

from collections.abc import Collection, Iterable

from credit.facts import Deed
from credit.kinds import EDGES
from credit.periods import ALWAYS
from credit.view import View, Way
from graph.projection.columns import PARTY_KINDS
from graph.store import Change


class TooWide(Exception):
    """More has changed, or in more kinds of period, than an overlay holds."""


def touched(changes: Iterable[Change], before: View, after: View, most: int) -> set[str]:
    """The roots, old and new, of every node that any of these changes touches. Raises TooWide beyond `most`.

    A redaction holds for every transaction, so the picture before no longer shows what is in the arrays: they must be built again.
    """
    facts: set[str] = set()
    judged: set[str] = set()
    for change in changes:
        if change.what == Deed.REDACT:
            raise TooWide
        (facts if change.fact else judged).add(change.fact or change.node)
        if len(facts) + len(judged) > most:
            raise TooWide
    nodes: set[str] = set()
    for view in (before, after):
        nodes |= {end for fact in view.facts(facts) for end in (fact.src, fact.dst) if end}
        nodes |= _around_merged(view, {node for each in judged for node in _members(each, before, after)})
    return nodes


def _members(public_id: str, *views: View) -> set[str]:
    """Everybody who is, or was, one with this id. A judgement names one id of a pair: the other is among them where it counts."""
    found = {public_id}
    for view in views:
        node = view.node(public_id)
        found |= {node.id, *node.members} if node else set()
    return found


def _around_merged(view: View, members: Collection[str]) -> set[str]:
    if not members:
        return set()
    roots = {node.id for each in members if (node := view.node(each))}
    ends = {end for fact in view.expand(sorted(roots), EDGES, ALWAYS) for end in (fact.src, fact.dst) if end}
    return {*members, *roots, *ends}


def changed_nodes(before: View, after: View, changes: Iterable[Change], most: int) -> set[str]:
    """Every node of which anything that the arrays hold may differ between the pictures. Raises TooWide beyond `most`."""
    nodes = touched(changes, before, after, most)
    nodes |= _parties(nodes, before) | _parties(nodes, after)
    if len(nodes) > most:
        raise TooWide
    return nodes


def _parties(nodes: Collection[str], view: View) -> set[str]:
    """The parties of changed records: their lists of records change with them."""
    return {fact.src for fact in view.expand(sorted(nodes), PARTY_KINDS, ALWAYS, Way.IN)} if nodes else set()
