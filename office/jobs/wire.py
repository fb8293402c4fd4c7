"""How a job is told, over HTTP and in a shell."""

from typing import Any

from pydantic import Field

from inquiry.answering.problems import Problem
from inquiry.answering.wire import Wire
from office.jobs.kinds import kind_of
from office.jobs.register import Job, State


class Progress(Wire):
    """How far a job is: `done` of `total` units; the total is unknown until the job has begun."""

    done: int
    total: int | None
    unit: str = Field(description="What is counted: rows, or percent.")


class ResultTold(Wire):
    """The result as a file, until it expires."""

    href: str
    file: str
    expires_at: str | None


class JobTold(Wire):
    """A job: what is to be done, how far it is, what came of it."""

    id: str
    kind: str
    state: State
    progress: Progress
    created_at: str
    started_at: str | None
    ended_at: str | None
    cancel_asked_at: str | None = Field(description="Since when it shall end after the step under way.")
    parameters: dict[str, Any]
    outcome: dict[str, Any] | None = Field(description="What it came to, in numbers.")
    problem: Problem | None = Field(description="Why it failed, or met something that will pass.")
    result: ResultTold | None


class JobAnswer(Wire):
    """One job."""

    data: JobTold


class JobsData(Wire):
    """Jobs, the newest first."""

    items: list[JobTold]


class JobsAnswer(Wire):
    """Several jobs."""

    data: JobsData


def told(job: Job) -> JobTold:
    """The wire form of a job."""
    result = None
    if job.file is not None and job.removed_at is None:
        result = ResultTold(href=f"/v1/jobs/{job.id}/result", file=job.file, expires_at=job.expires_at)
    return JobTold(
        id=job.id,
        kind=job.kind,
        state=job.state,
        progress=Progress(done=job.done, total=job.total, unit=kind_of(job.kind).unit),
        created_at=job.created_at,
        started_at=job.started_at,
        ended_at=job.ended_at,
        cancel_asked_at=job.cancel_asked_at,
        parameters=dict(job.parameters),
        outcome=None if job.outcome is None else dict(job.outcome),
        problem=None if job.problem is None else Problem.model_validate(job.problem),
        result=result,
    )
