"""Reading, checking and staging one file: in this process, or for large files in processes of their own while this one writes."""

import gc
import queue
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import cycle
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from multiprocessing.queues import Queue
from pathlib import Path
from typing import TYPE_CHECKING

from credit.errors import LoadFailed, XinmaiError
from credit.identity import PersonKey
from credit.periods import Day
from loaders.cleaning.context import Context
from loaders.mapping.binding import Binding, bind, require
from loaders.mapping.definition import Definition
from loaders.mapping.detect import count_known, known_headers
from loaders.reading.table import is_text, open_table
from loaders.staging.chunk import Staged, stage_chunk
from loaders.staging.stage import Remembered

_AHEAD = 2
"""Chunks of each reader that may wait for the writer: what bounds memory."""


@dataclass(frozen=True, slots=True)
class Job:
    """All that a process needs to stage a file."""

    path: Path
    definition: Definition
    key: PersonKey
    data_on: Day
    today: Day
    chunk_rows: int
    scope: str = ""
    reader: int = 0
    readers: int = 1
    """Of so many readers the one of that number: each stages every chunk whose turn it is."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What the header of the file told."""

    headers: tuple[str, ...]
    binding: Binding
    notes: tuple[str, ...]


def staged_chunks(job: Job) -> Iterator[Opened | Staged]:
    """First what the header told (by the first reader), then chunk by chunk what the rows say. Raises LoadFailed."""
    known = known_headers([job.definition])
    with open_table(job.path, lambda row: count_known(row, known), job.chunk_rows) as table:
        binding = bind(table.headers, job.definition)
        require(binding, job.definition, job.path.name)
        if job.reader == 0:
            yield Opened(table.headers, binding, table.notes)
        context = Context(job.definition, job.key, job.data_on, job.today, job.scope, binding.headers, binding.units)
        said: Remembered = {}
        for turn, rows in enumerate(table.chunks):
            if turn % job.readers == job.reader:
                yield stage_chunk(rows, binding, context, said)


if TYPE_CHECKING:
    Line = Queue[Opened | Staged | XinmaiError | None]
    """What a reader sends: chunks, then None, or the fault that ended it."""


@contextmanager
def working(job: Job, readers: int) -> Iterator[Iterator[Opened | Staged]]:
    """The chunks of a job in the order of the file. No readers: this process reads. Processes end with the context, however it ends."""
    if readers == 0:
        yield staged_chunks(job)
        return
    spawn, count = get_context("spawn"), readers if is_text(job.path) else 1
    lines: list[Line] = [spawn.Queue(_AHEAD) for _ in range(count)]
    jobs = [replace(job, reader=at, readers=count) for at in range(count)]
    workers = [spawn.Process(target=_send, args=(each, line), daemon=True) for each, line in zip(jobs, lines, strict=True)]
    for worker in workers:
        worker.start()
    try:
        yield _in_turn(workers, lines)
    finally:
        for worker, line in zip(workers, lines, strict=True):
            _ended(worker, line)


def _ended(worker: SpawnProcess, line: "Line") -> None:
    if worker.is_alive():
        worker.terminate()
    worker.join()
    line.close()
    line.cancel_join_thread()


def _send(job: Job, line: "Line") -> None:
    gc.disable()  # chunks are lists of millions of texts and no cycles: looking for some costs a fifth of the time
    try:
        for item in staged_chunks(job):
            line.put(item)
        line.put(None)
    except XinmaiError as fault:
        line.put(fault)


def _in_turn(workers: list[SpawnProcess], lines: "list[Line]") -> Iterator[Opened | Staged]:
    """The readers' chunks one after the other; where one has no more, none has."""
    first = _next(workers[0], lines[0])
    if first is not None:
        yield first
    for worker, line in cycle(zip(workers, lines, strict=True)):
        item = _next(worker, line)
        if item is None:
            return
        yield item


def _next(worker: SpawnProcess, line: "Line") -> Opened | Staged | None:
    while True:
        try:
            item = line.get(timeout=1)
        except queue.Empty:
            if worker.is_alive() or not line.empty():
                continue
            raise LoadFailed(f"读取进程意外结束(状态 {worker.exitcode}),未发布。The reading process ended unexpectedly.") from None
        if isinstance(item, XinmaiError):
            raise item
        return item
