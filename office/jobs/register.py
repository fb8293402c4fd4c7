"""The register of jobs: what is to be done, how far it is, and who does it. The table decides; the queue only wakes (decision 0080)."""

import json
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Row, and_, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from credit.errors import TooMany
from office.database import writing
from office.principals import now
from office.rights import Principal
from office.tables import jobs

State = Literal["queued", "running", "done", "failed", "cancelled"]
OPEN: tuple[State, ...] = ("queued", "running")


@dataclass(frozen=True, slots=True)
class Job:
    """A job as the register has it. Instants are ISO texts in UTC; `seed` makes the numbers of its receipts and is told to nobody."""

    id: str
    kind: str
    owner: str
    authority: str
    state: State
    done: int
    total: int | None
    created_at: str
    started_at: str | None
    ended_at: str | None
    cancel_asked_at: str | None
    parameters: Mapping[str, Any]
    outcome: Mapping[str, Any] | None
    problem: Mapping[str, Any] | None
    file: str | None
    expires_at: str | None
    removed_at: str | None
    seed: str = field(repr=False)
    tries: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class NewJob:
    """What is to be done for whom. `id`: made from the write that asks for it, so that the same write is the same job."""

    id: str
    kind: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ending:
    """How a job ended. `file`: the name of the result in the job's folder."""

    state: State
    outcome: Mapping[str, Any] | None = None
    problem: Mapping[str, Any] | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the register said to a step: whether the job is still this worker's, and whether it shall end."""

    mine: bool
    cancelled: bool


def add_job(engine: Engine, owner: Principal, wanted: NewJob, most_open: int) -> Job:
    """Puts a job on record; one that is there already stays as it is. TooMany where the owner has as many open ones as he may."""
    try:
        return _added(engine, owner, wanted, most_open)
    except IntegrityError:  # somebody else has put the same one in at the same moment
        with engine.connect() as connection:
            return _job(_there(connection, wanted.id))


def _added(engine: Engine, owner: Principal, wanted: NewJob, most_open: int) -> Job:
    with writing(engine) as connection:
        if (known := _row(connection, wanted.id)) is not None:
            return _job(known)
        mine = select(func.count()).select_from(jobs).where(jobs.c.owner == owner.id, jobs.c.state.in_(OPEN))
        if connection.execute(mine).scalar_one() >= most_open:
            raise TooMany(f"每个使用者最多 {most_open} 件未完成的任务。At most {most_open} open jobs at a time.", retry_after=30)
        insert_job(connection, owner, wanted)
        return _job(_there(connection, wanted.id))


def insert_job(connection: Connection, owner: Principal, wanted: NewJob) -> None:
    """Adds the row, waiting."""
    connection.execute(
        insert(jobs).values(
            id=wanted.id,
            kind=wanted.kind,
            owner=owner.id,
            authority=owner.authority or owner.name,
            state="queued",
            done=0,
            created_at=now(),
            parameters=json.dumps(wanted.parameters, ensure_ascii=False),
            seed=secrets.token_hex(16),
            tries=0,
        )
    )


def find_job(engine: Engine, number: str) -> Job | None:
    """The job of that id."""
    with engine.connect() as connection:
        row = _row(connection, number)
        return None if row is None else _job(row)


def jobs_of(engine: Engine, owner: str | None, kinds: Sequence[str], limit: int) -> list[Job]:
    """An owner's jobs, or everybody's, the newest first. No kinds: all."""
    wanted = select(jobs).order_by(jobs.c.created_at.desc(), jobs.c.id).limit(limit)
    wanted = wanted.where(jobs.c.owner == owner) if owner else wanted
    wanted = wanted.where(jobs.c.kind.in_(kinds)) if kinds else wanted
    with engine.connect() as connection:
        return [_job(row) for row in connection.execute(wanted)]


def ask_to_cancel(engine: Engine, number: str) -> None:
    """A job that was not begun is cancelled at once, one that was ends after its step; one that has ended stays as it is."""
    with writing(engine) as connection:
        row = connection.execute(select(jobs.c.state, jobs.c.done).where(jobs.c.id == number).with_for_update()).first()
        if row is None or row.state not in OPEN:
            return
        asked: dict[str, Any] = {"cancel_asked_at": now()}
        if row.state == "queued" and row.done == 0:
            asked |= {"state": "cancelled", "ended_at": now(), "expires_at": now()}
        connection.execute(update(jobs).where(jobs.c.id == number).values(**asked))


def put_back_in_line(engine: Engine, number: str) -> None:
    """A job that failed or was cancelled waits again, as if it were new; any other stays as it is."""
    fresh = {"state": "queued", "tries": 0, "done": 0, "worker": None, "again_at": None, "ended_at": None, "cancel_asked_at": None}
    gone = {"outcome": None, "problem": None, "file": None, "expires_at": None, "removed_at": None}
    with writing(engine) as connection:
        ended = (jobs.c.id == number, jobs.c.state.in_(("failed", "cancelled")))
        connection.execute(update(jobs).where(*ended).values(**fresh, **gone))


def take(engine: Engine, number: str, worker: str, lease_s: float) -> Job | None:
    """Takes a job that waits, or whose worker gave no sign of life for so long; None where somebody else has it or it has ended."""
    free = or_(jobs.c.state == "queued", and_(jobs.c.state == "running", jobs.c.alive_at < ago(lease_s)))
    due = or_(jobs.c.again_at.is_(None), jobs.c.again_at <= now())
    with writing(engine) as connection:
        row = connection.execute(select(jobs).where(jobs.c.id == number, free, due).with_for_update()).first()
        if row is None:
            return None
        taken = {"state": "running", "worker": worker, "alive_at": now(), "again_at": None, "tries": row.tries + 1}
        connection.execute(update(jobs).where(jobs.c.id == number).values(**taken, started_at=row.started_at or now()))
        return _job(_there(connection, number))


def due_jobs(engine: Engine, lease_s: float) -> list[str]:
    """The ids of all jobs that somebody should take, the oldest first."""
    waits = and_(jobs.c.state == "queued", or_(jobs.c.again_at.is_(None), jobs.c.again_at <= now()))
    left = and_(jobs.c.state == "running", jobs.c.alive_at < ago(lease_s))
    with engine.connect() as connection:
        return list(connection.execute(select(jobs.c.id).where(or_(waits, left)).order_by(jobs.c.created_at)).scalars())


def beat(engine: Engine, worker: str, numbers: Collection[str]) -> None:
    """A worker's sign of life, for the jobs that it has in hand."""
    mine = (jobs.c.worker == worker, jobs.c.state == "running", jobs.c.id.in_(numbers))
    with writing(engine) as connection:
        connection.execute(update(jobs).where(*mine).values(alive_at=now()))


def acknowledge(engine: Engine, number: str, worker: str, done: int, total: int | None) -> Standing:
    """Notes a step that is done for good. Whoever takes the job up later goes on behind it."""
    wanted = select(jobs.c.worker, jobs.c.state, jobs.c.done, jobs.c.cancel_asked_at).where(jobs.c.id == number).with_for_update()
    with writing(engine) as connection:
        row = connection.execute(wanted).first()
        if row is None or (row.worker, row.state) != (worker, "running"):
            return Standing(mine=False, cancelled=False)
        step = {"done": done, "total": total, "alive_at": now()} | ({"tries": 0} if done > row.done else {})
        connection.execute(update(jobs).where(jobs.c.id == number).values(**step))
        return Standing(mine=True, cancelled=row.cancel_asked_at is not None)


def end_job(engine: Engine, number: str, worker: str, ending: Ending, keep_hours: int) -> bool:
    """Writes how a job ended; False where it is no longer this worker's."""
    until = (datetime.now(UTC) + timedelta(hours=keep_hours)).isoformat(timespec="milliseconds")
    said = {
        "state": ending.state,
        "ended_at": now(),
        "expires_at": until,
        "outcome": _text(ending.outcome),
        "problem": _text(ending.problem),
        "file": ending.file,
    }
    return _changed(engine, number, worker, said)


def hand_back(engine: Engine, number: str, worker: str, after_s: float = 0, *, counts: bool = True) -> bool:
    """Puts a job back in line, not before so many seconds. `counts`: as a try; not where the worker only goes home."""
    again = (datetime.now(UTC) + timedelta(seconds=after_s)).isoformat(timespec="milliseconds") if after_s else None
    said: dict[str, Any] = {"state": "queued", "worker": None, "alive_at": None, "again_at": again}
    return _changed(engine, number, worker, said if counts else {**said, "tries": jobs.c.tries - 1})


def past_their_time(engine: Engine) -> list[Job]:
    """Ended jobs whose files are to be removed."""
    over = (jobs.c.expires_at <= now(), jobs.c.removed_at.is_(None), jobs.c.state.not_in(OPEN))
    with engine.connect() as connection:
        return [_job(row) for row in connection.execute(select(jobs).where(*over).limit(1000))]


def note_removed(engine: Engine, number: str) -> bool:
    """Notes that an ended job's files go, before they do; False where it is open, or they are gone."""
    with writing(engine) as connection:
        ended = (jobs.c.id == number, jobs.c.state.not_in(OPEN), jobs.c.removed_at.is_(None))
        return connection.execute(update(jobs).where(*ended).values(removed_at=now())).rowcount == 1


def ago(seconds: float) -> str:
    """The instant so many seconds ago, as the register writes it."""
    return (datetime.now(UTC) - timedelta(seconds=seconds)).isoformat(timespec="milliseconds")


def _changed(engine: Engine, number: str, worker: str, said: Mapping[str, Any]) -> bool:
    with writing(engine) as connection:
        mine = (jobs.c.id == number, jobs.c.worker == worker, jobs.c.state == "running")
        return connection.execute(update(jobs).where(*mine).values(**said)).rowcount == 1


def _row(connection: Connection, number: str) -> Row[Any] | None:
    return connection.execute(select(jobs).where(jobs.c.id == number)).first()


def _there(connection: Connection, number: str) -> Row[Any]:
    return connection.execute(select(jobs).where(jobs.c.id == number)).one()


def _text(said: Mapping[str, Any] | None) -> str | None:
    return None if said is None else json.dumps(said, ensure_ascii=False)


def _job(row: Row[Any]) -> Job:
    plain = {name: getattr(row, name) for name in Job.__slots__}
    for name in ("parameters", "outcome", "problem"):
        plain[name] = None if plain[name] is None else json.loads(plain[name])
    return Job(**plain)
