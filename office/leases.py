"""Leases: work that one process does at a time, over all workers and machines that share the office's database.

A holder that is killed holds up the next one for no longer than its lease runs. Clocks may differ by less than that.
"""

from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from office.database import writing
from office.principals import written
from office.tables import leases


def take(engine: Engine, name: str, holder: str, seconds: float, now: datetime) -> bool:
    """Takes a lease or says again that it is held. False where somebody else holds it."""
    if _held_by_another(engine, name, holder, now):
        return False  # found by reading: whoever waits for a lease does not stand in the writers' way
    values = {"holder": holder, "until": written(now + timedelta(seconds=seconds))}
    try:
        with writing(engine) as connection:
            row = connection.execute(select(leases).where(leases.c.name == name).with_for_update()).first()
            if row is None:
                connection.execute(insert(leases).values(name=name, **values))
            elif row.holder == holder or row.until <= written(now):
                connection.execute(update(leases).where(leases.c.name == name).values(**values))
            else:
                return False
    except IntegrityError:  # two came first at once, and the other one was first
        return False
    return True


def give_back(engine: Engine, name: str, holder: str) -> None:
    """Ends a lease before its time, so that the next one need not wait."""
    with writing(engine) as connection:
        connection.execute(delete(leases).where(leases.c.name == name, leases.c.holder == holder))


def is_held(engine: Engine, name: str, now: datetime) -> bool:
    """Whether anybody does that work now."""
    return _held_by_another(engine, name, "", now)


def _held_by_another(engine: Engine, name: str, holder: str, now: datetime) -> bool:
    with engine.connect() as connection:
        row = connection.execute(select(leases).where(leases.c.name == name)).first()
    return row is not None and row.holder != holder and row.until > written(now)
