"""Reading, checking and staging one file: in this process, or for large files in one of its own while this one writes."""

import gc
import queue
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from multiprocessing.queues import Queue
from pathlib import Path

from credit.errors import LoadFailed, XinmaiError
from credit.identity import PersonKey
from credit.periods import Day
from loaders.cleaning.context import Context
from loaders.mapping.binding import Binding, bind, require
from loaders.mapping.definition import Definition
from loaders.mapping.detect import count_known, known_headers
from loaders.reading.table import open_table
from loaders.staging.chunk import Staged, stage_chunk
from loaders.staging.stage import Remembered

_AHEAD = 3
"""Chunks that may wait for the writer: what bounds memory."""


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


@dataclass(frozen=True, slots=True)
class Opened:
    """What the header of the file told."""

    headers: tuple[str, ...]
    binding: Binding
    notes: tuple[str, ...]


def staged_chunks(job: Job) -> Iterator[Opened | Staged]:
    """First what the header told, then chunk by chunk what the rows say. Raises LoadFailed."""
    known = known_headers([job.definition])
    with open_table(job.path, lambda row: count_known(row, known), job.chunk_rows) as table:
        binding = bind(table.headers, job.definition)
        require(binding, job.definition, job.path.name)
        yield Opened(table.headers, binding, table.notes)
        context = Context(job.definition, job.key, job.data_on, job.today, job.scope, binding.headers, binding.units)
        said: Remembered = {}
        for rows in table.chunks:
            yield stage_chunk(rows, binding, context, said)


@contextmanager
def working(job: Job, parallel: bool) -> Iterator[Iterator[Opened | Staged]]:
    """The chunks of a job. A process of its own is ended with the context, however it ends."""
    if not parallel:
        yield staged_chunks(job)
        return
    spawn = get_context("spawn")
    line: Queue[Opened | Staged | XinmaiError | None] = spawn.Queue(_AHEAD)
    worker = spawn.Process(target=_send, args=(job, line), daemon=True)
    worker.start()
    try:
        yield _received(worker, line)
    finally:
        if worker.is_alive():
            worker.terminate()
        worker.join()
        line.close()
        line.cancel_join_thread()


def _send(job: Job, line: "Queue[Opened | Staged | XinmaiError | None]") -> None:
    gc.disable()  # chunks are lists of millions of texts and no cycles: looking for some costs a fifth of the time
    try:
        for item in staged_chunks(job):
            line.put(item)
        line.put(None)
    except XinmaiError as fault:
        line.put(fault)


def _received(worker: SpawnProcess, line: "Queue[Opened | Staged | XinmaiError | None]") -> Iterator[Opened | Staged]:
    while True:
        try:
            item = line.get(timeout=1)
        except queue.Empty:
            if not worker.is_alive() and line.empty():
                raise LoadFailed(f"读取进程意外结束(状态 {worker.exitcode}),未发布。The reading process ended unexpectedly.") from None
            continue
        if item is None:
            return
        if isinstance(item, XinmaiError):
            raise item
        yield item
