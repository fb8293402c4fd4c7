"""The book that a process writes its audit lines into: one chain, committed in groups, on disk before anybody is told so.

One thread commits: while one group is on its way to the disk the next one gathers. Nobody waits for a timer, one flush serves many
answers, and those who wait do not wake each other.
"""

import asyncio
import fcntl
import secrets
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.exc import SQLAlchemyError

from credit.errors import AuditFailed
from graph.spans import span
from office.audit.inserting import Inserting
from office.audit.lines import BEGINNING, Line, Sealed, sealed
from office.audit.tables import heads, lines
from office.database import writing
from office.signing import SigningKey

SHELL = "shell"
"""The chain that all commands of this home's shell continue, one after the other."""
_HEADS_NOTED = 1000
_GATHERING_S = 0.003
"""As DESIGN section 8 has it: a group gathers within 3 ms."""
_ENOUGH = 8
"""A group of so many is committed at once: waiting for more saves little, and those who ask meanwhile make the next one."""


@dataclass(slots=True)
class _Slip:
    """Lines on their way to the disk, all or none; `known` is set once it is known what became of them, on its loop where it has one."""

    lines: Sequence[Line]
    known: threading.Event | asyncio.Event
    loop: asyncio.AbstractEventLoop | None = None
    done: list[Sealed] = field(default_factory=list)

    def written(self) -> list[Sealed]:
        """The lines as they are on record. Raises AuditFailed where they are not."""
        if len(self.done) < len(self.lines):
            raise AuditFailed(
                "留痕未能写入,故不予答复,请稍后再试。The audit line could not be written; there is no answer without it.", retry_after=2
            )
        return self.done


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends."""

    seq: int
    hash: str


class Book:
    """Writes lines. Many threads may write at once; each returns when its lines are on disk, and raises AuditFailed where they are not."""

    def __init__(self, engine: Engine, key: SigningKey, anchor_seconds: float, chain: str | None = None) -> None:
        """`chain`: the shared one to be continued; None: one of this process's own, begun with its first line."""
        self._engine, self._key, self._every = engine, key, timedelta(seconds=anchor_seconds)
        self._inserting = Inserting(engine)
        self._shared = chain
        self._chain, self._head = secrets.token_hex(8), Head(-1, BEGINNING)
        self._pending: list[_Slip] = []
        self._awaited = 1
        self._came = threading.Condition()
        self._clerk: threading.Thread | None = None
        self._closing = False
        self._anchored_at: datetime | None = None
        self._noted: dict[str, int] = {}
        self._looked_at = datetime.now(UTC)

    @property
    def engine(self) -> Engine:
        """The database, for reading."""
        return self._engine

    @property
    def key(self) -> SigningKey:
        """The key that signs."""
        return self._key

    def write(self, line: Line) -> Sealed:
        """Puts a line on record."""
        return self.write_all([line])[0]

    def write_all(self, many: Sequence[Line]) -> list[Sealed]:
        """Puts lines on record, all or none."""
        with span("audit.write", lines=len(many)):
            known = threading.Event()
            slip = self._handed_in(_Slip(many, known))
            known.wait()
            return slip.written()

    async def written(self, line: Line) -> Sealed:
        """The same for a coroutine: the loop goes on while the line is on its way."""
        known = asyncio.Event()
        with span("audit.write", lines=1):
            slip = self._handed_in(_Slip([line], known, asyncio.get_running_loop()))
            await known.wait()
            return slip.written()[0]

    def anchor(self) -> None:
        """Notes where the other chains end, where any of them says more than this book has noted.

        A chain that only anchors says nothing new, so two that are idle do not note each other for ever.
        """
        began, moved = datetime.now(UTC), self._moved()
        if moved:
            self.write(_own("anchor", heads=moved))
            self._noted |= {chain: int(str(seq)) for chain, (seq, _) in moved.items()}
        self._looked_at = began

    def _moved(self) -> dict[str, list[object]]:
        """The heads of other chains since the last look that stand beyond what was noted, by something else than anchors."""
        since = (self._looked_at - self._every).isoformat(timespec="milliseconds")
        with self._engine.connect() as connection:
            others = connection.execute(select(heads).where(heads.c.chain != self._chain, heads.c.at >= since)).all()
            said = select(lines.c.seq).where(lines.c.kind != "anchor").limit(1)
            return {
                row.chain: [row.seq, row.hash]
                for row in others
                if connection.execute(said.where(lines.c.chain == row.chain, lines.c.seq > self._noted.get(row.chain, -1))).first()
            }

    def close(self) -> None:
        """Ends the chain with a line that says so, and gives the connections back. No line is taken after it."""
        if self._closing:
            return
        if self._shared is None and self._head.seq >= 0:
            self.write(_own("close"))
        with self._came:
            self._closing = True
            self._came.notify()
        if self._clerk is not None:
            self._clerk.join()
        self._engine.dispose()

    def _handed_in(self, slip: _Slip) -> _Slip:
        with self._came:
            if self._closing:  # a request that outlived the service's end: nobody would ever commit its line
                raise AuditFailed("服务正在停止,未予答复。The service has ended; there is no answer.", retry_after=2)
            if self._clerk is None:
                self._clerk = threading.Thread(target=self._commit_all, name="audit", daemon=True)
                self._clerk.start()
            self._pending.append(slip)
            if len(self._pending) >= self._awaited:  # no sooner: each waking takes the interpreter from whoever answers
                self._came.notify()
        return slip

    def _commit_all(self) -> None:
        """What the committing thread does until the book is closed."""
        group: list[_Slip] = []
        while True:
            group = self._gathered(len(group))
            if not group:
                return
            self._commit_whatever_comes(group)
            _tell(group)

    def _gathered(self, before: int) -> list[_Slip]:
        """The next group; none: the book is closed. `before`: how many were in the last one.

        Where lines come faster than groups are committed, it waits a moment for as many again, as PostgreSQL's commit_delay does: most of
        a commit's cost is the same for one line and for ten (decision 0096). Whoever asks alone never waits.
        """
        with self._came:
            self._came.wait_for(lambda: self._pending or self._closing)
            self._awaited = min(max(before, len(self._pending)), _ENOUGH)
            self._came.wait_for(lambda: self._closing or len(self._pending) >= self._awaited, _GATHERING_S)
            self._awaited = 1
            group, self._pending = self._pending, []
        return group

    def _commit_whatever_comes(self, group: list[_Slip]) -> None:
        """Commits a group. The thread on which everybody waits must outlive what one line does: such a line fails alone."""
        try:
            self._commit(group)
        except Exception as fault:  # noqa: BLE001
            if len(group) > 1:
                for slip in group:
                    self._commit_whatever_comes([slip])
            else:
                structlog.get_logger().error("audit", fault=type(fault).__name__)  # never its words: they may quote the line

    def _commit(self, group: list[_Slip]) -> None:
        """One transaction for the group. After a failure nobody knows what reached the disk, so the next group begins a new chain."""
        told = [line for slip in group for line in slip.lines]
        try:
            with _in_turn(self._engine), writing(self._engine) as connection:
                written = self._written(connection, told)
        except (SQLAlchemyError, OSError, self._inserting.errors):
            self._chain, self._head, self._anchored_at = secrets.token_hex(8), Head(-1, BEGINNING), None
            return
        self._head = Head(written[-1].seq, written[-1].hash)
        after = iter(written[len(written) - len(told) :])
        for slip in group:
            slip.done = [next(after) for _ in slip.lines]

    def _written(self, connection: Connection, group: list[Line]) -> list[Sealed]:
        """Own lines (open, anchor) first, then the group's, in the order in which they came."""
        chain = self._shared or self._chain
        head = self._continued(connection, chain) if self._shared else self._head
        now = datetime.now(UTC)
        at = now.isoformat(timespec="milliseconds")
        told = [*self._own_lines(connection, chain, head, now), *group]
        written: list[Sealed] = []
        for seq, line in enumerate(told, start=head.seq + 1):
            placed = sealed(line, chain, seq, at, written[-1].hash if written else head.hash)
            written.append(replace(placed, signature=self._key.sign(placed.hash)) if line.check or line.feedback else placed)
        self._inserting.put(connection, told, written, now)
        return written

    def _continued(self, connection: Connection, chain: str) -> Head:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:chain))"), {"chain": chain})
        row = connection.execute(select(heads).where(heads.c.chain == chain)).first()
        return Head(row.seq, row.hash) if row else Head(-1, BEGINNING)

    def _own_lines(self, connection: Connection, chain: str, head: Head, now: datetime) -> list[Line]:
        """What the chain says of itself and of the others: at its beginning, and every so often."""
        opening = head.seq < 0
        if not opening and self._anchored_at and now - self._anchored_at < self._every:
            return []
        since = None if opening or self._anchored_at is None else self._anchored_at - self._every
        self._anchored_at = now
        seen = self._others(connection, chain, since)
        return [_own("open" if opening else "anchor", heads=seen)] if opening or seen else []

    def _others(self, connection: Connection, chain: str, since: datetime | None) -> dict[str, list[object]]:
        """The heads of the other chains that have moved since."""
        wanted = select(heads).where(heads.c.chain != chain).order_by(heads.c.at.desc()).limit(_HEADS_NOTED)
        if since is not None:
            wanted = wanted.where(heads.c.at >= since.isoformat(timespec="milliseconds"))
        return {row.chain: [row.seq, row.hash] for row in connection.execute(wanted)}


def _tell(group: Sequence[_Slip]) -> None:
    """Wakes everybody who waits for these slips; those on one loop together, because each waking of a loop is a system call."""
    loops: dict[asyncio.AbstractEventLoop, list[_Slip]] = {}
    for slip in group:
        if slip.loop is None:
            slip.known.set()
        else:
            loops.setdefault(slip.loop, []).append(slip)
    for loop, slips in loops.items():
        with suppress(RuntimeError):  # the loop that waited has ended: nobody is there to be told
            loop.call_soon_threadsafe(_set_all, slips)


def _set_all(slips: Sequence[_Slip]) -> None:
    for slip in slips:
        slip.known.set()


@contextmanager
def _in_turn(engine: Engine) -> Iterator[None]:
    """Several workers queue for a file's one writer here, where the next is woken at once; SQLite itself would sleep and look again."""
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    if file is None:
        yield
        return
    with Path(f"{file}.turn").open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def _own(kind: Any, **more: object) -> Line:
    return Line(kind, principal="xinmai", name="", authority="", question="", more=more)
