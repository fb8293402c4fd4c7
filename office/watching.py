"""Watch lists (关注名单): a saved set of subjects, and an alert with what changed and why when a transaction touches one of them.

An alert compares the subject before and after: the facts about it that came or went, and the measures that began, ended or changed their
state. It names ids and rules and no person. A measure that moves with the calendar alone is no change and raises no alert.
"""

import json
import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from credit.errors import BadParameter, NotFound
from credit.view import View
from graph.store import Change, Store
from inquiry.asking.days import today
from inquiry.asking.subject import id_of
from office.database import writing
from office.premises import Premises
from office.principals import now
from office.rights import Principal
from office.tables import alerts, watched, watches
from reasoning.catalogue import Catalogue
from reasoning.propagation import Consequence, measures_on

MOST_WATCHED = 10_000
_MOST_FACTS = 50


def add_watch(engine: Engine, principal: Principal, name: str, subjects: Sequence[str], since: int) -> str:
    """Saves a watch list; changes count from the transaction after `since`. BadParameter for one that is empty or too long."""
    nodes = sorted({id_of(subject) for subject in subjects})
    if not 1 <= len(nodes) <= MOST_WATCHED:
        raise BadParameter(f"关注名单应有 1 至 {MOST_WATCHED} 个主体。A watch list holds 1 to {MOST_WATCHED} subjects.", errors=[])
    number = secrets.token_hex(6)
    with writing(engine) as connection:
        connection.execute(insert(watches).values(id=number, principal=principal.id, name=name, seen=since, created_at=now()))
        connection.execute(insert(watched), [{"watch": number, "node": node} for node in nodes])
    return number


def look(premises: Premises) -> int:
    """Looks at everything that has changed since each list was last looked at, and returns how many alerts that raised."""
    store, catalogue = premises.desk().store, premises.rulebook.catalogue
    last, raised = store.last_transaction()[0], 0
    with premises.office.connect() as connection:
        lists = [(row.id, row.seen) for row in connection.execute(select(watches).where(watches.c.seen < last))]
    for number, seen in lists:
        raised += _looked(premises, (number, seen, last), catalogue)
    return raised


def alerts_of(engine: Engine, principal: Principal, after: int, limit: int) -> list[dict[str, Any]]:
    """A principal's alerts after the given number, in order: what to pull next begins after the last one's id."""
    joined = select(alerts, watches.c.name).join(watches, watches.c.id == alerts.c.watch)
    wanted = joined.where(watches.c.principal == principal.id, alerts.c.id > after).order_by(alerts.c.id).limit(limit)
    with engine.connect() as connection:
        return [
            {
                "id": row.id,
                "watch": row.watch,
                "name": row.name,
                "subject": row.node,
                "transaction": row.transaction,
                "at": row.at,
                **json.loads(row.what),
            }
            for row in connection.execute(wanted)
        ]


def watches_of(engine: Engine, principal: Principal) -> list[dict[str, Any]]:
    """A principal's lists, with how far each has been looked at."""
    with engine.connect() as connection:
        rows = connection.execute(select(watches).where(watches.c.principal == principal.id).order_by(watches.c.created_at))
        return [{"id": row.id, "name": row.name, "seen": row.seen, "created_at": row.created_at} for row in rows]


def drop_watch(engine: Engine, principal: Principal, number: str) -> None:
    """Ends a list and forgets its members and alerts."""
    with writing(engine) as connection:
        mine = (watches.c.id == number, watches.c.principal == principal.id)
        if connection.execute(select(watches.c.id).where(*mine)).first() is None:
            raise NotFound(f"没有编号为 {number[:40]} 的关注名单。No such watch list.")
        for table in (alerts, watched):
            connection.execute(table.delete().where(table.c.watch == number))
        connection.execute(watches.delete().where(*mine))


def _looked(premises: Premises, course: tuple[str, int, int], catalogue: Catalogue) -> int:
    """One list: the alerts and how far it was looked at are written together, so none is raised twice or lost."""
    number, seen, last = course
    store, day = premises.desk().store, today(premises.settings.today)
    with premises.office.connect() as connection:
        nodes = [row.node for row in connection.execute(select(watched.c.node).where(watched.c.watch == number))]
    touched = _touched(store, seen, last)
    with store.view(seen) as before, store.view(last) as after:
        old, new = (_measures(view, catalogue, nodes, day) for view in (before, after))
        told = {node: _told(old.get(node, {}), new.get(node, {}), touched.get(node, ())) for node in nodes}
    rows = [
        {"watch": number, "node": node, "transaction": last, "at": now(), "what": json.dumps(what, ensure_ascii=False)}
        for node, what in told.items()
        if any(what.values())
    ]
    with writing(premises.office) as connection:
        if not _still(connection, number, seen):
            return 0
        connection.execute(update(watches).where(watches.c.id == number).values(seen=last))
        if rows:
            connection.execute(insert(alerts), rows)
    return len(rows)


def _still(connection: Connection, number: str, seen: int) -> bool:
    """Whether nobody else has looked meanwhile."""
    last = connection.execute(select(watches.c.seen).where(watches.c.id == number).with_for_update()).scalar()
    return last == seen


def _touched(store: Store, since: int, until: int) -> Mapping[str, list[Change]]:
    found: defaultdict[str, list[Change]] = defaultdict(list)
    for change in store.changes(since):
        if change.transaction <= until:
            found[change.node].append(change)
    return found


def _measures(view: View, catalogue: Catalogue, nodes: Iterable[str], day: int) -> dict[str, dict[str, Consequence]]:
    """What binds each watched subject in that picture, by the consequence's id."""
    roots = {node: found.id for node in nodes if (found := view.node(node)) is not None}
    bound = measures_on(view, catalogue, list(roots.values()), day)
    return {node: {each.id: each for each in bound[root]} for node, root in roots.items()}


def _told(old: Mapping[str, Consequence], new: Mapping[str, Consequence], touched: Sequence[Change]) -> dict[str, list[Any]]:
    changed = [each for each in new if each in old and (new[each].state, new[each].until) != (old[each].state, old[each].until)]
    return {
        "began": [_measure(new[each]) for each in sorted(new.keys() - old.keys())],
        "ended": [_measure(old[each]) for each in sorted(old.keys() - new.keys())],
        "changed": [{**_measure(new[each]), "was": old[each].state} for each in sorted(changed)],
        "facts": [{"fact": each.fact, "what": each.what, "transaction": each.transaction} for each in touched[:_MOST_FACTS]],
    }


def _measure(each: Consequence) -> dict[str, Any]:
    return {"consequence": each.id, "measure": each.measure, "rule": each.rule, "state": each.state, "record": each.record}
