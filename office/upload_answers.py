"""How a load through the API is told: its preview, its commit, what was published."""

from typing import Any, Literal

from pydantic import Field

from inquiry.answering.problems import Problem
from inquiry.answering.wire import Wire
from office.jobs.register import Job
from office.jobs.wire import Progress
from office.premises import Premises
from office.uploads import committed_by

State = Literal["previewing", "previewed", "committing", "committed", "failed", "commit_failed", "discarded", "expired"]


class LoadTold(Wire):
    """One file on its way into the store."""

    id: str
    state: State = Field(description="previewing, previewed, committing, committed; failed, commit_failed; discarded, expired.")
    file: str
    sha256: str
    bytes: int
    source: str | None = Field(description="As the sender named it, else as its headers tell once it is previewed.")
    scope: str | None
    data_on: str
    snapshot: bool
    progress: Progress
    preview: dict[str, Any] | None = Field(
        description="What the file would come to: rows read, accepted, rejected, issues with row numbers."
    )
    rejects: str | None = Field(description="Where the rejected rows are, as a file that can be corrected and sent again.")
    commit_job: str | None = Field(description="The job that publishes it.")
    published: dict[str, Any] | None = Field(description="What it came to: claims new, changed, unchanged, closed, and the transaction.")
    problem: Problem | None
    created_at: str
    expires_at: str | None = Field(description="Until when it can be committed.")


class LoadAnswer(Wire):
    """One load."""

    data: LoadTold


class LoadsData(Wire):
    """Loads, the newest first."""

    items: list[LoadTold]


class LoadsAnswer(Wire):
    """Several loads."""

    data: LoadsData


def load_told(premises: Premises, job: Job) -> LoadTold:
    """The wire form of a preview and of what became of it."""
    said, commit = job.parameters, committed_by(premises, job)
    preview, published = _report(job), None if commit is None else _report(commit)
    now = job if commit is None else commit
    problem = now.problem or job.problem
    return LoadTold(
        id=job.id,
        state=_state(job, commit),
        file=said["file"],
        sha256=said["sha256"],
        bytes=said["bytes"],
        source=said["source"] or (preview or {}).get("source"),
        scope=said["scope"] if preview is None else preview["scope"],
        data_on=said["data_on"],
        snapshot=said["snapshot"],
        progress=Progress(done=now.done, total=now.total, unit="percent"),
        preview=preview,
        rejects=f"/v1/loads/{job.id}/rejects" if job.file and job.removed_at is None else None,
        commit_job=None if commit is None else commit.id,
        published=published,
        problem=None if problem is None else Problem.model_validate(problem),
        created_at=job.created_at,
        expires_at=job.expires_at,
    )


def _report(job: Job) -> dict[str, Any] | None:
    return None if job.outcome is None else dict(job.outcome["report"])


def _state(job: Job, commit: Job | None) -> State:
    if commit is not None and commit.state != "cancelled":
        return "committing" if commit.is_open else "committed" if commit.state == "done" else "commit_failed"
    if job.is_open:
        return "previewing"
    if job.state == "failed":
        return "failed"
    if job.state == "cancelled":
        return "discarded"
    if job.removed_at is None:
        return "previewed"
    return "discarded" if job.removed_at < (job.expires_at or "") else "expired"
