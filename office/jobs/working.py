"""Doing jobs: take, do step by step, end; give signs of life; take up what dead workers left; remove what is past its time."""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import structlog

from credit.errors import XinmaiError
from inquiry.answering.problems import problem_of
from office.jobs.folder import removed
from office.jobs.kinds import Cancelled, Course, CutShort, GoingHome, kind_of
from office.jobs.queue import Queue
from office.jobs.register import (
    Ending,
    Job,
    State,
    beat,
    due_jobs,
    end_job,
    hand_back,
    note_removed,
    past_their_time,
    take,
)
from office.premises import Premises

_MOST_TRIES = 5
"""A job that was taken up so often without a step kills its workers, or meets a fault that does not pass."""
_BEATS = 4
"""Signs of life within a lease: one may be late, and another."""
_REMOVED_EVERY_S = 60.0
_TICK_S = 0.25


@dataclass
class Worker:
    """One process's worker. `stopping` becomes set when it is told to end."""

    premises: Premises
    name: str = field(default_factory=lambda: f"w{secrets.token_hex(8)}")
    stopping: Callable[[], bool] = lambda: False
    in_hand: set[str] = field(default_factory=set)
    _adding: threading.Lock = field(default_factory=threading.Lock)

    def do(self, number: str) -> None:
        """Does a job, if it is to be had, and writes into the register what became of it."""
        with self._adding:
            if number in self.in_hand:  # another thread does it, and its sign of life is only late
                return
            self.in_hand.add(number)
        try:
            if (job := take(self.premises.office, number, self.name, self.premises.rules.job_lease_s)) is not None:
                self._do(job)
        finally:
            self.in_hand.discard(number)

    def do_all_due(self) -> int:
        """Does every job that waits or was left, one after the other, and returns how many it found."""
        found = due_jobs(self.premises.office, self.premises.rules.job_lease_s)
        for number in found:
            self.do(number)
        return len(found)

    def _do(self, job: Job) -> None:
        if job.tries > _MOST_TRIES:
            self._end(job, _failed(job, XinmaiError("任务多次中断,已停止。The job was cut short too often and has been given up.")))
            return
        course = Course(self.premises, job, self.name, self.stopping, resumed=job.done > 0 or job.tries > 1)
        try:
            self._end(job, kind_of(job.kind).do(course))
        except CutShort as cut:
            self._cut_short(course, cut)
        except XinmaiError as error:
            self._refused(course, error)
        except Exception as error:  # noqa: BLE001  # whatever it is, the job ends and its owner is told
            structlog.get_logger().error("unforeseen", job=job.id, kind=job.kind, exc_info=error)
            self._refused(course, XinmaiError("服务内部错误,请提供任务编号。An internal error; please quote the job's id."))

    def _end(self, job: Job, ending: Ending) -> None:
        if end_job(self.premises.office, job.id, self.name, ending, self.premises.rules.job_hours):
            structlog.get_logger().info("job", job=job.id, kind=job.kind, state=ending.state)

    def _cut_short(self, course: Course, cut: CutShort) -> None:
        if isinstance(cut, Cancelled):
            self._end(course.job, _left(course, "cancelled"))
        elif isinstance(cut, GoingHome):
            hand_back(self.premises.office, course.job.id, self.name, counts=False)

    def _refused(self, course: Course, error: XinmaiError) -> None:
        """What will pass is tried again; anything else is told to the owner."""
        job = course.job
        if error.status == 503 and job.tries < _MOST_TRIES:
            hand_back(self.premises.office, job.id, self.name, float(error.extra.get("retry_after", 2)))
        else:
            self._end(job, replace(_left(course, "failed"), problem=problem_of(error, job.id)))


def _left(course: Course, state: State) -> Ending:
    """What a job that does not go on leaves behind, where it has begun."""
    left = kind_of(course.job.kind).left
    return left(course, state) if left and course.done else Ending(state)


def work(premises: Premises, at_once: int, ended: Callable[[], bool] = lambda: False) -> None:
    """Does jobs until a signal or `ended` says stop; what is under way then goes back in line after its step."""
    worker = Worker(premises)
    queue = Queue(premises.settings.home, worker.do)
    consumer = queue.consumer(at_once)
    worker.stopping = consumer.stop_flag.is_set
    keeper = threading.Thread(target=_keep, args=(worker, queue, consumer, ended), daemon=True)
    keeper.start()
    try:
        consumer.run()
    finally:
        keeper.join(timeout=10)
        queue.close()


def _keep(worker: Worker, queue: Queue, consumer: Any, ended: Callable[[], bool]) -> None:
    """Beside the work: signs of life, what waits or was left is woken, what is past its time is removed."""
    beat_at = removed_at = 0.0
    while not consumer.stop_flag.wait(_TICK_S):
        if ended():
            consumer.stop_flag.set()
        at = time.monotonic()
        if at < beat_at:
            continue
        beat_at = at + worker.premises.rules.job_lease_s / _BEATS
        try:
            _round(worker, queue)
            if at >= removed_at:
                removed_at = at + _REMOVED_EVERY_S
                remove_expired(worker.premises)
        except Exception as error:  # noqa: BLE001  # a database that is away for a moment must not end the keeper
            structlog.get_logger().error("keeper", exc_info=error)


def _round(worker: Worker, queue: Queue) -> None:
    engine = worker.premises.office
    if worker.in_hand:
        beat(engine, worker.name, frozenset(worker.in_hand))
    if len(queue) == 0:
        for number in due_jobs(engine, worker.premises.rules.job_lease_s):
            queue.wake(number)


def remove_expired(premises: Premises) -> int:
    """Removes the files of every job whose time is over; what it came to stays in the register."""
    found = past_their_time(premises.office)
    for job in found:
        if note_removed(premises.office, job.id):
            removed(premises.settings.home, job.id)
    return len(found)


def _failed(job: Job, error: XinmaiError) -> Ending:
    return Ending("failed", problem=problem_of(error, job.id))
