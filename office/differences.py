"""What differs between two pictures of the graph for some subjects: facts of and around them, and the adverse records near them.

What only another source confirms differs in nothing; neither does what the calendar alone moves, for both pictures are read on one day.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from credit.exposures import LinkedRisk
from credit.facts import Fact
from credit.kinds import node_kind_of
from credit.periods import ALWAYS, Day, Interval
from credit.view import View, Way
from graph.store import Change, Store
from inquiry.answering.kinds import BY_AUTHORITY, DECISIONS, SOFT, TO_DECISIONS
from reasoning.catalogue import Policy
from reasoning.linked_risk import linked_risk

_A_PART = 5000
_MOST_NEAR = 50_000
"""Parties around what changed beyond which everybody is asked: then a load was large, and finding who was near would take longer."""


@dataclass(frozen=True, slots=True)
class Span:
    """Two pictures of one store, and the transactions after the one and through the other."""

    store: Store
    before: View
    after: View

    def changes(self) -> Iterator[Change]:
        """The change feed in between."""
        for change in self.store.changes(self.before.transaction):
            if change.transaction > self.after.transaction:
                return
            yield change


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that came, went or changed, through which transaction (the last), and the parties whom it concerns."""

    fact: str
    kind: str
    what: str
    transaction: int
    parties: tuple[str, ...]

    def told(self) -> dict[str, Any]:
        """As an alert tells it."""
        return {"fact": self.fact, "kind": self.kind, "what": self.what, "transaction": self.transaction}


def differences(span: Span) -> Iterator[Difference]:
    """Every fact that differs, part after part, so that a load of a nation does not stand in memory."""
    touched = ((each.fact, each.transaction) for each in span.changes() if each.fact)
    while part := dict(islice(touched, _A_PART)):
        yield from _of_part(span, part)


def _of_part(span: Span, part: Mapping[str, int]) -> Iterator[Difference]:
    old, new = ({number: fact for fact in view.facts(list(part)) for number in fact.ids} for view in (span.before, span.after))
    seen: dict[str, tuple[str, Fact, int]] = {}
    for number, transaction in part.items():
        was, now = old.get(number), new.get(number)
        what = _what(was, now)
        fact = now or was
        if what and fact is not None and fact.kind not in SOFT:
            seen[fact.id] = (what, fact, transaction)
    parties = _parties(span, [fact for _, fact, _ in seen.values()])
    for what, fact, transaction in seen.values():
        yield Difference(fact.id, fact.kind, what, transaction, tuple(sorted(parties[fact.id])))


def _what(was: Fact | None, now: Fact | None) -> str | None:
    """came, went or changed; None where nothing is so that was not so before."""
    if was is None or now is None:
        return "came" if now else "went" if was else None
    same = (was.period, was.props, was.acts) == (now.period, now.props, now.acts)
    return None if same else "changed"


def _parties(span: Span, facts: Collection[Fact]) -> Mapping[str, set[str]]:
    """Whom each fact concerns: its ends, and behind a record its parties. An authority is not concerned by whatever it decides."""
    ends = {fact.id: {fact.src} | ({fact.dst} if fact.dst and fact.kind not in BY_AUTHORITY else set()) for fact in facts}
    records = {end for each in ends.values() for end in each if node_kind_of(end) in DECISIONS}
    behind: defaultdict[str, set[str]] = defaultdict(set)
    for view in (span.before, span.after) if records else ():
        for tie in view.expand(sorted(records), TO_DECISIONS, ALWAYS, Way.IN):
            behind[tie.dst or ""].add(tie.src)
    return {fact: {party for end in each for party in behind.get(end, {end})} for fact, each in ends.items()}


def near(span: Span, policy: Policy, starts: Collection[str], day: Day) -> set[str] | None:
    """Everybody near whom a change may have moved a lead: within the policy's reach of a start in either picture. None: too many."""
    found = set(starts)
    if len(found) > _MOST_NEAR:
        return None
    for view in (span.before, span.after):
        reached, frontier = set(starts), set(starts)
        for hop in range(policy.max_hops):
            frontier = _next(view, policy, frontier, day, first=hop == 0) - reached
            reached |= frontier
            if len(reached) > _MOST_NEAR:
                return None
        found |= reached
    return found


def _next(view: View, policy: Policy, frontier: Collection[str], day: Day, *, first: bool) -> set[str]:
    """One hop on. A hub is not crossed, in this direction as in the other; a start may be one, for a walk may end at a hub."""
    around: defaultdict[str, list[str]] = defaultdict(list)
    for fact in view.expand(sorted(frontier), tuple(policy.relations), Interval.on(day)) if frontier else ():
        for end, other in ((fact.src, fact.dst), (fact.dst, fact.src)):
            if end and other and end in frontier:
                around[end].append(other)
    return {other for others in around.values() if first or len(others) <= policy.hub_guard for other in others}


def leads_moved(span: Span, policy: Policy, subjects: Iterable[str], day: Day) -> dict[str, list[dict[str, Any]]]:
    """Adverse records that came near each subject or are near it no longer (advisory). Cut walks are not compared: they prove nothing."""
    return {subject: moved for subject in subjects if (moved := _moved(span, policy, subject, day))}


def _moved(span: Span, policy: Policy, subject: str, day: Day) -> list[dict[str, Any]]:
    was, now = (linked_risk(view, policy, subject, day, policy.max_hops, policy.max_explored) for view in (span.before, span.after))
    if was.truncated or now.truncated:
        return []
    old, new = _leads(was, subject), _leads(now, subject)
    gone = [{"what": "went", **old[key]} for key in sorted(old.keys() - new.keys())]
    return [{"what": "came", **new[key]} for key in sorted(new.keys() - old.keys())] + gone


def _leads(found: LinkedRisk, subject: str) -> dict[tuple[str, str], dict[str, Any]]:
    """What stands near, by whose record it is. What is the subject's own is told as a fact."""
    return {
        (each.subject, record.record): {"subject": each.subject, "record": record.record, "kind": record.kind, "hops": each.hops}
        for each in found.exposures
        for record in each.adverse
        if each.subject != subject
    }
