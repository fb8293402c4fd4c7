"""Watch lists (关注名单): a saved set of subjects, and the alerts that were raised because one of them changed (office/looking.py).

An alert names ids and rules and no person. It is told to whoever keeps the list, by his rights of today, and each telling is on record.
"""

import json
import secrets
from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import Engine, Row, Select, func, insert, select

from credit.errors import BadParameter, NotFound, NotPermitted
from inquiry.answering.wire import Wire
from inquiry.asking.subject import id_of
from office.database import writing
from office.principals import must_be_on_record, now
from office.rights import Principal, Profile, Right, purposes
from office.tables import alerts, watched, watches
from office.webhooks.outbox import Event, drop

MOST_WATCHED = 10_000
MOST_WATCHES = 100
_PERSON = "p:"


class WatchRequest(Wire):
    """A watch list."""

    name: str = Field(min_length=1, max_length=80)
    subjects: list[Annotated[str, Field(min_length=1, max_length=100)]] = Field(min_length=1, max_length=MOST_WATCHED)
    purpose: str | None = Field(default=None, max_length=40, description="Why; needed where natural persons are among the subjects.")


def may_watch(principal: Principal) -> None:
    """Raises NotPermitted for a reader who is shown a part of the picture: what changed in the rest would tell him of it."""
    principal.must_have(Right.MEASURES)
    if principal.profile not in {Profile.DEPARTMENT, Profile.SUBJECT}:
        raise NotPermitted(
            "关注、预警和变更供有关部门及本人使用。Watch lists, alerts and changes are for departments and for the subject itself.",
            missing_right="profile",
        )


def add_watch(engine: Engine, principal: Principal, wanted: WatchRequest, since: int) -> str:
    """Saves a watch list; changes count from after transaction `since`. BadParameter for one too many, or persons without a purpose."""
    may_watch(principal)
    nodes = sorted({id_of(subject) for subject in wanted.subjects})
    if principal.profile is Profile.SUBJECT and nodes != [principal.subject]:
        raise NotPermitted("本人只能关注自己。This key may watch its own subject alone.", missing_right="identity")
    _must_say_why(nodes, wanted.purpose)
    number = secrets.token_hex(6)
    with writing(engine) as connection:
        must_be_on_record(connection, principal)
        if (connection.execute(_mine(select(func.count()).select_from(watches), principal)).scalar() or 0) >= MOST_WATCHES:
            raise BadParameter(f"一个使用者最多 {MOST_WATCHES} 份关注名单。At most {MOST_WATCHES} watch lists each.", errors=[])
        row = {"id": number, "principal": principal.id, "name": wanted.name, "purpose": wanted.purpose, "seen": since, "created_at": now()}
        connection.execute(insert(watches).values(**row))
        connection.execute(insert(watched), [{"watch": number, "node": node} for node in nodes])
    return number


def alerts_of(engine: Engine, principal: Principal, after: int, limit: int, watch: str | None = None) -> list[dict[str, Any]]:
    """A principal's alerts after the given number, in order: what to pull next begins after the last one's id."""
    wanted = _alerts(principal).where(alerts.c.id > after).order_by(alerts.c.id).limit(limit)
    with engine.connect() as connection:
        return [_told(row) for row in connection.execute(wanted.where(alerts.c.watch == watch) if watch else wanted)]


def find_alert(engine: Engine, principal: Principal, number: int) -> dict[str, Any]:
    """One alert of one's own."""
    with engine.connect() as connection:
        row = connection.execute(_alerts(principal).where(alerts.c.id == number)).first()
    if row is None:
        raise NotFound(f"没有编号为 {number} 的预警。No such alert.")
    return _told(row)


def watches_of(engine: Engine, principal: Principal) -> list[dict[str, Any]]:
    """A principal's lists, with how far each has been looked at; the operator's of the machine: everybody's."""
    members = select(watched.c.watch, func.count().label("number")).group_by(watched.c.watch).subquery()
    wanted = select(watches, members.c.number).join(members, members.c.watch == watches.c.id)
    with engine.connect() as connection:
        rows = connection.execute(_mine(wanted, principal).order_by(watches.c.created_at, watches.c.id))
        names = ("id", "principal", "name", "purpose", "seen", "created_at")
        return [{**{name: getattr(row, name) for name in names}, "subjects": row.number} for row in rows]


def drop_watch(engine: Engine, principal: Principal, number: str) -> None:
    """Ends a list and forgets its members and alerts; what waited to tell of them is taken back."""
    with writing(engine) as connection:
        if connection.execute(_mine(select(watches.c.id), principal).where(watches.c.id == number)).first() is None:
            raise NotFound(f"没有编号为 {number[:40]} 的关注名单。No such watch list.")
        raised = connection.execute(select(alerts.c.id).where(alerts.c.watch == number)).scalars()
        drop(connection, Event.ALERT, [str(each) for each in raised])
        for table in (alerts, watched):
            connection.execute(table.delete().where(table.c.watch == number))
        connection.execute(watches.delete().where(watches.c.id == number))


def must_state_why(principal: Principal, purpose: str | None) -> None:
    """Whoever is told what changed says why, but for the subject itself. BadParameter lists the purposes."""
    if purpose not in purposes() and not (purpose is None and principal.profile is Profile.SUBJECT):
        known = "、".join(f"{code}({each['zh']})" for code, each in purposes().items())
        errors = [{"field": "purpose", "message": known}]
        raise BadParameter(f"须载明用途(X-Purpose),可用:{known}。State a purpose of the list in X-Purpose.", errors=errors)


def _must_say_why(nodes: Sequence[str], purpose: str | None) -> None:
    known = "、".join(f"{code}({each['zh']})" for code, each in purposes().items())
    if purpose is not None and purpose not in purposes():
        raise BadParameter(f"用途不在用途表中,可用:{known}。Unknown purpose.", errors=[{"field": "purpose", "message": known}])
    if purpose is None and any(node.startswith(_PERSON) for node in nodes):
        raise BadParameter(
            f"关注自然人须载明用途:{known}。Watching persons takes a purpose.", errors=[{"field": "purpose", "message": known}]
        )


def _mine(wanted: Select[Any], principal: Principal) -> Select[Any]:
    return wanted if principal.operator else wanted.where(watches.c.principal == principal.id)


def _alerts(principal: Principal) -> Select[Any]:
    return _mine(select(alerts, watches.c.name, watches.c.purpose).join(watches, watches.c.id == alerts.c.watch), principal)


def _told(row: Row[Any]) -> dict[str, Any]:
    said = {"id": row.id, "watch": row.watch, "name": row.name, "purpose": row.purpose, "subject": row.node}
    return {**said, "transaction": row.transaction, "at": row.at, **json.loads(row.what)}
