"""Looks at what has changed of watched subjects, and raises alerts: with what changed and why, and with the messages that tell of them."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select, update

from credit.periods import Day
from credit.view import View
from inquiry.asking.days import today
from office.database import writing
from office.differences import Difference, Span, differences, leads_moved, near
from office.premises import Premises
from office.principals import now
from office.rights import Principal
from office.tables import alerts, principals, watched, watches
from office.webhooks.outbox import Event, News, put, receivers_of
from reasoning.catalogue import Catalogue
from reasoning.propagation import Consequence, measures_on

_MOST_FACTS = 50
"""Facts that an alert names; how many there were is told besides."""
_POLICY = "default"


def look(premises: Premises, principal: Principal | None = None) -> int:
    """Looks at what has changed since each list was last looked at (one principal's lists, or all); how many alerts that raised."""
    last = premises.desk().store.last_transaction()[0]
    wanted = select(watches.c.id, watches.c.seen).join(principals, principals.c.id == watches.c.principal)
    behind = wanted.where(watches.c.seen < last, principals.c.ended_at.is_(None)).order_by(watches.c.id)
    with premises.office.connect() as connection:
        found = list(connection.execute(behind.where(watches.c.principal == principal.id) if principal else behind))
    lists: defaultdict[int, list[str]] = defaultdict(list)
    for row in found:
        lists[row.seen].append(row.id)
    return sum(_looked(premises, numbers, (seen, last)) for seen, numbers in sorted(lists.items()))


def _looked(premises: Premises, numbers: Sequence[str], course: tuple[int, int]) -> int:
    """All lists that stand at one transaction: the pictures are compared once for everybody on any of them."""
    members = _members(premises, numbers)
    nodes = sorted({node for each in members.values() for node in each})
    store, day = premises.desk().store, today(premises.settings.today)
    with store.view(course[0]) as before, store.view(course[1]) as after:
        told = _told(Span(store, before, after), premises.rulebook.catalogue, nodes, day)
    return sum(_raised(premises, number, course, {node: told[node] for node in each if node in told}) for number, each in members.items())


def _members(premises: Premises, numbers: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {number: [] for number in numbers}
    with premises.office.connect() as connection:
        for number in numbers:
            found[number] = list(connection.execute(select(watched.c.node).where(watched.c.watch == number)).scalars())
    return found


def _raised(premises: Premises, number: str, course: tuple[int, int], told: Mapping[str, Mapping[str, Any]]) -> int:
    """The alerts of one list, the messages that tell of them, and how far it was looked at: written together, none twice and none lost."""
    seen, last = course
    at = now()
    rows = [
        {"watch": number, "node": node, "transaction": last, "at": at, "what": json.dumps(what, ensure_ascii=False)}
        for node, what in told.items()
    ]
    with writing(premises.office) as connection:
        if not _still(connection, number, seen):
            return 0
        connection.execute(update(watches).where(watches.c.id == number).values(seen=last))
        if rows:
            inserted = connection.execute(insert(alerts).returning(alerts.c.id), rows).scalars()
            _tell(connection, number, sorted(inserted))
    return len(rows)


def _tell(connection: Connection, watch: str, raised: Sequence[int]) -> None:
    """The message is an alert's number and where to read it: what it says of whom is asked for with one's own right."""
    principal = connection.execute(select(watches.c.principal).where(watches.c.id == watch)).scalar_one()
    receivers = receivers_of(connection, Event.ALERT, principal)
    put(
        connection,
        receivers,
        [News(Event.ALERT, str(each), {"alert": each, "watch": watch, "link": f"/v1/alerts/{each}"}) for each in raised],
    )


def _still(connection: Connection, number: str, seen: int) -> bool:
    """Whether nobody else has looked meanwhile."""
    last = connection.execute(select(watches.c.seen).where(watches.c.id == number).with_for_update()).scalar()
    return last == seen


def _told(span: Span, catalogue: Catalogue, nodes: Sequence[str], day: Day) -> dict[str, dict[str, Any]]:
    """What is to be told of each subject of whom there is anything to tell."""
    roots = {node: found.id for node in nodes if (found := span.after.node(node) or span.before.node(node)) is not None}
    facts, touched = _facts(span, set(roots.values()))
    policy = catalogue.policies[_POLICY]
    around = near(span, policy, touched, day)
    leads = leads_moved(span, policy, sorted({root for root in roots.values() if around is None or root in around}), day)
    old, new = (_measures(view, catalogue, nodes, day) for view in (span.before, span.after))
    told = {
        node: _moved(old.get(node, {}), new.get(node, {})) | _near(facts.get(root, []), leads.get(root, [])) for node, root in roots.items()
    }
    return {node: {**what, "totals": _totals(facts, leads, roots[node])} for node, what in told.items() if any(what.values())}


def _totals(facts: Mapping[str, Sequence[Any]], leads: Mapping[str, Sequence[Any]], root: str) -> dict[str, int]:
    return {"facts": len(facts.get(root, ())), "risk": len(leads.get(root, ()))}


def _facts(span: Span, roots: Collection[str]) -> tuple[Mapping[str, list[Difference]], set[str]]:
    """The differences that concern each of the subjects; and everybody whom any concerns."""
    found: defaultdict[str, list[Difference]] = defaultdict(list)
    touched: set[str] = set()
    for each in differences(span):
        touched.update(each.parties)
        for party in each.parties:
            if party in roots:
                found[party].append(each)
    return found, touched


def _measures(view: View, catalogue: Catalogue, nodes: Iterable[str], day: Day) -> dict[str, dict[str, Consequence]]:
    """What binds each watched subject in that picture, by the consequence's id."""
    roots = {node: found.id for node in nodes if (found := view.node(node)) is not None}
    bound = measures_on(view, catalogue, list(roots.values()), day)
    return {node: {each.id: each for each in bound[root]} for node, root in roots.items()}


def _moved(old: Mapping[str, Consequence], new: Mapping[str, Consequence]) -> dict[str, list[Any]]:
    changed = [each for each in new if each in old and (new[each].state, new[each].until) != (old[each].state, old[each].until)]
    return {
        "began": [_measure(new[each]) for each in sorted(new.keys() - old.keys())],
        "ended": [_measure(old[each]) for each in sorted(old.keys() - new.keys())],
        "changed": [{**_measure(new[each]), "was": old[each].state} for each in sorted(changed)],
    }


def _near(facts: Sequence[Difference], leads: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    return {"facts": [each.told() for each in facts[:_MOST_FACTS]], "risk": [dict(each) for each in leads[:_MOST_FACTS]]}


def _measure(each: Consequence) -> dict[str, Any]:
    return {"consequence": each.id, "measure": each.measure, "rule": each.rule, "state": each.state, "record": each.record}
