"""What an owner may ask of his jobs: to see them, to end them, to have their result. To anybody else they are not there."""

from dataclasses import replace
from pathlib import Path

from credit.errors import Expired, NotFound, UnderWay
from office.jobs.folder import folder_of
from office.jobs.kinds import kind_of
from office.jobs.register import Job, ask_to_cancel, find_job
from office.jobs.submitting import Asker, line_of
from office.premises import Premises
from office.rights import Principal, Right

_AGAIN_S = 2


def seen_job(premises: Premises, principal: Principal, number: str) -> Job:
    """A job of one's own, or anybody's for whoever administers. NotFound for the rest, whether it is there or not."""
    job = find_job(premises.office, number)
    if job is None or not (job.owner == principal.id or sees_all(principal)):
        raise NotFound(f"没有编号为 {number[:40]} 的任务。No such job.")
    return job


def sees_all(principal: Principal) -> bool:
    """Whether one sees everybody's jobs: the administrator does, and the operator of the machine."""
    return principal.operator or Right.ADMIN in principal.rights


def cancelled_job(premises: Premises, principal: Principal, number: str) -> Job:
    """Asks that a job end, and tells it as it is then."""
    ask_to_cancel(premises.office, seen_job(premises, principal, number).id)
    return seen_job(premises, principal, number)


def result_of(premises: Premises, asker: Asker, number: str) -> Path:
    """The file that a job made, on record before it leaves. Its owner alone has it: an administrator may not see whom it names."""
    principal = asker.principal
    job = seen_job(premises, principal, number)
    if job.owner != principal.id and not principal.operator:
        raise NotFound("任务的结果只交给其所有者。The result is its owner's alone.")
    principal.must_have(kind_of(job.kind).right)
    path = _file_of(premises, job)
    line = line_of(asker, "get_job_result", {"job": job.id, "kind": job.kind})
    premises.book.write(replace(line, outcome="answered", more={}))
    return path


def _file_of(premises: Premises, job: Job) -> Path:
    if job.is_open:
        raise UnderWay("任务尚未完成,请稍后再取。The job has not ended; ask again.", retry_after=_AGAIN_S)
    if job.removed_at is not None:
        raise Expired("结果文件已过保存期并删除,请重新交办。The file's time is over; hand the job in again.")
    path = None if job.file is None else folder_of(premises.settings.home, job.id) / job.file
    if path is None or not path.is_file():
        raise NotFound("此任务没有结果文件。This job left no file.")
    return path
